#include <xlsxwriter.h>

#include <unistd.h>

#include <cassert>
#include <charconv>
#include <cstdlib>

#include "base/text.hpp"
#include "platform/table/cell_value.hpp"
#include "platform/table/sheet_names.hpp"
#include "platform/table/table.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t rows_measured = 200;  // for the column widths
constexpr double narrowest = 8, widest = 60;

Problem disk_full(std::string_view reason) {
    return {
        507, "disk_full", fmt::format("无法写入导出文件（{}），请清理服务器磁盘空间后重试。", reason),
        fmt::format("The export file cannot be written ({}). Free disk space on the server and try again.", reason)};
}

/// A file name that nobody else has; the file goes with it.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::filesystem::path& folder)
        : name_((folder.empty() ? std::filesystem::temp_directory_path() : folder) / "table-XXXXXX.xlsx") {
        auto name = name_.string();
        const int file = mkstemps(name.data(), 5);
        if (file < 0) throw disk_full(std::generic_category().message(errno));
        close(file);
        name_ = name;
    }
    ~TemporaryFile() {
        std::error_code gone;
        std::filesystem::remove(name_, gone);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::filesystem::path& name() const { return name_; }

  private:
    std::filesystem::path name_;
};

/// In the units of a column: a Chinese character is as wide as two digits.
double width_of(std::string_view text) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) width += 1;
        if (byte >= 0xC0) width += byte >= 0xE0 ? 2 : 1;
    }
    return width;
}

/// Decimals that a spreadsheet's number holds exactly as written, save zeros at the end.
std::optional<double> plain_decimal(std::string_view text) {
    const auto digits =
        static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
    if (digits == 0 || digits > 15 || text.find_first_not_of("-.0123456789") != text.npos) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

class ConstantMemoryWriter : public XlsxWriter {
  public:
    ConstantMemoryWriter(std::vector<std::string> header, XlsxOptions options)
        : header_(std::move(header)),
          options_(std::move(options)),
          file_(options_.temporary_folder),
          folder_(file_.name().parent_path().string()),
          is_number_(header_.size()),
          widths_(header_.size(), narrowest) {
        assert(!header_.empty() && options_.rows_per_sheet > 2);
        for (const auto column : options_.number_columns) is_number_.at(column) = true;
        lxw_workbook_options settings{};
        settings.constant_memory = LXW_TRUE;
        settings.tmpdir = folder_.data();
        workbook_.reset(workbook_new_opt(file_.name().c_str(), &settings));
        if (!workbook_) throw std::bad_alloc();
        assert(options_.sheet.size() <= 25 &&
               workbook_validate_sheet_name(workbook_.get(), options_.sheet.c_str()) == LXW_NO_ERROR);
        text_ = workbook_add_format(workbook_.get());
        format_set_num_format(text_, "@");
        bold_ = workbook_add_format(workbook_.get());
        format_set_bold(bold_);
        measure(header_);
        add_sheet();
    }

    void write(const std::vector<std::string>& cells) override {
        assert(workbook_ && cells.size() == header_.size());
        if (std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); })) return;
        if (rows_ < rows_measured) measure(cells);
        if (next_row_ == options_.rows_per_sheet) add_sheet();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto number = is_number_[i] ? plain_decimal(cells[i]) : std::nullopt;
            if (number)
                check(worksheet_write_number(sheets_.back(), next_row_, column(i), *number, nullptr));
            else
                write_text(i, cells[i], text_);
        }
        ++next_row_;
        ++rows_;
    }

    void finish() override {
        assert(workbook_);
        if (next_row_ == options_.rows_per_sheet) add_sheet();
        write_text(0, std::string(trailer_mark), text_);
        check(worksheet_write_string(sheets_.back(), next_row_, 1, std::to_string(rows_).c_str(), text_));
        for (auto* sheet : sheets_) close_sheet(sheet);
        check(workbook_close(workbook_.release()));
    }

    const std::filesystem::path& finish_to_file() override {
        finish();
        return file_.name();
    }

  private:
    static lxw_col_t column(std::size_t index) { return static_cast<lxw_col_t>(index); }

    void add_sheet() {
        const auto name = sheets_.empty() ? options_.sheet : continuation_name(options_.sheet, sheets_.size() + 1);
        auto* sheet = workbook_add_worksheet(workbook_.get(), name.c_str());
        if (!sheet) throw disk_full("no temporary file");
        sheets_.push_back(sheet);
        next_row_ = 0;
        for (std::size_t i = 0; i < header_.size(); ++i) write_text(i, header_[i], bold_);
        worksheet_freeze_panes(sheet, 1, 0);
        next_row_ = 1;
    }

    void write_text(std::size_t i, const std::string& cell, lxw_format* format) {
        const auto error = worksheet_write_string(sheets_.back(), next_row_, column(i), escaped(cell).c_str(), format);
        if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
            throw Problem::bad_request(
                "cell_too_long",
                fmt::format("“{}”列有内容超过 32767 个字符，.xlsx 无法保存，请改为导出 CSV。", header_[i]),
                fmt::format("A cell in \"{}\" is longer than the 32,767 characters an .xlsx can hold. Export as CSV.",
                            header_[i]));
        check(error);
    }

    void measure(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths_[i] = std::clamp(width_of(cells[i]) + 2, widths_[i], widest);
    }

    void close_sheet(lxw_worksheet* sheet) {
        for (std::size_t i = 0; i < widths_.size(); ++i)
            check(worksheet_set_column(sheet, column(i), column(i), widths_[i], is_number_[i] ? nullptr : text_));
        const auto last = column(std::max<std::size_t>(header_.size(), 2) - 1);
        std::string range(LXW_MAX_CELL_RANGE_LENGTH, '\0');
        lxw_rowcol_to_range(range.data(), 0, 0, LXW_ROW_MAX - 1, last);
        check(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str()));
        // The library writes rows to a file of its own and does not look whether that succeeded.
        if (sheet->optimize_tmpfile &&
            (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile)))
            throw disk_full(std::generic_category().message(errno));
    }

    static void check(lxw_error error) {
        if (error != LXW_NO_ERROR) throw disk_full(lxw_strerror(error));
    }

    struct Free {
        void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
    };

    std::vector<std::string> header_;
    XlsxOptions options_;
    TemporaryFile file_;
    std::string folder_;  ///< the library keeps a pointer to it
    std::vector<bool> is_number_;
    std::vector<double> widths_;
    std::unique_ptr<lxw_workbook, Free> workbook_;
    std::vector<lxw_worksheet*> sheets_;
    lxw_format *text_ = nullptr, *bold_ = nullptr;
    lxw_row_t next_row_ = 0;
    std::size_t rows_ = 0;
};

}  // namespace

std::unique_ptr<XlsxWriter> write_xlsx(std::vector<std::string> header, XlsxOptions options) {
    return std::make_unique<ConstantMemoryWriter>(std::move(header), std::move(options));
}

}  // namespace tongzhou::table
