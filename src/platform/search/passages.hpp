// Where in a text the answer to a question stands, and the passages to show. Each sentence is weighed by few features;
// a passage is whole sentences, together no longer than a desk can read at a glance; the passages shown are those that
// together hold the most likely sentences. Pure.
#pragma once

#include "platform/search/evidence.hpp"

namespace tongzhou::search {

inline constexpr std::size_t longest_passage = 250;  ///< characters

struct Passage {
    std::size_t offset = 0, length = 0;  ///< characters
};

/// Where sentences begin: the first character, and each after a full stop, semicolon, question or exclamation mark,
/// line end, or a space.
std::vector<std::size_t> sentence_starts(std::u32string_view text);

enum class SentenceFeature : std::uint8_t {
    covers,          ///< share of the idf it has; what the text's beginning says counts less
    covers_around,   ///< with its neighbours
    covers_up_to,    ///< with the 120 characters before it
    before,          ///< what the sentence before has
    within_20,       ///< share of the idf within its best 20 characters
    longest_run,     ///< of the question, word for word, tenths of characters
    characters,      ///< share of the single characters' idf
    characters_around,
    length,          ///< logarithm
    first,           ///< the text begins with it
    position,        ///< 0 at the beginning of the text, 1 at the end
    heading,         ///< it ends with a colon, or is short and without a stop
    after_question,  ///< the sentence before ends with a question mark
    is_question,
    number_asked,    ///< the question asks how much, how many or how long, and the sentence has a number
    number_missing,  ///< it asks so, and the sentence has none
    time_asked,      ///< it asks when, and the sentence has a date or an hour
    address_asked,   ///< it asks for an address of the net or a number to call, and the sentence has one
    list_asked,      ///< it asks for several things, and the sentence enumerates
    text_score,      ///< the text's own score, less that of the best
    count
};
inline constexpr std::size_t sentence_feature_count = static_cast<std::size_t>(SentenceFeature::count);
using SentenceFeatures = std::array<double, sentence_feature_count>;

struct Sentence {
    std::size_t offset = 0, length = 0;
    SentenceFeatures features{};
    double likelihood = 0;  ///< that the answer stands in it, among all sentences of all texts looked at
};

/// The sentences of a text with their features; one longer than a passage is several. `text_score` is left at 0.
std::vector<Sentence> sentences_of(const Question& question, const Reading& reading);

/// A passage of one of several texts.
struct ChosenPassage {
    std::size_t text = 0;
    Passage passage;
    double likelihood = 0;  ///< of its sentences together
};

/// The passages that hold the most likelihood, one after the other, each counting what those before it do not hold.
std::vector<ChosenPassage> choose_passages(std::span<const std::vector<Sentence>> texts, std::size_t most);

}  // namespace tongzhou::search
