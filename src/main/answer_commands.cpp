// `tongzhou eval hotline` and `tongzhou train answers`: how well the desk answers, and the weights by which it does.
// Neither needs an installation: they read the files they are given and index them in a folder of their own.
#include "main/commands.hpp"
#include "main/progress.hpp"
#include "modules/policies/policies.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

policies::KnownAnswers known_answers(const AnswerOptions& options) {
    std::optional<std::filesystem::path> messages;
    if (!options.messages.empty()) messages = options.messages;
    return policies::read_known_answers(options.policies, options.questions, messages);
}

std::filesystem::path scratch_folder() {
    return std::filesystem::temp_directory_path() / ("tongzhou-answers-" + new_uuid_v7(SystemClock().now()).text());
}

}  // namespace

int evaluate_hotline(const Common& common, const AnswerOptions& options) {
    ProgressBar bar("eval", !common.quiet && !common.json);
    const auto made =
        policies::evaluate(known_answers(options), scratch_folder(), [&](double done) { bar.show(done); });
    if (common.json) {
        fmt::print("{}\n", to_json(made));
        return exit_done;
    }
    fmt::print("questions            {}\n", made.questions);
    fmt::print("policy first         {:.4f}   (one of several copies by its own id: {:.4f})\n", made.hit_at_1,
               made.hit_at_1_by_id);
    fmt::print("policy in first five {:.4f}   (by its own id: {:.4f})\n", made.hit_at_5, made.hit_at_5_by_id);
    fmt::print("answer in the three  {:.4f}   (within one passage: {:.4f})\n", made.answer_in_3, made.answer_in_one);
    fmt::print("answers kept         {:.4f}\n", made.kept_answer_rate);
    if (made.false_answer_rate)
        fmt::print("false answers        {:.4f}   of {} messages on other subjects\n", *made.false_answer_rate,
                   *made.messages);
    fmt::print("one answer           {:.2f} ms median, {:.2f} ms p99\n", made.p50_ms, made.p99_ms);
    fmt::print("indexed              {:.0f} policies/s\n", made.policies_per_second);
    return exit_done;
}

int train_answers(const Common& common, const AnswerOptions& options) {
    ProgressBar bar("train", !common.quiet);
    const auto made = policies::train(known_answers(options), scratch_folder(), [&](double done) { bar.show(done); });
    fmt::print(stderr,
               "cross-validated: policy first {:.4f} (by its own id {:.4f}), in first five {:.4f}, answer in the three "
               "{:.4f}, kept {:.4f}, false {:.4f}\n",
               made.hit_at_1, made.hit_at_1_by_id, made.hit_at_5, made.answer_in_3, made.kept_answer_rate,
               made.false_answer_rate);
    fmt::print("{}", policies::source_of(made.weights));
    return exit_done;
}

}  // namespace tongzhou
