// A proposed plan is put into force or withdrawn.
#include "modules/squads/plans.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query decide_row{R"(
    UPDATE squad_plans SET state = :state, decided_at = :decided_at, decider_name = :decider_name
    WHERE county = :county AND id = :id)"};
const sql::Query replace_row{R"(
    UPDATE squad_plans SET state = 'replaced' WHERE county = :county AND state = 'accepted')"};
const sql::Query count_broken{R"(
    SELECT COUNT(*) FROM squad_plan_places p
    JOIN squads s ON s.county = p.county AND s.id = p.squad
    WHERE p.county = :county AND p.plan = :plan
      AND (s.instructor IS NULL OR s.liaison IS NULL OR s.officer IS NULL OR s.dissolved_at IS NOT NULL))"};
const sql::Query count_overtaken{R"(
    SELECT COUNT(*) FROM squad_plan_places p
    JOIN squad_needs n ON n.county = p.county AND n.organization = p.organization
    WHERE p.county = :county AND p.plan = :plan
      AND ((n.looked_after = 1 AND n.squad IS NOT NULL AND (p.squad IS NULL OR p.squad <> n.squad))
           OR (n.looked_after = 0 AND p.squad IS NOT NULL)))"};
// Whoever keeps their squad keeps the day since when.
const sql::Query end_assignments{R"(
    DELETE FROM squad_assignments
    WHERE (county = :county AND NOT EXISTS (
              SELECT 1 FROM squad_plan_places p
              WHERE p.county = squad_assignments.county AND p.plan = :plan
                AND p.organization = squad_assignments.organization AND p.squad = squad_assignments.squad))
       OR organization IN (SELECT p.organization FROM squad_plan_places p
                           WHERE p.plan = :same_plan AND p.county <> squad_assignments.county))"};
const sql::Query begin_assignments{R"(
    INSERT INTO squad_assignments (county, organization, division, squad, plan, since)
    SELECT p.county, p.organization, p.division, p.squad, p.plan, CAST(:since AS BIGINT)
    FROM squad_plan_places p
    WHERE p.county = :county AND p.plan = :plan AND p.squad IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM squad_assignments a WHERE a.organization = p.organization))"};
const sql::Query name_plan{R"(UPDATE squad_assignments SET plan = :plan WHERE county = :county)"};

PlanView decide(Tx& tx, const Actor& actor, PlanRow plan, PlanState state) {
    tx.run(decide_row, state, tx.now(), actor.name, plan.division.county(), plan.id);
    auto view = show_plan(tx, actor, {plan.id});
    publish_plan(tx, view);
    return view;
}

}  // namespace

PlanView accept_plan(Tx& tx, const Actor& actor, const PlanById& request) {
    const auto in_force = hold_plans(tx, require_plan(tx, actor, request.id).division);
    const auto plan = require_plan(tx, actor, request.id);
    const auto county = plan.division.county();
    if (plan.state == PlanState::accepted) return show_plan(tx, actor, request);
    require_proposed(plan);
    if (in_force != plan.in_force) throw plan_outdated();
    for (const auto* changed : {&count_broken, &count_overtaken})
        if (tx.value<std::int64_t>(*changed, county, plan.id).value_or(0) > 0) throw plan_outdated();
    tx.run(replace_row, county);
    tx.run(end_assignments, county, plan.id, plan.id);
    tx.run(begin_assignments, tx.now(), county, plan.id);
    tx.run(name_plan, plan.id, county);
    return decide(tx, actor, plan, PlanState::accepted);
}

PlanView withdraw_plan(Tx& tx, const Actor& actor, const PlanById& request) {
    hold_plans(tx, require_plan(tx, actor, request.id).division);
    const auto plan = require_plan(tx, actor, request.id);
    if (plan.state == PlanState::withdrawn) return show_plan(tx, actor, request);
    require_proposed(plan);
    return decide(tx, actor, plan, PlanState::withdrawn);
}

}  // namespace tongzhou::squads
