// The sheet of a workbook, row by row: the parser is stopped after each row and goes on when the next is wanted, so
// that one row is all that is ever held. (docs/decisions/0010-xlsx-reading.md)

#include <charconv>
#include <cmath>

#include "platform/table/sheet_names.hpp"
#include "platform/table/source.hpp"
#include "platform/table/workbook.hpp"
#include "platform/table/xml_stream.hpp"

namespace tongzhou::table {

namespace {

constexpr std::uint32_t last_row = 1'048'576;
constexpr std::uint32_t last_column = 16'384;

template <typename Number>
std::optional<Number> number_from(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The column of a reference, from 0: "AB12" is 27.
std::uint32_t column_of(std::string_view reference) {
    std::uint32_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
        if (column > last_column) break;
    }
    if (column == 0 || column > last_column)
        throw corrupt_workbook(fmt::format("cell reference {}", reference.substr(0, 20)));
    return column - 1;
}

std::string with_plain_line_ends(std::string text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
        plain += text[at] == '\r' ? '\n' : text[at];
    }
    return plain;
}

std::string plain_text(std::string_view raw) {
    auto text = raw.find("_x") == raw.npos ? std::string(raw) : unescaped(raw);
    return text.find('\r') == text.npos ? text : with_plain_line_ends(std::move(text));
}

/// Reads one sheet. `row` is where the caller wants the next row.
class SheetReader : public XmlListener {
  public:
    SheetReader(ZipArchive& archive, const std::string& part, const Workbook& workbook, const Limits& limits)
        : workbook_(workbook), limits_(limits), stream_(archive.open(part), *this) {}

    bool read(Row& row) {
        row_ = &row;
        return stream_.advance();
    }
    double progress() const { return stream_.progress(); }

    void start(std::string_view element, const XmlAttributes& attributes) override;
    void end(std::string_view element) override;
    void text(std::string_view piece) override;

  private:
    void start_row(const XmlAttributes& attributes);
    void start_cell(const XmlAttributes& attributes);
    void end_cell();
    std::string value_text();
    std::string number_value(double number);
    Bilingual fault(std::string_view zh, std::string_view en) const;

    const Workbook& workbook_;
    const Limits& limits_;
    XmlStream stream_;

    Row* row_ = nullptr;
    bool in_rows_ = false, in_row_ = false, in_cell_ = false, in_value_ = false, in_phonetic_ = false;
    std::uint32_t number_ = 0;       ///< of the row
    std::uint32_t next_column_ = 0;  ///< where a cell without reference goes
    std::uint32_t column_ = 0;
    std::size_t row_bytes_ = 0;
    std::string type_;
    std::uint32_t style_ = 0;
    std::string value_;
    bool oversized_ = false;
};

void SheetReader::start(std::string_view element, const XmlAttributes& attributes) {
    if (element == "sheetData") in_rows_ = true;
    if (!in_rows_) return;
    if (element == "c" && in_row_)
        start_cell(attributes);
    else if (element == "row")
        start_row(attributes);
    else if (element == "rPh")
        in_phonetic_ = true;
    // <v> holds what a formula gave when the file was saved, <is><t> a text that stands in the cell itself.
    else if (in_cell_ && (element == "v" || (element == "t" && !in_phonetic_)))
        in_value_ = true;
}

void SheetReader::end(std::string_view element) {
    if (!in_rows_) return;
    if (element == "v" || element == "t")
        in_value_ = false;
    else if (element == "rPh")
        in_phonetic_ = false;
    else if (element == "c" && in_cell_)
        end_cell();
    else if (element == "row" && in_row_) {
        in_row_ = false;
        stream_.pause();
    } else if (element == "sheetData") {
        in_rows_ = false;
        stream_.stop();
    }
}

void SheetReader::text(std::string_view piece) {
    if (!in_value_) return;
    row_bytes_ += piece.size();
    if (value_.size() + piece.size() > limits_.cell_bytes || row_bytes_ > limits_.line_bytes)
        oversized_ = true;
    else
        value_ += piece;
}

void SheetReader::start_row(const XmlAttributes& attributes) {
    const auto reference = attributes["r"];
    number_ = reference.empty() ? number_ + 1 : number_from<std::uint32_t>(reference).value_or(0);
    if (number_ == 0 || number_ > last_row) throw corrupt_workbook(fmt::format("row {}", reference.substr(0, 20)));
    in_row_ = true;
    in_cell_ = false;
    next_column_ = 0;
    row_bytes_ = 0;
    row_->line = number_;
    row_->cells.clear();
    row_->fault.reset();
}

void SheetReader::start_cell(const XmlAttributes& attributes) {
    const auto reference = attributes["r"];
    column_ = reference.empty() ? next_column_ : column_of(reference);
    next_column_ = column_ + 1;
    type_ = attributes["t"].substr(0, 20);
    style_ = number_from<std::uint32_t>(attributes["s"]).value_or(0);
    value_.clear();
    oversized_ = false;
    in_cell_ = true;
    in_value_ = in_phonetic_ = false;
}

void SheetReader::end_cell() {
    in_cell_ = false;
    if (value_.empty() && !oversized_) return;
    auto text = value_text();
    if (oversized_) blame(*row_, cell_too_large(column_ + 1, limits_.cell_bytes));
    if (text.empty()) return;
    if (column_ >= limits_.columns) return blame(*row_, too_many_columns(limits_.columns));
    if (row_->cells.size() <= column_) row_->cells.resize(column_ + 1);
    row_->cells[column_] = std::move(text);
}

std::string SheetReader::value_text() {
    if (type_ == "s") {
        const auto index = number_from<std::size_t>(value_);
        const auto text = index ? workbook_.shared.at(*index) : std::nullopt;
        if (!text) throw corrupt_workbook(fmt::format("row {}: no shared string {}", number_, value_.substr(0, 20)));
        row_bytes_ += text->size();
        oversized_ = oversized_ || text->size() > limits_.cell_bytes || row_bytes_ > limits_.line_bytes;
        return oversized_ ? std::string() : plain_text(*text);
    }
    if (type_ == "str" || type_ == "inlineStr") return plain_text(value_);
    if (type_ == "b") return value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
    if (type_ == "d") return value_;  // ISO 8601 already
    if (type_ == "e") {
        blame(*row_, fault(fmt::format("的公式结果是错误 {}，请在 Excel 中改正。", value_),
                           fmt::format("holds the error {}. Mend the formula in Excel.", value_)));
        return value_;
    }
    const auto number = number_from<double>(value_);
    if (!number || !std::isfinite(*number))
        throw corrupt_workbook(fmt::format("row {}: the number {}", number_, value_.substr(0, 40)));
    return number_value(*number);
}

std::string SheetReader::number_value(double number) {
    const auto kind = style_ < workbook_.kinds.size() ? workbook_.kinds[style_] : NumberKind::plain;
    if (kind != NumberKind::plain) {
        if (auto moment = moment_text(number, kind, workbook_.from_1904)) return *moment;
        blame(*row_, fault("不是有效的日期。", "holds no valid date."));
    }
    if (has_lost_digits(number))
        blame(*row_, fault("的号码超过 15 位，Excel 按数值保存时已丢失末尾数字；请将该列设为文本格式后重新填写。",
                           "holds a number of more than 15 digits, of which Excel has lost the last. Format the column "
                           "as text and enter it again."));
    return number_text(number);
}

Bilingual SheetReader::fault(std::string_view zh, std::string_view en) const {
    return {fmt::format("第 {} 列{}", column_ + 1, zh), fmt::format("Column {} {}", column_ + 1, en)};
}

class XlsxSource : public RowSource {
  public:
    XlsxSource(const std::filesystem::path& path, const OpenOptions& options)
        : limits_(options.limits),
          archive_(path, options.limits.unpacked_bytes),
          workbook_(read_workbook(archive_, limits_)),
          sheet_(find_sheet(workbook_, options.sheet)),
          first_sheet_(workbook_.sheets[sheet_].name) {
        open_sheet();
    }

    bool read(Row& row) override {
        while (!reader_->read(row)) {
            if (!continues()) return false;
            ++sheet_;
            ++sheets_read_;
            open_sheet();
            Row repeated_header;
            reader_->read(repeated_header);
        }
        return true;
    }

    double progress() const override { return reader_->progress(); }

  private:
    void open_sheet() {
        reader_ = std::make_unique<SheetReader>(archive_, workbook_.sheets[sheet_].part, workbook_, limits_);
    }

    /// True if the next sheet is where a writer of ours went on when this one was full.
    bool continues() const {
        return sheet_ + 1 < workbook_.sheets.size() &&
               workbook_.sheets[sheet_ + 1].name == continuation_name(first_sheet_, sheets_read_ + 1);
    }

    Limits limits_;
    ZipArchive archive_;
    Workbook workbook_;
    std::size_t sheet_;        ///< the one being read
    std::string first_sheet_;  ///< the name of the one that reading began with
    std::size_t sheets_read_ = 1;
    std::unique_ptr<SheetReader> reader_;
};

}  // namespace

std::unique_ptr<RowSource> open_xlsx(const std::filesystem::path& path, const OpenOptions& options) {
    return std::make_unique<XlsxSource>(path, options);
}

}  // namespace tongzhou::table
