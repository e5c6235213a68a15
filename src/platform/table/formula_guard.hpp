// A spreadsheet runs a cell of a CSV that looks like a formula. Whoever types =HYPERLINK(…) into a form would so reach
// the officer who opens the export. A leading apostrophe makes it text, and comes off again when we read.
#pragma once

#include <string_view>

namespace tongzhou::table {

/// True for a cell that must be written with a leading apostrophe. Plain negative numbers need none. What already
/// begins with apostrophes before a formula gets one more, so that taking one off always restores the cell.
bool needs_formula_guard(std::string_view cell);

/// The cell without the apostrophe that the guard has put there, and without white space around it.
std::string_view without_formula_guard(std::string_view cell);

}  // namespace tongzhou::table
