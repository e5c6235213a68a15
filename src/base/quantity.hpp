// Amounts that are never floating point: money in fen, body temperature in tenths of a degree.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/parsed.hpp"

namespace tongzhou {

/// An amount of RMB in fen; may be negative. Money{} is zero, which is a valid amount and the start of every sum.
class Money {
  public:
    constexpr Money() = default;
    static constexpr Money from_fen(std::int64_t fen) { return Money(fen); }
    /// Yuan, as people write it: "1234.56", "1,234.56", "¥1234.5", "1234元", "66万元", "1.2亿元"; full-width too.
    /// Exact: anything finer than a fen is a fault, never rounded.
    static Parsed<Money> parse(std::string_view text);
    static Money of(std::string_view text) { return parse(text).or_throw(); }

    constexpr std::int64_t fen() const { return fen_; }
    /// Yuan with two decimals: "1234.56", "-0.05".
    std::string text() const;
    /// 万元, exact, without trailing zeros: "0.123456", "66".
    std::string text_in_wan() const;

    constexpr auto operator<=>(const Money&) const = default;
    /// Sum and difference; throws Problem::invalid("amount_too_large") beyond 92 quadrillion yuan.
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

  private:
    constexpr explicit Money(std::int64_t fen) : fen_(fen) {}
    std::int64_t fen_ = 0;
};

/// A body temperature, 30.0–45.0 °C. Outside that the thermometer is wrong, not the person. DeciCelsius{} is unset.
class DeciCelsius {
  public:
    static constexpr int lowest = 300;
    static constexpr int highest = 450;

    constexpr DeciCelsius() = default;
    /// "37.3", "37", "37.3℃", "37.3°C"; full-width too. Finer than a tenth is a fault, never rounded.
    static Parsed<DeciCelsius> parse(std::string_view text);
    static DeciCelsius of(std::string_view text) { return parse(text).or_throw(); }
    static Parsed<DeciCelsius> from_tenths(std::int64_t tenths);

    constexpr bool is_set() const { return tenths_ != 0; }
    constexpr int tenths() const { return tenths_; }
    /// "37.3"; empty when unset.
    std::string text() const;
    constexpr auto operator<=>(const DeciCelsius&) const = default;

  private:
    constexpr explicit DeciCelsius(int tenths) : tenths_(tenths) {}
    int tenths_ = 0;
};

}  // namespace tongzhou

template <>
struct std::hash<tongzhou::Money> {
    std::size_t operator()(tongzhou::Money amount) const noexcept { return std::hash<std::int64_t>{}(amount.fen()); }
};
template <>
struct std::hash<tongzhou::DeciCelsius> {
    std::size_t operator()(tongzhou::DeciCelsius reading) const noexcept { return std::hash<int>{}(reading.tenths()); }
};
