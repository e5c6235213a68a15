#include "platform/search/characters.hpp"

namespace tongzhou::search {

namespace {

/// How many bytes the character takes that begins there, and which it is; one byte and U+FFFD where none does.
std::pair<std::size_t, char32_t> character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {1, first};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {1, U'\uFFFD'};
    char32_t point = first & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {1, U'\uFFFD'};
        point = point << 6 | (byte(i) & 0x3F);
    }
    return {length, point};
}

}  // namespace

Characters::Characters(std::string_view utf8) : bytes_(utf8) {
    points_.reserve(utf8.size() / 3 + 8);
    begins_.reserve(utf8.size() / 3 + 9);
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [length, point] = character_at(utf8, at);
        points_ += point;
        begins_.push_back(static_cast<std::uint32_t>(at));
        at += length;
    }
    begins_.push_back(static_cast<std::uint32_t>(utf8.size()));
}

std::string Characters::utf8(std::size_t from, std::size_t count) const {
    if (from >= size()) return {};
    const auto end = begins_[std::min(size(), from + count)];
    return std::string(bytes_.substr(begins_[from], end - begins_[from]));
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size() * 3);
    for (const char32_t c : text) {
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0 | c >> 6);
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0 | c >> 12);
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else {
            out += static_cast<char>(0xF0 | c >> 18);
            out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }
    return out;
}

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF);
}
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_space(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u3000' || c == U'\u00A0' || c == U'\u200B' ||
           c == U'\uFEFF';
}

std::u32string folded(std::u32string_view text) {
    std::u32string out(text);
    for (auto& c : out) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c >= U'A' && c <= U'Z') c += 32;
        if (c == U'後') c = U'后';
        if (c == U'馀') c = U'余';
    }
    return out;
}

}  // namespace tongzhou::search
