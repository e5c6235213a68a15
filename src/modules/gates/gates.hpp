// The gate: who passed where and when, with which temperature and verdict. This is the module's face.
//
// A Passage is one person passing one gate once. It is never changed; a correction is a new Passage that names it. Its
// id is made by the device, so sending it twice, in two batches or from two devices at once records it once, and every
// answer is the same. Counters and presence are kept in its transaction: `check_counters` proves them by a recount.
//
// Needs the services seal::KeyRing, rules::RuleBook and gates::GateRegister (database.services().provide(...)).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/quantity.hpp"
#include "modules/people/people.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {

struct Passage;
struct Gate;
struct Device;
struct FeverIncident;
struct Site;

extern const sql::MigrationSet gates_migrations;
extern const Module gates_module;

BOOST_DEFINE_ENUM_CLASS(Direction, entry, exit)
/// How the person was made known: a pass that was scanned, a document typed or read, an entry picked from the roster
/// for those without a phone, or the answers of a visitor.
BOOST_DEFINE_ENUM_CLASS(Means, pass, document, manual, visitor)
/// held: to the isolation area and not let go, for a fever.
BOOST_DEFINE_ENUM_CLASS(Verdict, admitted, held, refused)
/// Why not simply admitted; on an exit, which is always admitted, what was noticed.
BOOST_DEFINE_ENUM_CLASS(VerdictReason, none, fever, no_pass, pass_expired, pass_revoked, pass_forged, unknown_person,
                        not_on_roster, site_not_permitted, site_closed, visitor_incomplete, outbreak_contact, other)
BOOST_DEFINE_ENUM_CLASS(GateKind, pedestrian, vehicle, mixed)

}  // namespace tongzhou

namespace tongzhou::gates {

/// What is remembered of gates and devices, so that a passage asks the database for nothing but its person. Forgets
/// what is changed here with the commit, what other nodes change within two seconds. Safe from any thread.
class GateRegister {
  public:
    GateRegister();
    ~GateRegister();
    GateRegister(const GateRegister&) = delete;
    GateRegister& operator=(const GateRegister&) = delete;

    struct State;
    State& state() { return *state_; }

  private:
    std::unique_ptr<State> state_;
};

struct NewGate {
    std::optional<Id<Gate>> id;  ///< made by the client, so that sending it twice makes one gate
    Id<Site> site;
    Title name;
    std::optional<GateKind> kind;  ///< mixed, unless said
};
BOOST_DESCRIBE_STRUCT(NewGate, (), (id, site, name, kind))

struct GateView {
    Id<Gate> id;
    Id<Site> site;
    Id<Organization> organization;
    DivisionCode division;
    std::string name;
    GateKind kind{};
    Instant created_at;
    std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(GateView, (), (id, site, organization, division, name, kind, created_at, closed_at))

/// Adds a gate to a site within the actor's scope. Throws 409 when the id is another gate's.
GateView add_gate(Tx& tx, const Actor& actor, const NewGate& gate);

/// What 国发明电〔2020〕4号 asks of visitors besides the temperature: where from, whom they work for, whether they were
/// in contact with an outbreak. All of it is needed to enter, and nothing but the mobile or document to leave.
struct VisitorAnswers {
    std::optional<Text<50>> name;
    std::optional<Mobile> mobile;
    std::optional<DocumentKind> document_kind;  ///< resident_id, unless said
    std::optional<Text<40>> document;
    std::optional<Text<100>> origin;
    std::optional<Text<100>> employer;
    std::optional<bool> outbreak_contact;
    std::optional<Text<100>> visiting;  ///< whom or what for
};
BOOST_DESCRIBE_STRUCT(VisitorAnswers, (),
                      (name, mobile, document_kind, document, origin, employer, outbreak_contact, visiting))

struct NewPassage {
    Id<Passage> id;
    Id<Gate> gate;
    Direction direction{};
    Means means{};
    std::optional<Text<1000>> pass;             ///< the token, for `pass`
    std::optional<DocumentKind> document_kind;  ///< resident_id, unless said
    std::optional<Text<40>> document;           ///< the number, for `document`
    std::optional<Id<Person>> person;           ///< as picked, for `manual`
    std::optional<VisitorAnswers> visitor;      ///< for `visitor`
    std::optional<DeciCelsius> temperature;     ///< needed for every entry
    std::optional<Instant> at;                  ///< now, unless said
};
BOOST_DESCRIBE_STRUCT(NewPassage, (),
                      (id, gate, direction, means, pass, document_kind, document, person, visitor, temperature, at))

/// What the gatekeeper sees, now and whenever the same passage is sent again.
struct PassageAnswer {
    Id<Passage> id;
    Verdict verdict{};
    VerdictReason reason{};
    Instant at;
    std::optional<std::string> masked_name;  ///< only of people this gate may know: its roster, its visitors
    bool review = false;                     ///< somebody is to look at it
    bool fever = false;                      ///< a fever incident of this id is open
};
BOOST_DESCRIBE_STRUCT(PassageAnswer, (), (id, verdict, reason, at, masked_name, review, fever))

/// Decides and records. Throws 404 for a gate outside the actor's scope (for a device: any but its own), 422 naming
/// the field when the temperature of an entry or an answer of a visitor is missing, 409 "id_reused" when the id was
/// recorded with other content.
PassageAnswer record_passage(Tx& tx, const Actor& actor, const NewPassage& passage);

/// A passage that the device decided by itself, from what it had synchronised.
struct OfflinePassage : NewPassage {
    Verdict verdict{};
    std::optional<VerdictReason> reason;  ///< needed unless admitted
};
BOOST_DESCRIBE_STRUCT(OfflinePassage, (NewPassage), (verdict, reason))

struct PassageBatch {
    Instant sent_at;                ///< by the device's clock: what it is off by is noted
    std::vector<RawJson> passages;  ///< each an OfflinePassage, up to 2,000, in any order
};
BOOST_DESCRIBE_STRUCT(PassageBatch, (), (sent_at, passages))
void check(const PassageBatch& batch, std::vector<FieldFault>& faults);

/// recorded: now; already_recorded: by an earlier sending, and what it says is what was recorded then; conflict: the id
/// is another passage's; faulty: cannot be read as a passage. What is in conflict or faulty is kept, sealed, for
/// somebody to look at: nothing that a device hands over is lost.
BOOST_DEFINE_ENUM_CLASS(BatchStatus, recorded, already_recorded, conflict, faulty)

struct BatchOutcome {
    std::int64_t index = 0;         ///< in the batch, from 0
    std::optional<Id<Passage>> id;  ///< where it could be read
    BatchStatus status{};
    std::optional<Verdict> verdict;
    std::optional<std::string> review;  ///< why somebody is to look at it, separated by spaces
    std::optional<std::string> fault;   ///< fields and codes, separated by spaces
};
BOOST_DESCRIBE_STRUCT(BatchOutcome, (), (index, id, status, verdict, review, fault))

struct BatchAnswer {
    std::int64_t recorded = 0, already_recorded = 0, conflicts = 0, faulty = 0, for_review = 0;
    std::int64_t skew_ms = 0;            ///< our clock minus the device's
    std::vector<BatchOutcome> outcomes;  ///< of every passage, in their order
};
BOOST_DESCRIBE_STRUCT(BatchAnswer, (), (recorded, already_recorded, conflicts, faulty, for_review, skew_ms, outcomes))

/// Records what a device decided while it was offline. A decision that breaks a rule in force at the time, or a time
/// that cannot be right, is recorded as it is and opened for review. All of the batch is on disk when this returns, or
/// none of it.
BatchAnswer record_batch(Database& database, const Actor& actor, const PassageBatch& batch);

/// Counts the whole ledger anew and compares counters and presence with it: one line for each difference, at most a
/// hundred of each kind; empty when all agree. Reads everything, so it is for `tongzhou verify` and for tests.
std::vector<std::string> check_counters(Snapshot& snapshot);

/// After a rotation of the master keys: seals the keys of visitors' answers and of faulty passages under the active
/// one, in short transactions. Returns how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database);

}  // namespace tongzhou::gates
