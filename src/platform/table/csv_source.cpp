// RFC 4180 and what is sent in its name: other separators, other line ends, quotes in the middle of a cell.

#include <cassert>

#include "base/text.hpp"
#include "platform/table/formula_guard.hpp"
#include "platform/table/source.hpp"
#include "platform/table/text_input.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t buffer_size = 256 << 10;

class CsvSource : public RowSource {
  public:
    CsvSource(const std::filesystem::path& path, const Limits& limits)
        : input_(path), limits_(limits), buffer_(buffer_size) {
        fill();
        separator_ = find_separator();
        for (const char c : {'\n', '\r', '\0', undecodable}) {
            stops_plain_[index(c)] = true;
            stops_quoted_[index(c)] = true;
        }
        stops_plain_[index(separator_)] = true;
        stops_plain_[index('"')] = true;
        stops_quoted_[index('"')] = true;
    }

    bool read(Row& row) override;

    double progress() const override {
        if (input_.size() == 0) return 1;
        const auto waiting = std::min<std::uint64_t>(end_ - at_, input_.bytes_read());
        return static_cast<double>(input_.bytes_read() - waiting) / static_cast<double>(input_.size());
    }

  private:
    enum class End { cell, row, file };
    using Stops = std::array<bool, 256>;

    static std::size_t index(char c) { return static_cast<unsigned char>(c); }

    bool fill() {
        at_ = 0;
        end_ = input_.read(buffer_);
        return end_ > 0;
    }
    /// True if there is a byte at at_.
    bool more() { return at_ < end_ || fill(); }

    char find_separator() const;
    End read_cell(Row& row);
    void read_quoted(Row& row);
    void take_run(Row& row, const Stops& stops);
    void take(Row& row, std::string_view text);
    void take_spoiled(Row& row, char c);
    void end_line(char c);
    void keep_cell(Row& row);

    TextInput input_;
    Limits limits_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;  ///< what of the buffer is still to be read
    char separator_ = ',';
    Stops stops_plain_{}, stops_quoted_{};

    std::string cell_;
    std::size_t column_ = 0;     ///< of cell_, from 0
    std::size_t row_bytes_ = 0;  ///< text seen in this row, kept or not
    std::size_t line_ = 1;       ///< the line that at_ stands in
};

// The separator is the one that the header line has most of, outside quotes.
char CsvSource::find_separator() const {
    std::map<char, int> found;
    bool quoted = false, begun = false;
    for (std::size_t at = 0; at < end_; ++at) {
        const char c = buffer_[at];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        const bool line_end = c == '\n' || c == '\r';
        if (line_end && begun) break;
        begun = begun || !line_end;
        if (c == ',' || c == ';' || c == '\t') ++found[c];
    }
    char best = ',';
    for (const char c : {';', '\t'})
        if (found[c] > found[best]) best = c;
    return best;
}

bool CsvSource::read(Row& row) {
    if (!more()) return false;
    row.line = line_;
    row.cells.clear();
    row.fault.reset();
    column_ = 0;
    row_bytes_ = 0;
    while (read_cell(row) == End::cell) {
    }
    return true;
}

CsvSource::End CsvSource::read_cell(Row& row) {
    cell_.clear();
    bool closed = false;  // the quotes around this cell are behind us
    for (;;) {
        if (!more()) {
            keep_cell(row);
            return End::file;
        }
        const auto before = cell_.size();
        take_run(row, stops_plain_);
        if (closed && !trim(std::string_view(cell_).substr(before)).empty())
            blame(row, {fmt::format("第 {} 列的引号之后还有文字；单元格内的引号请写成两个。", column_ + 1),
                        fmt::format("Column {}: text after the closing quote. Double the quotes inside a cell.",
                                    column_ + 1)});
        if (at_ == end_) continue;

        const char c = buffer_[at_++];
        if (c == separator_) {
            keep_cell(row);
            return End::cell;
        }
        switch (c) {
            case '\n':
            case '\r':
                keep_cell(row);
                end_line(c);
                return End::row;
            case '"':
                // A quote opens a cell only at its beginning; elsewhere it is a character, as in 5" pipe.
                if (!closed && trim(cell_).empty()) {
                    cell_.clear();
                    read_quoted(row);
                    closed = true;
                } else {
                    take(row, "\"");
                }
                break;
            default: take_spoiled(row, c);
        }
    }
}

// From behind the opening quote to behind the closing one.
void CsvSource::read_quoted(Row& row) {
    const auto opened = line_;
    for (;;) {
        if (!more())
            throw Problem::bad_request(
                "unterminated_quote",
                fmt::format("第 {} 行第 {} 列的引号没有结束，其后的内容无法分行，请补上引号后重新导入。", opened,
                            column_ + 1),
                fmt::format("The quote opened in line {}, column {} is never closed, so what follows cannot be told "
                            "apart. Close it and import again.",
                            opened, column_ + 1));
        take_run(row, stops_quoted_);
        if (at_ == end_) continue;
        const char c = buffer_[at_++];
        switch (c) {
            case '\n':
            case '\r':
                take(row, "\n");
                end_line(c);
                break;
            case '"':
                if (!more() || buffer_[at_] != '"') return;
                ++at_;
                take(row, "\"");
                break;
            default: take_spoiled(row, c);
        }
    }
}

void CsvSource::take_run(Row& row, const Stops& stops) {
    const auto start = at_;
    while (at_ < end_ && !stops[index(buffer_[at_])]) ++at_;
    if (at_ > start) take(row, {buffer_.data() + start, at_ - start});
}

void CsvSource::take(Row& row, std::string_view text) {
    row_bytes_ += text.size();
    if (row_bytes_ > limits_.line_bytes) return blame(row, line_too_large(limits_.line_bytes));
    if (cell_.size() + text.size() > limits_.cell_bytes)
        return blame(row, cell_too_large(column_ + 1, limits_.cell_bytes));
    cell_ += text;
}

void CsvSource::take_spoiled(Row& row, char c) {
    if (c == '\0')
        blame(row, {fmt::format("第 {} 列含有空字符（NUL），文件可能已损坏。", column_ + 1),
                    fmt::format("Column {}: a NUL byte. The file may be damaged.", column_ + 1)});
    else
        blame(row, {fmt::format("第 {} 列有无法识别的字符，请将文件另存为 UTF-8 编码的 CSV。", column_ + 1),
                    fmt::format("Column {}: bytes that are no text. Save the file as CSV in UTF-8.", column_ + 1)});
    take(row, "\xEF\xBF\xBD");  // U+FFFD
}

// CR LF is one line end.
void CsvSource::end_line(char c) {
    ++line_;
    if (c == '\r' && more() && buffer_[at_] == '\n') ++at_;
}

void CsvSource::keep_cell(Row& row) {
    if (column_ < limits_.columns)
        row.cells.emplace_back(without_formula_guard(cell_));
    else if (!trim(cell_).empty())
        blame(row, too_many_columns(limits_.columns));
    ++column_;
}

}  // namespace

std::unique_ptr<RowSource> open_csv(const std::filesystem::path& path, const Limits& limits) {
    return std::make_unique<CsvSource>(path, limits);
}

}  // namespace tongzhou::table
