#include "modules/gates/handover.hpp"

#include "modules/gates/batch.hpp"
#include "modules/gates/register.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/http/http.hpp"

namespace tongzhou::gates {
namespace {

Problem no_revoked_device() {
    return Problem::unauthorized("no_revoked_device", "只有已停用设备的令牌可以移交记录；在用设备请直接上传。",
                                 "Only the token of a revoked device hands over; a device in force sends a batch.");
}

// Who handed it over, for the records: it may do nothing.
Actor revoked_device(Snapshot& snapshot, const Actor& anonymous, const std::string& token) {
    http::Request carried;
    carried.headers.emplace_back("authorization", "Bearer " + token);
    const auto id = auth::identify_revoked_device(snapshot, carried);
    const auto device = id ? find_device(snapshot, Id<Device>(*id)) : nullptr;
    const auto gate = device ? find_gate(snapshot, device->gate) : nullptr;
    if (!gate) throw no_revoked_device();
    Actor actor;
    actor.kind = ActorKind::device;
    actor.id = *id;
    actor.name = "handover";
    actor.organization = gate->organization;
    actor.scope = Scope::of_organization(gate->organization, gate->division);
    actor.remote = anonymous.remote;
    return actor;
}

}  // namespace

void check(const Handover& handover, std::vector<FieldFault>& faults) {
    check(PassageBatch{handover.sent_at, handover.passages}, faults);
}

HandoverAnswer hand_over(Database& database, const Actor& actor, const Handover& handover) {
    const auto device =
        database.read_value([&](Snapshot& snapshot) { return revoked_device(snapshot, actor, handover.token); });
    const auto answer = record_batch(database, device, {handover.sent_at, handover.passages}, DeviceStanding::revoked);
    return {static_cast<std::int64_t>(answer.outcomes.size())};
}

}  // namespace tongzhou::gates
