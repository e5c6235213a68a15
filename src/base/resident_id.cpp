#include <fmt/format.h>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tongzhou {
namespace {

// The numbers began in 1984; nobody alive then was born before this, so an earlier year is a slip of the pen.
constexpr int earliest_birth_year = 1850;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// GB 11643-1999 §4.2: ISO 7064 MOD 11-2.
char check_character(std::string_view number) {
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (number[i] - '0');
    return "10X98765432"[sum % 11];
}

/// Positions 7–14 of a number whose first 17 characters are digits.
std::optional<Date> birth_date_in(std::string_view number) {
    const auto digits = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : number.substr(from, count)) value = value * 10 + (c - '0');
        return value;
    };
    const int year = digits(6, 4);
    if (year < earliest_birth_year) return std::nullopt;
    return Date::from_parts(year, digits(10, 2), digits(12, 2));
}

}  // namespace

Parsed<ResidentId> ResidentId::parse(std::string_view text) {
    const std::string number = to_upper_ascii(without_spaces(to_half_width(text)));
    if (number.empty()) return {"missing", "请填写身份证号。", "Enter the resident ID number."};
    if (const auto length = utf8_length(number); length != 18)
        return {"wrong_length", fmt::format("身份证号应为18位，现为{}位，请对照证件改正。", length),
                fmt::format("A resident ID number has 18 characters, this has {}. Compare it with the card.", length)};
    const std::string_view first17 = std::string_view(number).substr(0, 17);
    if (first17.find_first_not_of("0123456789") != std::string::npos || (!is_digit(number[17]) && number[17] != 'X'))
        return {"bad_character", "身份证号前17位应为数字，末位为数字或X，请对照证件改正。",
                "A resident ID number is 17 digits and then a digit or X. Compare it with the card."};
    if (number[0] == '0')
        return {"bad_division", "身份证号不以0开头，请对照证件改正。",
                "A resident ID number does not begin with 0. Compare it with the card."};
    if (!birth_date_in(number))
        return {"bad_birth_date", "身份证号第7至14位不是真实的出生日期，请对照证件改正。",
                "Digits 7 to 14 of a resident ID number are a real birth date. Compare it with the card."};
    if (check_character(number) != number[17])
        return {"bad_check_character", "身份证号的校验位不符，有数字输错，请对照证件改正。",
                "The check character does not fit, so a digit is wrong. Compare the number with the card."};
    return ResidentId(number);
}

Date ResidentId::birth_date() const { return birth_date_in(view()).value(); }

Sex ResidentId::sex() const { return (view()[16] - '0') % 2 == 1 ? Sex::male : Sex::female; }

DivisionCode ResidentId::division() const { return DivisionCode::of(view().substr(0, 6)); }

std::string ResidentId::masked() const {
    if (!is_set()) return {};
    return std::string(view().substr(0, 3)) + std::string(11, '*') + std::string(view().substr(14));
}

}  // namespace tongzhou
