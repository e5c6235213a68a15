// What was sent as a passage and cannot be one: kept as it came, sealed, so that nothing a device hands over is lost.
// Private to this module.
#pragma once

#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

struct FaultyPassage {
    std::optional<Id<Passage>> id;  ///< where it could be read
    std::optional<Id<Gate>> gate;
    std::string reason;
    std::string raw;
};

/// `place` is the gate of the device, or nothing: then the record is the actor's own.
void keep_faulty(Tx& tx, const Actor& actor, const GateFacts* place, const FaultyPassage& faulty);

struct FaultyRow {
    Id<Passage> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Gate>> gate;
    std::optional<Id<Device>> device;
    Instant received_at;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FaultyRow, (), (id, division, organization, gate, device, received_at, reason))

}  // namespace tongzhou::gates
