// Who may make which move: the one place that says so. What refuses a move also tells a page which are the actor's, so
// that no button leads to a refusal. Private to this module.
#pragma once

#include "modules/difficulties/records.hpp"

namespace tongzhou::difficulties {

/// Throws 403 "office_only" for an enterprise and its like.
void require_office(const Actor& actor);

/// Throws unless the actor may make that move now: 403 "office_only" or "enterprise_only", 409 "difficulty_state", then
/// 403 "other_department", "lower_level" or "no_organization". Permissions are the endpoint's to ask.
void require_mover(Snapshot& snapshot, const Actor& actor, const DifficultyRow& difficulty, DifficultyMove move);

/// The moves that are the actor's now, with the permissions they have.
std::vector<DifficultyMove> moves_of_actor(Snapshot& snapshot, const Actor& actor, const DifficultyRow& difficulty);

}  // namespace tongzhou::difficulties
