#include "modules/hotline/rates.hpp"

#include "modules/hotline/ticket_sets.hpp"

namespace tongzhou::hotline {
namespace {

// Thirty is where the spread of a share of nine in ten falls to some five in a hundred.
constexpr std::int64_t least_sample = 30;
constexpr std::chrono::days usual_period{30};

struct Counted {
    std::string key;
    std::int64_t accepted = 0, rejected = 0, merged = 0, answered_directly = 0;
    std::int64_t answerable = 0, closed_on_time = 0, closed_or_overdue = 0, open_in_time = 0;
    std::int64_t replied_on_time = 0, replied_or_overdue = 0, reply_not_due = 0;
    std::int64_t satisfied = 0, rated = 0, not_rated = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (),
                      (key, accepted, rejected, merged, answered_directly, answerable, closed_on_time,
                       closed_or_overdue, open_in_time, replied_on_time, replied_or_overdue, reply_not_due, satisfied,
                       rated, not_rated))

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
        text_ = fmt::format("SELECT {} AS key, COUNT(*) AS accepted", key_of(by));
        for (const auto state : {TicketState::rejected, TicketState::merged, TicketState::answered_directly})
            count({fmt::format("t.state = '{}'", name_of(state)), {}}, name_of(state));
        for (const auto set : {TicketSet::answerable, TicketSet::closed_on_time, TicketSet::closed_or_overdue,
                               TicketSet::open_in_time, TicketSet::replied_on_time, TicketSet::replied_or_overdue,
                               TicketSet::reply_not_due, TicketSet::satisfied, TicketSet::rated, TicketSet::not_rated})
            count(in_set(set, now), name_of(set));
        text_ += " FROM tickets t WHERE 1 = 1";
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
    void count(Condition condition, std::string_view name) {
        text_ += fmt::format(", COUNT(CASE WHEN {} THEN 1 END) AS {}", condition.text, name);
        for (auto& argument : condition.arguments) arguments_.push_back(std::move(argument));
    }

    std::string text_;
    std::vector<sql::Argument> arguments_;
};

HotlineRate rate_of(std::int64_t numerator, std::int64_t denominator, std::vector<Excluded> excluded,
                    std::int64_t target) {
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
    row.immediate_answer =
        rate_of(c.answered_directly, c.answerable, {{"rejected", c.rejected}, {"merged", c.merged}}, target);
    row.on_time_closure = rate_of(c.closed_on_time, c.closed_or_overdue,
                                  {{"answered_directly", c.answered_directly},
                                   {"open_in_time", c.open_in_time},
                                   {"rejected", c.rejected},
                                   {"merged", c.merged}},
                                  target);
    row.satisfaction = rate_of(c.satisfied, c.rated, {{"not_rated", c.not_rated}}, target);
    row.on_time_reply = rate_of(c.replied_on_time, c.replied_or_overdue,
                                {{"answered_directly", c.answered_directly},
                                 {"reply_not_due", c.reply_not_due},
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
        faults.push_back(
            {"until", "empty_period", {"结束时间须晚于开始时间，请改正。", "The period must end after it begins."}});
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
    for (const auto member :
         {&RateRow::immediate_answer, &RateRow::on_time_closure, &RateRow::satisfaction, &RateRow::on_time_reply})
        rank(rates.rows, member);
    return rates;
}

}  // namespace tongzhou::hotline
