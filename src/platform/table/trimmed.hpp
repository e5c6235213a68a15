// trim() for millions of cells, nearly all of which need none.
#pragma once

#include <string_view>

#include "base/text.hpp"

namespace tongzhou::table {

/// As trim(). White space beyond ASCII begins with C2, E2, E3 or EF and ends with 80, 8B, A0 or BF: a cell that neither
/// begins nor ends so is trimmed already, and need not be walked through.
inline std::string_view trimmed(std::string_view cell) {
    if (cell.empty()) return cell;
    const auto first = static_cast<unsigned char>(cell.front());
    const auto last = static_cast<unsigned char>(cell.back());
    const bool may_begin = first <= ' ' || first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF;
    const bool may_end = last <= ' ' || last == 0x80 || last == 0x8B || last == 0xA0 || last == 0xBF;
    return may_begin || may_end ? trim(cell) : cell;
}

}  // namespace tongzhou::table
