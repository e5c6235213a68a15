#include "modules/squads/places.hpp"

#include "modules/squads/wording.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::squads {
namespace {

constexpr std::size_t most_alternatives = 10;

struct PlaceQuery : PlaceFilter {
    std::optional<bool> differs, without;
    std::optional<Id<Squad>> only;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PlaceQuery, (PlaceFilter), (differs, without, only, format))

constexpr std::string_view select_places =
    R"(SELECT p.organization, p.division, p.squad, p.present, p.by_hand, p.weight, p.metres, p.why, p.nearest,
              p.metres_to_nearest, p.extra, p.full_squads, p.full_places, p.wanting, p.longitude, p.latitude,
              o.name AS organization_name, s.name AS squad_name, b.name AS present_name, n.name AS nearest_name
       FROM squad_plan_places p
       JOIN organizations o ON o.id = p.organization
       LEFT JOIN squads s ON s.county = p.county AND s.id = p.squad
       LEFT JOIN squads b ON b.county = p.county AND b.id = p.present
       LEFT JOIN squads n ON n.county = p.county AND n.id = p.nearest)";

// Read as of_plan() says: of a plan that somebody may read, for its whole county.
const List<PlaceRow> places{
    {.name = "squad-plan-places",
     .select = select_places,
     .scope = {"p.county", "p.division", ""},
     .filters = {{"id", "p.plan = :id"},
                 {"squad", "p.squad = :squad"},
                 {"only", "p.squad = :only"},
                 {"differs",
                  "(p.squad IS NOT NULL OR p.present IS NOT NULL) "
                  "AND (p.squad IS NULL OR p.present IS NULL OR p.squad <> p.present) AND 1 = :differs"},
                 {"without", "p.squad IS NULL AND 1 = :without"},
                 {"why", "p.why IN (:why)"}},
     .sorts = {{"organization_name", "o.name"}, {"extra", "p.extra", SortOrder::descending}},
     .key = "p.organization",
     .labels = {{"organization", "企业编号"},
                {"division", "行政区划"},
                {"squad", "先锋队编号"},
                {"present", "现先锋队编号"},
                {"by_hand", "人工指定"},
                {"weight", "权重"},
                {"metres", "距离（米）"},
                {"why", "原因"},
                {"nearest", "最近先锋队编号"},
                {"metres_to_nearest", "至最近先锋队（米）"},
                {"extra", "改由最近先锋队至少增加"},
                {"full_squads", "已满先锋队"},
                {"full_places", "其名额"},
                {"wanting", "须由其联系的企业"},
                {"longitude", "经度"},
                {"latitude", "纬度"},
                {"organization_name", "企业"},
                {"squad_name", "先锋队"},
                {"present_name", "现先锋队"},
                {"nearest_name", "最近先锋队"}},
     .key_member = "organization"}};

const List<AssignmentRow> assignments{
    {.name = "squad-assignments",
     .select = R"(SELECT a.organization, o.name AS organization_name, a.division, a.squad, s.name AS squad_name,
                         a.plan, a.since
                  FROM squad_assignments a
                  JOIN organizations o ON o.id = a.organization
                  JOIN squads s ON s.county = a.county AND s.id = a.squad)",
     .scope = {"a.county", "a.division", "a.organization"},
     .filters = {{"division", "a.division >= :division_low AND a.division < :division_high", Match::within},
                 {"organization", "a.organization = :organization"},
                 {"squad", "a.squad = :squad"}},
     .sorts = {{"organization_name", "o.name"}, {"since", "a.since", SortOrder::descending}},
     .key = "a.organization",
     .labels = {{"organization", "企业编号"},
                {"organization_name", "企业"},
                {"division", "行政区划"},
                {"squad", "先锋队编号"},
                {"squad_name", "先锋队"},
                {"plan", "方案"},
                {"since", "自"}},
     .key_member = "organization"}};

const sql::Query find_place{R"(
    SELECT p.organization, p.division, p.squad, p.present, p.by_hand, p.weight, p.metres, p.why, p.nearest,
           p.metres_to_nearest, p.extra, p.full_squads, p.full_places, p.wanting, p.longitude, p.latitude,
           o.name AS organization_name, s.name AS squad_name, b.name AS present_name, n.name AS nearest_name
    FROM squad_plan_places p
    JOIN organizations o ON o.id = p.organization
    LEFT JOIN squads s ON s.county = p.county AND s.id = p.squad
    LEFT JOIN squads b ON b.county = p.county AND b.id = p.present
    LEFT JOIN squads n ON n.county = p.county AND n.id = p.nearest
    WHERE p.plan = :plan AND p.organization = :organization)"};
const sql::Query find_squad_of{R"(
    SELECT s.id, s.name FROM squad_assignments a JOIN squads s ON s.county = a.county AND s.id = a.squad
    WHERE a.organization = :organization)"};

PlaceQuery query_of(const PlaceFilter& filter) {
    PlaceQuery query;
    static_cast<PlaceFilter&>(query) = filter;
    if (filter.changed.value_or(false)) query.differs = true;
    if (filter.unassigned.value_or(false)) query.without = true;
    return query;
}

// Who reads the list of a plan's places, and which of them. Where somebody may read the plan, its county is within
// sight.
std::pair<Actor, PlaceQuery> of_plan(Snapshot& snapshot, const Actor& actor, const PlaceFilter& filter) {
    const auto readable = require_readable_plan(snapshot, actor, filter.id);
    std::pair reading(actor, query_of(filter));
    reading.first.scope = Scope::of_division(readable.plan.division);
    reading.second.only = readable.only;
    return reading;
}

Bilingual words_of_place(const PlaceRow& place) {
    if (place.why == PlaceWhy::no_location)
        return {"没有带坐标的厂区：请在厂区资料中补填经纬度",
                "None of its sites has coordinates: enter them in the site's record"};
    if (place.why == PlaceWhy::not_wanted) return {"企业不再需要先锋队联系", "It asks for no squad any more"};
    return words_of(assignment::Explanation{.why = static_cast<assignment::Why>(place.why),
                                            .metres = place.metres,
                                            .metres_to_nearest = place.metres_to_nearest,
                                            .extra = place.extra,
                                            .teams = place.full_squads,
                                            .places = place.full_places,
                                            .wanting = place.wanting});
}

// Names of the few enterprises that alternatives speak of.
class Names {
  public:
    explicit Names(Database& database) : database_(database) {}
    std::string of(const Id<Organization>& id) {
        const auto [at, is_new] = known_.try_emplace(id);
        if (is_new)
            database_.read([&](Snapshot& s) {
                const auto found = organizations::find_organization(s, id);
                at->second = found ? found->name : std::string();
            });
        return at->second;
    }

  private:
    Database& database_;
    std::map<Id<Organization>, std::string> known_;
};

std::vector<OtherSquad> others_of(Database& database, const CountyInput& input, std::size_t client,
                                  const assignment::Plan& plan) {
    const auto squad = [&](int team) -> const SquadRow& { return input.squads[static_cast<std::size_t>(team)]; };
    Names names(database);
    std::vector<OtherSquad> others;
    for (const auto& found : assignment::alternatives(input.instance, plan, static_cast<int>(client))) {
        if (others.size() == most_alternatives) break;
        const auto& team = input.instance.teams[static_cast<std::size_t>(found.team)];
        OtherSquad other{squad(found.team).id,
                         squad(found.team).name,
                         found.extra,
                         assignment::metres(input.instance.clients[client].at, team.at),
                         {}};
        for (const auto& move : found.moves) {
            const auto& who = input.located[static_cast<std::size_t>(move.client)].organization;
            other.moves.push_back({who, names.of(who), squad(move.from).id, squad(move.to).id, squad(move.from).name,
                                   squad(move.to).name});
        }
        others.push_back(std::move(other));
    }
    return others;
}

}  // namespace

std::optional<AssignedSquad> squad_of(Snapshot& snapshot, const Id<Organization>& enterprise) {
    return snapshot.find<AssignedSquad>(find_squad_of, enterprise);
}

Page<PlaceRow> list_places(Snapshot& snapshot, const Actor& actor, const PlaceFilter& filter) {
    const auto [reader, query] = of_plan(snapshot, actor, filter);
    return places.page(snapshot, reader, query);
}

Download export_places(Database& database, const Actor& actor, const PlaceExport& filter) {
    auto [reader, query] = database.read_value([&](Snapshot& snapshot) { return of_plan(snapshot, actor, filter); });
    query.format = filter.format;
    return places.download(database, reader, query);
}

PlaceView show_place(Database& database, const Actor& actor, const PlaceOf& request) {
    PlaceView view;
    PlanRow plan;
    CountyInput input;
    database.read([&](Snapshot& snapshot) {
        plan = require_plan(snapshot, actor, request.id);
        auto place = snapshot.find<PlaceRow>(find_place, request.id, request.organization);
        if (!place) throw no_such_record();
        view.place = *std::move(place);
        if (plan.state == PlanState::proposed && view.place.squad && !view.place.by_hand)
            input = read_county(snapshot, plan.division);
    });
    auto words = words_of_place(view.place);
    view.text_zh = std::move(words.zh);
    view.text_en = std::move(words.en);
    if (input.squads.empty()) return view;
    input.instance.change_price = plan.change_price;
    const auto again = assignment::assign(input.instance);
    const auto client = input.index_of(request.organization);
    const auto team = input.team_of(*view.place.squad);
    if (!client || !team || again.team_of[*client] != *team || again.cost != plan.cost) throw plan_outdated();
    view.alternatives = others_of(database, input, *client, again);
    return view;
}

PlanView move_place(Database& database, const Actor& actor, const MoveRequest& request) {
    CountyInput input;
    PlanRow plan;
    std::optional<PlanView> done;
    database.read([&](Snapshot& snapshot) {
        plan = require_plan(snapshot, actor, request.id);
        require_proposed(plan);
        const auto place = snapshot.find<PlaceRow>(find_place, request.id, request.organization);
        if (place && place->by_hand && place->squad == request.squad) done = show_plan(snapshot, actor, {request.id});
        if (!done) input = read_county(snapshot, plan.division);
    });
    if (done) return *done;  // sent again
    const auto client = input.index_of(request.organization);
    if (!client) throw no_such_record();
    const auto team = input.team_of(request.squad);
    if (!team)
        throw Problem::invalid("/squad", "no_such_squad", "方案中没有这支先锋队。", "The plan has no such squad.");
    input.instance.change_price = plan.change_price;
    input.instance.clients[*client].pinned = *team;
    if (!assignment::faults_of(input.instance).empty())
        database.write([&](Tx& tx) {
            pin(tx, actor, {request.organization, request.squad, request.reason});  // says which it is
            throw plan_outdated();
        });
    const auto made = assignment::assign(input.instance);
    return database.write_value([&](Tx& tx) {
        auto row = require_plan(tx, actor, request.id);
        require_proposed(row);
        if (row.moves != plan.moves || row.in_force != input.in_force) throw plan_outdated();
        pin(tx, actor, {request.organization, request.squad, request.reason});
        fill(row, input, made);
        ++row.moves;
        keep_plan(tx, row, input, input.instance, made);
        audit::record(tx, actor,
                      {.action = "post_squad_plans_places_move",
                       .subject_kind = "squad-plans",
                       .subject = row.id.text(),
                       .division = row.division});
        return show_plan(tx, actor, {row.id});
    });
}

Page<AssignmentRow> list_assignments(Snapshot& snapshot, const Actor& actor, const AssignmentFilter& filter) {
    return assignments.page(snapshot, actor, filter);
}

Download export_assignments(Database& database, const Actor& actor, const AssignmentExport& filter) {
    return assignments.download(database, actor, filter);
}

}  // namespace tongzhou::squads
