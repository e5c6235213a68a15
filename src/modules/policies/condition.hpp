// Who may claim a policy, as data: conditions on facts of an enterprise, all of which must hold. Pure; the endpoints
// are in eligibility.hpp.
#pragma once

#include "modules/policies/facts.hpp"

namespace tongzhou::policies {

struct EligibilityCondition {
    Fact fact{};
    Relation relation{};
    std::vector<std::string> values;  ///< none for yes and no, one for at_least and at_most
    std::string clause;               ///< the words of the policy it stands for
    bool operator==(const EligibilityCondition&) const = default;
};
BOOST_DESCRIBE_STRUCT(EligibilityCondition, (), (fact, relation, values, clause))

/// unknown: the fact is not on record.
BOOST_DEFINE_ENUM_CLASS(Outcome, holds, fails, unknown)
BOOST_DEFINE_ENUM_CLASS(Eligibility, eligible, unclear, ineligible)

struct Checked {
    EligibilityCondition condition;
    Outcome outcome{};
    std::optional<std::string> found;  ///< the fact as it is on record
};
BOOST_DESCRIBE_STRUCT(Checked, (), (condition, outcome, found))

Checked check_condition(const EligibilityCondition& condition, const EnterpriseCase& enterprise);
/// Eligible when all hold; ineligible when one fails, whatever is unknown.
Eligibility eligibility_of(std::span<const Checked> checked);

/// What is wrong with a condition: a relation that the fact does not have, a value that is none of it.
void check(const EligibilityCondition& condition, std::string_view path, std::vector<FieldFault>& faults);

/// What the conditions say of a row of organizations `o`, enterprises `e` and enterprise_facts `f`: an expression with
/// the value 'eligible', 'unclear' or 'ineligible', the same that eligibility_of() would say of it.
Condition eligibility_expression(std::span<const EligibilityCondition> conditions);

}  // namespace tongzhou::policies
