// From what was seen at a gate to a row of the ledger: the steps that single passages, offline batches and corrections
// share. Private to this module.
#pragma once

#include "modules/gates/register.hpp"
#include "modules/gates/tallies.hpp"
#include "modules/gates/verdict.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou::gates {

BOOST_DEFINE_ENUM_CLASS(Review, none, open, closed)

/// A row of the ledger.
struct Record {
    Id<Passage> id;
    DivisionCode division;
    Id<Organization> organization;
    Id<Site> site;
    Id<Gate> gate;
    std::optional<Id<Device>> device;
    std::optional<Uuid> actor;
    std::optional<Id<Person>> person;
    std::optional<Id<Pass>> pass;
    Direction direction{};
    Means means{};
    std::optional<DeciCelsius> temperature;
    Verdict verdict{};
    VerdictReason reason{};
    Instant at;
    Instant received_at;
    bool offline = false;
    std::optional<std::int64_t> skew_ms;
    Review review = Review::none;
    std::optional<std::string> review_reasons;  ///< separated by spaces
    std::optional<std::string> workshop, shuttle, masked_name;
    std::optional<Id<Passage>> corrects;
    std::int64_t fingerprint = 0;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (id, division, organization, site, gate, device, actor, person, pass, direction, means,
                       temperature, verdict, reason, at, received_at, offline, skew_ms, review, review_reasons,
                       workshop, shuttle, masked_name, corrects, fingerprint))

/// Clocks further apart than this are noted for review.
constexpr std::chrono::milliseconds tolerated_skew = std::chrono::minutes(5);

/// Who stands at the gate, as far as can be told.
struct Identified {
    std::optional<Id<Person>> person;
    std::optional<people::Passenger> passenger;  ///< when there is a file
    std::optional<Id<Pass>> pass;
    std::optional<people::PassState> pass_state;
    bool on_roster = false;
};

Identified identify(Snapshot& snapshot, const organizations::SitePlace& site, const NewPassage& passage,
                    const GateRules& rules, Instant at);

GateRules rules_at(Snapshot& snapshot, const DivisionCode& division, Instant at);

/// `at` is when the person passed: what was permitted, or revoked, later does not count.
Facts facts_of(Snapshot& snapshot, const Identified& identified, const organizations::SitePlace& site,
               const NewPassage& passage, const GateRules& rules, Instant at);

/// What is lacking to judge the passage at all: a temperature at an entry, the means' own field.
std::vector<FieldFault> faults_of(const NewPassage& passage);
/// The answers a visitor has to give before entering that are not there.
std::vector<FieldFault> missing_answers(const NewPassage& passage);

/// Equal for equal content but for `at`; 64 bits to notice an id that is used twice, not to withstand an attacker.
std::int64_t fingerprint_of(const NewPassage& passage);

/// The row as far as it does not depend on who decided.
Record record_of(const NewPassage& passage, const GateFacts& gate, const Identified& identified, const Actor& actor,
                 Instant at, Instant received_at);

/// Adds doubts to the record: its review becomes open.
void doubt(Record& record, std::string_view reason);

/// Whether the row is new; false when its id is on record already, and then nothing happened. A new one counts, moves
/// people, and opens an incident for a fever.
bool store(Tx& tx, const Record& record, const NewPassage& passage, const GateRules& rules);

/// What is on record under the id, in that county.
std::optional<Record> recorded(Snapshot& snapshot, const DivisionCode& division, const Id<Passage>& id);
/// Whether it is the same passage as the one now sent; `at` counts when it is given and was given then.
bool same_passage(const Record& recorded, const NewPassage& sent);

PassageAnswer answer_of(const Record& record);

[[noreturn]] void throw_id_reused(const Id<Passage>& id);

}  // namespace tongzhou::gates
