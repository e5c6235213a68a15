#include "modules/hotline/wording.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tongzhou::hotline {
namespace {

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool punctuation = (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F && c != 0x3007) ||
                             (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
                             (c >= 0xA1 && c <= 0xBF) || c == 0xFFFD;
    return !punctuation;
}

}  // namespace

std::vector<char32_t> letters_of(std::string_view text) {
    const auto plain = to_lower_ascii(to_half_width(text));
    std::vector<char32_t> letters;
    letters.reserve(plain.size() / 2);
    for (std::size_t i = 0; i < plain.size();) {
        const auto lead = static_cast<unsigned char>(plain[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < plain.size(); ++k)
            c = (c << 6) | (static_cast<unsigned char>(plain[i + k]) & 0x3FU);
        i += length;
        letters.push_back(is_letter(c) ? c : U'\0');
    }
    return letters;
}

std::vector<Pair> pairs_of(std::string_view text) {
    const auto letters = letters_of(text);
    std::vector<Pair> pairs;
    for (std::size_t i = 1; i < letters.size(); ++i)
        if (letters[i - 1] != 0 && letters[i] != 0) pairs.push_back(Pair{letters[i - 1]} << 32 | letters[i]);
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

double likeness(const std::vector<Pair>& a, const std::vector<Pair>& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t shared = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (*x == *y) ++shared;
        if (*x <= *y) {
            if (*x == *y) ++y;
            ++x;
        } else {
            ++y;
        }
    }
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

}  // namespace tongzhou::hotline
