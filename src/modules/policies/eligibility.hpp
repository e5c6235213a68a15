// The conditions of a policy, the further facts of an enterprise, and the policies for it: each with what holds and
// what does not. The enterprises for a policy are in eligible_enterprises.hpp. Private to this module.
#pragma once

#include "modules/policies/condition.hpp"
#include "modules/policies/library.hpp"

namespace tongzhou::policies {

struct NewCondition {
    Fact fact{};
    Relation relation{};
    std::vector<Text<100>> values;
    std::optional<Text<500>> clause;
};
BOOST_DESCRIBE_STRUCT(NewCondition, (), (fact, relation, values, clause))

struct NewConditions {
    Id<Policy> id;
    std::vector<NewCondition> conditions;  ///< all of them anew, at most 30; none: nobody is told that it is for them
};
BOOST_DESCRIBE_STRUCT(NewConditions, (), (id, conditions))
void check(const NewConditions& request, std::vector<FieldFault>& faults);

struct Conditions {
    Id<Policy> id;  ///< of the policy
    std::vector<EligibilityCondition> conditions;
};
BOOST_DESCRIBE_STRUCT(Conditions, (), (id, conditions))

struct RelationName {
    Relation relation{};
    std::string name_zh, name_en;
};
BOOST_DESCRIBE_STRUCT(RelationName, (), (relation, name_zh, name_en))
struct FactName {
    Fact fact{};
    std::string name_zh, name_en;
    ValueKind kind{};                     ///< of the values that it is compared with
    bool on_register = true;              ///< of enterprises; else among the further facts
    std::vector<RelationName> relations;  ///< that it can have, the usual one first
};
BOOST_DESCRIBE_STRUCT(FactName, (), (fact, name_zh, name_en, kind, on_register, relations))
struct FactNames {
    std::vector<FactName> items;
};
BOOST_DESCRIBE_STRUCT(FactNames, (), (items))
/// What a form of conditions offers, in its order.
FactNames list_facts(Snapshot& snapshot, const Actor& actor);

Conditions show_conditions(Snapshot& snapshot, const Actor& actor, const PolicyById& request);
Conditions set_conditions(Tx& tx, const Actor& actor, const NewConditions& request);

struct EnterpriseById {
    Id<Organization> id;
};
BOOST_DESCRIBE_STRUCT(EnterpriseById, (), (id))

struct FactsView : EnterpriseFacts {
    Id<Organization> id;
    std::optional<std::string> updated_by;
    std::optional<Instant> updated_at;
};
BOOST_DESCRIBE_STRUCT(FactsView, (EnterpriseFacts), (id, updated_by, updated_at))

struct ChangedFacts {
    Id<Organization> id;
    std::optional<bool> state_owned_tenant, supplies_maker;
    std::optional<Bounded<0, 1000>> layoff_permille;
};
BOOST_DESCRIBE_STRUCT(ChangedFacts, (), (id, state_owned_tenant, supplies_maker, layoff_permille))

FactsView show_facts(Snapshot& snapshot, const Actor& actor, const EnterpriseById& request);
/// The whole record anew: what is absent is unknown.
FactsView set_facts(Tx& tx, const Actor& actor, const ChangedFacts& request);

struct PolicyForEnterprise {
    Id<Policy> id;
    std::string title;
    std::optional<std::string> document_number;
    Eligibility eligibility{};
    std::vector<Checked> conditions;
};
BOOST_DESCRIBE_STRUCT(PolicyForEnterprise, (), (id, title, document_number, eligibility, conditions))
struct PoliciesForEnterprise {
    std::vector<PolicyForEnterprise> items;  ///< the eligible first, then the unclear
};
BOOST_DESCRIBE_STRUCT(PoliciesForEnterprise, (), (items))
/// Those in force where the enterprise is that have conditions.
PoliciesForEnterprise policies_for_enterprise(Snapshot& snapshot, const Actor& actor, const EnterpriseById& request);

// For the other files of this module.

struct Applicable {
    StoredPolicy policy;
    std::vector<EligibilityCondition> conditions;
};
/// Throws 404 for a policy that the actor does not see, 409 "no_conditions": then nothing can be told of anybody.
Applicable policy_with_conditions(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id);
std::vector<Checked> checked_by(const std::vector<EligibilityCondition>& conditions, const EnterpriseCase& subject);

}  // namespace tongzhou::policies
