#include "modules/resumption/offices.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query put_office{R"(
    INSERT INTO review_offices (division, stage, county, organization, set_by, set_at)
    VALUES (:division, :stage, :county, :organization, :set_by, :set_at)
    ON CONFLICT (division, stage) DO UPDATE
        SET organization = excluded.organization, set_by = excluded.set_by, set_at = excluded.set_at)"};
const sql::Query delete_office{R"(
    DELETE FROM review_offices WHERE division = :division AND stage = :stage)"};
const sql::Query find_office{R"(
    SELECT organization FROM review_offices WHERE division = :division AND stage = :stage)"};
const sql::Query all_offices{R"(
    SELECT r.division, r.stage, r.organization, o.name AS organization_name, r.set_by, r.set_at
    FROM review_offices r JOIN organizations o ON o.id = r.organization ORDER BY r.division, r.stage)"};

// Who decides in a place is seen by everyone within it.
bool sees(const Actor& actor, const DivisionCode& place) {
    const auto& own = actor.scope.division();
    return actor.scope.covers_division(place) || (own.is_set() && place.contains(own));
}

}  // namespace

std::optional<Id<Organization>> office_of(Snapshot& snapshot, const DivisionCode& division, std::string_view stage) {
    for (auto place = std::optional(division); place; place = place->parent())
        if (const auto office = snapshot.value<Id<Organization>>(find_office, *place, stage)) return office;
    return std::nullopt;
}

OfficeList name_office(Tx& tx, const Actor& actor, const OfficeRequest& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    if (request.organization) {
        const auto office = organizations::find_organization(tx, *request.organization);
        const bool fits = office && office->kind <= OrganizationKind::department &&
                          actor.scope.covers(office->division, office->id) &&
                          (office->division.contains(request.division) || request.division.contains(office->division));
        if (!fits)
            throw Problem::invalid("/organization", "no_such_organization",
                                   "没有这个部门，或不在您的管辖范围内，请重新选择。",
                                   "There is no such office, or it lies outside your scope; choose another.");
        tx.run(put_office, request.division, request.stage.value, request.division.county(), *request.organization,
               actor.name, tx.now());
    } else {
        tx.run(delete_office, request.division, request.stage.value);
    }
    return list_offices(tx, actor);
}

OfficeList list_offices(Snapshot& snapshot, const Actor& actor) {
    OfficeList list;
    for (auto& row : snapshot.all<OfficeRow>(all_offices))
        if (sees(actor, row.division)) list.items.push_back(std::move(row));
    return list;
}

}  // namespace tongzhou::resumption
