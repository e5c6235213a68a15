#include "modules/hotline/rates.hpp"

namespace tongzhou::hotline {
namespace {

// Thirty is where the spread of a share of nine in ten falls to some five in a hundred.
constexpr std::int64_t least_sample = 30;
constexpr std::chrono::days usual_period{30};

struct Counted {
    std::string key;
    std::int64_t accepted = 0, rejected = 0, merged = 0, immediate = 0;
    std::int64_t closed = 0, closed_by_due = 0, overdue_open = 0, open_in_time = 0;
    std::int64_t replied = 0, replied_by_due = 0, overdue_running = 0;
    std::int64_t rated = 0, satisfied = 0, answered = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (),
                      (key, accepted, rejected, merged, immediate, closed, closed_by_due, overdue_open, open_in_time,
                       replied, replied_by_due, overdue_running, rated, satisfied, answered))

constexpr std::string_view counts = R"(
    COUNT(*) AS accepted,
    COUNT(CASE WHEN t.state = 'rejected' THEN 1 END) AS rejected,
    COUNT(CASE WHEN t.state = 'merged' THEN 1 END) AS merged,
    COUNT(CASE WHEN t.state = 'answered_directly' THEN 1 END) AS immediate,
    COUNT(CASE WHEN t.state = 'closed' THEN 1 END) AS closed,
    COUNT(CASE WHEN t.state = 'closed' AND t.closed_at <= t.due_at AND t.red_at IS NULL THEN 1 END) AS closed_by_due,
    COUNT(CASE WHEN t.state IN ('dispatched', 'in_progress', 'replied', 'followed_up') AND t.due_at < :now_open
               THEN 1 END) AS overdue_open,
    COUNT(CASE WHEN t.state = 'accepted' OR (t.state IN ('dispatched', 'in_progress', 'replied', 'followed_up')
                                             AND t.due_at >= :now_in_time) THEN 1 END) AS open_in_time,
    COUNT(CASE WHEN t.state IN ('replied', 'followed_up', 'closed') THEN 1 END) AS replied,
    COUNT(CASE WHEN t.state IN ('replied', 'followed_up', 'closed') AND t.replied_at <= t.due_at AND t.red_at IS NULL
               THEN 1 END) AS replied_by_due,
    COUNT(CASE WHEN t.state IN ('dispatched', 'in_progress') AND t.due_at < :now_running THEN 1 END) AS overdue_running,
    COUNT(t.rating) AS rated,
    COUNT(CASE WHEN t.rating IN ('very_satisfied', 'satisfied', 'basically_satisfied') THEN 1 END) AS satisfied,
    COUNT(CASE WHEN t.state IN ('answered_directly', 'replied', 'followed_up', 'closed') THEN 1 END) AS answered
)";

// In Shanghai, as "2020-02".
constexpr std::string_view month =
    "{sqlite: strftime('%Y-%m', t.accepted_at / 1000 + 28800, 'unixepoch')}"
    "{postgres: to_char(to_timestamp(t.accepted_at / 1000 + 28800) AT TIME ZONE 'UTC', 'YYYY-MM')}";

std::string_view key_of(RateBy by) {
    switch (by) {
        case RateBy::total: return "'total'";
        case RateBy::level: return "t.level";
        case RateBy::department: return "COALESCE({sqlite: t.lead}{postgres: t.lead::text}, '')";
        case RateBy::category: return "t.category";
        case RateBy::month: return month;
    }
    throw std::logic_error("no such grouping");
}

class Selection {
  public:
    Selection(RateBy by, Instant now) {
        text_ = fmt::format("SELECT {} AS key, {} FROM tickets t WHERE 1 = 1", key_of(by), counts);
        for (int i = 0; i < 3; ++i) arguments_.push_back(sql::argument(now));
    }
    void add(Condition condition) {
        text_ += " AND " + condition.text;
        for (auto& argument : condition.arguments) arguments_.push_back(std::move(argument));
    }
    template <class T>
    void add(std::string_view condition, const T& value) {
        text_ += fmt::format(" AND {}", condition);
        arguments_.push_back(sql::argument(value));
    }
    std::vector<Counted> run(Snapshot& snapshot) {
        return snapshot.all_of<Counted>(text_ + " GROUP BY 1 ORDER BY 1", std::move(arguments_));
    }

  private:
    std::string text_;
    std::vector<sql::Argument> arguments_;
};

HotlineRate rate_of(std::int64_t numerator, std::int64_t denominator, std::vector<Excluded> excluded, std::int64_t target) {
    HotlineRate rate;
    rate.numerator = numerator;
    rate.denominator = denominator;
    rate.excluded = std::move(excluded);
    finish(rate, target);
    return rate;
}

RateRow row_of(const Counted& c, std::int64_t target) {
    RateRow row;
    row.key = row.name = c.key;
    row.accepted = c.accepted;
    row.immediate_answer = rate_of(c.immediate, c.accepted - c.rejected - c.merged,
                                   {{"rejected", c.rejected}, {"merged", c.merged}}, target);
    row.on_time_closure = rate_of(c.closed_by_due, c.closed + c.overdue_open,
                                  {{"answered_directly", c.immediate},
                                   {"open_in_time", c.open_in_time},
                                   {"rejected", c.rejected},
                                   {"merged", c.merged}},
                                  target);
    row.satisfaction = rate_of(c.satisfied, c.rated, {{"not_rated", c.accepted - c.rated}}, target);
    const auto not_due = c.accepted - c.immediate - c.rejected - c.merged - c.replied - c.overdue_running;
    row.on_time_reply = rate_of(c.replied_by_due, c.replied + c.overdue_running,
                                {{"answered_directly", c.immediate},
                                 {"open_in_time", not_due},
                                 {"rejected", c.rejected},
                                 {"merged", c.merged}},
                                target);
    return row;
}

// What is answered at first contact is the desk's, not a department's.
void name_department(Snapshot& snapshot, RateRow& row) {
    if (row.key.empty()) {
        row.key = "desk";
        row.name = "受理台";
        return;
    }
    row.immediate_answer = {};
    row.immediate_answer.excluded = {{"of_the_desk", row.accepted}};
    row.immediate_answer.small_sample = true;
    if (const auto found = organizations::find_organization(snapshot, Id<Organization>::of(row.key)))
        row.name = found->name;
}

}  // namespace

bool less(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    __extension__ using Wide = __int128;
    return static_cast<Wide>(a) * d < static_cast<Wide>(c) * b;
}

void finish(HotlineRate& rate, std::int64_t target_percent) {
    rate.small_sample = rate.denominator < least_sample;
    if (rate.denominator == 0) return;
    rate.value = static_cast<double>(rate.numerator) / static_cast<double>(rate.denominator);
    rate.meets_target = !less(rate.numerator, rate.denominator, target_percent, 100);
}

void rank(std::vector<RateRow>& rows, HotlineRate RateRow::*member) {
    std::vector<HotlineRate*> ranked;
    for (auto& row : rows)
        if (!(row.*member).small_sample) ranked.push_back(&(row.*member));
    const auto better = [](const HotlineRate* a, const HotlineRate* b) {
        return less(b->numerator, b->denominator, a->numerator, a->denominator);
    };
    std::ranges::stable_sort(ranked, better);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        const bool equal = i > 0 && !better(ranked[i - 1], ranked[i]);
        ranked[i]->rank = equal ? *ranked[i - 1]->rank : static_cast<std::int64_t>(i) + 1;
    }
}

void check(const RateRequest& request, std::vector<FieldFault>& faults) {
    if (request.from && request.until && *request.until <= *request.from)
        faults.push_back({"until",
                          "empty_period",
                          {"结束时间须晚于开始时间，请改正。", "The period must end after it begins."}});
}

HotlineRates show_rates(Snapshot& snapshot, const Actor& actor, const RateRequest& request) {
    const auto by = request.by.value_or(RateBy::total);
    HotlineRates rates;
    rates.until = request.until.value_or(snapshot.now() + std::chrono::milliseconds(1));
    rates.from = request.from.value_or(rates.until - usual_period);
    rates.target_percent = request.target_percent.value_or(Bounded<0, 100>(90));
    rates.least_sample = least_sample;
    Selection selection(by, snapshot.now());
    selection.add(actor.scope.where({"t.county", "t.division", "t.organization"}));
    selection.add("t.accepted_at >= :from", rates.from);
    selection.add("t.accepted_at < :until", rates.until);
    if (request.division) {
        const auto [low, high] = request.division->range();
        selection.add("t.division >= :low", low);
        selection.add("t.division < :high", high);
    }
    if (request.level) selection.add("t.level = :level", *request.level);
    if (request.category) selection.add("t.category = :category", *request.category);
    if (request.department) selection.add("t.lead = :department", *request.department);
    for (const auto& counted : selection.run(snapshot)) {
        auto row = row_of(counted, rates.target_percent);
        if (by == RateBy::department) name_department(snapshot, row);
        rates.rows.push_back(std::move(row));
    }
    for (const auto member : {&RateRow::immediate_answer, &RateRow::on_time_closure, &RateRow::satisfaction,
                              &RateRow::on_time_reply})
        rank(rates.rows, member);
    return rates;
}

}  // namespace tongzhou::hotline
