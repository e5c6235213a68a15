// Turns the rows of a file into a table: header, cells as many as the header has, trailer.

#include <cerrno>
#include <charconv>
#include <cstdio>

#include "base/text.hpp"
#include "platform/table/source.hpp"
#include "platform/table/trimmed.hpp"

namespace tongzhou::table {

namespace {

void trim_in_place(std::string& cell) {
    const auto kept = trimmed(cell);
    if (kept.size() < cell.size()) cell = std::string(kept);
}

bool is_empty(const Row& row) {
    return !row.fault && std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
}

/// The count that a trailer states; nothing if the row is none.
std::optional<std::size_t> trailer_count(const Row& row) {
    if (row.fault || row.cells.size() < 2 || row.cells[0] != trailer_mark) return std::nullopt;
    for (std::size_t i = 2; i < row.cells.size(); ++i)
        if (!row.cells[i].empty()) return std::nullopt;
    const auto& text = row.cells[1];
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return count;
}

class TableReader : public RowReader {
  public:
    TableReader(std::unique_ptr<RowSource> source, std::size_t row_limit)
        : source_(std::move(source)), row_limit_(row_limit) {
        read_header();
    }

    const std::vector<std::string>& header() const override { return header_; }
    std::optional<Row> next() override;
    double progress() const override { return at_end_ ? 1 : std::clamp(source_->progress(), 0.0, 1.0); }
    bool complete() const override { return complete_; }

  private:
    void read_header();
    bool pull(Row& row);
    void fit(Row& row) const;
    void check_count(std::size_t stated);

    std::unique_ptr<RowSource> source_;
    std::size_t row_limit_;
    std::vector<std::string> header_;
    std::optional<Row> pending_;  ///< read already, to see whether a trailer was the last row
    std::size_t delivered_ = 0;
    bool at_end_ = false;
    bool complete_ = false;
};

void TableReader::read_header() {
    Row row;
    if (!pull(row))
        throw Problem::bad_request("empty_table", "文件中没有内容，第一行应为表头。",
                                   "The file is empty. Its first row must be the header.");
    if (row.fault)
        throw Problem::bad_request("bad_header", fmt::format("第 {} 行（表头）无法读取：{}", row.line, row.fault->zh),
                                   fmt::format("The header in line {} cannot be read. {}", row.line, row.fault->en));
    header_ = std::move(row.cells);
    while (header_.back().empty()) header_.pop_back();
}

// The next row that is not empty, trimmed.
bool TableReader::pull(Row& row) {
    while (source_->read(row)) {
        std::ranges::for_each(row.cells, trim_in_place);
        if (!is_empty(row)) return true;
    }
    return false;
}

std::optional<Row> TableReader::next() {
    if (at_end_) return std::nullopt;
    auto row = std::exchange(pending_, std::nullopt);
    if (!row && !pull(row.emplace())) {
        at_end_ = true;
        return std::nullopt;
    }
    if (const auto stated = trailer_count(*row); stated && !pull(pending_.emplace())) {
        pending_.reset();
        at_end_ = true;
        check_count(*stated);
        return std::nullopt;
    }
    if (++delivered_ > row_limit_)
        throw Problem::bad_request(
            "too_many_rows", fmt::format("表格超过 {} 行，请分成几个文件导入。", row_limit_),
            fmt::format("The table has more than {} rows. Split it into several files.", row_limit_));
    fit(*row);
    return row;
}

void TableReader::fit(Row& row) const {
    for (std::size_t i = header_.size(); i < row.cells.size(); ++i)
        if (!row.cells[i].empty())
            blame(row,
                  {fmt::format("该行有 {} 列，而表头只有 {} 列；多出的内容没有列名，请检查分隔符和引号。", i + 1,
                               header_.size()),
                   fmt::format("The row reaches to column {}, the header only to {}. What has no column name cannot "
                               "be placed: check separators and quotes.",
                               i + 1, header_.size())});
    row.cells.resize(header_.size());
}

void TableReader::check_count(std::size_t stated) {
    complete_ = stated == delivered_;
    if (complete_) return;
    throw Problem::bad_request(
        "truncated_file",
        fmt::format("文件末行注明共 {} 行，实际读到 {} "
                    "行，文件可能不完整。请重新下载；若是有意增删了行，请删去以“{}”开头的末行后再导入。",
                    stated, delivered_, trailer_mark),
        fmt::format(
            "The last line says {} rows, but {} were read: the file may be truncated. Download it again, or, if "
            "you added or removed rows yourself, delete the last line (\"{}\") and import again.",
            stated, delivered_, trailer_mark));
}

// Many systems export a web page and call it .xls.
bool is_web_page(std::string_view start) {
    const auto text = to_lower_ascii(trim(start));
    for (const auto tag : {"<html", "<!doctype", "<?xml", "<table", "<meta", "<head", "<body", "<style", "<div"})
        if (text.starts_with(tag)) return true;
    return false;
}

// No spreadsheet's first heading begins with a brace.
bool is_json_lines(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    return trim(start).starts_with('{');
}

std::string first_bytes(const std::filesystem::path& path) {
    const auto name = path.filename().string();
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file && errno == ENOENT)
        throw Problem::not_found("no_such_file", fmt::format("找不到文件 {}。", name),
                                 fmt::format("There is no file {}.", name));
    std::string start(512, '\0');
    if (file) start.resize(std::fread(start.data(), 1, start.size(), file.get()));
    if (!file || std::ferror(file.get()))
        throw Problem::bad_request(
            "file_unreadable", fmt::format("无法读取文件 {}，请检查它是否为文件及其权限。", name),
            fmt::format("{} cannot be read. Check that it is a file, and its permissions.", name));
    return start;
}

}  // namespace

std::unique_ptr<RowReader> open_table(const std::filesystem::path& path, const OpenOptions& options) {
    const auto start = first_bytes(path);
    if (start.starts_with("\xD0\xCF\x11\xE0"))  // a compound document: .xls, or the wrapping of an encrypted .xlsx
        throw Problem::bad_request(
            "legacy_workbook", "这是旧版 .xls 文件或加了密码的文件，请在 Excel 中另存为不加密码的 .xlsx。",
            "This is an old .xls file or one with a password. Save it as .xlsx without a password.");
    if (is_web_page(start) || start.starts_with("%PDF"))
        throw Problem::bad_request(
            "not_a_table", "这不是表格文件（而是网页、XML 或 PDF），请在 Excel 中打开后另存为 .xlsx。",
            "This is no table but a web page, XML or PDF. Open it in Excel and save it as .xlsx.");
    const bool zipped = start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06");
    auto source = zipped                 ? open_xlsx(path, options)
                  : is_json_lines(start) ? open_json_lines(path, options.limits)
                                         : open_csv(path, options.limits);
    return std::make_unique<TableReader>(std::move(source), options.limits.rows);
}

Bilingual cell_too_large(std::size_t column, std::size_t limit) {
    return {fmt::format("第 {} 列的内容超过 {} 字节，请缩短。", column, limit),
            fmt::format("Column {}: longer than {} bytes. Shorten it.", column, limit)};
}

Bilingual line_too_large(std::size_t limit) {
    return {fmt::format("该行超过 {} 字节，请检查引号是否成对。", limit),
            fmt::format("The row is longer than {} bytes. Check that its quotes are in pairs.", limit)};
}

Bilingual too_many_columns(std::size_t limit) {
    return {fmt::format("该行超过 {} 列。", limit), fmt::format("The row has more than {} columns.", limit)};
}

}  // namespace tongzhou::table
