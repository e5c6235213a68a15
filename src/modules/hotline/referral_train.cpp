// Training by LIBLINEAR, and how good what was trained is.
#include <linear.h>

#include <cmath>
#include <numeric>
#include <set>

#include "modules/hotline/referral.hpp"

namespace tongzhou::hotline {
namespace {

// A term that stands in one text says little about others, and there are very many; of few texts each is needed.
constexpr std::size_t few_texts = 1000;
int least_texts(std::size_t texts) { return texts < few_texts ? 1 : 2; }

constexpr double cost = 1;          // C of the support vector machine
constexpr double tolerance = 0.01;  // at which its training stops
constexpr std::size_t folds = 5;

std::vector<std::string> classes_in(std::span<const Example> examples) {
    std::set<std::string> classes;
    for (const auto& example : examples) classes.insert(example.category);
    return {classes.begin(), classes.end()};
}

std::size_t index_in(const std::vector<std::string>& classes, std::string_view category) {
    return static_cast<std::size_t>(std::ranges::lower_bound(classes, category) - classes.begin());
}

std::vector<Terms> terms_of_all(std::span<const Example> examples) {
    std::vector<Terms> terms;
    for (const auto& example : examples) terms.push_back(terms_of(example.text));
    return terms;
}

// The rows of one training as LIBLINEAR wants them: nodes of (feature from 1, value), ended by -1.
struct Problems {
    std::vector<std::vector<feature_node>> rows;
    std::vector<feature_node*> starts;
    std::vector<double> labels;
    ::problem task{};
};

void fill_row(const Terms& terms, std::span<const std::uint64_t> known, std::span<const float> rarity,
              std::vector<feature_node>& row) {
    double square = 0;
    auto at = known.begin();
    for (const auto& [term, count] : terms) {
        at = std::lower_bound(at, known.end(), term);
        if (at == known.end()) break;
        if (*at != term) continue;
        const auto index = at - known.begin();
        const double value = (1 + std::log(count)) * static_cast<double>(rarity[static_cast<std::size_t>(index)]);
        row.push_back({static_cast<int>(index) + 1, value});
        square += value * value;
    }
    for (auto& node : row) node.value /= std::sqrt(square);
    row.push_back({-1, 0});
}

struct Deleter {
    void operator()(::model* trained) const { free_and_destroy_model(&trained); }
};
using Trained = std::unique_ptr<::model, Deleter>;

Trained run_training(Problems& problems, std::size_t features) {
    for (auto& row : problems.rows) problems.starts.push_back(row.data());
    problems.task.l = static_cast<int>(problems.rows.size());
    problems.task.n = static_cast<int>(features);
    problems.task.y = problems.labels.data();
    problems.task.x = problems.starts.data();
    problems.task.bias = -1;
    ::parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC;  // the dual one draws lots, and is never the same twice
    settings.C = cost;
    settings.eps = tolerance;
    settings.p = 0.1;
    set_print_string_function([](const char*) {});
    return Trained(::train(&problems.task, &settings));
}

void count_up(Evaluation& evaluation) {
    std::int64_t hits = 0;
    double sum = 0;
    for (std::size_t c = 0; c < evaluation.classes.size(); ++c) {
        hits += evaluation.hits[c];
        const auto both = evaluation.own[c] + evaluation.given[c];
        if (both > 0) sum += 2.0 * static_cast<double>(evaluation.hits[c]) / static_cast<double>(both);
    }
    if (evaluation.messages > 0)
        evaluation.accuracy = static_cast<double>(hits) / static_cast<double>(evaluation.messages);
    evaluation.macro_f1 = sum / static_cast<double>(evaluation.classes.size());
}

Evaluation empty_evaluation(std::vector<std::string> classes) {
    Evaluation evaluation;
    evaluation.own.resize(classes.size());
    evaluation.given.resize(classes.size());
    evaluation.hits.resize(classes.size());
    evaluation.classes = std::move(classes);
    return evaluation;
}

void judge(Evaluation& evaluation, std::size_t own, std::size_t given) {
    ++evaluation.messages;
    ++evaluation.own[own];
    if (given < evaluation.given.size()) ++evaluation.given[given];
    if (own == given) ++evaluation.hits[own];
}

void require_trainable(std::span<const Example> examples) {
    if (examples.size() >= 20 && classes_in(examples).size() >= 2) return;
    throw Problem::invalid("", "too_few_examples", "训练至少需要两类、二十条已归类的问题，请补充后再试。",
                           "Training needs at least twenty questions of at least two classes; add more.");
}

}  // namespace

ReferralModel train_model(std::span<const Example> examples, std::span<const Terms> terms,
                          std::span<const std::size_t> chosen) {
    ReferralModel made;
    made.classes_ = classes_in(examples);
    std::unordered_map<std::uint64_t, int> texts;
    for (const auto i : chosen)
        for (const auto& [term, count] : terms[i]) ++texts[term];
    for (const auto& [term, count] : texts)
        if (count >= least_texts(chosen.size())) made.terms_.push_back(term);
    std::ranges::sort(made.terms_);
    for (const auto term : made.terms_)
        made.rarity_.push_back(
            static_cast<float>(std::log((1.0 + static_cast<double>(chosen.size())) / (1.0 + texts[term])) + 1));

    Problems problems;
    for (const auto i : chosen) {
        fill_row(terms[i], made.terms_, made.rarity_, problems.rows.emplace_back());
        problems.labels.push_back(static_cast<double>(index_in(made.classes_, examples[i].category)));
    }
    const auto trained = run_training(problems, made.terms_.size());
    // With two classes LIBLINEAR keeps one column: the second is its negative. A class none of the chosen is of has no
    // column, and never wins.
    const auto columns = trained->nr_class == 2 ? 1 : trained->nr_class;
    const auto classes = made.classes_.size();
    made.weights_.assign(made.terms_.size() * classes, -1.0F);
    for (std::size_t term = 0; term < made.terms_.size(); ++term)
        for (int label = 0; label < trained->nr_class; ++label) {
            const auto at = term * static_cast<std::size_t>(columns);
            const double weight = columns == 1 ? (label == 0 ? trained->w[at] : -trained->w[at])
                                               : trained->w[at + static_cast<std::size_t>(label)];
            made.weights_[term * classes + static_cast<std::size_t>(trained->label[label])] =
                static_cast<float>(weight);
        }
    return made;
}

ReferralModel train_model(std::span<const Example> examples, std::string source, std::optional<Instant> trained_at,
                          Quality quality) {
    require_trainable(examples);
    const auto terms = terms_of_all(examples);
    std::vector<std::size_t> all(examples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    auto made = train_model(examples, terms, all);
    for (const auto& example : examples) made.seen_.push_back(fingerprint_of(example.text));
    std::ranges::sort(made.seen_);
    made.source_ = std::move(source);
    made.trained_at_ = trained_at;
    made.quality_ = quality;
    return made;
}

Evaluation cross_validate(std::span<const Example> examples, const std::function<void(double)>& progress) {
    require_trainable(examples);
    const auto terms = terms_of_all(examples);
    auto evaluation = empty_evaluation(classes_in(examples));
    evaluation.model = "cross-validated";
    // Folds by the texts themselves, whatever their order: the same file is always judged the same.
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < examples.size(); ++i)
        order.emplace_back(fingerprint_of(examples[i].text) * 0x9E3779B97F4A7C15ULL, i);
    std::ranges::sort(order);
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<std::size_t> chosen;
        for (std::size_t k = 0; k < order.size(); ++k)
            if (k % folds != fold) chosen.push_back(order[k].second);
        const auto trained = train_model(examples, terms, chosen);
        for (std::size_t k = fold; k < order.size(); k += folds) {
            const auto i = order[k].second;
            judge(evaluation, index_in(evaluation.classes, examples[i].category), trained.classify(terms[i]));
        }
        if (progress) progress(static_cast<double>(fold + 1) / folds);
    }
    count_up(evaluation);
    return evaluation;
}

Evaluation evaluate(const ReferralModel& model, std::span<const Example> examples) {
    auto evaluation = empty_evaluation(classes_in(examples));
    for (const auto& example : examples) {
        const auto& given = model.classes().at(model.classify(terms_of(example.text)));
        const auto at = index_in(evaluation.classes, given);
        const bool known = at < evaluation.classes.size() && evaluation.classes[at] == given;
        judge(evaluation, index_in(evaluation.classes, example.category), known ? at : evaluation.classes.size());
        if (model.has_seen(example.text)) ++evaluation.seen;
        if (!std::ranges::binary_search(model.classes(), example.category)) ++evaluation.foreign;
    }
    count_up(evaluation);
    return evaluation;
}

}  // namespace tongzhou::hotline
