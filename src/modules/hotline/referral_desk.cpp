// The model in use, where examples come from, and what the commands `train referral` and `eval referral` do.
#include "base/embedded.hpp"
#include "modules/hotline/referral.hpp"
#include "platform/log/log.hpp"
#include "platform/table/table.hpp"

TONGZHOU_EMBED(tongzhou_referral_examples, TONGZHOU_REFERRAL_EXAMPLES);

namespace tongzhou::hotline {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds look_again{5};

std::size_t column_of(const std::vector<std::string>& header, std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < header.size(); ++i)
        if (std::ranges::find(names, header[i]) != names.end()) return i;
    throw Problem::invalid(
        "", "no_such_column", fmt::format("表格缺少 {} 列，请检查表头。", fmt::join(names, " / ")),
        fmt::format("The table has no column named {}; check its header.", fmt::join(names, " or ")));
}

struct Answered {
    Id<Ticket> id;
    std::string matter, question;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (id, matter, question))

// Whose matter it was is known once the department has replied instead of returning it.
const sql::Query answered_tickets{R"(
    SELECT id, matter, question FROM tickets
    WHERE matter IS NOT NULL AND state IN ('replied', 'followed_up', 'closed') AND id > :after
    ORDER BY id LIMIT 5000)"};

Evaluation train_on(std::span<const Example> examples, std::string source, const std::filesystem::path& model,
                    const std::function<void(double)>& progress) {
    auto evaluation = cross_validate(examples, [&](double done) {
        if (progress) progress(done * 0.8);
    });
    train_model(examples, std::move(source), SystemClock().now(), evaluation).save(model);
    if (progress) progress(1);
    return evaluation;
}

}  // namespace

std::vector<Example> read_examples(const std::filesystem::path& file) {
    table::OpenOptions options;
    options.limits.cell_bytes = options.limits.line_bytes = 1 << 20;
    const auto reader = table::open_table(file, options);
    const auto category = column_of(reader->header(), {"category", "matter", "类别"});
    const auto words = column_of(reader->header(), {"words", "question", "text", "内容"});
    std::vector<Example> examples;
    while (auto row = reader->next()) {
        if (row->fault)
            throw Problem::invalid("", "faulty_row", fmt::format("第{}行：{}", row->line, row->fault->zh),
                                   fmt::format("Line {}: {}", row->line, row->fault->en));
        if (row->cells[category].empty() || row->cells[words].empty()) continue;
        examples.push_back({std::move(row->cells[category]), std::move(row->cells[words])});
    }
    return examples;
}

const std::vector<Example>& shipped_examples() {
    static const std::vector<Example> examples = [] {
        std::vector<Example> read;
        std::string_view rest{tongzhou_referral_examples, tongzhou_referral_examples_end};
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            if (const auto comma = line.find(','); comma != std::string_view::npos && !line.starts_with("category,"))
                read.push_back({std::string(line.substr(0, comma)), std::string(line.substr(comma + 1))});
        }
        return read;
    }();
    return examples;
}

std::shared_ptr<const ReferralModel> ReferralDesk::model() {
    std::lock_guard lock(mutex_);
    const auto now = Steady::now();
    if (model_ && now - looked_at_ < look_again) return model_;
    looked_at_ = now;
    std::error_code absent;
    const auto written =
        file_.empty() ? std::filesystem::file_time_type{} : std::filesystem::last_write_time(file_, absent);
    if (!file_.empty() && !absent && (written != written_ || !model_)) {
        written_ = written;
        try {
            model_ = std::make_shared<const ReferralModel>(ReferralModel::load(file_));
        } catch (const Problem& problem) {
            log::error("referral_model", {{"code", problem.code()}, {"what", problem.detail().en}});
        }
    }
    if (!model_) {
        const auto& examples = shipped_examples();
        const Quality quality = cross_validate(examples, {});
        model_ = std::make_shared<const ReferralModel>(train_model(examples, "examples", {}, quality));
    }
    return model_;
}

void ReferralDesk::use(std::filesystem::path file) {
    std::lock_guard lock(mutex_);
    file_ = std::move(file);
    model_.reset();
}

Evaluation train_referral(const std::filesystem::path& messages, const std::filesystem::path& model,
                          const std::function<void(double)>& progress) {
    return train_on(read_examples(messages), messages.filename().string(), model, progress);
}

Evaluation train_referral(Database& database, const std::filesystem::path& model,
                          const std::function<void(double)>& progress) {
    std::vector<Example> examples;
    Id<Ticket> after;
    for (;;) {
        const auto rows =
            database.read_value([&](Snapshot& snapshot) { return snapshot.all<Answered>(answered_tickets, after); });
        if (rows.empty()) break;
        for (const auto& row : rows) examples.push_back({row.matter, row.question});
        after = rows.back().id;
    }
    return train_on(examples, "tickets", model, progress);
}

Evaluation evaluate_referral(const std::filesystem::path& messages, const std::optional<std::filesystem::path>& model,
                             const std::function<void(double)>& progress) {
    const auto examples = read_examples(messages);
    if (!model) return cross_validate(examples, progress);
    auto evaluation = evaluate(ReferralModel::load(*model), examples);
    evaluation.model = model->string();
    return evaluation;
}

std::filesystem::path default_model(const std::filesystem::path& data_folder) { return data_folder / "referral.model"; }

void use_referral_model(Database& database, const std::filesystem::path& model) {
    database.services().get<ReferralDesk>().use(model);
}

}  // namespace tongzhou::hotline
