// Devices as they are kept: phones and tablets, each bound to one gate until it is revoked. How one becomes a device is
// in enrolment.hpp. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

struct DeviceView {
    Id<Device> id;
    Id<Gate> gate;
    Id<Site> site;
    Id<Organization> organization;
    DivisionCode division;
    std::string name;
    Instant enrolled_at;
    std::string enrolled_by;  ///< who made the code it was enrolled with
    std::optional<Instant> revoked_at = {};
    Instant last_seen_at;
    int queue_length = 0;                           ///< passages that waited in it when it was last seen
    std::optional<Instant> oldest_waiting_at = {};  ///< by its own clock
    std::int64_t clock_skew_ms = 0;                 ///< our clock minus its clock
    std::string app_version;
};
BOOST_DESCRIBE_STRUCT(DeviceView, (),
                      (id, gate, site, organization, division, name, enrolled_at, enrolled_by, revoked_at, last_seen_at,
                       queue_length, oldest_waiting_at, clock_skew_ms, app_version))

struct DeviceFilter : ListRequest {
    std::optional<Id<Site>> site = {};
    std::optional<Id<Gate>> gate = {};
    std::optional<Id<Organization>> organization = {};
    std::optional<DivisionCode> division = {};  ///< and below
    std::optional<Text<100>> name = {};         ///< a part of it
    std::optional<bool> revoked = {};
    std::optional<bool> waiting = {};          ///< passages wait in it
    std::optional<Instant> unseen_since = {};  ///< not seen from then on
};
BOOST_DESCRIBE_STRUCT(DeviceFilter, (ListRequest),
                      (site, gate, organization, division, name, revoked, waiting, unseen_since))
struct DeviceExport : DeviceFilter {
    std::optional<ExportFormat> format = {};  ///< csv, unless said
};
BOOST_DESCRIBE_STRUCT(DeviceExport, (DeviceFilter), (format))

struct DeviceById {
    Id<Device> id;
};
BOOST_DESCRIBE_STRUCT(DeviceById, (), (id))

Page<DeviceView> list_devices(Snapshot& snapshot, const Actor& actor, const DeviceFilter& filter);
Download export_devices(Database& database, const Actor& actor, const DeviceExport& request);
/// Here and below: no_such_record() outside the scope.
DeviceView show_device(Snapshot& snapshot, const Actor& actor, const DeviceById& request);
/// Its token opens nothing from the commit on; what still waits in it may be handed over (batch.hpp) and goes into
/// review. There is no way back but enrolling it anew, as another device. Revoking twice is revoking once.
DeviceView revoke_device(Tx& tx, const Actor& actor, const DeviceById& request);

/// What a device says of itself, every minute or so.
struct Heartbeat {
    Instant sent_at;  ///< by its clock
    Bounded<0, 10'000'000> queue_length;
    std::optional<Instant> oldest_waiting_at = {};  ///< by its clock; absent when nothing waits
    std::optional<Text<40>> app_version = {};
};
BOOST_DESCRIBE_STRUCT(Heartbeat, (), (sent_at, queue_length, oldest_waiting_at, app_version))

struct HeartbeatAnswer {
    Instant server_time;
    std::int64_t clock_skew_ms = 0;  ///< our clock minus the device's
    std::string config_version;      ///< of GateConfig (gate_sync.hpp): another than the device has means: synchronise
};
BOOST_DESCRIBE_STRUCT(HeartbeatAnswer, (), (server_time, clock_skew_ms, config_version))

/// For devices only: no_such_record() to anybody else.
HeartbeatAnswer note_heartbeat(Tx& tx, const Actor& actor, const Heartbeat& heartbeat);

}  // namespace tongzhou::gates
