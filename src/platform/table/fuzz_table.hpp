// What both fuzzers ask of a table: whatever the file, a Problem or sound rows.
#pragma once

#include <fmt/format.h>

#include <cstdlib>

#include "base/text.hpp"
#include "platform/table/table.hpp"

namespace tongzhou::table {

inline void must(bool holds) {
    if (!holds) std::abort();
}

inline void read_whole(const std::filesystem::path& path) {
    OpenOptions options;
    options.limits.rows = 20'000;
    options.limits.unpacked_bytes = 8 << 20;
    try {
        const auto reader = open_table(path, options);
        const auto columns = reader->header().size();
        must(columns > 0 && columns <= options.limits.columns);
        while (const auto row = reader->next()) {
            must(row->line > 0 && row->cells.size() == columns);
            bool empty = true;
            for (const auto& cell : row->cells) {
                must(valid_utf8(cell) && trim(cell).size() == cell.size());
                must(cell.size() <= options.limits.cell_bytes);
                empty = empty && cell.empty();
            }
            must(!empty || row->fault);
            must(reader->progress() >= 0 && reader->progress() <= 1);
        }
    } catch (const Problem&) {
        return;  // the right answer to a file that is no table
    }
}

}  // namespace tongzhou::table
