// What in a text speaks for its answering a question: the features that the ranking weighs. Pure; one pass over the
// text finds where the question's terms stand, the rest is computed from that.
#pragma once

#include <array>
#include <span>

#include "platform/search/places.hpp"
#include "platform/search/question.hpp"

namespace tongzhou::search {

/// Where a term of the question stands in a text.
struct Hit {
    std::uint16_t term = 0;
    std::uint32_t at = 0;
};

/// A candidate, and where the question's terms stand in it.
struct Reading {
    std::shared_ptr<const PreparedText> text;
    std::vector<Hit> hits;    ///< in order of their places
    std::vector<bool> holds;  ///< of each term of the question, whether it stands in the text

    const std::u32string& folded() const { return text->folded; }
};

Reading read(const Question& question, const Candidate& candidate);

enum class Feature : std::uint8_t {
    bm25,             ///< over the whole text
    best_passage,     ///< BM25 of its best 250 characters
    missing,          ///< share of the terms that it lacks
    missing_most,     ///< the idf of the most telling term that it lacks
    within_100,       ///< share of the idf within its best 100 characters
    within_40,
    within_20,
    beginning,        ///< share of the idf in its first 60 characters, where title and office stand
    beginning_and,    ///< in those and its best 120 characters together
    local,            ///< coverage, terms weighed by how few of the candidates have them
    local_within_60,
    characters,            ///< BM25 of single characters over the whole text
    characters_within_40,  ///< share of their idf within its best 40 characters
    runs,             ///< how much of the question it repeats word for word
    longest_run,
    length,           ///< logarithm
    places_at_start,  ///< share of the question's places that it begins with
    places_anywhere,
    other_place,      ///< it begins with a place that is none of the question's
    any_place,        ///< it begins with a place, and the question has none
    count
};
inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count);
using Features = std::array<double, feature_count>;

/// Of each reading; all of one question at once, for some features compare the candidates.
std::vector<Features> features_of(const Question& question, std::span<const Reading> readings,
                                  const Gazetteer& gazetteer, double average_length);

/// Where the question's single characters stand in a text; `term` counts Question::characters().
std::vector<Hit> hits_of_characters(const Question& question, std::u32string_view folded);

/// The most idf of distinct terms within `width` characters. Hits are in order of their places.
double most_within(const Question& question, std::span<const Hit> hits, std::uint32_t width);

}  // namespace tongzhou::search
