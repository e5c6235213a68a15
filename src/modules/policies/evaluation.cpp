#include "modules/policies/evaluation.hpp"

#include "modules/policies/catalogue.hpp"
#include "modules/policies/known_answers.hpp"

namespace tongzhou::policies {

namespace {

double milliseconds_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

double quantile(std::vector<double>& sorted, double q) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(q * static_cast<double>(sorted.size())))];
}

}  // namespace

Evaluation evaluate(const KnownAnswers& known, const std::filesystem::path& scratch, const Progress& progress) {
    const FreshIndex fresh(known.policies, scratch);
    const auto total = static_cast<double>(known.questions.size() + known.messages.size());
    double done = 0;
    const auto answered = [&](std::string_view question) {
        auto answers = search::answer(fresh.index(), gazetteer(), question, accept_all);
        if (progress) progress(++done / total);
        return answers;
    };
    Tally tally;
    std::vector<double> times;
    double kept = 0;
    for (const auto& question : known.questions) {
        const auto began = std::chrono::steady_clock::now();
        const auto answers = answered(question.question);
        times.push_back(milliseconds_since(began));
        tally.add(judge(answers, fresh.id_of(question.policy), question.answer));
        kept += answers.good;
    }
    Evaluation made;
    made.questions = static_cast<std::int64_t>(known.questions.size());
    const double count = std::max(1.0, tally.count);
    made.hit_at_1 = tally.first / count;
    made.hit_at_5 = tally.among_five / count;
    made.hit_at_1_by_id = tally.first_by_id / count;
    made.hit_at_5_by_id = tally.five_by_id / count;
    made.answer_in_3 = tally.shown / count;
    made.answer_in_one = tally.shown_in_one / count;
    made.kept_answer_rate = kept / count;
    std::ranges::sort(times);
    made.p50_ms = quantile(times, 0.5);
    made.p99_ms = quantile(times, 0.99);
    made.policies_per_second = fresh.policies_per_second();
    if (!known.messages.empty()) {
        double wrong = 0;
        for (const auto& message : known.messages) wrong += answered(message).good;
        made.messages = static_cast<std::int64_t>(known.messages.size());
        made.false_answer_rate = wrong / static_cast<double>(known.messages.size());
    }
    return made;
}

}  // namespace tongzhou::policies
