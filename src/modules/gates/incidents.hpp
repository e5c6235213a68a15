// Fever incidents: isolate, read again, say how it ended; and the people who were near. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

BOOST_DEFINE_ENUM_CLASS(IncidentState, open, isolated, second_reading, closed)
/// released: to work; transferred: to a hospital; home: under observation there; false_alarm: the first reading was
/// wrong.
BOOST_DEFINE_ENUM_CLASS(IncidentOutcome, released, transferred, home, false_alarm)
BOOST_DEFINE_ENUM_CLASS(ContactWhy, same_gate, same_workshop, same_shuttle)

struct IncidentRow {
    Id<FeverIncident> id;  ///< that of the passage which opened it
    Instant opened_at;
    DivisionCode division;
    Id<Organization> organization;
    Id<Site> site;
    Id<Gate> gate;
    std::optional<Id<Person>> person;
    std::optional<std::string> masked_name, workshop, shuttle;
    Direction direction{};
    DeciCelsius first_reading, threshold;
    IncidentState state{};
    std::optional<Instant> isolated_at;
    std::optional<DeciCelsius> second_reading;
    std::optional<Instant> second_reading_at;
    std::optional<IncidentOutcome> outcome;
    std::optional<Instant> closed_at;
    std::optional<std::string> handled_by;
    std::string notes;  ///< a line for each move
    std::int64_t contacts = 0;
};
BOOST_DESCRIBE_STRUCT(IncidentRow, (),
                      (id, opened_at, division, organization, site, gate, person, masked_name, workshop, shuttle,
                       direction, first_reading, threshold, state, isolated_at, second_reading, second_reading_at,
                       outcome, closed_at, handled_by, notes, contacts))

struct IncidentFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Site>> site;
    std::optional<IncidentState> state;
    std::optional<IncidentOutcome> outcome;
    std::optional<bool> open;  ///< true: not closed yet
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(IncidentFilter, (ListRequest), (division, organization, site, state, outcome, open, from, until))
struct IncidentExport : IncidentFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(IncidentExport, (IncidentFilter), (format))

struct IncidentById {
    Id<FeverIncident> id;
};
BOOST_DESCRIBE_STRUCT(IncidentById, (), (id))
struct IsolateRequest {
    Id<FeverIncident> id;
    std::optional<Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(IsolateRequest, (), (id, note))
struct SecondReadingRequest {
    Id<FeverIncident> id;
    DeciCelsius temperature;
    std::optional<Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(SecondReadingRequest, (), (id, temperature, note))
struct CloseRequest {
    Id<FeverIncident> id;
    IncidentOutcome outcome{};
    std::optional<Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(CloseRequest, (), (id, outcome, note))

struct ContactRequest : ListRequest {
    Id<FeverIncident> id;
    std::optional<ContactWhy> why;
};
BOOST_DESCRIBE_STRUCT(ContactRequest, (ListRequest), (id, why))
/// Somebody who was near, by the first passage that says so.
struct ContactRow {
    Id<Person> id;  ///< of the person; of the passage, when nobody knows who it was
    Id<Passage> passage;
    Instant at;
    Id<Gate> gate;
    Means means{};
    Verdict verdict{};
    std::optional<std::string> masked_name, workshop, shuttle;
    bool same_gate = false;      ///< within the minutes of the rule, before or after
    bool same_workshop = false;  ///< that day
    bool same_shuttle = false;   ///< that day
};
BOOST_DESCRIBE_STRUCT(ContactRow, (),
                      (id, passage, at, gate, means, verdict, masked_name, workshop, shuttle, same_gate, same_workshop,
                       same_shuttle))

/// What stands in the way of a move, by the state the incident is in; empty when it may be made. Closing as released or
/// false alarm needs a second reading below the threshold.
std::string obstacle_to(const IncidentRow& incident, IncidentState to, std::optional<IncidentOutcome> outcome);

/// Opens the incident of a feverish passage and lists its contacts as known by now. Once for each passage.
void open_incident(Tx& tx, const Record& passage, const GateRules& rules);

IncidentRow show_incident(Snapshot& snapshot, const Actor& actor, const IncidentById& request);
Page<IncidentRow> list_incidents(Snapshot& snapshot, const Actor& actor, const IncidentFilter& filter);
Download export_incidents(Database& database, const Actor& actor, const IncidentExport& filter);
/// The moves. Made again with the same content they change nothing; a move that does not follow is a 409.
IncidentRow isolate(Tx& tx, const Actor& actor, const IsolateRequest& request);
IncidentRow read_again(Tx& tx, const Actor& actor, const SecondReadingRequest& request);
IncidentRow close_incident(Tx& tx, const Actor& actor, const CloseRequest& request);

Page<ContactRow> list_contacts(Snapshot& snapshot, const Actor& actor, const ContactRequest& request);
/// Looks for contacts anew: those who passed after the incident was opened, or whose devices were offline.
IncidentRow trace_again(Tx& tx, const Actor& actor, const IncidentById& request);
/// The job: traces what may still gain contacts. Returns how many incidents it looked at.
std::int64_t trace_open_incidents(Database& database);

}  // namespace tongzhou::gates
