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

/// What was kept, from the columns of its row.
std::string open_faulty(Snapshot& snapshot, const Id<Passage>& id, const std::string& data_key,
                        const std::string& raw_sealed);

}  // namespace tongzhou::gates
