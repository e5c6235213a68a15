// Files that come over HTTP. The reader wants a file it can seek in, so the body stands in a temporary one for as long
// as it is read.
#include <fstream>

#include "base/text.hpp"
#include "platform/imports/endpoints.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::imports {

namespace {

class TemporaryFile {
  public:
    TemporaryFile(const std::string& content, Instant now)
        : path_(std::filesystem::temp_directory_path() / ("tongzhou-import-" + new_uuid_v7(now).text())) {
        std::ofstream out(path_, std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.close();
        if (!out) {
            remove();
            throw Problem::unavailable("disk_full", "临时文件写不进去，请清理磁盘。",
                                       "The temporary file could not be written; free some space.", 60);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { remove(); }
    const std::filesystem::path& path() const { return path_; }

  private:
    void remove() {
        std::error_code gone_already;
        std::filesystem::remove(path_, gone_already);
    }
    std::filesystem::path path_;
};

table::ColumnChoices choices_of(const std::optional<Text<20'000>>& columns) {
    if (!columns) return {};
    auto pairs = from_json<std::vector<ColumnChoice>>(columns->value);
    table::ColumnChoices choices;
    for (auto& [header, field] : pairs) choices[header] = field;
    return choices;
}

}  // namespace

Import upload_import(Database& database, const Actor& actor, const UploadRequest& request, const Upload& upload) {
    TemporaryFile file(upload.body, database.clock().now());
    Options options;
    options.mode = request.mode.value_or(Mode::row_by_row);
    options.dry_run = request.dry_run.value_or(false);
    options.columns = choices_of(request.columns);
    options.file_name = request.file_name ? request.file_name->value : "";
    options.sheet = request.sheet ? request.sheet->value : "";
    options.id = request.id;
    options.area = request.area;
    return run_import(database, actor, request.kind.text(), file.path(), options);
}

ColumnPreview preview_columns(Database& database, const Actor& actor, const PreviewRequest& request,
                              const Upload& upload) {
    const auto& kind = Kind::find(request.kind.text());
    actor.require(kind.spec().permission);
    TemporaryFile file(upload.body, database.clock().now());
    auto reader = table::open_table(file.path(), {.sheet = request.sheet ? request.sheet->value : "", .limits = {}});
    const auto& header = reader->header();
    auto map = table::map_columns(header, kind.spec().fields, choices_of(request.columns));
    ColumnPreview preview;
    preview.header = header;
    preview.usable = map.usable();
    for (const auto& field : kind.spec().fields) {
        FieldColumns columns{field.name, field.zh, field.en, field.need == table::Need::required, {}, {}};
        for (const auto& mapped : map.mapped)
            if (mapped.field == field.name) columns.header = mapped.header;
        for (const auto& ambiguous : map.ambiguous)
            if (ambiguous.field == field.name)
                for (auto column : ambiguous.columns) columns.candidates.push_back(header[column]);
        preview.fields.push_back(std::move(columns));
    }
    constexpr std::size_t enough_to_choose_by = 5;
    while (preview.rows.size() < enough_to_choose_by) {
        auto row = reader->next();
        if (!row) break;
        preview.rows.push_back({std::move(row->cells)});
    }
    return preview;
}

}  // namespace tongzhou::imports
