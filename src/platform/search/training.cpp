#include "platform/search/training.hpp"

#include <cmath>
#include <deque>
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

/// Adds one question's share of the gradient, by standardised features, and returns its log-likelihood.
double add_gradient(const Example& example, const std::vector<double>& weights, const std::vector<double>& spread,
                    std::vector<double>& gradient) {
    std::vector<double> likelihood;
    double top = -1e9;
    for (const auto& f : example.candidates) {
        double score = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) score += weights[i] * f[i] / spread[i];
        likelihood.push_back(score);
        top = std::max(top, score);
    }
    double all = 0, right = 1e-300;
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
    return std::log(right / all);
}

/// What is maximised at some weights, and in which direction it grows.
struct Slope {
    double objective = 0;
    std::vector<double> gradient;
};

Slope slope_at(std::span<const Example> examples, const std::vector<double>& weights, const std::vector<double>& spread,
               double decay) {
    Slope slope{0, std::vector<double>(weights.size())};
    double used = 0;
    for (const auto& example : examples) {
        if (std::ranges::none_of(example.right, std::identity{})) continue;
        ++used;
        slope.objective += add_gradient(example, weights, spread, slope.gradient);
    }
    slope.objective /= std::max(1.0, used);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        slope.objective -= decay / 2 * weights[i] * weights[i];
        slope.gradient[i] = slope.gradient[i] / std::max(1.0, used) - decay * weights[i];
    }
    return slope;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// How far it went and how the slope changed: what the limited-memory BFGS method (Nocedal) knows of the curvature.
struct Step {
    std::vector<double> way, change;
    double curvature = 0;
};

void remember(std::deque<Step>& steps, const std::vector<double>& from, const Slope& before,
              const std::vector<double>& to, const Slope& after) {
    Step step{to, before.gradient, 0};
    for (std::size_t i = 0; i < to.size(); ++i) {
        step.way[i] -= from[i];
        step.change[i] -= after.gradient[i];
    }
    step.curvature = product(step.way, step.change);
    if (step.curvature > 1e-12) steps.push_back(std::move(step));
    if (steps.size() > 10) steps.pop_front();
}

/// The gradient, bent by the curvature.
std::vector<double> uphill(const std::vector<double>& gradient, const std::deque<Step>& steps) {
    auto direction = gradient;
    std::vector<double> shares;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        shares.push_back(product(step->way, direction) / step->curvature);
        for (std::size_t i = 0; i < direction.size(); ++i) direction[i] -= shares.back() * step->change[i];
    }
    if (!steps.empty()) {
        const double scale = steps.back().curvature / product(steps.back().change, steps.back().change);
        for (auto& d : direction) d *= scale;
    }
    for (const auto& step : steps) {
        const double share = shares.back() - product(step.change, direction) / step.curvature;
        shares.pop_back();
        for (std::size_t i = 0; i < direction.size(); ++i) direction[i] += share * step.way[i];
    }
    return direction;
}

}  // namespace

std::vector<double> train_softmax(std::span<const Example> examples, double decay, int rounds) {
    const auto spread = spread_of(examples);
    std::vector<double> weights(spread.size());  // of standardised features
    auto slope = slope_at(examples, weights, spread, decay);
    std::deque<Step> steps;
    for (int round = 0; round < rounds; ++round) {
        const auto direction = uphill(slope.gradient, steps);
        // The whole way, or half of it and so on, until it helps; when nothing does, this is the top.
        double length = steps.empty() ? 0.1 : 1;
        for (; length > 1e-6; length /= 2) {
            auto next = weights;
            for (std::size_t i = 0; i < next.size(); ++i) next[i] += length * direction[i];
            auto there = slope_at(examples, next, spread, decay);
            if (there.objective <= slope.objective) continue;
            remember(steps, weights, slope, next, there);
            weights = std::move(next);
            slope = std::move(there);
            break;
        }
        if (length <= 1e-6) break;
    }
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] /= spread[i];
    return weights;
}

std::array<double, 8> train_confidence(std::span<const ConfidenceExample> examples, double decay, int rounds) {
    std::array<double, 8> weights{};
    for (int round = 0; round < rounds; ++round) {
        std::array<double, 8> gradient{};
        for (const auto& example : examples) {
            const double sum = std::inner_product(example.signs.begin(), example.signs.end(), weights.begin(), 0.0);
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
