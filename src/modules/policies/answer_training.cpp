#include <cmath>
#include <numeric>
#include <random>

#include "modules/policies/catalogue.hpp"
#include "modules/policies/known_answers.hpp"
#include "platform/search/characters.hpp"
#include "platform/search/training.hpp"

namespace tongzhou::policies {

namespace {

using search::ConfidenceExample;
using search::Example;

constexpr std::size_t folds = 5;
constexpr std::uint64_t seed = 2020;

/// A question's candidates as they are read, whatever the weights.
struct Case {
    std::unique_ptr<search::Question> question;
    std::vector<search::Reading> readings;
    Example texts;                 ///< right is the policy itself
    std::vector<bool> may_answer;  ///< the policy and its copies
};

Case case_of(const FreshIndex& fresh, const KnownQuestion& known) {
    Case made;
    made.question = std::make_unique<search::Question>(fresh.index(), known.question);
    const auto& question = *made.question;
    const auto candidates = fresh.index().find(question.weighted(), search::Options{}.candidates, accept_all);
    for (const auto& candidate : candidates) made.readings.push_back(search::read(question, candidate));
    for (const auto& features :
         search::features_of(question, made.readings, gazetteer(), fresh.index().average_length()))
        made.texts.candidates.emplace_back(features.begin(), features.end());
    const auto policy = fresh.id_of(known.policy);
    for (const auto& candidate : candidates) made.texts.right.push_back(candidate.id == policy);
    const auto itself = std::ranges::find(made.texts.right, true) - made.texts.right.begin();
    for (std::size_t i = 0; i < candidates.size(); ++i)
        made.may_answer.push_back(itself < std::ssize(candidates) &&
                                  search::is_copy(made.readings[static_cast<std::size_t>(itself)].text->sketch,
                                                  made.readings[i].text->sketch));
    return made;
}

search::Features fitted_ranking(std::span<const Example> examples) {
    const auto fitted = search::train_softmax(examples, 0.01, 400);
    search::Features ranking{};
    std::ranges::copy(fitted, ranking.begin());
    return ranking;
}

/// Where the answer stands in a text, spaces left out: its first and last character.
std::optional<std::pair<std::size_t, std::size_t>> place_of(std::u32string_view text, std::u32string_view answer) {
    std::u32string bare_text;
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!search::is_space(text[at])) bare_text += text[at], places.push_back(at);
    const auto wanted = bare(answer);
    const auto found = bare_text.find(wanted);
    if (found == std::u32string::npos || wanted.empty()) return std::nullopt;
    return std::pair(places[found], places[found + wanted.size() - 1]);
}

/// The sentences of the texts that come first by those weights; right are those where the answer stands.
Example sentences_case(const Case& known, const std::u32string& answer, const search::Features& ranking) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < known.texts.candidates.size(); ++i)
        order.emplace_back(-std::inner_product(ranking.begin(), ranking.end(), known.texts.candidates[i].begin(), 0.0),
                           i);
    std::ranges::sort(order);
    Example example;
    std::vector<std::size_t> kept;
    for (const auto& [score, candidate] : order) {
        const auto& reading = known.readings[candidate];
        const bool copy = std::ranges::any_of(kept, [&](std::size_t other) {
            return search::is_copy(known.readings[other].text->sketch, reading.text->sketch);
        });
        if (copy) continue;
        if (kept.size() == search::Options{}.texts_read) break;
        kept.push_back(candidate);
        const auto place = known.may_answer[candidate] ? place_of(reading.folded(), answer) : std::nullopt;
        for (auto& sentence : search::sentences_of(*known.question, reading)) {
            sentence.features[static_cast<std::size_t>(search::SentenceFeature::text_score)] =
                order.front().first - score;
            example.candidates.emplace_back(sentence.features.begin(), sentence.features.end());
            example.right.push_back(place && sentence.offset <= place->second &&
                                    place->first < sentence.offset + sentence.length);
        }
    }
    return example;
}

/// The lowest threshold at which no more than `most` of the messages are offered an answer.
double threshold_for(std::vector<double> confidences, double most) {
    if (confidences.empty()) return 0.5;
    std::ranges::sort(confidences, std::greater{});
    const auto allowed = static_cast<std::size_t>(most * static_cast<double>(confidences.size()));
    return std::min(0.99, confidences[std::min(allowed, confidences.size() - 1)] + 1e-4);
}

search::Weights fitted(const std::vector<Case>& cases, const std::vector<KnownQuestion>& known,
                       const std::vector<std::size_t>& chosen) {
    search::Weights weights;
    std::vector<Example> texts, sentences;
    for (const auto i : chosen) texts.push_back(cases[i].texts);
    weights.ranking = fitted_ranking(texts);
    for (const auto i : chosen)
        sentences.push_back(sentences_case(cases[i], folded_text(known[i].answer), weights.ranking));
    std::ranges::copy(search::train_softmax(sentences, 0.003, 400), weights.sentences.begin());
    return weights;
}

}  // namespace

Training train(const KnownAnswers& known, const std::filesystem::path& scratch, const Progress& progress) {
    const FreshIndex fresh(known.policies, scratch);
    std::vector<Case> cases;
    for (const auto& question : known.questions) cases.push_back(case_of(fresh, question));
    const auto answered = [&](std::string_view question, const search::Weights& weights) {
        return search::answer(fresh.index(), gazetteer(), question, accept_all, {}, weights);
    };

    std::vector<std::size_t> order(known.questions.size()), messages(known.messages.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::iota(messages.begin(), messages.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    std::ranges::shuffle(order, random);
    std::ranges::shuffle(messages, random);
    // As many messages as questions are enough.
    messages.resize(std::min(messages.size(), 2 * order.size()));

    Training training;
    Tally tally;
    std::vector<ConfidenceExample> signs;
    std::vector<std::size_t> fold_of_sign;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < order.size(); ++i)
            if (i % folds != fold) others.push_back(order[i]);
        const auto weights = fitted(cases, known.questions, others);
        for (std::size_t i = fold; i < order.size(); i += folds) {
            const auto& question = known.questions[order[i]];
            const auto answers = answered(question.question, weights);
            tally.add(judge(answers, fresh.id_of(question.policy), question.answer));
            signs.push_back({answers.signs, true});
            fold_of_sign.push_back(fold);
        }
        for (std::size_t i = fold; i < messages.size(); i += folds) {
            signs.push_back({answered(known.messages[messages[i]], weights).signs, false});
            fold_of_sign.push_back(fold);
        }
        if (progress) progress(static_cast<double>(fold + 1) / folds);
    }

    const auto confidence = [](const std::array<double, 8>& w, const ConfidenceExample& example) {
        const double sum = std::inner_product(w.begin(), w.end(), example.signs.begin(), 0.0);
        return 1 / (1 + std::exp(-sum));
    };
    // Half of what is allowed, so that other messages than these stay below it.
    constexpr double most_false = 0.025;
    double kept = 0, wrong = 0, asked = 0, off_subject = 0;
    for (std::size_t fold = 0; fold < folds && !known.messages.empty(); ++fold) {
        std::vector<ConfidenceExample> others;
        for (std::size_t i = 0; i < signs.size(); ++i)
            if (fold_of_sign[i] != fold) others.push_back(signs[i]);
        const auto w = search::train_confidence(others);
        std::vector<double> of_messages;
        for (const auto& example : others)
            if (!example.answered) of_messages.push_back(confidence(w, example));
        const auto threshold = threshold_for(std::move(of_messages), most_false);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            if (fold_of_sign[i] != fold) continue;
            const bool good = confidence(w, signs[i]) >= threshold;
            (signs[i].answered ? asked : off_subject) += 1;
            (signs[i].answered ? kept : wrong) += good;
        }
    }

    training.weights = fitted(cases, known.questions, order);
    training.weights.confidence = search::train_confidence(signs);
    std::vector<double> of_messages;
    for (const auto& example : signs)
        if (!example.answered) of_messages.push_back(confidence(training.weights.confidence, example));
    training.weights.threshold = threshold_for(std::move(of_messages), most_false);
    const double count = std::max(1.0, tally.count);
    training.hit_at_1 = tally.first / count;
    training.hit_at_5 = tally.among_five / count;
    training.hit_at_1_by_id = tally.first_by_id / count;
    training.answer_in_3 = tally.shown / count;
    training.answer_in_one = tally.shown_in_one / count;
    training.kept_answer_rate = kept / std::max(1.0, asked);
    training.false_answer_rate = wrong / std::max(1.0, off_subject);
    return training;
}

std::string source_of(const search::Weights& weights) {
    const auto table = [](const auto& values) {
        std::string out;
        for (std::size_t i = 0; i < values.size(); ++i)
            out += fmt::format("{}{:.4f}",
                               i == 0       ? ""
                               : i % 8 == 0 ? ",\n                                     "
                                            : ", ",
                               values[i]);
        return out;
    };
    return fmt::format(R"(// Printed by `tongzhou train answers POLICIES QUESTIONS MESSAGES`; do not edit by hand.
#include "platform/search/answers.hpp"

namespace tongzhou::search {{

const Weights& weights() {{
    static const Weights trained{{.ranking = {{{}}},
                                 .sentences = {{{}}},
                                 .confidence = {{{}}},
                                 .threshold = {:.4f}}};
    return trained;
}}

}}  // namespace tongzhou::search
)",
                       table(weights.ranking), table(weights.sentences), table(weights.confidence), weights.threshold);
}

}  // namespace tongzhou::policies
