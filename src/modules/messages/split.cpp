#include "modules/messages/split.hpp"

#include <cassert>

#include "base/text.hpp"

namespace tongzhou::messages {
namespace {

/// How good a place is to end a part.
enum class Break { anywhere, word, sentence, line };

struct Mark {
    std::size_t end = 0;  ///< bytes before it
    std::size_t used = 0;
};

std::size_t length_of(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

std::string_view character_at(std::string_view text, std::size_t at) {
    return text.substr(at, length_of(static_cast<unsigned char>(text[at])));
}

bool is_one_of(std::string_view character, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, character) != list.end();
}

// What an address is made of: no break within a run of these.
bool is_part_of_link(std::string_view character) {
    return character.size() == 1 && character[0] > 0x20 && character[0] < 0x7f;
}

Break break_after(std::string_view character, std::string_view next) {
    if (character == "\n") return Break::line;
    if (is_one_of(character, {"。", "！", "？", "；", "…"})) return Break::sentence;
    if (is_one_of(character, {".", "!", "?", ";"}) && (next == " " || next == "\n" || next.empty()))
        return Break::sentence;
    if (is_one_of(character, {" ", "\t", "，", "、", "：", "　"})) return Break::word;
    if (is_part_of_link(character) && is_part_of_link(next)) return Break::anywhere;
    return Break::word;
}

// The end of the part that begins at the beginning of `text`.
std::size_t end_of_part(std::string_view text, std::size_t limit, Cost cost) {
    std::array<Mark, 4> marks{};
    std::size_t at = 0, used = 0;
    while (at < text.size()) {
        const auto character = character_at(text, at);
        const auto more = cost(character);
        if (used + more > limit) break;
        used += more;
        at += character.size();
        const auto next = at < text.size() ? character_at(text, at) : std::string_view();
        for (int kind = 0; kind <= static_cast<int>(break_after(character, next)); ++kind)
            marks[static_cast<std::size_t>(kind)] = {at, used};
    }
    if (at == text.size()) return at;
    for (auto kind : {Break::line, Break::sentence}) {
        const auto& mark = marks[static_cast<std::size_t>(kind)];
        if (mark.used * 2 >= limit) return mark.end;
    }
    if (const auto& word = marks[static_cast<std::size_t>(Break::word)]; word.end > 0) return word.end;
    return marks[static_cast<std::size_t>(Break::anywhere)].end;
}

std::vector<std::string_view> cut(std::string_view text, std::size_t limit, Cost cost) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = end_of_part(text, limit, cost);
        assert(end > 0);
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return parts;
}

std::size_t cost_of(std::string_view text, Cost cost) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        sum += cost(character);
        at += character.size();
    }
    return sum;
}

}  // namespace

std::size_t cost_in_bytes(std::string_view character) { return character.size(); }

std::size_t cost_in_json(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (first == '"' || first == '\\' || first == '\n' || first == '\t' || first == '\r') return 2;
    return first < 0x20 ? 6 : character.size();
}

std::size_t cost_in_sms(std::string_view character) { return character.size() == 4 ? 2 : 1; }

std::vector<std::string> split_text(std::string_view text, std::size_t limit, Cost cost) {
    assert(limit >= 40 && valid_utf8(text));
    if (cost_of(text, cost) <= limit) return {std::string(text)};
    // The numbers take room, and how much depends on how many parts there are.
    for (std::size_t digits = 1;; ++digits) {
        const auto pieces = cut(text, limit - (2 * digits + 4), cost);
        if (std::to_string(pieces.size()).size() > digits) continue;
        std::vector<std::string> parts;
        for (const auto piece : pieces)
            parts.push_back(fmt::format("({}/{}) {}", parts.size() + 1, pieces.size(), piece));
        return parts;
    }
}

int sms_segments(std::string_view text) {
    const auto units = cost_of(text, cost_in_sms);
    return units <= 70 ? 1 : static_cast<int>((units + 66) / 67);
}

}  // namespace tongzhou::messages
