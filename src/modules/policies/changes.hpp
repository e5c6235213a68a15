// The sequence of changes that indexes follow. Private to this module.
#pragma once

#include "modules/policies/policies.hpp"

namespace tongzhou::policies {

/// Gives the policy the next number of the sequence, and wakes this node's indexing after the commit.
void policy_changes(Tx& tx, const Id<Policy>& id);

/// The last number given; everything up to it is committed.
std::int64_t last_change(Snapshot& snapshot);

}  // namespace tongzhou::policies
