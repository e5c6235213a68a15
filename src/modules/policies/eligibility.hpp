// Policies for an enterprise, enterprises for a policy: each with what holds and what does not. Private to this module.
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

struct FactName {
    Fact fact{};
    std::string name_zh, name_en;
};
BOOST_DESCRIBE_STRUCT(FactName, (), (fact, name_zh, name_en))
struct FactNames {
    std::vector<FactName> items;
};
BOOST_DESCRIBE_STRUCT(FactNames, (), (items))
/// What a form of conditions offers.
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

struct EnterprisesRequest : ListRequest {
    Id<Policy> id;
    std::optional<Eligibility> eligibility;  ///< only these
};
BOOST_DESCRIBE_STRUCT(EnterprisesRequest, (ListRequest), (id, eligibility))

struct EnterpriseForPolicy {
    Id<Organization> id;
    std::string name;
    DivisionCode division;
    Eligibility eligibility{};
    std::vector<Checked> conditions;
};
BOOST_DESCRIBE_STRUCT(EnterpriseForPolicy, (), (id, name, division, eligibility, conditions))
/// A page looks at `limit` enterprises of the place where the policy holds and within the actor's scope, and shows
/// those asked for: it may be short, even empty, while `next` is there.
struct EnterprisesForPolicy {
    std::vector<EnterpriseForPolicy> items;
    std::int64_t examined = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(EnterprisesForPolicy, (), (items, examined, next))
/// Problems: no_conditions for a policy that has none: then nothing can be told of anybody.
EnterprisesForPolicy enterprises_for_policy(Snapshot& snapshot, const Actor& actor, const EnterprisesRequest& request);

}  // namespace tongzhou::policies
