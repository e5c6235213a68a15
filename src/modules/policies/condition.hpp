// Who may claim a policy, as data: conditions on facts of an enterprise, all of which must hold. Pure; the endpoints
// are in eligibility.hpp.
#pragma once

#include "modules/organizations/organizations.hpp"
#include "modules/policies/policies.hpp"

namespace tongzhou::policies {

/// What conditions may ask. The first eleven are on the register of enterprises, the others in EnterpriseFacts.
BOOST_DEFINE_ENUM_CLASS(Fact, division, section, size_class, above_designated_size, staff, registered, capital,
                        revenue, assets, legal_type, qualified_contractor, state_owned_tenant, supplies_maker,
                        layoff_permille)
/// one_of, none_of: of choices, texts and places (a place includes what lies within it); at_least, at_most: numbers,
/// money in fen, and dates, where they mean “not before” and “not after”; yes, no.
BOOST_DEFINE_ENUM_CLASS(Relation, one_of, none_of, at_least, at_most, yes, no)

struct EligibilityCondition {
    Fact fact{};
    Relation relation{};
    std::vector<std::string> values;  ///< none for yes and no, one for at_least and at_most
    std::string clause;               ///< the words of the policy it stands for
    bool operator==(const EligibilityCondition&) const = default;
};
BOOST_DESCRIBE_STRUCT(EligibilityCondition, (), (fact, relation, values, clause))

/// Facts that the register of enterprises does not hold.
struct EnterpriseFacts {
    std::optional<bool> state_owned_tenant;      ///< rents premises owned by the state
    std::optional<bool> supplies_maker;          ///< makes supplies against the epidemic
    std::optional<std::int64_t> layoff_permille; ///< of its staff, laid off in the year before
    bool operator==(const EnterpriseFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(EnterpriseFacts, (), (state_owned_tenant, supplies_maker, layoff_permille))

struct EnterpriseCase {
    organizations::Enterprise enterprise;
    EnterpriseFacts facts;
};

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

/// "从业人员" / "Staff"
const Bilingual& name_of_fact(Fact fact);

}  // namespace tongzhou::policies
