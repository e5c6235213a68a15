#include <algorithm>

#include "base/codes.hpp"
#include "base/text.hpp"

namespace tongzhou {

Parsed<Mobile> Mobile::parse(std::string_view text) {
    std::string number = without_spaces(to_half_width(text));
    std::erase(number, '-');
    // A number of eleven digits begins with 1, so 86 in front can only be the country code.
    for (const std::string_view country : {"+86", "0086", "86"}) {
        if (!number.starts_with(country)) continue;
        number.erase(0, country.size());
        break;
    }
    if (number.empty()) return {"missing", "请填写手机号码。", "Enter the mobile number."};
    const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || number.size() != 11 || number[0] != '1' || number[1] < '3')
        return {"not_a_mobile", "手机号码应为11位数字，以13至19开头，请改正；固定电话请填在联系电话一栏。",
                "A mobile number has 11 digits and begins with 13 to 19. Correct it; a landline belongs elsewhere."};
    return Mobile(number);
}

std::string Mobile::masked() const {
    if (!is_set()) return {};
    return std::string(view().substr(0, 3)) + "****" + std::string(view().substr(7));
}

}  // namespace tongzhou
