// Whether somebody who was let in long ago, and is still listening, may stay.
#pragma once

#include "platform/access/actor.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::auth {

/// False once the session or token that the actor came with has ended, or its account was disabled. Idle time does not
/// count: who listens is not idle. The program itself is always in force.
bool is_in_force(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::auth
