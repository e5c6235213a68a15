// The enterprises for a policy: which may claim it, which may not, and of which more must be known. Private to this
// module.
#pragma once

#include "modules/policies/eligibility.hpp"

namespace tongzhou::policies {

struct EnterprisesRequest : ListRequest {
    Id<Policy> id;
    std::vector<Eligibility> eligibility;
    std::optional<DivisionCode> division;
    std::optional<Text<100>> name;  ///< a part of it
};
BOOST_DESCRIBE_STRUCT(EnterprisesRequest, (ListRequest), (id, eligibility, division, name))

struct EnterpriseForPolicy {
    Id<Organization> id;
    std::string name;
    DivisionCode division;
    Eligibility eligibility{};
    std::vector<Checked> conditions;
};
BOOST_DESCRIBE_STRUCT(EnterpriseForPolicy, (), (id, name, division, eligibility, conditions))

/// How many there are of each, as the list has them.
struct EligibilityTotals {
    std::int64_t eligible = 0, unclear = 0, ineligible = 0;
};
BOOST_DESCRIBE_STRUCT(EligibilityTotals, (), (eligible, unclear, ineligible))

/// Enterprises of the place where the policy holds and within the actor's scope, each with what holds and what fails.
/// Problems: those of policy_with_conditions().
Page<EnterpriseForPolicy> enterprises_for_policy(Snapshot& snapshot, const Actor& actor,
                                                 const EnterprisesRequest& request);
EligibilityTotals count_enterprises_for_policy(Snapshot& snapshot, const Actor& actor, const PolicyById& request);

}  // namespace tongzhou::policies
