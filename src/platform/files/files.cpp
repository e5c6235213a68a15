#include "platform/files/files.hpp"

#include "base/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/files/content.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

const Module files_module{.name = "files", .migrations = &files_migrations, .add_routes = nullptr};

namespace files {
namespace {

struct Row {
    Id<File> id;
    std::string owner_kind;
    Uuid owner;
    std::string role, name;
    Media media{};
    std::int64_t size = 0;
    std::string digest, author_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, owner_kind, owner, role, name, media, size, digest, author_name, at))

const sql::Query insert_file{R"(
    INSERT INTO files (county, id, division, organization, owner_kind, owner, role, name, media, size, digest,
                       author_name, at)
    VALUES (:county, :id, :division, :organization, :owner_kind, :owner, :role, :name, :media, :size, :digest,
            :author_name, :at))"};
const sql::Query find_file{R"(
    SELECT id, owner_kind, owner, role, name, media, size, digest, author_name, at FROM files WHERE id = :id)"};
const sql::Query list_files{R"(
    SELECT id, role, name, media, size, author_name, at FROM files
    WHERE owner = :owner AND owner_kind = :owner_kind ORDER BY at, id)"};
const sql::Query count_files{R"(
    SELECT COUNT(*) FROM files WHERE owner = :owner AND owner_kind = :owner_kind)"};
const sql::Query delete_file{R"(
    DELETE FROM files WHERE county = :county AND id = :id)"};

FileView view_of(const Row& row) { return {row.id, row.role, row.name, row.media, row.size, row.author_name, row.at}; }

bool is_of(const Row& row, const Owner& owner) { return row.owner_kind == owner.kind && row.owner == owner.id; }

// Browsers on Windows send a whole path; what is shown and saved is a name.
std::string name_alone(std::string_view name) {
    const auto cut = name.find_last_of("/\\");
    auto alone = std::string(utf8_prefix(trim(cut == std::string_view::npos ? name : name.substr(cut + 1)), 200));
    std::erase_if(alone, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return alone.empty() ? "file" : alone;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (unsigned char c : text)
        out += std::isalnum(c) || c == '-' || c == '.' || c == '_' ? std::string(1, static_cast<char>(c))
                                                                   : fmt::format("%{:02X}", c);
    return out;
}

Media require_media(std::string_view content) {
    if (content.empty())
        throw Problem::invalid("", "no_content", "文件是空的，请重新选择。", "The file is empty; choose it again.");
    if (content.size() > most_bytes)
        throw Problem::invalid("", "too_large", "文件超过 4 MB，请压缩后再传。",
                               "The file is larger than 4 MB; make it smaller.");
    const auto media = media_of(content);
    if (!media)
        throw Problem::invalid(
            "", "unknown_media", "只收 JPEG、PNG、WebP 图片和 PDF、DOCX、XLSX 文件，请转换后再传。",
            "Only JPEG, PNG and WebP images and PDF, DOCX and XLSX files are kept; convert it first.");
    return *media;
}

void note(Tx& tx, const Actor& actor, std::string_view action, const Owner& owner, const Id<File>& file) {
    audit::record(tx, actor,
                  {.action = std::string(action),
                   .subject_kind = owner.kind,
                   .subject = owner.id.text(),
                   .detail = fmt::format(R"({{"file":"{}"}})", file.text()),
                   .division = owner.division,
                   .organization = owner.organization});
}

}  // namespace

FileView keep(Database& database, const Actor& actor, const NewFile& file, std::string_view content,
              const OwnerInTx& owner_of) {
    const auto media = require_media(content);
    const auto sealed = seal_content(database.services().get<seal::KeyRing>(), content);
    const auto id = file.id.value_or(Id<File>::make(database.clock().now()));
    return database.write_value([&](Tx& tx) {
        const auto owner = owner_of(tx);
        const Row row{id,    owner.kind,  owner.id,      file.role,  name_alone(file.name),
                      media, sealed.size, sealed.digest, actor.name, tx.now()};
        if (const auto before = tx.find<Row>(find_file, id)) {
            if (!is_of(*before, owner)) throw no_such_record();
            if (before->digest == row.digest && before->role == row.role) return view_of(*before);
            throw Problem::conflict("id_taken", "该编号已用于另一个文件，请换一个编号再传。",
                                    "That id belongs to another file; send it under a new one.");
        }
        if (tx.value<std::int64_t>(count_files, owner.id, owner.kind).value_or(0) >= most_files)
            throw Problem::conflict("too_many_files", "附件已达 100 个，请先删去不需要的。",
                                    "There are a hundred files already; remove those that are not needed.");
        hold_content(tx, sealed);
        tx.run(insert_file, owner.division.county(), row.id, owner.division, owner.organization, owner.kind, owner.id,
               row.role, row.name, row.media, row.size, row.digest, row.author_name, row.at);
        note(tx, actor, "file_keep", owner, row.id);
        return view_of(row);
    });
}

std::vector<FileView> files_of(Snapshot& snapshot, std::string_view owner_kind, const Uuid& owner) {
    return snapshot.all<FileView>(list_files, owner, owner_kind);
}

http::Response read(Database& database, const Actor& actor, const Id<File>& file, const OwnerInSnapshot& owner_of) {
    std::optional<Owner> owner;
    std::optional<Row> row;
    http::Response response;
    database.read([&](Snapshot& snapshot) {
        owner = owner_of(snapshot);
        row = snapshot.find<Row>(find_file, file);
        if (!row || !is_of(*row, *owner)) throw no_such_record();
        response.body = open_content(snapshot, row->digest);
    });
    database.write([&](Tx& tx) { note(tx, actor, "file_read", *owner, row->id); });
    const bool image = row->media == Media::jpeg || row->media == Media::png || row->media == Media::webp;
    response.content_type = content_type_of(row->media);
    response.headers.emplace_back(
        "content-disposition",
        fmt::format("{}; filename*=UTF-8''{}", image ? "inline" : "attachment", percent_encoded(row->name)));
    response.headers.emplace_back("content-security-policy", "default-src 'none'; sandbox");
    return response;
}

void remove(Tx& tx, const Owner& owner, const Id<File>& file) {
    const auto row = tx.find<Row>(find_file, file);
    if (!row || !is_of(*row, owner)) throw no_such_record();
    tx.run(delete_file, owner.division.county(), file);
    let_go_content(tx, row->digest);
}

}  // namespace files
}  // namespace tongzhou
