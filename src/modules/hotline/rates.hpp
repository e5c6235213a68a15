// The rates of the hotline, each with what it is made of: how many of how many, and who was left out and why. Private
// to this module.
//
// They are over the tickets accepted in the period (domain reference §2):
//   immediate_answer  即时答复率: answered at first contact ÷ (accepted − rejected − merged)
//   on_time_closure   按时办结率: closed by the end of their term ÷ (closed + open ones that are overdue)
//   satisfaction      满意率: very satisfied, satisfied and basically satisfied ÷ rated
// and beside them on_time_reply, of which departments alone are the masters: replied by the end of the term ÷ (replied +
// not replied and overdue). Whoever had a red card was late, whatever became of the term later.
//
// Rates are compared as fractions, unrounded: 899 of 1000 is less than 90 %. Without a denominator there is no rate.
#pragma once

#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(RateBy, total, level, department, category, month)

/// Left out of the denominator, and why.
struct Excluded {
    std::string reason;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Excluded, (), (reason, count))

struct HotlineRate {
    std::int64_t numerator = 0, denominator = 0;
    std::vector<Excluded> excluded;
    std::optional<double> value;            ///< 0–1; absent when the denominator is 0
    std::optional<bool> meets_target;       ///< where a target was given
    std::optional<std::int64_t> rank;       ///< 1 is the best; absent for small samples
    bool small_sample = false;              ///< the denominator is below `least_sample`
};
BOOST_DESCRIBE_STRUCT(HotlineRate, (), (numerator, denominator, excluded, value, meets_target, rank, small_sample))

struct RateRow {
    std::string key;   ///< of the level, department, category or month ("2020-02"); "total"
    std::string name;  ///< the department's; else the key
    std::int64_t accepted = 0;
    HotlineRate immediate_answer, on_time_closure, satisfaction, on_time_reply;
};
BOOST_DESCRIBE_STRUCT(RateRow, (),
                      (key, name, accepted, immediate_answer, on_time_closure, satisfaction, on_time_reply))

struct RateRequest {
    std::optional<RateBy> by;              ///< total, unless said
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<DeskLevel> level;
    std::optional<Category> category;
    std::optional<Id<Organization>> department;
    std::optional<Instant> from, until;            ///< of acceptance; the last 30 days, unless said
    std::optional<Bounded<0, 100>> target_percent; ///< that each rate should reach; 90, unless said
};
BOOST_DESCRIBE_STRUCT(RateRequest, (), (by, division, level, category, department, from, until, target_percent))
void check(const RateRequest& request, std::vector<FieldFault>& faults);

struct HotlineRates {
    Instant from, until;
    std::int64_t target_percent = 0;
    std::int64_t least_sample = 0;  ///< below it a rate is shown and not ranked
    std::vector<RateRow> rows;
};
BOOST_DESCRIBE_STRUCT(HotlineRates, (), (from, until, target_percent, least_sample, rows))

/// Within the actor's scope.
HotlineRates show_rates(Snapshot& snapshot, const Actor& actor, const RateRequest& request);

/// Whether a ÷ b is less than c ÷ d, exactly; denominators are positive.
bool less(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d);
/// Fills value, meets_target and small_sample from numerator and denominator.
void finish(HotlineRate& rate, std::int64_t target_percent);
/// Ranks those of the rows that are no small sample; equal rates have equal ranks.
void rank(std::vector<RateRow>& rows, HotlineRate RateRow::*rate);

}  // namespace tongzhou::hotline
