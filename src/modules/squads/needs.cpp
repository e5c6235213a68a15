#include "modules/squads/needs.hpp"

#include "modules/rules/rules.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_need_row{R"(
    SELECT n.organization, o.name AS organization_name, n.division, n.looked_after, n.skills, n.opens, n.closes, n.stay,
           n.squad, s.name AS squad_name, n.pin_reason, n.pinned_by, n.updated_at
    FROM squad_needs n
    JOIN organizations o ON o.id = n.organization
    LEFT JOIN squads s ON s.county = n.county AND s.id = n.squad
    WHERE n.organization = :organization)"};
const sql::Query put_need_row{R"(
    INSERT INTO squad_needs (county, organization, division, looked_after, skills, opens, closes, stay, squad,
                             pin_reason, pinned_by, updated_at)
    VALUES (:county, :organization, :division, :looked_after, :skills, :opens, :closes, :stay, :squad, :pin_reason,
            :pinned_by, :updated_at)
    ON CONFLICT (organization) DO UPDATE
    SET division = excluded.division, looked_after = excluded.looked_after, skills = excluded.skills,
        opens = excluded.opens, closes = excluded.closes, stay = excluded.stay, squad = excluded.squad,
        pin_reason = excluded.pin_reason, pinned_by = excluded.pinned_by, updated_at = excluded.updated_at)"};
const sql::Query count_pins{R"(
    SELECT COUNT(*) FROM squad_needs WHERE county = :county AND squad = :squad AND organization <> :organization)"};
const sql::Query skills_of_members{R"(
    SELECT skills FROM squad_members WHERE county = :county AND (id = :instructor OR id = :liaison OR id = :officer))"};

struct NeedsQuery : NeedsFilter {
    std::optional<bool> with_pin, without_pin;
};
BOOST_DESCRIBE_STRUCT(NeedsQuery, (NeedsFilter), (with_pin, without_pin))

const List<NeedsRow> needs{
    {.name = "squad-needs",
     .select = R"(SELECT n.organization, o.name AS organization_name, n.division, n.looked_after, n.skills, n.opens,
                         n.closes, n.stay, n.squad, s.name AS squad_name, n.pin_reason, n.pinned_by, n.updated_at
                  FROM squad_needs n
                  JOIN organizations o ON o.id = n.organization
                  LEFT JOIN squads s ON s.county = n.county AND s.id = n.squad)",
     .scope = {"n.county", "n.division", "n.organization"},
     .filters = {{"division", "n.division >= :division_low AND n.division < :division_high", Match::within},
                 {"with_pin", "n.squad IS NOT NULL AND 1 = :with_pin"},
                 {"without_pin", "n.squad IS NULL AND 1 = :without_pin"}},
     .sorts = {{"updated_at", "n.updated_at", SortOrder::descending}},
     .key = "n.organization",
     .key_member = "organization"}};

NeedsRow needs_of(Snapshot& snapshot, const organizations::Enterprise& enterprise) {
    if (auto row = snapshot.find<NeedsRow>(find_need_row, enterprise.id)) return *std::move(row);
    return {.organization = enterprise.id,
            .organization_name = enterprise.name,
            .division = enterprise.division,
            .updated_at = enterprise.updated_at};
}

NeedsRow put(Tx& tx, const organizations::Enterprise& enterprise, const NeedsRow& row) {
    const auto& division = enterprise.division;
    tx.run(put_need_row, division.county(), row.organization, division, row.looked_after, row.skills, row.opens,
           row.closes, row.stay, row.squad, row.pin_reason, row.pinned_by, tx.now());
    return needs_of(tx, enterprise);
}

organizations::Enterprise enterprise_of(Snapshot& snapshot, const Actor& actor, const Id<Organization>& id) {
    return organizations::get_enterprise(snapshot, actor, {id});
}

SquadRow squad_in(Snapshot& snapshot, const Actor& actor, const Id<Squad>& id, const std::string& county) {
    std::optional<SquadRow> squad;
    try {
        squad = show_squad(snapshot, actor, {id});
    } catch (const Problem& problem) {
        if (problem.status() != 404) throw;  // one out of sight is as good as none
    }
    if (!squad || squad->dissolved_at || squad->division.county() != county)
        throw Problem::invalid("/squad", "no_such_squad", "本县没有这支先锋队。",
                               "There is no such squad in this county.");
    return *squad;
}

void require_skills(Snapshot& snapshot, const SquadRow& squad, const NeedsRow& row) {
    const auto has = skills_of_squad(snapshot, squad);
    for (const auto& skill : skills_of(row.skills))
        if (std::ranges::find(has, skill) == has.end())
            throw Problem::conflict("lacks_skill", fmt::format("该先锋队没有具备“{}”技能的队员。", skill.value),
                                    fmt::format("No member of the squad has the skill \"{}\".", skill.value));
}

}  // namespace

void check(const NewNeeds& request, std::vector<FieldFault>& faults) {
    check_skills(request.skills, "/skills", faults);
    const NeedsRow usual;
    if (request.opens.value_or(usual.opens) >= request.closes.value_or(usual.closes))
        faults.push_back({"/closes", "hours", {"结束时间应晚于开始时间。", "The hours must end after they begin."}});
}

std::vector<Skill> skills_of_squad(Snapshot& snapshot, const SquadRow& squad) {
    std::vector<Skill> all;
    for (const auto& text : snapshot.all<std::string>(skills_of_members, squad.division.county(), squad.instructor,
                                                      squad.liaison, squad.officer))
        for (auto& skill : skills_of(text)) all.push_back(std::move(skill));
    return all;
}

NeedsRow set_needs(Tx& tx, const Actor& actor, const NewNeeds& request) {
    const auto enterprise = enterprise_of(tx, actor, request.organization);
    auto row = needs_of(tx, enterprise);
    const NeedsRow usual;
    row.looked_after = request.looked_after.value_or(true);
    row.skills = text_of_skills(request.skills);
    row.opens = static_cast<int>(request.opens.value_or(usual.opens));
    row.closes = static_cast<int>(request.closes.value_or(usual.closes));
    row.stay = static_cast<int>(request.stay.value_or(usual.stay));
    if (row.squad) require_skills(tx, squad_in(tx, actor, *row.squad, enterprise.division.county()), row);
    return put(tx, enterprise, row);
}

NeedsRow show_needs(Snapshot& snapshot, const Actor& actor, const NeedsOf& request) {
    return needs_of(snapshot, enterprise_of(snapshot, actor, request.organization));
}

NeedsRow pin(Tx& tx, const Actor& actor, const NewPin& request) {
    const auto enterprise = enterprise_of(tx, actor, request.organization);
    const auto county = enterprise.division.county();
    const auto squad = squad_in(tx, actor, request.squad, county);
    auto row = needs_of(tx, enterprise);
    require_skills(tx, squad, row);
    const auto most = rules::squad_enterprises_most(tx, DivisionCode::of(county), tx.now());
    if (tx.value<std::int64_t>(count_pins, county, request.squad, request.organization).value_or(0) >= most)
        throw Problem::conflict("squad_pinned_full",
                                fmt::format("已有{}家企业指定给该队，达到上限，请先取消一家。", most),
                                fmt::format("{} enterprises are pinned to this squad already; unpin one first.", most));
    row.squad = request.squad;
    row.pin_reason = request.reason.value;
    row.pinned_by = actor.name;
    return put(tx, enterprise, row);
}

NeedsRow unpin(Tx& tx, const Actor& actor, const NeedsOf& request) {
    const auto enterprise = enterprise_of(tx, actor, request.organization);
    auto row = needs_of(tx, enterprise);
    if (!row.squad) return row;
    row.squad.reset();
    row.pin_reason.reset();
    row.pinned_by.reset();
    return put(tx, enterprise, row);
}

Page<NeedsRow> list_needs(Snapshot& snapshot, const Actor& actor, const NeedsFilter& filter) {
    NeedsQuery query;
    static_cast<NeedsFilter&>(query) = filter;
    if (filter.pinned) (*filter.pinned ? query.with_pin : query.without_pin) = true;
    return needs.page(snapshot, actor, query);
}

}  // namespace tongzhou::squads
