// Fits the few weights of the ranking to questions whose answer is known. `tongzhou train answers` prints the table
// that weights.cpp holds. Deterministic: the same files give the same weights.
#pragma once

#include <span>
#include <vector>

#include "platform/search/answers.hpp"

namespace tongzhou::search {

/// A question with the features of what may answer it: texts, or sentences.
struct Example {
    std::vector<std::vector<double>> candidates;
    std::vector<bool> right;
};

/// Weights that maximise the likelihood of the right candidates (softmax over those of each question), held back by
/// `decay` times the square of the standardised weights.
std::vector<double> train_softmax(std::span<const Example> examples, double decay, int rounds);

struct ConfidenceExample {
    std::array<double, 8> signs{};
    bool answered = false;  ///< the texts answer it
};

/// Logistic regression.
std::array<double, 8> train_confidence(std::span<const ConfidenceExample> examples, double decay = 1e-3,
                                       int rounds = 3000);

}  // namespace tongzhou::search
