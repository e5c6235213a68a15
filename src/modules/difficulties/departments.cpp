#include "modules/difficulties/departments.hpp"

namespace tongzhou::difficulties {
namespace {

const sql::Query put_department{R"(
    INSERT INTO difficulty_departments (division, kind, county, organization, set_by, set_at)
    VALUES (:division, :kind, :county, :organization, :set_by, :set_at)
    ON CONFLICT (division, kind) DO UPDATE
        SET organization = excluded.organization, set_by = excluded.set_by, set_at = excluded.set_at)"};
const sql::Query delete_department{R"(
    DELETE FROM difficulty_departments WHERE division = :division AND kind = :kind)"};
const sql::Query find_department{R"(
    SELECT organization FROM difficulty_departments WHERE division = :division AND kind = :kind)"};
const sql::Query all_departments{R"(
    SELECT d.division, d.kind, d.organization, o.name AS organization_name, d.set_by, d.set_at
    FROM difficulty_departments d JOIN organizations o ON o.id = d.organization ORDER BY d.division, d.kind)"};

// Who answers for a place is seen by everyone within it.
bool sees(const Actor& actor, const DivisionCode& place) {
    const auto& own = actor.scope.division();
    return actor.scope.covers_division(place) || (own.is_set() && place.contains(own));
}

}  // namespace

std::optional<DivisionLevel> level_above(DivisionLevel level) {
    switch (level) {
        case DivisionLevel::village:
        case DivisionLevel::town: return DivisionLevel::county;
        case DivisionLevel::county: return DivisionLevel::prefecture;
        case DivisionLevel::prefecture:
        case DivisionLevel::province: break;
    }
    return std::nullopt;
}

Responsible responsible_for(Snapshot& snapshot, const DivisionCode& division, DifficultyKind kind,
                            DivisionLevel lowest) {
    const auto deepest = std::min(lowest, DivisionLevel::town);
    for (auto place = std::optional(division); place; place = place->parent()) {
        if (place->level() > deepest || place->level() < DivisionLevel::prefecture) continue;
        if (const auto department = snapshot.value<Id<Organization>>(find_department, *place, kind))
            return {place->level(), department};
    }
    return {std::min({deepest, division.level(), DivisionLevel::county}), std::nullopt};
}

void require_department(Snapshot& snapshot, const DivisionCode& place, const Id<Organization>& department) {
    const auto office = organizations::find_organization(snapshot, department);
    const bool fits = office && office->kind <= OrganizationKind::department &&
                      (office->division.contains(place) || place.contains(office->division));
    if (!fits)
        throw Problem::invalid("/organization", "no_such_organization", "没有这个部门，或它不管这个地方，请重新选择。",
                               "There is no such office, or it has nothing to do with that place; choose another.");
}

DepartmentList name_department(Tx& tx, const Actor& actor, const DepartmentRequest& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    if (request.organization) {
        require_department(tx, request.division, *request.organization);
        const auto office = organizations::find_organization(tx, *request.organization);
        actor.scope.require(office->division, office->id);
        tx.run(put_department, request.division, request.kind, request.division.county(), *request.organization,
               actor.name, tx.now());
    } else {
        tx.run(delete_department, request.division, request.kind);
    }
    return list_departments(tx, actor);
}

DepartmentList list_departments(Snapshot& snapshot, const Actor& actor) {
    DepartmentList list;
    for (auto& row : snapshot.all<DepartmentRow>(all_departments))
        if (sees(actor, row.division)) list.items.push_back(std::move(row));
    return list;
}

}  // namespace tongzhou::difficulties
