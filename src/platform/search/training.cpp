#include "platform/search/training.hpp"

#include <cmath>
#include <numeric>

namespace tongzhou::search {

namespace {

std::size_t features_of(std::span<const Example> examples) {
    for (const auto& example : examples)
        if (!example.candidates.empty()) return example.candidates.front().size();
    return 0;
}

/// The spread of each feature around the mean of its question: the scale on which weights are comparable.
std::vector<double> spread_of(std::span<const Example> examples) {
    std::vector<double> spread(features_of(examples));
    double rows = 0;
    for (const auto& example : examples) {
        std::vector<double> mean(spread.size());
        const auto count = static_cast<double>(example.candidates.size());
        for (const auto& f : example.candidates)
            for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += f[i] / count;
        for (const auto& f : example.candidates)
            for (std::size_t i = 0; i < mean.size(); ++i) spread[i] += (f[i] - mean[i]) * (f[i] - mean[i]);
        rows += count;
    }
    for (auto& s : spread) {
        s = std::sqrt(s / std::max(1.0, rows));
        if (s < 1e-6) s = 1e6;  // says nothing: its weight stays nothing
    }
    return spread;
}

/// Adds one question's share of the gradient, by standardised features.
void add_gradient(const Example& example, const std::vector<double>& weights, const std::vector<double>& spread,
                  std::vector<double>& gradient) {
    std::vector<double> likelihood;
    double top = -1e9;
    for (const auto& f : example.candidates) {
        double score = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) score += weights[i] * f[i] / spread[i];
        likelihood.push_back(score);
        top = std::max(top, score);
    }
    double all = 0, right = 0;
    for (std::size_t c = 0; c < likelihood.size(); ++c) {
        likelihood[c] = std::exp(likelihood[c] - top);
        all += likelihood[c];
        if (example.right[c]) right += likelihood[c];
    }
    for (std::size_t c = 0; c < likelihood.size(); ++c) {
        const double pull = (example.right[c] ? likelihood[c] / right : 0) - likelihood[c] / all;
        if (std::abs(pull) < 1e-6) continue;
        for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] += pull * example.candidates[c][i] / spread[i];
    }
}

}  // namespace

std::vector<double> train_softmax(std::span<const Example> examples, double decay, int rounds) {
    const auto spread = spread_of(examples);
    std::vector<double> weights(spread.size());  // of standardised features
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> gradient(weights.size());
        double used = 0;
        for (const auto& example : examples) {
            if (std::ranges::none_of(example.right, std::identity{})) continue;
            ++used;
            add_gradient(example, weights, spread, gradient);
        }
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] += 0.7 * (gradient[i] / std::max(1.0, used) - decay * weights[i]);
    }
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] /= spread[i];
    return weights;
}

std::array<double, 8> train_confidence(std::span<const ConfidenceExample> examples, double decay, int rounds) {
    std::array<double, 8> weights{};
    for (int round = 0; round < rounds; ++round) {
        std::array<double, 8> gradient{};
        for (const auto& example : examples) {
            const double sum =
                std::inner_product(example.signs.begin(), example.signs.end(), weights.begin(), 0.0);
            const double pull = (example.answered ? 1 : 0) - 1 / (1 + std::exp(-sum));
            for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] += pull * example.signs[i];
        }
        const auto count = static_cast<double>(std::max<std::size_t>(1, examples.size()));
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double held = i + 1 < weights.size() ? decay * weights[i] : 0;
            weights[i] += 4 * (gradient[i] / count - held);
        }
    }
    return weights;
}

}  // namespace tongzhou::search
