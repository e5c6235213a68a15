#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace tongzhou {
namespace {

struct CodePoint {
    char32_t value;
    std::size_t size;
    bool valid;
};

/// The first code point of a text that is not empty. A byte that begins none is taken alone, as invalid.
CodePoint first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    constexpr std::array<unsigned, 5> payload{0, 0, 0x1F, 0x0F, 0x07};
    const CodePoint invalid{lead, 1, false};
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return invalid;
    char32_t value = lead & payload[size];
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return invalid;
        value = (value << 6) | (byte(i) & 0x3F);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest[size] || surrogate || value > 0x10FFFF) return invalid;
    return {value, size, true};
}

bool is_space(const CodePoint& point) {
    const char32_t c = point.value;
    return point.valid &&
           (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x3000 || c == 0x00A0 || c == 0x200B || c == 0xFEFF);
}

// Only the compound surnames that people bear today; an unknown one merely loses a character more to the stars.
constexpr std::array<std::string_view, 34> compound_surnames{
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "司空", "夏侯", "东方",
    "赫连", "令狐", "宇文", "长孙", "鲜于", "闾丘", "端木", "公羊", "澹台", "淳于", "单于", "申屠",
    "独孤", "南宫", "西门", "东郭", "百里", "呼延", "轩辕", "钟离", "完颜", "拓跋"};

}  // namespace

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto point = first_of(text);
        if (!point.valid) return false;
        text.remove_prefix(point.size);
    }
    return true;
}

std::size_t utf8_length(std::string_view text) {
    std::size_t length = 0;
    for (; !text.empty(); ++length) text.remove_prefix(first_of(text).size);
    return length;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    // A character is at most four bytes, so it is enough to look where the last three before the cut begin.
    for (std::size_t back = 1; back <= 3 && back <= max_bytes; ++back) {
        const std::size_t begin = max_bytes - back;
        const auto point = first_of(text.substr(begin));
        if (point.valid && point.size > back) return text.substr(0, begin);
    }
    return text.substr(0, max_bytes);
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const auto point = first_of(text);
        if (!is_space(point)) break;
        text.remove_prefix(point.size);
    }
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto point = first_of(text.substr(i));
        i += point.size;
        if (!is_space(point)) end = i;
    }
    return text.substr(0, end);
}

std::string without_spaces(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    while (!text.empty()) {
        const auto point = first_of(text);
        if (!is_space(point)) kept += text.substr(0, point.size);
        text.remove_prefix(point.size);
    }
    return kept;
}

std::string to_half_width(std::string_view text) {
    std::string half;
    half.reserve(text.size());
    while (!text.empty()) {
        const auto point = first_of(text);
        if (point.valid && point.value >= 0xFF01 && point.value <= 0xFF5E) {
            half += static_cast<char>(point.value - 0xFEE0);
        } else if (point.valid && point.value == 0x3000) {
            half += ' ';
        } else {
            half += text.substr(0, point.size);
        }
        text.remove_prefix(point.size);
    }
    return half;
}

std::string to_lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string to_upper_ascii(std::string_view text) {
    std::string upper(text);
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return upper;
}

std::string masked_name(std::string_view name) {
    name = trim(name);
    const std::size_t length = utf8_length(name);
    if (length == 0) return {};
    if (length == 1) return "*";
    const bool compound = length > 2 && std::ranges::any_of(compound_surnames, [&](std::string_view surname) {
                              return name.starts_with(surname);
                          });
    std::size_t shown = first_of(name).size;
    if (compound) shown += first_of(name.substr(shown)).size;
    return std::string(name.substr(0, shown)) + std::string(length - (compound ? 2 : 1), '*');
}

}  // namespace tongzhou
