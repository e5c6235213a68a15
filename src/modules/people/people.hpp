// People: one file per person (一人一档), what they declared about their health, and the passes that follow from it.
//
// A *Person* is one identity document, and after a merge of two files several. What an organisation knows of a person
// (name as given, mobile, address, workshop) is its *entry* on the roster, seen by that organisation and by the
// commands above it, never by another employer: adding somebody who is on file elsewhere looks exactly like adding
// somebody new.
//
// Names, document numbers, mobiles, addresses and health answers are sealed under the person's own data key; numbers
// are found again by blind index. Erasing a person is destroying that key.
//
// Needs the service seal::KeyRing and those that organizations and rules provide.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {
struct Person;
struct Pass;
struct Organization;
extern const sql::MigrationSet people_migrations;
extern const Module people_module;

/// What people prove their identity with. `other` is for those who have nothing else; its number is what was agreed.
BOOST_DEFINE_ENUM_CLASS(DocumentKind, resident_id, passport, hk_macao_permit, taiwan_permit, foreign_permanent_resident,
                        other)
}  // namespace tongzhou

namespace tongzhou::people {

/// What a gate needs to know of a person. Nothing in it is sealed. The reading functions below do not ask for a scope:
/// the caller answers to somebody, and shows only what that somebody may see.
struct Passenger {
    Id<Person> id;          ///< of the kept file, when the one asked for was merged
    std::string county;     ///< where the file is kept
    DivisionCode division;  ///< of the newest entry
    std::optional<Id<Organization>> employer;
    std::optional<std::string> workshop, shuttle;
    std::string masked_name;  ///< 张*; a star alone when the person was erased
};
BOOST_DESCRIBE_STRUCT(Passenger, (), (id, county, division, employer, workshop, shuttle, masked_name))

/// Follows a merge to the kept file.
std::optional<Passenger> find_person(Snapshot& snapshot, const Id<Person>& id);
/// By the exact number of a document, in any spelling people use. Nothing as well for a number that cannot be one.
std::optional<Passenger> find_person_by_document(Snapshot& snapshot, DocumentKind kind, std::string_view number);
/// The ids that lead to the same person as this one, the kept file's first: what a ledger by person looks for, since
/// its records keep the id of their day. Empty when there is no such person.
std::vector<Id<Person>> files_of(Snapshot& snapshot, const Id<Person>& id);
/// Whether the person, or a file merged with it, was on the roster of that organisation at that instant.
bool is_on_roster(Snapshot& snapshot, const Id<Person>& person, const Id<Organization>& organization, Instant at);

/// The person that a phone signed in by an invitation belongs to. Throws 403 "no_own_file" for every other actor.
Id<Person> own_person(const Actor& actor);

/// unknown: no such pass (or no pass at all); forged: not a token, or not signed by this installation.
BOOST_DEFINE_ENUM_CLASS(PassState, valid, expired, revoked, forged, unknown)

struct PassReading {
    PassState state = PassState::unknown;
    Id<Pass> pass{};      ///< nil when forged or unknown
    Id<Person> person{};  ///< of the kept file; nil when forged
    Instant expires{};
};

/// Signature, then revocation, then expiry, all as of `at`: a pass revoked later was valid then.
PassReading read_pass(Snapshot& snapshot, std::string_view token, Instant at);
/// The newest pass the person had at `at`, for when a document was typed instead.
PassReading pass_of(Snapshot& snapshot, const Id<Person>& person, Instant at);

/// Somebody on a roster, as a gate that may lose its network needs to know them.
struct RosterMember {
    Id<Person> id;                       ///< of the kept file
    std::vector<Id<Person>> merged;      ///< files merged with it: passes may name them
    std::vector<std::string> documents;  ///< "passport:E12345678": kind and normalised number, in the clear; none once
                                         ///< erased. To be hashed and forgotten
    std::string masked_name;
    std::optional<std::string> workshop, shuttle;
    Instant since;                 ///< may lie ahead
    std::optional<Instant> until;  ///< lies ahead
    PassReading newest_pass;
    std::vector<Id<Pass>> revoked_passes;  ///< those that have not expired
};

/// Gives those on the organisation's roster to `each`, at most `most` of them from `cursor` on (empty: from the
/// beginning), in the order in which they joined, so that who joins meanwhile comes later. Returns where the following
/// ones begin; empty after the last. Somebody who changes workshops between two calls may be given twice. Throws
/// Problem 422 for a cursor that is none.
std::string for_roster_of(Snapshot& snapshot, const Id<Organization>& organization, std::string_view cursor, int most,
                          const std::function<void(const RosterMember&)>& each);

/// Where people of a roster live.
struct RosterOrigin {
    std::optional<DivisionCode> prefecture;  ///< nothing: not known
    std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(RosterOrigin, (), (prefecture, people))

/// A roster in numbers, as of the snapshot's time.
struct RosterFigures {
    std::int64_t people = 0;            ///< on it now
    std::int64_t with_pass = 0;         ///< of them, with a health pass in force
    std::vector<RosterOrigin> origins;  ///< by prefecture, the most people first
};
RosterFigures roster_figures(Snapshot& snapshot, const Id<Organization>& organization);

/// When the oldest pass was issued that is still in force; nothing when none is. The key that signed it must be kept.
std::optional<Instant> oldest_pass_in_force(Snapshot& snapshot);

/// Destroys the person's data key and indexes and writes a destruction record: what was sealed stays unreadable for
/// ever. Throws no_such_record() outside the actor's scope.
void erase_person(Tx& tx, const Actor& actor, const Id<Person>& person, std::string_view reason);

/// The daily job: destroys health declarations older than the rule in force where they were made, and writes a
/// destruction record for each division. Returns how many it destroyed.
std::int64_t destroy_expired_health_data(Database& database);

/// After a rotation of the master keys: seals every data key under the active one, in short transactions. `progress`
/// gets those done and those there are, and may be empty. Returns how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database, const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace tongzhou::people
