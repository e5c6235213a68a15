// Plans of a county: proposed, moved by hand, accepted. Private to this module.
//
//   proposed ──accept──▶ accepted ──another is accepted──▶ replaced
//      └────withdraw───▶ withdrawn
#pragma once

#include "modules/squads/planning.hpp"

namespace tongzhou::squads {

BOOST_DEFINE_ENUM_CLASS(PlanState, proposed, accepted, replaced, withdrawn)

struct PlanRow {
    Id<SquadPlan> id = {};
    DivisionCode division = {};  ///< the county
    PlanState state{};
    std::optional<Id<SquadPlan>> in_force = {};  ///< whose difference it shows: in force when it was made
    int squads = 0, enterprises = 0, unlocated = 0, assigned = 0, unassigned = 0;
    int lacking = 0;  ///< places below the squads' lower bounds
    int moved = 0;    ///< enterprises that leave their squad
    int least = 0, most = 0;
    std::int64_t cost = 0, bound = 0;  ///< metres × weight; equal: proved optimal
    std::int64_t travel = 0;
    std::int64_t least_travel = 0;  ///< of the plan made without regard to the one in force
    std::int64_t change_price = 0;
    int moves = 0;  ///< by hand
    std::string author_name = {};
    Instant created_at = {};
    std::optional<Instant> decided_at = {};
    std::optional<std::string> decider_name = {};
};
BOOST_DESCRIBE_STRUCT(PlanRow, (),
                      (id, division, state, in_force, squads, enterprises, unlocated, assigned, unassigned, lacking,
                       moved, least, most, cost, bound, travel, least_travel, change_price, moves, author_name,
                       created_at, decided_at, decider_name))

/// A squad below its lower bound, and why.
struct LackingSquad {
    Id<Squad> squad;
    int lacking = 0;
    std::string text_zh, text_en;
};
BOOST_DESCRIBE_STRUCT(LackingSquad, (), (squad, lacking, text_zh, text_en))

struct LackingSquadView : LackingSquad {
    std::string squad_name;
};
BOOST_DESCRIBE_STRUCT(LackingSquadView, (LackingSquad), (squad_name))

/// How many enterprises have no squad in a plan for one reason.
struct LeftOut {
    PlaceWhy why{};
    std::int64_t enterprises = 0;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (why, enterprises))

struct PlanView : PlanRow {
    std::vector<LackingSquadView> lacks;
    std::vector<LeftOut> left_out;  ///< the most first: what the places with `unassigned` and that `why` list
};
BOOST_DESCRIBE_STRUCT(PlanView, (PlanRow), (lacks, left_out))

struct PlanById {
    Id<SquadPlan> id;
};
BOOST_DESCRIBE_STRUCT(PlanById, (), (id))

struct NewPlan {
    std::optional<Id<SquadPlan>> id;     ///< made by the client, so that sending it twice makes one
    DivisionCode division;               ///< a county
    std::optional<double> extra_travel;  ///< what fewer changes may cost: a share of the least travel, 0.01 unless said
};
BOOST_DESCRIBE_STRUCT(NewPlan, (), (id, division, extra_travel))
void check(const NewPlan& plan, std::vector<FieldFault>& faults);

struct PlanFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::vector<PlanState> state;
};
BOOST_DESCRIBE_STRUCT(PlanFilter, (ListRequest), (division, state))

/// Plans the county as it is now and keeps the plan as a proposal. Throws what read_county() throws, and 409
/// "changed_meanwhile" when another plan came into force while this one was made.
PlanView propose_plan(Database& database, const Actor& actor, const NewPlan& request);
PlanView show_plan(Snapshot& snapshot, const Actor& actor, const PlanById& request);
Page<PlanRow> list_plans(Snapshot& snapshot, const Actor& actor, const PlanFilter& filter);
/// Puts it into force. Throws 409 "plan_outdated" when another plan is in force than the one its difference was from,
/// one of its squads has lost a member or is dissolved, or an enterprise was pinned to another squad or wants none
/// since; "plan_decided" when it is no proposal any more.
PlanView accept_plan(Tx& tx, const Actor& actor, const PlanById& request);
PlanView withdraw_plan(Tx& tx, const Actor& actor, const PlanById& request);

/// A plan within the actor's scope that covers its whole county; else no_such_record().
PlanRow require_plan(Snapshot& snapshot, const Actor& actor, const Id<SquadPlan>& id);
/// Of which of a plan's places somebody reads: all of them, or those with one squad.
struct ReadablePlan {
    PlanRow plan;
    std::optional<Id<Squad>> only;
};
/// All for whoever covers the county; to a member of one of its squads, those of that squad; else no_such_record().
ReadablePlan require_readable_plan(Snapshot& snapshot, const Actor& actor, const Id<SquadPlan>& id);
/// Throws 409 "plan_decided" unless it is a proposal.
void require_proposed(const PlanRow& plan);
Problem plan_outdated();
/// Until the end of the transaction nobody else decides on a plan of the county; returns the one in force.
std::optional<Id<SquadPlan>> hold_plans(Tx& tx, const DivisionCode& county);
/// Tells whoever listens to "squad_plan".
void publish_plan(Tx& tx, const PlanRow& plan);

/// Figures of a solve, and its places instead of those the plan had.
void fill(PlanRow& row, const CountyInput& input, const assignment::Plan& plan);
void keep_plan(Tx& tx, const PlanRow& row, const CountyInput& input, const assignment::Instance& instance,
               const assignment::Plan& plan);

}  // namespace tongzhou::squads
