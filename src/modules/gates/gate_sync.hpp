// What a device needs to decide by itself for a day without a network. Private to this module.
//
// GET /gate-sync without a cursor answers with the configuration and the first 500 of the roster; `next` leads to the
// following ones until it is absent. Every page carries a `version`, a hash of all it says. A device that keeps the
// pages asks with the version it has, and is told `unchanged` instead of being sent the page again. There is no list of
// changes since a time: a roster changes by entries, merges, erasures and passes, each in its own way, and a page
// too many costs a few milliseconds, while one forgotten change would let somebody in on a pass that was revoked.
//
// A person who joins while a device is between two pages comes at the end, and one who leaves may be on a page that was
// fetched already: the next synchronisation tells. The same person may come twice: the later word counts.
#pragma once

#include "modules/gates/register.hpp"
#include "modules/people/people.hpp"

namespace tongzhou::gates {

struct SyncedGate {
    Id<Gate> id;
    std::string name;
    GateKind kind{};
    std::optional<Instant> closed_at = {};
};
BOOST_DESCRIBE_STRUCT(SyncedGate, (), (id, name, kind, closed_at))

struct SyncedSite {
    Id<Site> id;
    std::string name;
    Id<Organization> organization;
    std::string organization_name;
    DivisionCode division;
    bool operating = true;
    bool permitted = true;  ///< it has a permit to resume work, which counts where the rules ask for one
    int lanes = 1;
};
BOOST_DESCRIBE_STRUCT(SyncedSite, (),
                      (id, name, organization, organization_name, division, operating, permitted, lanes))

/// The rules that hold at the gate from an instant on.
struct SyncedRules {
    std::optional<Instant> from = {};  ///< absent: those in force
    DeciCelsius fever_threshold;
    bool pass_required = true;
    bool permit_required = false;
    int pass_validity_days = 0;
    int queue_spacing_cm = 0;
};
BOOST_DESCRIBE_STRUCT(SyncedRules, (),
                      (from, fever_threshold, pass_required, permit_required, pass_validity_days, queue_spacing_cm))

/// Passes are checked with it; see people/pass_token.hpp for what is signed.
struct SyncedKey {
    std::string id, algorithm, key;  ///< eight hex digits; "Ed25519"; base64url
};
BOOST_DESCRIBE_STRUCT(SyncedKey, (), (id, algorithm, key))

struct GateConfig {
    std::string version;  ///< of all that follows
    Id<Device> device;
    std::string salt;  ///< keys the document hashes of this device
    SyncedGate gate;
    SyncedSite site;
    std::vector<SyncedRules> rules;    ///< those in force, then those that will take over within 48 hours
    std::vector<SyncedKey> pass_keys;  ///< the one that signs now first
};
BOOST_DESCRIBE_STRUCT(GateConfig, (), (version, device, salt, gate, site, rules, pass_keys))

/// The configuration of a device, as of the snapshot's time.
GateConfig config_of(Snapshot& snapshot, const DeviceFacts& device);

/// Somebody on the roster of the site's organisation.
struct SyncedPerson {
    Id<Person> id;
    std::vector<Id<Person>> merged = {};  ///< other ids that a pass of this person may name
    /// BLAKE2b-128, keyed with the device's salt, of "resident_id:37083119900101001X" and the like (the kind, a colon,
    /// the number normalised), as 22 characters of base64url. Several after a merge, none once erased. It keeps numbers
    /// from being read off a device; somebody who takes a device apart can still try numbers out, so it is revoked.
    std::vector<std::string> documents = {};
    std::string masked_name;
    std::optional<std::string> workshop = {}, shuttle = {};
    Instant since;                              ///< on the roster since then, which may lie ahead
    std::optional<Instant> until = {};          ///< known to leave then
    people::PassState pass{};                   ///< of the newest pass; unknown: there is none
    std::optional<Instant> expires_at = {};     ///< of the newest pass
    std::vector<Id<Pass>> revoked_passes = {};  ///< which their own expiry does not stop yet
};
BOOST_DESCRIBE_STRUCT(SyncedPerson, (),
                      (id, merged, documents, masked_name, workshop, shuttle, since, until, pass, expires_at,
                       revoked_passes))

struct SyncRequest {
    std::optional<Text<100>> cursor = {};   ///< `next` of the page before; absent: the first page
    std::optional<Text<100>> version = {};  ///< of this page as the device has it
};
BOOST_DESCRIBE_STRUCT(SyncRequest, (), (cursor, version))

struct SyncPage {
    Instant server_time;
    std::string version;                    ///< of this page
    bool unchanged = false;                 ///< the device has it; config and people are left out
    std::optional<GateConfig> config = {};  ///< on the first page
    std::vector<SyncedPerson> people = {};
    std::optional<std::string> next = {};  ///< absent on the last page
};
BOOST_DESCRIBE_STRUCT(SyncPage, (), (server_time, version, unchanged, config, people, next))

/// For devices only: no_such_record() to anybody else.
SyncPage synchronise(Snapshot& snapshot, const Actor& actor, const SyncRequest& request);

}  // namespace tongzhou::gates
