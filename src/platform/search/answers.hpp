// What an index says to a question: the texts that answer it, best first, and the few passages to show, with a word on
// whether they are worth showing. What the desk sees and what `tongzhou eval` measures is this and nothing else.
#pragma once

#include <functional>

#include "platform/search/passages.hpp"

namespace tongzhou::search {

/// What the ranking was trained to: see training.hpp. Scores are sums of features times these.
struct Weights {
    Features ranking{};                  ///< of texts
    SentenceFeatures sentences{};        ///< of sentences
    std::array<double, 8> confidence{};  ///< of the signs in Answers::signs, the last of them always 1
    double threshold = 0.5;              ///< confidence from which an answer is offered as a good one
};
const Weights& weights();

/// A text, with those that are copies of it: the same document as another office reprinted it.
struct Ranked {
    Uuid id;
    std::shared_ptr<const PreparedText> text;
    double score = 0;
    double share = 0;  ///< of all the candidates' likelihood
    std::vector<Uuid> copies;
    std::vector<Passage> passages;
    Features features{};
};

struct Answers {
    std::vector<Ranked> texts;
    std::vector<ChosenPassage> shown;  ///< at most three, the likeliest first; `text` counts `texts`
    std::array<double, 8> signs{};
    double confidence = 0;
    bool good = false;
};

using Accepts = std::function<bool(std::string_view facets)>;

struct Options {
    std::size_t candidates = 40;
    std::size_t texts = 10;  ///< to return
    std::size_t passages = 3;
    std::size_t texts_read = 5;  ///< from which passages are chosen
};

Answers answer(const Index& index, const Gazetteer& gazetteer, std::string_view question, const Accepts& accepts,
               const Options& options = {}, const Weights& weights = search::weights());

}  // namespace tongzhou::search
