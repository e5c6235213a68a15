#include "modules/gates/devices.hpp"

#include "modules/gates/gate_sync.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query device_by_id{R"(
    SELECT id, gate, site, organization, division, name, enrolled_at, enrolled_by, revoked_at, last_seen_at,
           queue_length, oldest_waiting_at, clock_skew_ms, app_version
    FROM devices WHERE id = :id)"};
const sql::Query revoke_one{"UPDATE devices SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL"};
const sql::Query note_seen{R"(
    UPDATE devices
    SET last_seen_at = :now, queue_length = :queue_length, oldest_waiting_at = :oldest_waiting_at,
        clock_skew_ms = :clock_skew_ms, app_version = COALESCE(:app_version, app_version)
    WHERE id = :id)"};

const List<DeviceView> devices{
    {.name = "devices",
     .select = "SELECT d.id, d.gate, d.site, d.organization, d.division, d.name, d.enrolled_at, d.enrolled_by, "
               "d.revoked_at, d.last_seen_at, d.queue_length, d.oldest_waiting_at, d.clock_skew_ms, d.app_version "
               "FROM devices d",
     .scope = {"d.county", "d.division", "d.organization"},
     .filters = {{"site", "d.site = :site"},
                 {"gate", "d.gate = :gate"},
                 {"organization", "d.organization = :organization"},
                 {"division", "d.division >= :division_low AND d.division < :division_high", Match::within},
                 {"name", "d.name LIKE :name", Match::contains},
                 {"revoked", "CASE WHEN d.revoked_at IS NULL THEN 0 ELSE 1 END = :revoked"},
                 {"waiting", "CASE WHEN d.queue_length > 0 THEN 1 ELSE 0 END = :waiting"},
                 {"unseen_since", "d.last_seen_at < :unseen_since"}},
     .sorts = {{"enrolled_at", "d.enrolled_at", SortOrder::descending},
               {"last_seen_at", "d.last_seen_at"},
               {"queue_length", "d.queue_length", SortOrder::descending},
               {"name", "d.name"}},
     .key = "d.id",
     .labels = {{"id", "编号"},
                {"gate", "通道"},
                {"site", "厂区"},
                {"organization", "单位"},
                {"division", "行政区划"},
                {"name", "名称"},
                {"enrolled_at", "登记时间"},
                {"enrolled_by", "登记人"},
                {"revoked_at", "停用时间"},
                {"last_seen_at", "最后在线"},
                {"queue_length", "待上传条数"},
                {"oldest_waiting_at", "最早待上传"},
                {"clock_skew_ms", "时钟偏差（毫秒）"},
                {"app_version", "应用版本"}}}};

}  // namespace

Page<DeviceView> list_devices(Snapshot& snapshot, const Actor& actor, const DeviceFilter& filter) {
    return devices.page(snapshot, actor, filter);
}
Download export_devices(Database& database, const Actor& actor, const DeviceExport& request) {
    return devices.download(database, actor, request);
}

DeviceView show_device(Snapshot& snapshot, const Actor& actor, const DeviceById& request) {
    auto device = snapshot.find<DeviceView>(device_by_id, request.id);
    if (!device) throw no_such_record();
    actor.scope.require(device->division, device->organization);
    return std::move(*device);
}

DeviceView revoke_device(Tx& tx, const Actor& actor, const DeviceById& request) {
    show_device(tx, actor, request);
    if (tx.run(revoke_one, tx.now(), request.id) > 0) {
        auth::revoke_tokens_of(tx, request.id.uuid());
        gates_changed(tx);
    }
    return show_device(tx, actor, request);
}

HeartbeatAnswer note_heartbeat(Tx& tx, const Actor& actor, const Heartbeat& heartbeat) {
    const auto device = require_device(tx, actor);
    const auto skew = (tx.now() - heartbeat.sent_at).count();
    tx.run(note_seen, tx.now(), heartbeat.queue_length, heartbeat.oldest_waiting_at, skew, heartbeat.app_version,
           device->id);
    return {.server_time = tx.now(), .clock_skew_ms = skew, .config_version = config_of(tx, *device).version};
}

}  // namespace tongzhou::gates
