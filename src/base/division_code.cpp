#include <algorithm>
#include <cassert>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tongzhou {
namespace {

/// The lengths of the levels, province to village.
constexpr std::array<std::size_t, 5> lengths{2, 4, 6, 9, 12};

std::size_t index_of_length(std::size_t length) {
    return static_cast<std::size_t>(std::ranges::find(lengths, length) - lengths.begin());
}

/// "370800000000" → "3708".
std::string_view without_zero_levels(std::string_view code) {
    for (auto level = index_of_length(code.size()); level > 0; --level) {
        if (code.find_first_not_of('0', lengths[level - 1]) != std::string_view::npos) break;
        code = code.substr(0, lengths[level - 1]);
    }
    return code;
}

}  // namespace

Parsed<DivisionCode> DivisionCode::parse(std::string_view text) {
    const std::string code = without_spaces(to_half_width(text));
    if (code.empty()) return {"missing", "请填写行政区划代码。", "Enter the division code."};
    if (index_of_length(code.size()) == lengths.size())
        return {"wrong_length", "行政区划代码应为2、4、6、9或12位数字，请改正。",
                "A division code has 2, 4, 6, 9 or 12 digits. Correct it."};
    if (code.find_first_not_of("0123456789") != std::string::npos || code[0] == '0')
        return {"not_a_division", "行政区划代码只含数字且不以0开头，请改正。",
                "A division code has digits only and does not begin with 0. Correct it."};
    return DivisionCode(without_zero_levels(code));
}

DivisionLevel DivisionCode::level() const {
    assert(is_set());
    return static_cast<DivisionLevel>(index_of_length(view().size()));
}

std::optional<DivisionCode> DivisionCode::parent() const {
    assert(is_set());
    const auto level = index_of_length(view().size());
    if (level == 0) return std::nullopt;
    // A town may hang on a prefecture without counties: 441900003 lies in 4419, not in a county 441900.
    return DivisionCode(without_zero_levels(view().substr(0, lengths[level - 1])));
}

bool DivisionCode::contains(const DivisionCode& other) const { return is_set() && other.view().starts_with(view()); }

std::pair<std::string, std::string> DivisionCode::range() const {
    assert(is_set());
    std::string high = text();
    auto last = high.find_last_not_of('9');
    if (last == std::string::npos) return {text(), "a"};  // after all digits
    ++high[last];
    std::fill(high.begin() + static_cast<std::ptrdiff_t>(last) + 1, high.end(), '0');
    return {text(), high};
}

std::string DivisionCode::county() const {
    assert(is_set());
    std::string code(view().substr(0, 6));
    code.resize(6, '0');
    return code;
}

}  // namespace tongzhou
