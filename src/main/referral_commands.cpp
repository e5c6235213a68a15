// `tongzhou train referral` and `tongzhou eval referral`: the classifier that proposes a department. Neither needs an
// installation when it is given its files; the default model lies in the data folder, where the server reads it.
#include "main/commands.hpp"
#include "main/progress.hpp"
#include "modules/hotline/hotline.hpp"

namespace tongzhou {
namespace {

namespace fs = std::filesystem;

void print(const Common& common, const hotline::Evaluation& evaluation) {
    if (common.json) {
        fmt::print("{}\n", to_json(evaluation));
        return;
    }
    fmt::print("accuracy {:.4f}  macro-F1 {:.4f}  messages {}  model {}\n", evaluation.accuracy, evaluation.macro_f1,
               evaluation.messages, evaluation.model);
    if (evaluation.seen > 0)
        fmt::print("{} of them are messages that the model was trained on: the figures say little about new ones\n",
                   evaluation.seen);
    for (std::size_t c = 0; c < evaluation.classes.size(); ++c) {
        const auto share = [&](std::int64_t of) {
            return of > 0 ? static_cast<double>(evaluation.hits[c]) / static_cast<double>(of) : 0.0;
        };
        fmt::print("  precision {:.3f}  recall {:.3f}  messages {:5}  {}\n", share(evaluation.given[c]),
                   share(evaluation.own[c]), evaluation.own[c], evaluation.classes[c]);
    }
}

}  // namespace

int train_referral(const Common& common, const ReferralOptions& options) {
    const fs::path model =
        options.model.empty() ? hotline::default_model(common.settings.resolved(".")) : fs::path(options.model);
    ProgressBar bar("train", !common.quiet && !common.json);
    const auto show = [&](double done) { bar.show(done); };
    if (!options.messages.empty()) {
        print(common, hotline::train_referral(fs::path(options.messages), model, show));
    } else {
        Program program(common.settings, Opening::as_it_is);
        print(common, hotline::train_referral(program.database(), model, show));
    }
    if (!common.json) fmt::print("{}\n", model.string());
    return exit_done;
}

int evaluate_referral(const Common& common, const ReferralOptions& options) {
    ProgressBar bar("eval", !common.quiet && !common.json);
    const auto show = [&](double done) { bar.show(done); };
    const fs::path messages = options.messages;
    const auto usual = hotline::default_model(common.settings.resolved("."));
    std::optional<hotline::Evaluation> evaluation;
    if (!options.model.empty()) {
        evaluation = hotline::evaluate_referral(messages, fs::path(options.model), show);
    } else if (fs::exists(usual)) {
        // The server's own model says something about messages that are new to it and of its classes only.
        evaluation = hotline::evaluate_referral(messages, usual, show);
        if (evaluation->seen > 0 || evaluation->foreign > 0) evaluation.reset();
    }
    if (!evaluation) evaluation = hotline::evaluate_referral(messages, std::nullopt, show);
    print(common, *evaluation);
    return exit_done;
}

}  // namespace tongzhou
