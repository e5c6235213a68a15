// What a cell of an .xlsx file says, as text. The file keeps a date as a number of days and its format elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongzhou::table {

enum class NumberKind { plain, date, time };

/// The kind of numbers with a built-in format (ECMA-376 part 1, 18.8.30; those above 22 are East Asian).
NumberKind kind_of_builtin_format(unsigned id);
/// The kind of numbers with a written format, such as `yyyy"年"m"月"d"日"`: a date if it shows years, months with
/// neither hours nor seconds, or days; else a time if it shows hours, minutes or seconds.
NumberKind kind_of_format(std::string_view code);

/// The number with at most 15 significant digits, which is what Excel keeps, never with an exponent; integers without a
/// point.
std::string number_text(double number);
/// True for integers of more than 15 digits: Excel has put zeros in place of the rest.
bool has_lost_digits(double number);

/// The text of a number of that kind: "2020-02-24", "2020-02-24T08:30:00", "08:30:00". Days count from 1899-12-30, or
/// from 1904-01-01 in workbooks of old Macs. Nothing if the number is no date of the years 1900 to 9999.
std::optional<std::string> moment_text(double days, NumberKind kind, bool from_1904);

/// `_x000D_` stands for the character U+000D (ECMA-376 part 1, 22.9.2.19), and `_x005F_` for an underscore that would
/// else be taken so.
std::string unescaped(std::string_view text);
/// The text with an escape for each underscore that unescaped() would take for one, and for what XML cannot hold.
std::string escaped(std::string_view text);

}  // namespace tongzhou::table
