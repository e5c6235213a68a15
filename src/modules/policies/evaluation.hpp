// How well the desk answers, measured on questions whose policy and answer are known, from a fresh index and by the
// same search::answer() that the desk calls. What `tongzhou eval hotline` and `tongzhou train answers` do.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "platform/search/answers.hpp"

namespace tongzhou::policies {

struct KnownPolicy {
    std::string id, title, text;
};
struct KnownQuestion {
    std::string policy, question, answer;  ///< policy: the id of the one that answers it
};

/// What is measured with. Columns: policies id, text and perhaps title; questions policy_id, question, answer; messages
/// words or text (the words joined). Problems: those of open_table(), and missing_column, unknown_policy.
struct KnownAnswers {
    std::vector<KnownPolicy> policies;
    std::vector<KnownQuestion> questions;
    std::vector<std::string> messages;  ///< on other subjects
};
KnownAnswers read_known_answers(const std::filesystem::path& policies, const std::filesystem::path& questions,
                                const std::optional<std::filesystem::path>& messages);

struct Evaluation {
    std::int64_t questions = 0;
    /// Share of the questions whose policy stands first, and among the first five, as the desk shows them: copies of a
    /// document (search::Ranked::copies) are one entry of the list.
    double hit_at_1 = 0, hit_at_5 = 0;
    /// The same by the policy's own id, where the first of several copies alone counts.
    double hit_at_1_by_id = 0, hit_at_5_by_id = 0;
    /// Share whose answer, spaces left out, stands in the three passages shown: within one of them, or, being longer
    /// than one, across passages that adjoin.
    double answer_in_3 = 0;
    double answer_in_one = 0;  ///< within one of them
    std::optional<double> false_answer_rate;  ///< share of the messages that are offered an answer as a good one
    double kept_answer_rate = 0;              ///< share of the questions that are
    std::optional<std::int64_t> messages;
    double p50_ms = 0, p99_ms = 0;  ///< of one answer
    double policies_per_second = 0; ///< into the fresh index
};
BOOST_DESCRIBE_STRUCT(Evaluation, (),
                      (questions, hit_at_1, hit_at_5, hit_at_1_by_id, hit_at_5_by_id, answer_in_3, answer_in_one,
                       false_answer_rate, kept_answer_rate, messages, p50_ms, p99_ms, policies_per_second))

using Progress = std::function<void(double)>;

/// `scratch` is made and removed.
Evaluation evaluate(const KnownAnswers& known, const std::filesystem::path& scratch, const Progress& progress = {});

struct Training {
    search::Weights weights;
    // By cross-validation: each question judged by weights that were fitted without it.
    double hit_at_1 = 0, hit_at_5 = 0, hit_at_1_by_id = 0, answer_in_3 = 0, answer_in_one = 0;
    double false_answer_rate = 0, kept_answer_rate = 0;
};
/// Fits the weights. Five folds; the same files give the same weights.
Training train(const KnownAnswers& known, const std::filesystem::path& scratch, const Progress& progress = {});

/// weights.cpp, as it stands in platform/search.
std::string source_of(const search::Weights& weights);

}  // namespace tongzhou::policies
