// The ledger as it is read: lists, single passages, histories, exports. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

struct PassageFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Id<Organization>> organization;
    std::optional<Id<Site>> site;
    std::optional<Id<Gate>> gate;
    std::optional<Id<Person>> person;  ///< and the files merged with it
    std::optional<Direction> direction;
    std::optional<Verdict> verdict;
    std::optional<VerdictReason> reason;
    std::optional<Review> review;
    std::optional<bool> offline;
    std::optional<bool> standing;        ///< true: without those that a correction replaced, as the counters count
    std::optional<Instant> from, until;  ///< passed at or after `from` and before `until`
};
BOOST_DESCRIBE_STRUCT(PassageFilter, (ListRequest),
                      (division, organization, site, gate, person, direction, verdict, reason, review, offline,
                       standing, from, until))
struct PassageExport : PassageFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PassageExport, (PassageFilter), (format))

struct PassageRow {
    Id<Passage> id;
    Instant at;
    DivisionCode division;
    Id<Organization> organization;
    Id<Site> site;
    Id<Gate> gate;
    std::optional<std::string> gate_name;
    Direction direction{};
    Means means{};
    std::optional<Id<Person>> person;  ///< of the organisation's own people only
    std::optional<std::string> masked_name, workshop, shuttle;
    std::optional<DeciCelsius> temperature;
    Verdict verdict{};
    VerdictReason reason{};
    Review review{};
    std::optional<std::string> review_reasons;
    bool offline = false;
    Instant received_at;
    std::optional<std::int64_t> skew_ms;
    std::optional<Id<Device>> device;
    std::optional<Id<Passage>> corrects, corrected_by;
};
BOOST_DESCRIBE_STRUCT(PassageRow, (),
                      (id, at, division, organization, site, gate, gate_name, direction, means, person, masked_name,
                       workshop, shuttle, temperature, verdict, reason, review, review_reasons, offline, received_at,
                       skew_ms, device, corrects, corrected_by))

struct PassageById {
    Id<Passage> id;
};
BOOST_DESCRIBE_STRUCT(PassageById, (), (id))

struct PersonPassages : ListRequest {
    Id<Person> id;
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(PersonPassages, (ListRequest), (id, from, until))

Page<PassageRow> list_passages(Snapshot& snapshot, const Actor& actor, const PassageFilter& filter);
Download export_passages(Database& database, const Actor& actor, const PassageExport& filter);
PassageRow show_passage(Snapshot& snapshot, const Actor& actor, const PassageById& request);
/// Where somebody went, as far as the actor may see; empty for somebody who is not there.
Page<PassageRow> list_person_passages(Snapshot& snapshot, const Actor& actor, const PersonPassages& request);

struct OwnPassages : ListRequest {
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(OwnPassages, (ListRequest), (from, until))
/// Where the person whose phone asks went, at the employer that invited them.
Page<PassageRow> list_own_passages(Snapshot& snapshot, const Actor& actor, const OwnPassages& request);

/// What a page asks the database, for the test of its query plan.
Selection selection_of_passages(Snapshot& snapshot, const Actor& actor, const PassageFilter& filter);

/// The whole row, within the actor's scope. Throws no_such_record().
Record require_passage(Snapshot& snapshot, const Actor& actor, const Id<Passage>& id);

}  // namespace tongzhou::gates
