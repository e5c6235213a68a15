#include "modules/policies/changes.hpp"

#include "modules/policies/catalogue.hpp"

namespace tongzhou::policies {

namespace {

const sql::Query take_number{"UPDATE policy_changes SET value = value + 1 WHERE one = 1"};
const sql::Query last_number{"SELECT value FROM policy_changes WHERE one = 1"};
const sql::Query number_policy{"UPDATE policies SET change = :change WHERE id = :id"};

}  // namespace

std::int64_t last_change(Snapshot& snapshot) { return snapshot.value<std::int64_t>(last_number).value_or(0); }

void policy_changes(Tx& tx, const Id<Policy>& id) {
    tx.run(take_number);
    tx.run(number_policy, last_change(tx), id);
    auto& catalogue = tx.service<Catalogue>();
    tx.after_commit([&catalogue] { catalogue.wake(); });
}

}  // namespace tongzhou::policies
