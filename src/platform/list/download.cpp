// A list as a file. The rows come page by page from one snapshot, so that a long export is one consistent state, costs
// no more memory than a page, and ends with its row count.
#include <fstream>

#include "platform/audit/audit.hpp"
#include "platform/list/list.hpp"
#include "platform/table/table.hpp"

namespace tongzhou {

namespace {

struct Rows {
    Rows(Database& database) : read(database) {}
    Database::LongRead read;
    std::string cursor;
    bool more = true;
};

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (unsigned char c : text)
        out += std::isalnum(c) || c == '-' || c == '.' || c == '_' ? std::string(1, static_cast<char>(c))
                                                                   : fmt::format("%{:02X}", c);
    return out;
}

}  // namespace

Download ListBase::stream(Database& database, const Actor& actor, ExportFormat format, NextRows next_rows) const {
    // An export is a read that leaves the building: it is on record before the first byte.
    database.write([&](Tx& tx) {
        audit::record(tx, actor,
                      {.action = "export_" + std::string(spec_.name), .subject_kind = std::string(spec_.name)});
    });

    std::vector<std::string> header;
    for (const auto& member : row_.members) {
        auto label = std::find_if(spec_.labels.begin(), spec_.labels.end(),
                                  [&](const auto& l) { return l.first == member.name; });
        header.emplace_back(actor.language == Language::zh && label != spec_.labels.end() ? label->second
                                                                                          : member.name);
    }
    return stream_table(database, spec_.name, std::move(header), format, std::move(next_rows));
}

Download stream_table(Database& database, std::string_view name, std::vector<std::string> header, ExportFormat format,
                      NextRows next_rows) {
    auto rows = std::make_shared<Rows>(database);
    auto write_page = [rows, next_rows = std::move(next_rows)](table::RowWriter& writer) {
        std::vector<std::vector<std::string>> page;
        std::string next;
        rows->more = next_rows(rows->read.snapshot(), rows->cursor, page, next);
        rows->cursor = next;
        for (const auto& row : page) writer.write(row);
    };

    const auto day = date_in_shanghai(database.clock().now()).iso();
    Download download;
    download.filename = percent_encoded(fmt::format("{}-{}.{}", name, day, name_of(format)));
    if (format == ExportFormat::csv) {
        download.content_type = "text/csv; charset=utf-8";
        auto buffer = std::make_shared<std::string>();
        std::shared_ptr<table::RowWriter> writer =
            table::write_csv(header, [buffer](std::string_view bytes) { buffer->append(bytes); });
        download.source = [rows, writer, buffer, write_page]() -> std::optional<std::string> {
            while (buffer->size() < 64 * 1024 && rows->more) {
                write_page(*writer);
                if (!rows->more) writer->finish();
            }
            if (buffer->empty()) return std::nullopt;
            return std::exchange(*buffer, {});
        };
        return download;
    }
    download.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    std::shared_ptr<table::XlsxWriter> writer = table::write_xlsx(header, {.sheet = std::string(name.substr(0, 25))});
    auto file = std::make_shared<std::ifstream>();
    // An .xlsx begins with what is known last, so it is written whole before its first byte is sent.
    download.source = [rows, writer, file, write_page]() -> std::optional<std::string> {
        if (!file->is_open()) {
            while (rows->more) write_page(*writer);
            file->open(writer->finish_to_file(), std::ios::binary);
            if (!*file)
                throw Problem::unavailable("disk_full", "临时文件写不进去，请清理磁盘。",
                                           "The temporary file could not be written; free some space.", 60);
        }
        std::string chunk(64 * 1024, '\0');
        file->read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        chunk.resize(static_cast<std::size_t>(file->gcount()));
        if (chunk.empty()) return std::nullopt;
        return chunk;
    };
    return download;
}

}  // namespace tongzhou
