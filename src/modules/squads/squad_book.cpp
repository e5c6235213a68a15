#include "modules/squads/squad_book.hpp"

#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_squad_row{R"(
    SELECT s.id, s.division, s.name, s.instructor, s.liaison, s.officer, i.masked_name AS instructor_name,
           l.masked_name AS liaison_name, o.masked_name AS officer_name, s.longitude, s.latitude,
           (SELECT COUNT(*) FROM squad_assignments a WHERE a.county = s.county AND a.squad = s.id) AS enterprises,
           s.dissolved_at, s.created_at
    FROM squads s
    LEFT JOIN squad_members i ON i.county = s.county AND i.id = s.instructor
    LEFT JOIN squad_members l ON l.county = s.county AND l.id = s.liaison
    LEFT JOIN squad_members o ON o.county = s.county AND o.id = s.officer
    WHERE s.id = :id)"};
const sql::Query find_of_county{R"(
    SELECT s.id, s.division, s.name, s.instructor, s.liaison, s.officer, i.masked_name AS instructor_name,
           l.masked_name AS liaison_name, o.masked_name AS officer_name, s.longitude, s.latitude,
           (SELECT COUNT(*) FROM squad_assignments a WHERE a.county = s.county AND a.squad = s.id) AS enterprises,
           s.dissolved_at, s.created_at
    FROM squads s
    LEFT JOIN squad_members i ON i.county = s.county AND i.id = s.instructor
    LEFT JOIN squad_members l ON l.county = s.county AND l.id = s.liaison
    LEFT JOIN squad_members o ON o.county = s.county AND o.id = s.officer
    WHERE s.county = :county AND s.dissolved_at IS NULL ORDER BY s.created_at, s.id)"};
const sql::Query insert_squad_row{R"(
    INSERT INTO squads (county, id, division, name, instructor, liaison, officer, longitude, latitude, dissolved_at,
                        created_at, updated_at)
    VALUES (:county, :id, :division, :name, :instructor, :liaison, :officer, :longitude, :latitude, NULL,
            :created_at, :updated_at))"};
const sql::Query update_squad_row{R"(
    UPDATE squads
    SET division = :division, name = :name, instructor = :instructor, liaison = :liaison, officer = :officer,
        longitude = :longitude, latitude = :latitude, updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query dissolve_row{R"(
    UPDATE squads SET instructor = NULL, liaison = NULL, officer = NULL, dissolved_at = :dissolved_at,
                      updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query empty_instructor{R"(UPDATE squads SET instructor = NULL WHERE county = :county AND instructor = :id)"};
const sql::Query empty_liaison{R"(UPDATE squads SET liaison = NULL WHERE county = :county AND liaison = :id)"};
const sql::Query empty_officer{R"(UPDATE squads SET officer = NULL WHERE county = :county AND officer = :id)"};

struct SquadQuery : SquadFilter {
    std::optional<bool> whole, lacking, gone, there;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(SquadQuery, (SquadFilter), (whole, lacking, gone, there, format))

const List<SquadRow> squads{
    {.name = "squads",
     .select = R"(SELECT s.id, s.division, s.name, s.instructor, s.liaison, s.officer,
                         i.masked_name AS instructor_name, l.masked_name AS liaison_name,
                         o.masked_name AS officer_name, s.longitude, s.latitude,
                         (SELECT COUNT(*) FROM squad_assignments a
                          WHERE a.county = s.county AND a.squad = s.id) AS enterprises,
                         s.dissolved_at, s.created_at
                  FROM squads s
                  LEFT JOIN squad_members i ON i.county = s.county AND i.id = s.instructor
                  LEFT JOIN squad_members l ON l.county = s.county AND l.id = s.liaison
                  LEFT JOIN squad_members o ON o.county = s.county AND o.id = s.officer)",
     .scope = {"s.county", "s.division", ""},
     .filters = {{"division", "s.division >= :division_low AND s.division < :division_high", Match::within},
                 {"name", "s.name LIKE :name", Match::contains},
                 {"whole",
                  "s.instructor IS NOT NULL AND s.liaison IS NOT NULL AND s.officer IS NOT NULL "
                  "AND 1 = :whole"},
                 {"lacking", "(s.instructor IS NULL OR s.liaison IS NULL OR s.officer IS NULL) AND 1 = :lacking"},
                 {"gone", "s.dissolved_at IS NOT NULL AND 1 = :gone"},
                 {"there", "s.dissolved_at IS NULL AND 1 = :there"}},
     .sorts = {{"name", "s.name"}, {"created_at", "s.created_at"}},
     .key = "s.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"name", "名称"},
                {"instructor", "党建指导员编号"},
                {"liaison", "政企联络官编号"},
                {"officer", "防疫员编号"},
                {"instructor_name", "党建指导员"},
                {"liaison_name", "政企联络官"},
                {"officer_name", "防疫员"},
                {"longitude", "经度"},
                {"latitude", "纬度"},
                {"enterprises", "联系企业数"},
                {"dissolved_at", "解散时间"},
                {"created_at", "组建时间"}}}};

SquadQuery query_of(const SquadFilter& filter) {
    SquadQuery query;
    static_cast<SquadFilter&>(query) = filter;
    if (filter.complete) (*filter.complete ? query.whole : query.lacking) = true;
    if (filter.dissolved) (*filter.dissolved ? query.gone : query.there) = true;
    return query;
}

struct Stored {
    std::string county;
    Id<Squad> id;
    DivisionCode division;
    std::string name;
    std::optional<Id<SquadMember>> instructor, liaison, officer;
    double longitude = 0, latitude = 0;
    Instant created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (county, id, division, name, instructor, liaison, officer, longitude, latitude, created_at,
                       updated_at))

Stored stored(const Id<Squad>& id, const SquadFields& squad, Instant now) {
    return {squad.division.county(),
            id,
            squad.division,
            squad.name.value,
            squad.instructor,
            squad.liaison,
            squad.officer,
            squad.longitude,
            squad.latitude,
            now,
            now};
}

struct SquadEvent {
    Id<Squad> id;
    bool complete = false, dissolved = false;
};
BOOST_DESCRIBE_STRUCT(SquadEvent, (), (id, complete, dissolved))

void publish(Tx& tx, const SquadRow& squad) {
    tx.service<events::Bus>().publish(
        tx, {"squad", squad.division, std::nullopt,
             to_json(SquadEvent{squad.id, squad.complete(), squad.dissolved_at.has_value()})});
}

void check_seat(Tx& tx, const Actor& actor, const Id<Squad>& squad, const DivisionCode& division, MemberRole role,
                const std::optional<Id<SquadMember>>& member, const char* path, std::vector<FieldFault>& faults) {
    if (!member) return;
    std::optional<MemberRow> found;
    try {
        found = show_member(tx, actor, {*member});
    } catch (const Problem& problem) {
        if (problem.status() != 404) throw;  // one out of sight is as good as none
    }
    if (!found || found->division.county() != division.county())
        faults.push_back({path, "no_such_member", {"本县没有这名队员。", "There is no such member in this county."}});
    else if (found->role != role)
        faults.push_back({path, "wrong_role", {"该队员的角色与席位不符。", "The member has another role."}});
    else if (found->left_at)
        faults.push_back({path, "member_left", {"该队员已退出。", "The member has left."}});
    else if (found->squad && *found->squad != squad)
        faults.push_back({path, "seated", {"该队员已编入其他先锋队。", "The member sits in another squad."}});
}

void check_seats(Tx& tx, const Actor& actor, const Id<Squad>& id, const SquadFields& squad) {
    std::vector<FieldFault> faults;
    using enum MemberRole;
    check_seat(tx, actor, id, squad.division, party_building_instructor, squad.instructor, "/instructor", faults);
    check_seat(tx, actor, id, squad.division, government_enterprise_liaison, squad.liaison, "/liaison", faults);
    check_seat(tx, actor, id, squad.division, epidemic_prevention_officer, squad.officer, "/officer", faults);
    if (squad.division.level() < DivisionLevel::county)
        faults.push_back({"/division",
                          "county_needed",
                          {"请填写到县（市、区）或以下的区划。", "Give a county or a place within one."}});
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
}

}  // namespace

void check_location(const std::optional<double>& longitude, const std::optional<double>& latitude,
                    std::vector<FieldFault>& faults) {
    if (longitude.has_value() != latitude.has_value())
        faults.push_back(
            {"/latitude", "incomplete_location", {"经度和纬度请一并填写。", "Give longitude and latitude together."}});
    if (longitude && !(std::abs(*longitude) <= 180))
        faults.push_back({"/longitude", "out_of_range", {"经度应在-180到180之间。", "Give -180 to 180 degrees."}});
    if (latitude && !(std::abs(*latitude) < 90))
        faults.push_back({"/latitude", "out_of_range", {"纬度应在-90到90之间。", "Give -90 to 90 degrees."}});
}

void check(const SquadFields& squad, std::vector<FieldFault>& faults) {
    check_location(squad.longitude, squad.latitude, faults);
}

SquadRow create_squad(Tx& tx, const Actor& actor, const NewSquad& request) {
    actor.scope.require(request.division, std::nullopt);
    const auto id = request.id.value_or(Id<Squad>::make(tx.now()));
    if (const auto before = tx.find<SquadRow>(find_squad_row, id)) {
        actor.scope.require(before->division, std::nullopt);
        if (std::tie(before->name, before->division, before->instructor, before->liaison, before->officer,
                     before->longitude, before->latitude) ==
            std::tie(request.name.value, request.division, request.instructor, request.liaison, request.officer,
                     request.longitude, request.latitude))
            return *before;
        throw Problem::conflict("id_taken", "该编号已用于另一支先锋队。", "That id belongs to another squad.");
    }
    check_seats(tx, actor, id, request);
    tx.run(insert_squad_row, stored(id, request, tx.now()));
    auto squad = show_squad(tx, actor, {id});
    publish(tx, squad);
    return squad;
}

SquadRow change_squad(Tx& tx, const Actor& actor, const ChangedSquad& request) {
    const auto before = show_squad(tx, actor, {request.id});
    actor.scope.require(request.division, std::nullopt);
    if (before.dissolved_at)
        throw Problem::conflict("squad_dissolved", "该先锋队已解散，请新建。",
                                "The squad is dissolved; form a new one.");
    if (before.division.county() != request.division.county())
        throw Problem::conflict("other_county", "先锋队不能改到其他县，请在新县新建。",
                                "A squad stays in its county; form a new one there.");
    check_seats(tx, actor, request.id, request);
    tx.run(update_squad_row, stored(request.id, request, tx.now()));
    auto squad = show_squad(tx, actor, {request.id});
    publish(tx, squad);
    return squad;
}

SquadRow dissolve_squad(Tx& tx, const Actor& actor, const SquadById& request) {
    auto squad = show_squad(tx, actor, request);
    if (squad.dissolved_at) return squad;
    tx.run(dissolve_row, tx.now(), tx.now(), squad.division.county(), squad.id);
    squad = show_squad(tx, actor, request);
    publish(tx, squad);
    return squad;
}

SquadRow show_squad(Snapshot& snapshot, const Actor& actor, const SquadById& request) {
    auto squad = snapshot.find<SquadRow>(find_squad_row, request.id);
    if (!squad) throw no_such_record();
    actor.scope.require(squad->division, std::nullopt);
    return *std::move(squad);
}

Page<SquadRow> list_squads(Snapshot& snapshot, const Actor& actor, const SquadFilter& filter) {
    return squads.page(snapshot, actor, query_of(filter));
}

Download export_squads(Database& database, const Actor& actor, const SquadExport& filter) {
    auto query = query_of(filter);
    query.format = filter.format;
    return squads.download(database, actor, query);
}

void empty_seat(Tx& tx, const Actor& actor, const Id<Squad>& squad, const Id<SquadMember>& member) {
    const auto before = show_squad(tx, actor, {squad});
    for (const auto* query : {&empty_instructor, &empty_liaison, &empty_officer})
        tx.run(*query, before.division.county(), member);
    publish(tx, show_squad(tx, actor, {squad}));
}

std::vector<SquadRow> squads_of_county(Snapshot& snapshot, const std::string& county) {
    return snapshot.all<SquadRow>(find_of_county, county);
}

}  // namespace tongzhou::squads
