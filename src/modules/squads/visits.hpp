// Visits: what a squad found at an enterprise and left there. Private to this module.
//
// A visit is made on a phone that may be offline: its id is the phone's, its time may lie days back, and however often
// it is sent it is recorded once. What is found not in order has a deadline; what the enterprise struggles with becomes
// a difficulty in the same transaction. Photographs and the signature follow as files.
#pragma once

#include "modules/difficulties/difficulties.hpp"
#include "modules/policies/policies.hpp"
#include "modules/squads/checklist.hpp"
#include "modules/squads/squad_book.hpp"
#include "platform/files/files.hpp"

namespace tongzhou::squads {

struct NewFinding {
    Id<VisitFinding> id;  ///< made by the client
    VisitItem item{};
    Text<1000, 2> text;
    Date due_on;  ///< to be put right by then
};
BOOST_DESCRIBE_STRUCT(NewFinding, (), (id, item, text, due_on))

/// Something left with the enterprise: a policy of the library, which counts among its hand-outs, or a paper.
struct Handout {
    Title title;
    std::optional<Id<Policy>> policy;
    Bounded<1, 10'000> copies{1};
};
BOOST_DESCRIBE_STRUCT(Handout, (), (title, policy, copies))

struct RaisedOnVisit {
    Id<Difficulty> id;  ///< made by the client
    difficulties::DifficultyKind kind{};
    Text<2000, 4> text;
};
BOOST_DESCRIBE_STRUCT(RaisedOnVisit, (), (id, kind, text))

struct NewVisit {
    Id<Visit> id;  ///< made by the client
    Id<Organization> organization;
    std::optional<Id<Squad>> squad;  ///< whose visit it is; the one that looks after the enterprise now, unless said
    Instant at;
    std::vector<VisitAnswer> items;         ///< one for every item
    std::vector<NewFinding> findings = {};  ///< one or more for every item that is not in order
    std::vector<Handout> handouts = {};
    std::vector<RaisedOnVisit> difficulties = {};
    Remark note = {};
    std::optional<Text<50, 1>> signed_as;  ///< who of the enterprise signed; kept masked
};
BOOST_DESCRIBE_STRUCT(NewVisit, (),
                      (id, organization, squad, at, items, findings, handouts, difficulties, note, signed_as))
void check(const NewVisit& visit, std::vector<FieldFault>& faults);

struct FindingRow {
    Id<VisitFinding> id;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    Id<Visit> visit;
    VisitItem item{};
    std::string text;
    Date due_on;
    Instant found_at;
    std::optional<Instant> rectified_at;
    std::optional<std::string> rectified_by, how;
};
BOOST_DESCRIBE_STRUCT(FindingRow, (),
                      (id, division, organization, organization_name, visit, item, text, due_on, found_at, rectified_at,
                       rectified_by, how))

struct VisitRow {
    Id<Visit> id;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    Id<Squad> squad;
    std::string squad_name, visitor_name;
    Instant at, received_at;
    std::int64_t findings = 0, open_findings = 0;
};
BOOST_DESCRIBE_STRUCT(VisitRow, (),
                      (id, division, organization, organization_name, squad, squad_name, visitor_name, at, received_at,
                       findings, open_findings))

struct VisitView : VisitRow {
    std::vector<VisitAnswer> items;
    std::vector<Handout> handouts;
    std::string note;
    std::optional<std::string> signed_as;  ///< masked
    std::vector<FindingRow> found;
    std::vector<files::FileView> files;  ///< roles: photograph, signature
};
BOOST_DESCRIBE_STRUCT(VisitView, (VisitRow), (items, handouts, note, signed_as, found, files))

struct VisitById {
    Id<Visit> id;
};
BOOST_DESCRIBE_STRUCT(VisitById, (), (id))

/// Records it once. Throws 403 "not_a_squad" for an enterprise itself, 409 "no_squad" when nobody looks after the
/// enterprise and none is named, "id_taken" when the id, or that of a finding, is another's.
VisitView record_visit(Tx& tx, const Actor& actor, const NewVisit& visit);
VisitView show_visit(Snapshot& snapshot, const Actor& actor, const VisitById& request);

struct VisitFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Squad>> squad;
    std::optional<Instant> from, until;
    std::optional<bool> open;  ///< true: something is still to be put right
};
BOOST_DESCRIBE_STRUCT(VisitFilter, (ListRequest), (division, organization, squad, from, until, open))
struct VisitExport : VisitFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(VisitExport, (VisitFilter), (format))
Page<VisitRow> list_visits(Snapshot& snapshot, const Actor& actor, const VisitFilter& filter);
Download export_visits(Database& database, const Actor& actor, const VisitExport& filter);

VisitChecklist show_visit_checklist(Snapshot& snapshot, const Actor& actor);

/// Throws 403 for an enterprise: visits are a squad's and its command's to write.
void require_not_enterprise(const Actor& actor);

}  // namespace tongzhou::squads
