// The parts of a workbook besides its sheets: which sheets there are, the shared strings, which formats are dates.
#pragma once

#include <string>
#include <vector>

#include "platform/table/cell_value.hpp"
#include "platform/table/table.hpp"
#include "platform/table/zip_archive.hpp"

namespace tongzhou::table {

struct Sheet {
    std::string name;
    std::string part;  ///< its name in the archive
    bool visible = true;
};

/// Texts that cells refer to by number, one after the other in few large blocks.
class SharedStrings {
  public:
    void add(std::string_view text);
    /// Nothing if there are not so many.
    std::optional<std::string_view> at(std::size_t index) const;
    std::uint64_t bytes() const { return bytes_; }

  private:
    std::vector<std::string> blocks_;  ///< none grows beyond its first capacity
    std::vector<std::string_view> texts_;
    std::uint64_t bytes_ = 0;
};

struct Workbook {
    std::vector<Sheet> sheets;  ///< worksheets only, in their order
    SharedStrings shared;
    std::vector<NumberKind> kinds;  ///< by cell style
    bool from_1904 = false;
};

/// Problems: corrupt_workbook, table_too_large.
Workbook read_workbook(ZipArchive& archive, const Limits& limits);

/// Problem: no_such_sheet, naming those there are; corrupt_workbook if there is none at all.
std::size_t find_sheet(const Workbook& workbook, const std::string& name);

}  // namespace tongzhou::table
