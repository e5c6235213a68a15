// Batches of devices, also of those whose token was revoked. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

/// Of the device that sends: a revoked one is heard, but all it says goes into review.
enum class DeviceStanding { in_force, revoked };

BatchAnswer record_batch(Database& database, const Actor& actor, const PassageBatch& batch, DeviceStanding standing);

}  // namespace tongzhou::gates
