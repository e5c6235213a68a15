#include "platform/search/answers.hpp"

#include <cmath>
#include <numeric>

namespace tongzhou::search {

namespace {

double score_of(const Features& features, const Weights& weights) {
    return std::inner_product(features.begin(), features.end(), weights.ranking.begin(), 0.0);
}

double feature(const Features& features, Feature which) { return features[static_cast<std::size_t>(which)]; }

/// What tells a question that the texts answer from one on another subject.
std::array<double, 8> signs_of(const Question& question, const Ranked& best, const std::vector<Sentence>& sentences) {
    double covered = 0;
    for (const auto& sentence : sentences)
        covered = std::max(covered,
                           sentence.features[static_cast<std::size_t>(SentenceFeature::covers_around)]);
    return {feature(best.features, Feature::best_passage),
            feature(best.features, Feature::within_40),
            feature(best.features, Feature::runs),
            feature(best.features, Feature::missing),
            feature(best.features, Feature::characters_within_40),
            covered,
            std::log(1 + static_cast<double>(question.terms().size())) / 5,
            1};
}

/// Groups copies behind the best of them, and keeps the first `most` groups.
std::vector<std::size_t> without_copies(std::span<const Reading> readings, const std::vector<std::size_t>& order,
                                        std::size_t most, std::vector<std::vector<std::size_t>>& copies) {
    std::vector<std::size_t> kept;
    for (const auto candidate : order) {
        const auto original = std::ranges::find_if(
            kept, [&](std::size_t k) { return is_copy(readings[k].text->sketch, readings[candidate].text->sketch); });
        if (original != kept.end()) {
            copies[static_cast<std::size_t>(original - kept.begin())].push_back(candidate);
        } else if (kept.size() < most) {
            kept.push_back(candidate);
            copies.emplace_back();
        }
    }
    return kept;
}

/// What each sentence's features say, made into likelihoods over all sentences of all texts.
void make_likelihoods(std::vector<std::vector<Sentence>>& texts, const Weights& weights) {
    double top = -1e9, all = 0;
    for (auto& sentences : texts)
        for (auto& sentence : sentences) {
            sentence.likelihood = std::inner_product(sentence.features.begin(), sentence.features.end(),
                                                     weights.sentences.begin(), 0.0);
            top = std::max(top, sentence.likelihood);
        }
    for (auto& sentences : texts)
        for (auto& sentence : sentences) all += sentence.likelihood = std::exp(sentence.likelihood - top);
    for (auto& sentences : texts)
        for (auto& sentence : sentences) sentence.likelihood /= all;
}

}  // namespace

Answers answer(const Index& index, const Gazetteer& gazetteer, std::string_view text, const Accepts& accepts,
               const Options& options, const Weights& weights) {
    Answers answers;
    const Question question(index, text);
    if (question.empty()) return answers;
    const auto candidates = index.find(question.weighted(), options.candidates, accepts);
    if (candidates.empty()) return answers;
    std::vector<Reading> readings;
    readings.reserve(candidates.size());
    for (const auto& candidate : candidates) readings.push_back(read(question, candidate));
    const auto features = features_of(question, readings, gazetteer, index.average_length());

    std::vector<double> scores;
    for (const auto& f : features) scores.push_back(score_of(f, weights));
    std::vector<std::size_t> order(candidates.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<std::vector<std::size_t>> copies;
    const auto kept = without_copies(readings, order, options.texts, copies);

    std::vector<std::vector<Sentence>> read_sentences;
    double likelihood = 0;
    for (const auto candidate : order) likelihood += std::exp(scores[candidate] - scores[order.front()]);
    for (std::size_t rank = 0; rank < kept.size(); ++rank) {
        const auto candidate = kept[rank];
        Ranked ranked;
        ranked.id = candidates[candidate].id;
        ranked.text = candidates[candidate].text;
        ranked.score = scores[candidate];
        ranked.share = std::exp(scores[candidate] - scores[order.front()]) / likelihood;
        ranked.features = features[candidate];
        for (const auto copy : copies[rank]) ranked.copies.push_back(candidates[copy].id);
        answers.texts.push_back(std::move(ranked));
        if (rank >= options.texts_read) continue;
        auto& sentences = read_sentences.emplace_back(sentences_of(question, readings[candidate]));
        for (auto& sentence : sentences)
            sentence.features[static_cast<std::size_t>(SentenceFeature::text_score)] =
                scores[candidate] - scores[order.front()];
    }
    make_likelihoods(read_sentences, weights);
    answers.shown = choose_passages(read_sentences, options.passages);
    for (std::size_t rank = 0; rank < read_sentences.size(); ++rank)
        for (const auto& chosen : choose_passages(std::span(&read_sentences[rank], 1), options.passages))
            answers.texts[rank].passages.push_back(chosen.passage);

    answers.signs = signs_of(question, answers.texts.front(), read_sentences.front());
    const double sum = std::inner_product(answers.signs.begin(), answers.signs.end(), weights.confidence.begin(), 0.0);
    answers.confidence = 1 / (1 + std::exp(-sum));
    answers.good = answers.confidence >= weights.threshold;
    return answers;
}

}  // namespace tongzhou::search
