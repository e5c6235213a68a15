#include <cassert>

#include "base/text.hpp"
#include "platform/table/formula_guard.hpp"
#include "platform/table/table.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t block_size = 64 << 10;
// All separators that readers guess at, whichever is ours.
constexpr std::string_view quoted_characters = "\"\r\n,;\t";

class CsvWriter : public RowWriter {
  public:
    CsvWriter(const std::vector<std::string>& header, Sink sink, CsvOptions options)
        : columns_(header.size()), sink_(std::move(sink)), separator_(options.separator) {
        assert(columns_ > 0);
        if (options.byte_order_mark) block_ = "\xEF\xBB\xBF";
        write_line(header);
    }

    void write(const std::vector<std::string>& cells) override {
        assert(!finished_ && cells.size() == columns_);
        if (std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); })) return;
        write_line(cells);
        ++rows_;
    }

    void finish() override {
        assert(!finished_);
        write_line({std::string(trailer_mark), std::to_string(rows_)});
        finished_ = true;
        sink_(block_);
        block_.clear();
    }

  private:
    void write_line(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) block_ += separator_;
            write_cell(cells[i]);
        }
        block_ += "\r\n";
        if (block_.size() < block_size) return;
        sink_(block_);
        block_.clear();
    }

    void write_cell(const std::string& cell) {
        const bool guarded = needs_formula_guard(cell);
        if (cell.find_first_of(quoted_characters) == cell.npos) {
            if (guarded) block_ += '\'';
            block_ += cell;
            return;
        }
        block_ += guarded ? "\"'" : "\"";
        for (const char c : cell) {
            if (c == '"') block_ += '"';
            block_ += c;
        }
        block_ += '"';
    }

    std::size_t columns_;
    Sink sink_;
    char separator_;
    std::string block_;
    std::size_t rows_ = 0;
    bool finished_ = false;
};

}  // namespace

std::unique_ptr<RowWriter> write_csv(const std::vector<std::string>& header, Sink sink, CsvOptions options) {
    return std::make_unique<CsvWriter>(header, std::move(sink), options);
}

}  // namespace tongzhou::table
