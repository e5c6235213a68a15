#include "platform/table/formula_guard.hpp"

#include "base/text.hpp"
#include "platform/table/trimmed.hpp"

namespace tongzhou::table {

namespace {

bool is_negative_number(std::string_view text) {
    const auto point = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == part.npos;
    };
    return text.starts_with('-') && digits(text.substr(1, point == text.npos ? point : point - 1)) &&
           (point == text.npos || digits(text.substr(point + 1)));
}

// Excel in an East Asian locale takes the full-width signs as well.
bool begins_formula(std::string_view text) {
    for (const auto sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
        if (text.starts_with(sign)) return !is_negative_number(text);
    return false;
}

// What stands behind the white space and apostrophes at the beginning.
std::string_view behind_prefix(std::string_view cell) {
    for (cell = trim(cell); cell.starts_with('\''); cell = trim(cell)) cell.remove_prefix(1);
    return cell;
}

}  // namespace

bool needs_formula_guard(std::string_view cell) {
    const auto rest = behind_prefix(cell);
    if (rest.empty()) return false;
    const auto prefix = cell.substr(0, static_cast<std::size_t>(rest.data() - cell.data()));
    return begins_formula(rest) || prefix.find_first_of("\t\r") != prefix.npos;
}

std::string_view without_formula_guard(std::string_view cell) {
    cell = trimmed(cell);
    return cell.starts_with('\'') && needs_formula_guard(cell.substr(1)) ? trim(cell.substr(1)) : cell;
}

}  // namespace tongzhou::table
