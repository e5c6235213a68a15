#include "platform/search/training.hpp"

#include <cmath>
#include <numeric>

namespace tongzhou::search {

namespace {

/// The spread of each feature around the mean of its question: the scale on which weights are comparable.
Features spread_of(std::span<const RankingExample> examples) {
    Features spread{};
    double rows = 0;
    for (const auto& example : examples) {
        Features mean{};
        for (const auto& f : example.candidates)
            for (std::size_t i = 0; i < feature_count; ++i) mean[i] += f[i] / static_cast<double>(example.candidates.size());
        for (const auto& f : example.candidates)
            for (std::size_t i = 0; i < feature_count; ++i) spread[i] += (f[i] - mean[i]) * (f[i] - mean[i]);
        rows += static_cast<double>(example.candidates.size());
    }
    for (auto& s : spread) s = std::max(1e-6, std::sqrt(s / std::max(1.0, rows)));
    return spread;
}

}  // namespace

Features train_ranking(std::span<const RankingExample> examples, double decay, int rounds) {
    const auto spread = spread_of(examples);
    Features weights{};  // of standardised features
    weights[0] = 1;
    for (int round = 0; round < rounds; ++round) {
        Features gradient{};
        double used = 0;
        for (const auto& example : examples) {
            if (std::ranges::none_of(example.right, std::identity{})) continue;
            ++used;
            std::vector<double> likelihood;
            double top = -1e9;
            for (const auto& f : example.candidates) {
                double score = 0;
                for (std::size_t i = 0; i < feature_count; ++i) score += weights[i] * f[i] / spread[i];
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
                for (std::size_t i = 0; i < feature_count; ++i)
                    gradient[i] += pull * example.candidates[c][i] / spread[i];
            }
        }
        for (std::size_t i = 0; i < feature_count; ++i)
            weights[i] += 0.7 * (gradient[i] / std::max(1.0, used) - decay * weights[i]);
    }
    for (std::size_t i = 0; i < feature_count; ++i) weights[i] /= spread[i];
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
