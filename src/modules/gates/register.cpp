#include "modules/gates/register.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query gate_facts{R"(
    SELECT id, site, organization, division, closed_at FROM gates WHERE id = :id)"};
const sql::Query device_facts{R"(
    SELECT id, gate, salt, revoked_at FROM devices WHERE id = :id)"};
const sql::Query version_of_changes{R"(
    SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM gate_changes)"};
const sql::Query note_change{R"(
    INSERT INTO gate_changes (lane, version) VALUES (:lane, 1)
    ON CONFLICT (lane) DO UPDATE SET version = gate_changes.version + 1)"};

using Steady = std::chrono::steady_clock;

// How late a change of another node may be seen here.
constexpr std::chrono::seconds most_stale{2};
// Gates of a whole province; beyond it everything is forgotten and read again on demand.
constexpr std::size_t most_remembered = 300'000;

}  // namespace

struct GateRegister::State {
    std::mutex mutex;
    std::unordered_map<Id<Gate>, std::shared_ptr<const GateFacts>> gates;
    std::unordered_map<Id<Device>, std::shared_ptr<const DeviceFacts>> devices;
    std::int64_t version = -1;  // of gate_changes, as of checked_at
    Steady::time_point checked_at;
    Steady::time_point forgot_at;  // what began before it may have seen the state before

    void forget() {
        gates.clear();
        devices.clear();
        version = -1;
        forgot_at = Steady::now();
    }

    // Asks at most every two seconds whether another node changed something.
    void refresh(Snapshot& snapshot) {
        const auto now = Steady::now();
        {
            std::lock_guard lock(mutex);
            if (version >= 0 && now - checked_at < most_stale) return;
        }
        const auto found = snapshot.value<std::int64_t>(version_of_changes).value_or(0);
        std::lock_guard lock(mutex);
        if (found != version) forget();
        version = found;
        checked_at = now;
    }

    template <class Map, class Key>
    typename Map::mapped_type find(Map& map, Snapshot& snapshot, const sql::Query& query, const Key& id) {
        using Facts = std::remove_const_t<typename Map::mapped_type::element_type>;
        refresh(snapshot);
        {
            std::lock_guard lock(mutex);
            if (auto found = map.find(id); found != map.end()) return found->second;
        }
        auto facts = snapshot.find<Facts>(query, id);
        if (!facts) return nullptr;
        auto kept = std::make_shared<const Facts>(std::move(*facts));
        std::lock_guard lock(mutex);
        if (snapshot.began() > forgot_at && map.size() < most_remembered) map.emplace(id, kept);
        return kept;
    }
};

GateRegister::GateRegister() : state_(std::make_unique<State>()) {}
GateRegister::~GateRegister() = default;

std::shared_ptr<const GateFacts> find_gate(Snapshot& snapshot, const Id<Gate>& id) {
    auto& state = snapshot.service<GateRegister>().state();
    return state.find(state.gates, snapshot, gate_facts, id);
}

std::shared_ptr<const DeviceFacts> find_device(Snapshot& snapshot, const Id<Device>& id) {
    auto& state = snapshot.service<GateRegister>().state();
    return state.find(state.devices, snapshot, device_facts, id);
}

std::shared_ptr<const GateFacts> require_gate(Snapshot& snapshot, const Actor& actor, const Id<Gate>& id) {
    auto gate = find_gate(snapshot, id);
    if (!gate) throw no_such_record();
    actor.scope.require(gate->division, gate->organization);
    if (actor.kind == ActorKind::device && require_device(snapshot, actor)->gate != id) throw no_such_record();
    return gate;
}

std::shared_ptr<const DeviceFacts> require_device(Snapshot& snapshot, const Actor& actor) {
    auto device = actor.kind == ActorKind::device ? find_device(snapshot, Id<Device>(actor.id)) : nullptr;
    if (!device) throw no_such_record();
    return device;
}

void gates_changed(Tx& tx) {
    tx.run(note_change, tx.lane());
    auto& state = tx.service<GateRegister>().state();
    tx.after_commit([&state] {
        std::lock_guard lock(state.mutex);
        state.forget();
    });
}

}  // namespace tongzhou::gates
