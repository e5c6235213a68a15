#include "modules/organizations/capital.hpp"

#include "base/text.hpp"

namespace tongzhou::organizations {

namespace {

void remove_all(std::string& text, std::string_view part) {
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at)) text.erase(at, part.size());
}

bool is_decimal(std::string_view text) { return text.find_first_not_of("0123456789.,") == text.npos; }

}  // namespace

bool says_nothing(std::string_view text) {
    constexpr std::size_t longest = 16;  // bytes of the longest below, in full width and with a space
    if (text.size() > longest) return false;
    const auto plain = to_upper_ascii(to_half_width(trim(text)));
    for (std::string_view nothing : {"", "N/A", "NA", "NULL", "NONE", "-", "--", "—", "——", "/", "无", "未填", "不详"})
        if (plain == nothing) return true;
    return false;
}

Parsed<std::optional<Money>> parse_capital(std::string_view text, std::string_view unit) {
    if (says_nothing(text)) return std::optional<Money>{};
    auto plain = without_spaces(to_half_width(text));
    for (std::string_view foreign : {"美元", "欧元", "日元", "日圆", "港元", "港币", "英镑", "韩元", "澳元", "加元",
                                     "澳门元", "新台币", "瑞士法郎", "新加坡元", "USD", "EUR", "JPY", "HKD"})
        if (to_upper_ascii(plain).find(foreign) != plain.npos)
            return {"foreign_currency", "注册资本为外币，未折算，请填写人民币金额。",
                    "The capital is in a foreign currency and was not converted; enter it in RMB."};
    for (std::string_view noise : {"(", ")", "人民币", "RMB", "CNY"}) remove_all(plain, noise);
    if (is_decimal(plain)) {
        if (unit.empty())
            return {"no_unit", "注册资本没有单位，请写明元或万元。",
                    "The capital has no unit; say whether it is yuan or 万元."};
        plain += unit;
    }
    auto amount = Money::parse(plain);
    if (!amount) return {amount.fault_code, amount.message.zh, amount.message.en};
    if (amount->fen() < 0)
        return {"negative_amount", "金额不能为负，请改正。", "The amount cannot be negative. Correct it."};
    return std::optional<Money>(*amount);
}

}  // namespace tongzhou::organizations
