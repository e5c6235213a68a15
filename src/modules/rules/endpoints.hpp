// What the endpoints of this module take and give. Private to this module.
#pragma once

#include "modules/rules/book.hpp"

namespace tongzhou::rules {

struct NewRule {
    std::optional<Id<Rule>> id = {};  ///< made by the client, so that sending it twice makes one rule
    RuleKind kind{};
    std::optional<DivisionCode> division = {};   ///< absent: the whole country
    Text<200, 1> value = {};                     ///< as its kind spells it, or "withdrawn"
    std::optional<Instant> effective_from = {};  ///< now, unless said
    Text<500, 1> source = {};                    ///< document and clause
    std::optional<Text<2000>> note = {};
};
BOOST_DESCRIBE_STRUCT(NewRule, (), (id, kind, division, value, effective_from, source, note))

struct RuleFilter {
    std::optional<RuleKind> kind = {};
    std::optional<DivisionCode> division = {};  ///< of that place alone
};
BOOST_DESCRIBE_STRUCT(RuleFilter, (), (kind, division))

struct RuleList {
    std::vector<Rule> items;
};
BOOST_DESCRIBE_STRUCT(RuleList, (), (items))

struct InForceRequest {
    std::optional<DivisionCode> division = {};  ///< the actor's own, unless said
    std::optional<Instant> at = {};             ///< now, unless said
};
BOOST_DESCRIBE_STRUCT(InForceRequest, (), (division, at))

struct RuleInForce {
    RuleKind kind{};
    std::string name_zh, name_en;
    Rule rule;
    std::vector<Step> steps;  ///< why: every place that was asked, the nearest first
};
BOOST_DESCRIBE_STRUCT(RuleInForce, (), (kind, name_zh, name_en, rule, steps))

struct RulesInForce {
    std::optional<DivisionCode> division;
    Instant at;
    std::vector<RuleInForce> rules;  ///< one of each kind
};
BOOST_DESCRIBE_STRUCT(RulesInForce, (), (division, at, rules))

/// Adds a rule for a division within the actor's scope; the country's are for those who see all of it. Throws
/// Problem 422 naming the field when the value is none of the kind or the rule would reach back before today, 409 when
/// the id is another rule's.
Rule add_rule(Tx& tx, const Actor& actor, const NewRule& rule);

/// Every rule ever made for the places within the actor's scope and for those above, by kind and place, the newest
/// first.
RuleList list_rules(Snapshot& snapshot, const Actor& actor, const RuleFilter& filter);

/// All kinds at one place and instant, each with the rule in force and why it is that one.
RulesInForce rules_in_force(Snapshot& snapshot, const Actor& actor, const InForceRequest& request);

}  // namespace tongzhou::rules
