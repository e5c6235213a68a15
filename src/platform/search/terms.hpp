// How a text falls into terms: each pair of neighbouring Chinese characters, each run of letters, each run of digits.
#pragma once

#include <cstdint>
#include <string_view>

#include "platform/search/characters.hpp"

namespace tongzhou::search {

constexpr std::uint64_t pair_key(char32_t first, char32_t second) {
    return static_cast<std::uint64_t>(first) << 32 | second;
}

/// FNV-1a, with the highest bit set, so that no word is a pair of characters.
constexpr std::uint64_t word_key(std::u32string_view word) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char32_t c : word) hash = (hash ^ c) * 0x100000001B3u;
    return hash | std::uint64_t{1} << 63;
}

/// Calls `take(key, position, length)` for every term of a folded text, in order.
template <class Take>
void each_term(std::u32string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text[at];
        if (is_han(c)) {
            if (at + 1 < text.size() && is_han(text[at + 1])) take(pair_key(c, text[at + 1]), at, std::size_t{2});
            ++at;
        } else if (is_letter(c) || is_digit(c)) {
            const bool letters = is_letter(c);
            auto end = at;
            while (end < text.size() && (letters ? is_letter(text[end]) : is_digit(text[end]))) ++end;
            take(word_key(text.substr(at, end - at)), at, end - at);
            at = end;
        } else {
            ++at;
        }
    }
}

}  // namespace tongzhou::search
