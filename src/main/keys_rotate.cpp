// `tongzhou keys rotate`: a new active key, everything sealed under the old ones sealed under it, and the old ones
// dropped as far as nothing needs them. The server must be stopped, for it would go on sealing under a key that is
// dropped here. This command may be stopped at any point and run again.
#include "main/commands.hpp"
#include "main/progress.hpp"
#include "modules/gates/gates.hpp"
#include "modules/hotline/hotline.hpp"
#include "modules/messages/messages.hpp"
#include "modules/people/people.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/squads/squads.hpp"
#include "platform/audit/anchors.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/second_factor.hpp"
#include "platform/files/files.hpp"
#include "platform/imports/imports.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

namespace {

struct Rotation {
    std::string active;
    std::int64_t resealed = 0;
    std::vector<std::string> dropped;
};
BOOST_DESCRIBE_STRUCT(Rotation, (), (active, resealed, dropped))

// The masters that were active since `from`: what was signed since then was signed by one of them.
std::set<std::string> masters_since(const seal::KeyRing& keys, Instant from) {
    std::set<std::string> ids;
    std::optional<seal::KeyInfo> last_before;
    for (const auto& key : keys.keys()) {
        if (key.kind != seal::KeyInfo::Kind::master) continue;
        if (key.created > from)
            ids.insert(key.id);
        else if (!last_before || key.created >= last_before->created)
            last_before = key;
    }
    if (last_before) ids.insert(last_before->id);
    return ids;
}

std::set<std::string> keys_in_use(Snapshot& snapshot, const seal::KeyRing& keys) {
    auto used = audit::signing_keys_in_use(snapshot);
    // Blind indexes are stored as they are and do not rotate here.
    for (const auto& key : keys.keys())
        if (key.kind == seal::KeyInfo::Kind::index) used.insert(key.id);
    if (const auto oldest = people::oldest_pass_in_force(snapshot)) used.merge(masters_since(keys, *oldest));
    if (const auto oldest = resumption::oldest_permit_in_force(snapshot)) used.merge(masters_since(keys, *oldest));
    return used;
}

}  // namespace

int keys_rotate(const Common& common) {
    Program program(common.settings, Opening::as_it_is, Tenancy::alone);
    auto& database = program.database();
    auto& keys = program.keys();
    Rotation rotation;
    rotation.active = keys.rotate(program.clock().now());
    ProgressBar bar("keys", !common.quiet && !common.json);
    rotation.resealed = people::rewrap_data_keys(database, [&](std::int64_t done, std::int64_t all) {
        bar.show(all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1);
    });
    rotation.resealed += gates::rewrap_data_keys(database);
    rotation.resealed += imports::rewrap_keys(database);
    rotation.resealed += messages::reseal_secrets(database);
    rotation.resealed += files::rewrap_data_keys(database);
    rotation.resealed += resumption::rewrap_data_keys(database);
    rotation.resealed += squads::rewrap_data_keys(database);
    rotation.resealed += hotline::rewrap_data_keys(database);
    rotation.resealed += database.write_value([](Tx& tx) { return auth::reseal_secrets(tx); });
    const auto used = database.read_value([&](Snapshot& snapshot) { return keys_in_use(snapshot, keys); });
    rotation.dropped = keys.retire_unused(used);
    database.write([&](Tx& tx) {
        audit::record(tx, Actor::system("tongzhou keys"),
                      {.action = "keys_rotate", .subject_kind = "key", .subject = rotation.active});
    });
    if (common.json)
        fmt::print("{}\n", to_json(rotation));
    else if (common.settings.language == "en")
        fmt::print("Active key {}; {} secrets resealed; {} old keys dropped. Back up the key file now.\n",
                   rotation.active, rotation.resealed, rotation.dropped.size());
    else
        fmt::print("现用密钥 {}；重新封装 {} 项；停用旧密钥 {} 个。请立即另存密钥文件。\n", rotation.active,
                   rotation.resealed, rotation.dropped.size());
    return exit_done;
}

}  // namespace tongzhou
