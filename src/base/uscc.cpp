#include <fmt/format.h>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tongzhou {
namespace {

// GB 32100-2015 table 3: no I, O, S, V, Z. A character's value is its index.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 32100-2015 §4.6: weights 3^(i−1) mod 31 over the first 17 characters.
char check_character_of_uscc(std::string_view code) {
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (const char c : code.substr(0, 17)) {
        sum += alphabet.find(c) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

}  // namespace

Parsed<Uscc> Uscc::parse(std::string_view text) {
    const std::string code = to_upper_ascii(without_spaces(to_half_width(text)));
    if (code.empty()) return {"missing", "请填写统一社会信用代码。", "Enter the unified social credit code."};
    if (const auto length = utf8_length(code); length != 18)
        return {"wrong_length", fmt::format("统一社会信用代码应为18位，现为{}位，请对照营业执照改正。", length),
                fmt::format("A unified social credit code has 18 characters, this has {}. Compare it with the licence.",
                            length)};
    if (code.find_first_not_of(alphabet) != std::string::npos)
        return {"bad_character", "统一社会信用代码只含数字和大写字母，且不用I、O、S、V、Z，请对照营业执照改正。",
                "A unified social credit code has digits and letters without I, O, S, V and Z. Compare it with the "
                "licence."};
    if (!DivisionCode::parse(std::string_view(code).substr(2, 6)))
        return {"bad_division", "统一社会信用代码第3至8位应为行政区划代码，请对照营业执照改正。",
                "Characters 3 to 8 of a unified social credit code are a division code. Compare it with the licence."};
    if (check_character_of_uscc(code) != code[17])
        return {"bad_check_character", "统一社会信用代码的校验位不符，有字符输错，请对照营业执照改正。",
                "The check character does not fit, so a character is wrong. Compare the code with the licence."};
    return Uscc(code);
}

DivisionCode Uscc::division() const { return DivisionCode::of(view().substr(2, 6)); }

bool Uscc::organisation_code_consistent() const {
    // GB 11714-1997: unlike GB 32100, letters count A = 10 … Z = 35 here.
    constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
    const auto code = view().substr(8, 9);
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (code[i] <= '9' ? code[i] - '0' : code[i] - 'A' + 10);
    return code[8] == "0X987654321"[sum % 11];
}

}  // namespace tongzhou
