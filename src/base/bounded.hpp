// Values with a range or a length: a field of such a type needs no further check, and its limits stand in the schema.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

namespace tongzhou {

/// An integer between Lowest and Highest, both allowed. A JSON reader guarantees the range.
template <std::int64_t Lowest, std::int64_t Highest>
struct Bounded {
    static constexpr std::int64_t lowest = Lowest, highest = Highest;
    std::int64_t value = Lowest;
    constexpr Bounded() = default;
    constexpr Bounded(std::int64_t v) : value(v) {}
    constexpr operator std::int64_t() const { return value; }
};

/// UTF-8 text of Shortest to Longest characters (code points), trimmed.
template <std::size_t Longest, std::size_t Shortest = 0>
struct Text {
    static constexpr std::size_t longest = Longest, shortest = Shortest;
    std::string value;
    Text() = default;
    Text(std::string v) : value(std::move(v)) {}
    Text(const char* v) : value(v) {}
    operator const std::string&() const { return value; }
    const std::string& text() const { return value; }
    bool empty() const { return value.empty(); }
    auto operator<=>(const Text&) const = default;
};

using Title = Text<100, 1>;  ///< the name of something, never empty
using Remark = Text<2000>;   ///< free text, may be empty

}  // namespace tongzhou
