#include "modules/gates/gate_sync.hpp"

#include "modules/gates/gate_admin.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"
#include "platform/seal/keyed_hash.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::gates {
namespace {

constexpr int page_size = 500;
// Somebody who synchronises in the evening is still right the morning after next.
constexpr std::chrono::hours rules_ahead{48};

// 128 bits over the whole text: what has the same version says the same.
template <class T>
std::string version_of(const T& said, const DeviceFacts& device) {
    return seal::keyed_hash(to_json(said), device.salt);
}

SyncedRules rules_from(Snapshot& snapshot, const DivisionCode& division, std::optional<Instant> from) {
    const auto at = from.value_or(snapshot.now());
    return {.from = from,
            .fever_threshold = rules::fever_threshold(snapshot, division, at),
            .pass_required = rules::pass_required(snapshot, division, at),
            .permit_required = rules::permit_required(snapshot, division, at),
            .pass_validity_days = rules::pass_validity_days(snapshot, division, at),
            .queue_spacing_cm = rules::queue_spacing_cm(snapshot, division, at)};
}

bool same_but_for_from(SyncedRules a, const SyncedRules& b) {
    a.from = b.from;
    return to_json(a) == to_json(b);
}

std::vector<SyncedRules> rules_for(Snapshot& snapshot, const DivisionCode& division) {
    std::vector<SyncedRules> all{rules_from(snapshot, division, std::nullopt)};
    const auto now = snapshot.now();
    for (const auto at : rules::changes_between(snapshot, division, now, now + rules_ahead)) {
        auto next = rules_from(snapshot, division, at);
        if (!same_but_for_from(all.back(), next)) all.push_back(next);
    }
    return all;
}

SyncedPerson synced(const people::RosterMember& member, const DeviceFacts& device) {
    SyncedPerson person{.id = member.id,
                        .merged = member.merged,
                        .masked_name = member.masked_name,
                        .workshop = member.workshop,
                        .shuttle = member.shuttle,
                        .since = member.since,
                        .until = member.until,
                        .pass = member.newest_pass.state,
                        .revoked_passes = member.revoked_passes};
    for (const auto& document : member.documents) person.documents.push_back(seal::keyed_hash(document, device.salt));
    if (person.pass != people::PassState::unknown) person.expires_at = member.newest_pass.expires;
    return person;
}

}  // namespace

GateConfig config_of(Snapshot& snapshot, const DeviceFacts& device) {
    const auto gate = find_gate_view(snapshot, device.gate);
    const auto site = gate ? organizations::find_site(snapshot, gate->site) : std::nullopt;
    if (!site) throw no_such_record();
    const auto owner = organizations::find_organization(snapshot, site->organization);
    GateConfig config{.version = {},
                      .device = device.id,
                      .salt = device.salt,
                      .gate = {gate->id, gate->name, gate->kind, gate->closed_at},
                      .site = {.id = site->id,
                               .name = site->name,
                               .organization = site->organization,
                               .organization_name = owner ? owner->name : std::string(),
                               .division = site->division,
                               .operating = site->operating,
                               .permitted = resumption::permitted(snapshot, *site, snapshot.now()),
                               .lanes = site->lanes},
                      .rules = rules_for(snapshot, gate->division),
                      .pass_keys = {}};
    for (const auto& key : snapshot.service<seal::KeyRing>().public_keys())
        config.pass_keys.push_back({key.id, "Ed25519", key.text()});
    config.version = version_of(config, device);
    return config;
}

SyncPage synchronise(Snapshot& snapshot, const Actor& actor, const SyncRequest& request) {
    const auto device = require_device(snapshot, actor);
    const auto gate = require_gate(snapshot, actor, device->gate);
    SyncPage page;
    if (!request.cursor) page.config = config_of(snapshot, *device);
    const auto cursor = request.cursor ? request.cursor->value : std::string();
    auto next = people::for_roster_of(
        snapshot, gate->organization, cursor, page_size,
        [&](const people::RosterMember& member) { page.people.push_back(synced(member, *device)); });
    if (!next.empty()) page.next = std::move(next);
    page.version = version_of(page, *device);
    page.server_time = snapshot.now();
    page.unchanged = request.version && request.version->value == page.version;
    if (page.unchanged) {
        page.config.reset();
        page.people.clear();
    }
    return page;
}

}  // namespace tongzhou::gates
