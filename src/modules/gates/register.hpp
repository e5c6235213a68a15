// What a gate and a device are to a passage, from memory. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

struct GateFacts {
    Id<Gate> id;
    Id<Site> site;
    Id<Organization> organization;
    DivisionCode division;
    std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(GateFacts, (), (id, site, organization, division, closed_at))

struct DeviceFacts {
    Id<Device> id;
    Id<Gate> gate;
    std::string salt;
    std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(DeviceFacts, (), (id, gate, salt, revoked_at))

/// Null when there is none.
std::shared_ptr<const GateFacts> find_gate(Snapshot& snapshot, const Id<Gate>& id);
std::shared_ptr<const DeviceFacts> find_device(Snapshot& snapshot, const Id<Device>& id);

/// The gate, within the actor's scope; for a device, its own gate only. Throws no_such_record().
std::shared_ptr<const GateFacts> require_gate(Snapshot& snapshot, const Actor& actor, const Id<Gate>& id);
/// The device that the actor is. Throws no_such_record() for any other actor.
std::shared_ptr<const DeviceFacts> require_device(Snapshot& snapshot, const Actor& actor);

/// To be called in every transaction that changes a gate or a device.
void gates_changed(Tx& tx);

}  // namespace tongzhou::gates
