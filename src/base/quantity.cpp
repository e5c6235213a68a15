#include "base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.hpp"

namespace tongzhou {
namespace {

enum class DecimalFault { none, not_a_number, too_precise, too_large };

/// Reads an unsigned decimal ("12", "12.30", "1,234.5") times 10^`exponent` exactly. Thousands separators stand every
/// three digits or not at all.
DecimalFault read_decimal(std::string_view text, int exponent, std::uint64_t& result) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool grouped = whole.find(',') != std::string_view::npos;
    if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return DecimalFault::not_a_number;

    bool overflow = false;
    result = 0;
    const auto append = [&](int digit) {
        overflow |= __builtin_mul_overflow(result, std::uint64_t{10}, &result);
        overflow |= __builtin_add_overflow(result, static_cast<std::uint64_t>(digit), &result);
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool separator_due = grouped && (whole.size() - i) % 4 == 0;
        if (separator_due) {
            if (whole[i] != ',' || i == 0) return DecimalFault::not_a_number;
        } else {
            if (whole[i] < '0' || whole[i] > '9') return DecimalFault::not_a_number;
            append(whole[i] - '0');
        }
    }
    bool finer = false;
    int places = 0;
    for (const char c : fraction) {
        if (c < '0' || c > '9') return DecimalFault::not_a_number;
        if (places < exponent) {
            append(c - '0');
            ++places;
        } else {
            finer |= c != '0';
        }
    }
    for (; places < exponent; ++places) append(0);
    if (overflow) return DecimalFault::too_large;
    return finer ? DecimalFault::too_precise : DecimalFault::none;
}

struct Unit {
    std::string_view name;
    int zeros;
};
// The longer name first: 万元 also ends in 元.
constexpr std::array<Unit, 5> units{{{"万元", 4}, {"亿元", 8}, {"元", 0}, {"万", 4}, {"亿", 8}}};
constexpr std::array<std::string_view, 2> yuan_signs{"¥", "￥"};

Problem amount_too_large() {
    return Problem::invalid("", "amount_too_large", "金额过大，请核对位数和单位。",
                            "The amount is too large. Check its digits and its unit.");
}

/// "-" and the magnitude with `places` decimals.
std::string decimal_text(std::int64_t value, std::uint64_t scale, int places) {
    const auto magnitude =
        value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return fmt::format("{}{}.{:0{}}", value < 0 ? "-" : "", magnitude / scale, magnitude % scale, places);
}

}  // namespace

Parsed<Money> Money::parse(std::string_view text) {
    const std::string half = to_half_width(text);
    std::string_view rest = trim(half);
    if (rest.empty()) return {"missing", "请填写金额。", "Enter the amount."};
    bool negative = false;
    const auto take_sign = [&] {
        if (!negative && rest.starts_with('-')) {
            negative = true;
            rest = trim(rest.substr(1));
        }
    };
    take_sign();
    for (const auto sign : yuan_signs) {
        if (!rest.starts_with(sign)) continue;
        rest = trim(rest.substr(sign.size()));
        take_sign();
        break;
    }
    int zeros = 0;
    for (const auto& unit : units) {
        if (!rest.ends_with(unit.name)) continue;
        rest = trim(rest.substr(0, rest.size() - unit.name.size()));
        zeros = unit.zeros;
        break;
    }
    std::uint64_t magnitude = 0;
    auto fault = read_decimal(rest, zeros + 2, magnitude);
    const auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
    if (fault == DecimalFault::none && magnitude > largest) fault = DecimalFault::too_large;
    switch (fault) {
        case DecimalFault::not_a_number:
            return {"not_an_amount", "金额应为数字，如 1234.56，请改正。",
                    "Write the amount as a number, such as 1234.56."};
        case DecimalFault::too_precise:
            return {"too_precise", "金额最多精确到分，请改正。",
                    "An amount has no part smaller than a fen. Correct it."};
        case DecimalFault::too_large: {
            const auto problem = amount_too_large();
            const auto& found = problem.faults().front();
            return {"amount_too_large", found.message.zh, found.message.en};
        }
        case DecimalFault::none: break;
    }
    return Money(static_cast<std::int64_t>(negative ? std::uint64_t{0} - magnitude : magnitude));
}

std::string Money::text() const { return decimal_text(fen_, 100, 2); }

std::string Money::text_in_wan() const {
    std::string text = decimal_text(fen_, 1'000'000, 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

Money Money::operator+(Money other) const {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(fen_, other.fen_, &sum)) throw amount_too_large();
    return Money(sum);
}

Money Money::operator-(Money other) const {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(fen_, other.fen_, &difference)) throw amount_too_large();
    return Money(difference);
}

Parsed<DeciCelsius> DeciCelsius::parse(std::string_view text) {
    const std::string half = to_half_width(text);
    std::string_view rest = trim(half);
    if (rest.empty()) return {"missing", "请填写体温。", "Enter the temperature."};
    for (const std::string_view unit : {"℃", "°C", "°c", "度"}) {
        if (!rest.ends_with(unit)) continue;
        rest = trim(rest.substr(0, rest.size() - unit.size()));
        break;
    }
    std::uint64_t tenths = 0;
    switch (read_decimal(rest, 1, tenths)) {
        case DecimalFault::not_a_number:
            return {"not_a_temperature", "体温应为数字，如 36.5，请改正。",
                    "Write the temperature as a number, such as 36.5."};
        case DecimalFault::too_precise:
            return {"too_precise", "体温只需精确到0.1℃，请改正。",
                    "Give the temperature to a tenth of a degree, no finer."};
        case DecimalFault::too_large: tenths = highest + 1; break;
        case DecimalFault::none: break;
    }
    return from_tenths(static_cast<std::int64_t>(std::min<std::uint64_t>(tenths, highest + 1)));
}

Parsed<DeciCelsius> DeciCelsius::from_tenths(std::int64_t tenths) {
    if (tenths < lowest || tenths > highest)
        return {"out_of_range", "体温应在30.0℃至45.0℃之间，请重新测量。",
                "A body temperature lies between 30.0 and 45.0 °C. Measure again."};
    return DeciCelsius(static_cast<int>(tenths));
}

std::string DeciCelsius::text() const {
    if (!is_set()) return {};
    return fmt::format("{}.{}", tenths_ / 10, tenths_ % 10);
}

}  // namespace tongzhou
