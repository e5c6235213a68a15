#include "modules/policies/sections.hpp"

#include <set>

#include "platform/search/characters.hpp"

namespace tongzhou::policies {

namespace {

using search::Characters;

constexpr std::u32string_view numerals = U"一二三四五六七八九十百零〇";

bool is_numeral(char32_t c) { return numerals.find(c) != std::u32string_view::npos; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000' || c == U'\u00a0' || c == U'\n'; }
bool ends_sentence(char32_t c) { return is_blank(c) || c == U'。' || c == U'；' || c == U'：' || c == U'！' || c == U'？'; }

template <class Is>
std::size_t run(const Characters& text, std::size_t at, Is is) {
    auto end = at;
    while (end < text.size() && end - at < 5 && is(text[end])) ++end;
    return end;
}

struct Number {
    std::size_t length = 0;  ///< 0: none here
    int rank = 0;            ///< 章 0, 节 and 一、 1, 条 and （一） 2, 1. 3, （1） 4
};

// 第三章, 第三节, 第三条
Number with_di(const Characters& text, std::size_t at) {
    const auto end = run(text, at + 1, [](char32_t c) { return is_numeral(c) || is_digit(c); });
    if (end == at + 1 || end >= text.size()) return {};
    switch (text[end]) {
        case U'章': return {end + 1 - at, 0};
        case U'节': return {end + 1 - at, 1};
        case U'条': return {end + 1 - at, 2};
        default: return {};
    }
}

Number number_at(const Characters& text, std::size_t at) {
    if (text[at] == U'第') return with_di(text, at);
    if (text[at] == U'（' || text[at] == U'(') {
        auto end = run(text, at + 1, is_numeral);
        const bool chinese = end > at + 1;
        if (!chinese) end = run(text, at + 1, is_digit);
        if (end == at + 1 || end >= text.size() || (text[end] != U'）' && text[end] != U')')) return {};
        return {end + 1 - at, chinese ? 2 : 4};
    }
    if (const auto end = run(text, at, is_numeral); end > at)
        return end < text.size() && text[end] == U'、' ? Number{end + 1 - at, 1} : Number{};
    if (const auto end = run(text, at, is_digit); end > at && end - at <= 2 && end < text.size()) {
        const bool marked = text[end] == U'、' || text[end] == U'．' || text[end] == U'.';
        // “2.5” is a figure, not the second section.
        if (marked && !(end + 1 < text.size() && is_digit(text[end + 1]))) return {end + 1 - at, 3};
    }
    return {};
}

std::string heading_of(const Characters& text, std::size_t from, std::size_t end) {
    while (from < end && is_blank(text[from])) ++from;
    auto to = from;
    while (to < end && to - from < 60 && !ends_sentence(text[to])) ++to;
    return text.utf8(from, to - from);
}

}  // namespace

std::vector<Section> sections_of(std::string_view utf8) {
    const Characters text(utf8);
    struct Begin {
        std::size_t at;
        Number number;
    };
    std::vector<Begin> begins{{0, {}}};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && !ends_sentence(text[at - 1])) continue;
        const auto number = number_at(text, at);
        if (number.length == 0) continue;
        if (at == 0)
            begins.front().number = number;
        else
            begins.push_back({at, number});
    }
    std::set<int> ranks;
    for (const auto& begin : begins)
        if (begin.number.length > 0) ranks.insert(begin.number.rank);

    std::vector<Section> sections;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const auto [at, number] = begins[i];
        const auto end = i + 1 < begins.size() ? begins[i + 1].at : text.size();
        Section section;
        section.number = text.utf8(at, number.length);
        section.heading = heading_of(text, at + number.length, end);
        section.depth = std::distance(ranks.begin(), ranks.lower_bound(number.rank));
        section.offset = static_cast<std::int64_t>(at);
        section.length = static_cast<std::int64_t>(end - at);
        if (number.length == 0) section.depth = 0;
        sections.push_back(std::move(section));
    }
    return sections;
}

}  // namespace tongzhou::policies
