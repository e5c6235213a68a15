// Spreadsheets in and out: a table is a header and rows of text, whether it lies in a CSV, a JSON Lines or an .xlsx
// file.
//
// Reading takes what offices really send: UTF-8 or GB18030 (Excel in China saves CSV as GBK), commas, semicolons or
// tabs, any line ends, dates kept as numbers, rows that are too short. What cannot be read at all is a Problem that
// names the line; what spoils one row only is that row's fault, and reading goes on. Memory is bounded whatever the
// file holds. Writing never loses a row silently: the last line of every table says how many rows it has, and a
// reader that finds another number refuses the file as truncated.
//
// A row whose cells are all empty is not a row: readers pass over it, writers do not write it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou::table {

/// The first cell of the last row that writers add; the second is the number of rows, the header not counted. Readers
/// check it and do not deliver it.
inline constexpr std::string_view trailer_mark = "# rows";

struct Row {
    std::size_t line = 0;            ///< 1-based: the line of a CSV where the row begins, the row number of a sheet
    std::vector<std::string> cells;  ///< trimmed UTF-8, exactly as many as the header has; line breaks are "\n"
    std::optional<Bilingual> fault;  ///< why the cells cannot be trusted: they are then only good for showing
};

/// What a file may ask of us. Beyond `rows`, `unpacked_bytes` or `shared_text_bytes` reading ends with a Problem
/// (too_many_rows, table_too_large); beyond the others the row is faulty.
struct Limits {
    std::size_t rows = 2'000'000;
    std::size_t columns = 1'024;
    std::size_t cell_bytes = 64 << 10;
    std::size_t line_bytes = 1 << 20;                ///< the text of one row
    std::uint64_t unpacked_bytes = 512ULL << 20;     ///< all parts of an .xlsx that are read, unzipped
    std::uint64_t shared_text_bytes = 128ULL << 20;  ///< the shared strings of an .xlsx, which are held in memory
};

struct OpenOptions {
    std::string sheet = {};  ///< of an .xlsx; empty: the first visible one
    Limits limits = {};
};

/// Reads a table once, from its first row to its last. Not for two threads at once.
class RowReader {
  public:
    virtual ~RowReader() = default;
    RowReader() = default;
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;

    /// The first row that is not empty, without the empty cells at its end. At least one cell.
    virtual const std::vector<std::string>& header() const = 0;
    /// The next row, or nothing at the end. Throws a Problem where the file cannot be read further: unterminated_quote,
    /// truncated_file, too_many_rows, and corrupt_workbook or table_too_large for an .xlsx.
    virtual std::optional<Row> next() = 0;
    /// How much of the file has been read, 0 to 1, for progress bars.
    virtual double progress() const = 0;
    /// True once the end is reached and a trailer agreed with the rows delivered. A file that we did not write has
    /// none.
    virtual bool complete() const = 0;
};

/// Opens a CSV, JSON Lines or .xlsx file, told apart by their content. Problems: no_such_file, file_unreadable,
/// empty_table, legacy_workbook (.xls, or an .xlsx with a password), not_a_table, not_json_lines, bad_header,
/// corrupt_workbook, no_such_sheet, table_too_large.
std::unique_ptr<RowReader> open_table(const std::filesystem::path& path, const OpenOptions& options = {});

/// Writes a table: its header when made, then rows, then finish(), which adds the trailer. A writer that is destroyed
/// unfinished leaves a table without its trailer (CSV) or none at all (.xlsx).
class RowWriter {
  public:
    virtual ~RowWriter() = default;
    RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    /// As many cells as the header has, UTF-8.
    virtual void write(const std::vector<std::string>& cells) = 0;
    /// Once, after the last row.
    virtual void finish() = 0;
};

/// Takes the next bytes of a file. What it throws ends the writing.
using Sink = std::function<void(std::string_view)>;

struct CsvOptions {
    bool byte_order_mark = true;  ///< without it Excel in China takes UTF-8 for GBK
    char separator = ',';
};

/// RFC 4180 with CRLF. A cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage
/// return, and is no plain negative number) gets a leading apostrophe; reading such a CSV takes it off again.
std::unique_ptr<RowWriter> write_csv(const std::vector<std::string>& header, Sink sink, CsvOptions options = {});

struct XlsxOptions {
    std::string sheet = "Sheet1";  ///< 1 to 25 characters, none of [ ] : * ? / and the backslash
    std::vector<std::size_t> number_columns =
        {};                                       ///< 0-based: plain decimals here become numbers, for sums and filters
    std::size_t rows_per_sheet = 1'048'576;       ///< header included; what is more goes on in "Sheet1 (2)"
    std::filesystem::path temporary_folder = {};  ///< empty: the system's
};

/// Writes an .xlsx in constant memory. All cells outside `number_columns` are text, so that codes and document numbers
/// keep their digits and leading zeros, also when someone mends them in Excel. Problems: cell_too_long (over 32,767
/// characters, which .xlsx cannot hold), disk_full.
class XlsxWriter : public RowWriter {
  public:
    /// Finishes and says where the file is. It is removed with the writer: stream it or copy it before.
    virtual const std::filesystem::path& finish_to_file() = 0;
};

std::unique_ptr<XlsxWriter> write_xlsx(std::vector<std::string> header, XlsxOptions options = {});

}  // namespace tongzhou::table
