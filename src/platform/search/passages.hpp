// The passages of a text that may answer a question: whole sentences, together no longer than a desk can read at a
// glance. Pure.
#pragma once

#include "platform/search/evidence.hpp"

namespace tongzhou::search {

inline constexpr std::size_t longest_passage = 250;  ///< characters

struct Passage {
    std::size_t offset = 0, length = 0;  ///< characters
    double score = 0;                    ///< what of the question it says and the text's beginning does not, 0–1
};

/// Where sentences begin: the first character, and each after a full stop, semicolon, question or exclamation mark,
/// line end, or a space after which a numbered clause begins.
std::vector<std::size_t> sentence_starts(std::u32string_view text);

/// The best passages that do not overlap, best first, at most `most`.
std::vector<Passage> passages_of(const Question& question, const Reading& reading, std::size_t most);

}  // namespace tongzhou::search
