#include "modules/hotline/departments.hpp"

#include "modules/hotline/referral.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query put_department{R"(
    INSERT INTO matter_departments (division, matter, county, organization, set_by, set_at)
    VALUES (:division, :matter, :county, :organization, :set_by, :set_at)
    ON CONFLICT (division, matter) DO UPDATE
        SET organization = excluded.organization, set_by = excluded.set_by, set_at = excluded.set_at)"};
const sql::Query delete_department{R"(
    DELETE FROM matter_departments WHERE division = :division AND matter = :matter)"};
const sql::Query find_department{R"(
    SELECT organization FROM matter_departments WHERE division = :division AND matter = :matter)"};
const sql::Query matters_of{R"(
    SELECT matter FROM matter_departments WHERE division = :division AND organization = :organization LIMIT 2)"};
const sql::Query all_departments{R"(
    SELECT m.division, m.matter, m.organization, o.name AS organization_name, m.set_by, m.set_at
    FROM matter_departments m JOIN organizations o ON o.id = m.organization ORDER BY m.division, m.matter)"};

// Who answers in a place is seen by everyone within it.
bool sees(const Actor& actor, const DivisionCode& place) {
    const auto& own = actor.scope.division();
    return actor.scope.covers_division(place) || (own.is_set() && place.contains(own));
}

}  // namespace

std::optional<Id<Organization>> department_of(Snapshot& snapshot, const DivisionCode& division,
                                              std::string_view matter) {
    for (auto place = std::optional(division); place; place = place->parent())
        if (const auto named = snapshot.value<Id<Organization>>(find_department, *place, matter)) return named;
    return std::nullopt;
}

std::optional<std::string> matter_of(Snapshot& snapshot, const DivisionCode& division,
                                     const Id<Organization>& department) {
    for (auto place = std::optional(division); place; place = place->parent()) {
        auto matters = snapshot.all<std::string>(matters_of, *place, department);
        if (matters.size() == 1) return std::move(matters.front());
        if (matters.size() > 1) return std::nullopt;
    }
    return std::nullopt;
}

MatterList name_matter_department(Tx& tx, const Actor& actor, const MatterRequest& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    if (request.organization) {
        const auto place = organizations::find_organization(tx, *request.organization);
        const bool fits =
            place && place->kind <= OrganizationKind::department && place->division.contains(request.division);
        if (!fits)
            throw Problem::invalid("/organization", "no_such_handler", "没有这个部门，或此区划不归它管，请重新选择。",
                                   "There is no such department, or the place is not within its own; choose another.");
        tx.run(put_department, request.division, request.matter.value, request.division.county(),
               *request.organization, actor.name, tx.now());
    } else {
        tx.run(delete_department, request.division, request.matter.value);
    }
    return list_matters(tx, actor);
}

MatterList list_matters(Snapshot& snapshot, const Actor& actor) {
    MatterList list;
    for (auto& row : snapshot.all<MatterRow>(all_departments))
        if (sees(actor, row.division)) list.items.push_back(std::move(row));
    list.proposed = snapshot.service<ReferralDesk>().model()->classes();
    return list;
}

}  // namespace tongzhou::hotline
