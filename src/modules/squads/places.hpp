// The places of a plan: who would be with whom and why, what else could be, and moves by hand. Private to this module.
#pragma once

#include "modules/squads/plans.hpp"

namespace tongzhou::squads {

struct PlaceRow : PlanPlace {
    std::string organization_name;
    std::optional<std::string> squad_name, present_name, nearest_name;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (PlanPlace), (organization_name, squad_name, present_name, nearest_name))

struct PlaceFilter : ListRequest {
    Id<SquadPlan> id;
    std::optional<Id<Squad>> squad;
    std::optional<bool> changed;     ///< true: the difference to the plan in force
    std::optional<bool> unassigned;  ///< true: those without a squad
    std::vector<PlaceWhy> why;
};
BOOST_DESCRIBE_STRUCT(PlaceFilter, (ListRequest), (id, squad, changed, unassigned, why))
struct PlaceExport : PlaceFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PlaceExport, (PlaceFilter), (format))

struct PlaceOf {
    Id<SquadPlan> id;
    Id<Organization> organization;
};
BOOST_DESCRIBE_STRUCT(PlaceOf, (), (id, organization))

struct ChainMove {
    Id<Organization> organization;
    std::string organization_name;
    Id<Squad> from, to;
    std::string from_name, to_name;
};
BOOST_DESCRIBE_STRUCT(ChainMove, (), (organization, organization_name, from, to, from_name, to_name))

struct OtherSquad {
    Id<Squad> squad;
    std::string name;
    std::int64_t extra = 0;  ///< exactly: what the cheapest plan with the enterprise there costs more
    std::int64_t metres = 0;
    std::vector<ChainMove> moves;  ///< the enterprise's own, and those of others that set the bounds right again
};
BOOST_DESCRIBE_STRUCT(OtherSquad, (), (squad, name, extra, metres, moves))

struct PlaceView {
    PlaceRow place;
    std::string text_zh, text_en;          ///< why
    std::vector<OtherSquad> alternatives;  ///< the cheapest first, at most ten; none when pinned or without a squad
};
BOOST_DESCRIBE_STRUCT(PlaceView, (), (place, text_zh, text_en, alternatives))

struct MoveRequest {
    Id<SquadPlan> id;
    Id<Organization> organization;
    Id<Squad> squad;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(MoveRequest, (), (id, organization, squad, reason))

/// A member of a squad reads those of their own squad, wherever in the county these lie.
Page<PlaceRow> list_places(Snapshot& snapshot, const Actor& actor, const PlaceFilter& filter);
Download export_places(Database& database, const Actor& actor, const PlaceExport& filter);
/// Solves the plan again to say what else could be: some hundred milliseconds for a large county. Throws 409
/// "plan_outdated" when squads or enterprises have changed since.
PlaceView show_place(Database& database, const Actor& actor, const PlaceOf& request);
/// Pins the enterprise to the squad, in this plan and from now on, and solves the rest anew under the same price of
/// change. Throws what pin() throws.
PlanView move_place(Database& database, const Actor& actor, const MoveRequest& request);

/// Who looks after whom now.
struct AssignmentRow {
    Id<Organization> organization;
    std::string organization_name;
    DivisionCode division;
    Id<Squad> squad;
    std::string squad_name;
    Id<SquadPlan> plan;
    Instant since;
};
BOOST_DESCRIBE_STRUCT(AssignmentRow, (), (organization, organization_name, division, squad, squad_name, plan, since))

struct AssignmentFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Squad>> squad;
};
BOOST_DESCRIBE_STRUCT(AssignmentFilter, (ListRequest), (division, organization, squad))
struct AssignmentExport : AssignmentFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(AssignmentExport, (AssignmentFilter), (format))
Page<AssignmentRow> list_assignments(Snapshot& snapshot, const Actor& actor, const AssignmentFilter& filter);
Download export_assignments(Database& database, const Actor& actor, const AssignmentExport& filter);

}  // namespace tongzhou::squads
