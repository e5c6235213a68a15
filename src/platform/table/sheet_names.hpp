// What the writer and the reader of .xlsx files agree on when a table needs several sheets.
#pragma once

#include <string>

#include <fmt/format.h>

namespace tongzhou::table {

/// The name of the `number`th sheet (from 2) of a table that began on the sheet `first`.
inline std::string continuation_name(const std::string& first, std::size_t number) {
    return fmt::format("{} ({})", first, number);
}

}  // namespace tongzhou::table
