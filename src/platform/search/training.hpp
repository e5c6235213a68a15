// Fits the few weights of the ranking to questions whose answer is known. `tongzhou train answers` prints the table
// that weights.cpp holds. Deterministic: the same files give the same weights.
#pragma once

#include <span>
#include <vector>

#include "platform/search/answers.hpp"

namespace tongzhou::search {

/// A question with the features of its candidates.
struct RankingExample {
    std::vector<Features> candidates;
    std::vector<bool> right;  ///< the text that answers, and its copies
};

/// Maximises the likelihood of the right texts (softmax over the candidates of each question), held back by `decay`
/// times the square of the standardised weights.
Features train_ranking(std::span<const RankingExample> examples, double decay = 0.01, int rounds = 400);

struct ConfidenceExample {
    std::array<double, 8> signs{};
    bool answered = false;  ///< the texts answer it
};

/// Logistic regression.
std::array<double, 8> train_confidence(std::span<const ConfidenceExample> examples, double decay = 1e-3,
                                       int rounds = 3000);

}  // namespace tongzhou::search
