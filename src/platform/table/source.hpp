// What the readers of CSV, JSON Lines and .xlsx have in common: rows as they stand in the file. TableReader (reader.cpp) makes
// the header, the padding and the trailer of them.
#pragma once

#include "platform/table/table.hpp"

namespace tongzhou::table {

class RowSource {
  public:
    virtual ~RowSource() = default;
    /// Replaces `row` by the next one, with as many cells as it has in the file (at most limits.columns), untrimmed;
    /// false at the end.
    virtual bool read(Row& row) = 0;
    virtual double progress() const = 0;
};

std::unique_ptr<RowSource> open_csv(const std::filesystem::path& path, const Limits& limits);
std::unique_ptr<RowSource> open_json_lines(const std::filesystem::path& path, const Limits& limits);
std::unique_ptr<RowSource> open_xlsx(const std::filesystem::path& path, const OpenOptions& options);

/// The first fault of a row is the one that is told.
inline void blame(Row& row, Bilingual fault) {
    if (!row.fault) row.fault = std::move(fault);
}

/// Faults that both formats know. Columns count from 1.
Bilingual cell_too_large(std::size_t column, std::size_t limit);
Bilingual line_too_large(std::size_t limit);
Bilingual too_many_columns(std::size_t limit);

}  // namespace tongzhou::table
