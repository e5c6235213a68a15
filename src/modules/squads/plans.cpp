#include "modules/squads/plans.hpp"

#include "modules/squads/wording.hpp"
#include "platform/audit/audit.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_plan_row{R"(
    SELECT id, division, state, in_force, squads, enterprises, unlocated, assigned, unassigned, lacking, moved, least,
           most, cost, bound, travel, least_travel, change_price, moves, author_name, created_at, decided_at,
           decider_name
    FROM squad_plans WHERE id = :id)"};
const sql::Query find_lacks{R"(SELECT lacks FROM squad_plans WHERE id = :id)"};
const sql::Query find_names{R"(SELECT id, name FROM squads WHERE county = :county)"};
const sql::Query count_left_out{R"(
    SELECT why, COUNT(*) AS enterprises FROM squad_plan_places
    WHERE county = :county AND plan = :plan AND squad IS NULL GROUP BY why ORDER BY enterprises DESC, why)"};
const sql::Query find_in_force{R"(SELECT id FROM squad_plans WHERE county = :county AND state = 'accepted')"};
const sql::Query hold_county{R"(
    SELECT id FROM squad_plans WHERE county = :county AND state IN ('accepted', 'proposed')
    ORDER BY id {postgres: FOR UPDATE})"};
const sql::Query put_plan_row{R"(
    INSERT INTO squad_plans (county, id, division, state, in_force, squads, enterprises, unlocated, assigned,
                             unassigned, lacking, moved, least, most, cost, bound, travel, least_travel, change_price,
                             lacks, moves, author_name, created_at, decided_at, decider_name)
    VALUES (:county, :id, :division, :state, :in_force, :squads, :enterprises, :unlocated, :assigned, :unassigned,
            :lacking, :moved, :least, :most, :cost, :bound, :travel, :least_travel, :change_price, :lacks, :moves,
            :author_name, :created_at, :decided_at, :decider_name)
    ON CONFLICT (id) DO UPDATE
    SET squads = excluded.squads, enterprises = excluded.enterprises, unlocated = excluded.unlocated,
        assigned = excluded.assigned, unassigned = excluded.unassigned, lacking = excluded.lacking,
        moved = excluded.moved, least = excluded.least, most = excluded.most, cost = excluded.cost,
        bound = excluded.bound, travel = excluded.travel, lacks = excluded.lacks, moves = excluded.moves)"};
const sql::Query delete_places{R"(DELETE FROM squad_plan_places WHERE county = :county AND plan = :plan)"};
const sql::Query insert_place{R"(
    INSERT INTO squad_plan_places (county, plan, organization, division, squad, present, by_hand, weight, metres, why,
                                   nearest, metres_to_nearest, extra, full_squads, full_places, wanting, longitude,
                                   latitude)
    VALUES (:county, :plan, :organization, :division, :squad, :present, :by_hand, :weight, :metres, :why, :nearest,
            :metres_to_nearest, :extra, :full_squads, :full_places, :wanting, :longitude, :latitude))"};
const List<PlanRow> plans{
    {.name = "squad-plans",
     .select = R"(SELECT p.id, p.division, p.state, p.in_force, p.squads, p.enterprises, p.unlocated, p.assigned,
                         p.unassigned, p.lacking, p.moved, p.least, p.most, p.cost, p.bound, p.travel,
                         p.least_travel, p.change_price, p.moves, p.author_name, p.created_at, p.decided_at,
                         p.decider_name FROM squad_plans p)",
     .scope = {"p.county", "p.division", ""},
     .filters = {{"division", "p.division >= :division_low AND p.division < :division_high", Match::within},
                 {"state", "p.state IN (:state)"}},
     .sorts = {{"created_at", "p.created_at", SortOrder::descending}},
     .key = "p.id"}};

struct StoredPlan : PlanRow {
    std::string county;
    std::vector<LackingSquad> lacks;
};
BOOST_DESCRIBE_STRUCT(StoredPlan, (PlanRow), (county, lacks))
struct StoredPlace : PlanPlace {
    std::string county;
    Id<SquadPlan> plan;
};
BOOST_DESCRIBE_STRUCT(StoredPlace, (PlanPlace), (county, plan))

struct Lacks {
    std::vector<LackingSquad> lacks;
};
BOOST_DESCRIBE_STRUCT(Lacks, (), (lacks))

struct PlanEvent {
    Id<SquadPlan> id;
    PlanState state{};
};
BOOST_DESCRIBE_STRUCT(PlanEvent, (), (id, state))

std::vector<LackingSquadView> named(Snapshot& snapshot, const std::string& county, std::vector<LackingSquad> lacks) {
    if (lacks.empty()) return {};
    std::map<Id<Squad>, std::string> names;
    for (auto& squad : snapshot.all<AssignedSquad>(find_names, county)) names[squad.id] = std::move(squad.name);
    std::vector<LackingSquadView> views;
    for (auto& lack : lacks) views.push_back({std::move(lack), names[lack.squad]});
    return views;
}

std::vector<LackingSquad> lacking_squads(const CountyInput& input, const assignment::Instance& instance,
                                         const assignment::Plan& plan) {
    std::vector<LackingSquad> lacks;
    for (const auto& lack : assignment::explain_lacking(instance, plan)) {
        auto words = words_of(lack);
        lacks.push_back({input.squads[static_cast<std::size_t>(lack.team)].id, lack.lacking, std::move(words.zh),
                         std::move(words.en)});
    }
    return lacks;
}

}  // namespace

void check(const NewPlan& plan, std::vector<FieldFault>& faults) {
    if (plan.division.level() != DivisionLevel::county)
        faults.push_back({"/division", "county_needed", {"请填写县（市、区）代码。", "Give the code of a county."}});
    if (plan.extra_travel && !(*plan.extra_travel >= 0 && *plan.extra_travel <= 1))
        faults.push_back({"/extra_travel", "out_of_range", {"应在0到1之间。", "Give 0 to 1."}});
}

void publish_plan(Tx& tx, const PlanRow& plan) {
    tx.service<events::Bus>().publish(
        tx, {"squad_plan", plan.division, std::nullopt, to_json(PlanEvent{plan.id, plan.state})});
}

std::optional<Id<SquadPlan>> hold_plans(Tx& tx, const DivisionCode& county) {
    tx.all<Id<SquadPlan>>(hold_county, county.county());
    return tx.value<Id<SquadPlan>>(find_in_force, county.county());
}

Problem plan_outdated() {
    return Problem::conflict("plan_outdated", "方案所依据的情况已变化，请重新编制方案。",
                             "What this plan was made from has changed; make a new one.");
}

void require_proposed(const PlanRow& plan) {
    if (plan.state != PlanState::proposed)
        throw Problem::conflict("plan_decided", "该方案已有结论，请刷新后查看。",
                                "This plan is no proposal any more; read it again.");
}

PlanRow require_plan(Snapshot& snapshot, const Actor& actor, const Id<SquadPlan>& id) {
    auto plan = snapshot.find<PlanRow>(find_plan_row, id);
    if (!plan || !actor.scope.covers_division(plan->division)) throw no_such_record();
    return *std::move(plan);
}

ReadablePlan require_readable_plan(Snapshot& snapshot, const Actor& actor, const Id<SquadPlan>& id) {
    auto plan = snapshot.find<PlanRow>(find_plan_row, id);
    if (!plan) throw no_such_record();
    if (actor.scope.covers_division(plan->division)) return {*std::move(plan), std::nullopt};
    const auto own = squad_of_account(snapshot, plan->division.county(), actor);
    if (!own) throw no_such_record();
    return {*std::move(plan), own};
}

void fill(PlanRow& row, const CountyInput& input, const assignment::Plan& plan) {
    row.squads = static_cast<int>(input.squads.size());
    row.unlocated = static_cast<int>(input.unlocated.size());
    row.enterprises = static_cast<int>(input.located.size()) + row.unlocated;
    row.assigned = plan.assigned;
    row.unassigned = plan.unassigned;
    row.lacking = plan.lacking;
    row.moved = plan.moved;
    row.least = input.least;
    row.most = input.most;
    row.cost = plan.cost;
    row.bound = plan.bound;
    row.travel = plan.travel;
}

void keep_plan(Tx& tx, const PlanRow& row, const CountyInput& input, const assignment::Instance& instance,
               const assignment::Plan& plan) {
    StoredPlan stored;
    static_cast<PlanRow&>(stored) = row;
    stored.county = row.division.county();
    stored.lacks = lacking_squads(input, instance, plan);
    tx.run(put_plan_row, stored);
    tx.run(delete_places, stored.county, row.id);
    for (auto& place : places_of(input, instance, plan)) {
        StoredPlace at;
        static_cast<PlanPlace&>(at) = place;
        at.county = stored.county;
        at.plan = row.id;
        tx.run(insert_place, at);
    }
    publish_plan(tx, row);
}

PlanView propose_plan(Database& database, const Actor& actor, const NewPlan& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    const auto known = [&](Snapshot& snapshot) -> std::optional<PlanView> {
        if (!request.id || !snapshot.find<PlanRow>(find_plan_row, *request.id)) return std::nullopt;
        return show_plan(snapshot, actor, {*request.id});
    };
    std::optional<PlanView> before;
    CountyInput input;
    database.read([&](Snapshot& snapshot) {
        before = known(snapshot);
        if (!before) input = read_county(snapshot, request.division);
    });
    if (before) return *before;
    // Outside of any transaction: a large county takes some hundred milliseconds.
    const auto made = assignment::replan(input.instance, request.extra_travel.value_or(0.01));
    input.instance.change_price = made.change_price;
    return database.write_value([&](Tx& tx) {
        const auto in_force = hold_plans(tx, request.division);
        if (auto there = known(tx)) return *there;
        if (in_force != input.in_force)
            throw Problem::conflict("changed_meanwhile", "编制期间另一方案已生效，请重新编制。",
                                    "Another plan came into force meanwhile; make this one again.");
        PlanRow row{.id = request.id.value_or(Id<SquadPlan>::make(tx.now())),
                    .division = request.division,
                    .in_force = input.in_force,
                    .least_travel = made.least_travel,
                    .change_price = made.change_price,
                    .author_name = actor.name,
                    .created_at = tx.now()};
        fill(row, input, made.plan);
        keep_plan(tx, row, input, input.instance, made.plan);
        audit::record(tx, actor,
                      {.action = "post_squad_plans",
                       .subject_kind = "squad-plans",
                       .subject = row.id.text(),
                       .division = row.division});
        return show_plan(tx, actor, {row.id});
    });
}

PlanView show_plan(Snapshot& snapshot, const Actor& actor, const PlanById& request) {
    PlanView view;
    static_cast<PlanRow&>(view) = require_plan(snapshot, actor, request.id);
    const auto county = view.division.county();
    view.lacks = named(snapshot, county, snapshot.find<Lacks>(find_lacks, request.id).value_or(Lacks{}).lacks);
    view.left_out = snapshot.all<LeftOut>(count_left_out, county, view.id);
    return view;
}

Page<PlanRow> list_plans(Snapshot& snapshot, const Actor& actor, const PlanFilter& filter) {
    return plans.page(snapshot, actor, filter);
}

}  // namespace tongzhou::squads
