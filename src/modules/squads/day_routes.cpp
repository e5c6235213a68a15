#include "modules/squads/day_routes.hpp"

#include "modules/squads/planning.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_stops{R"(
    SELECT o.id, o.name, s.address, s.longitude, s.latitude, n.opens, n.closes, n.stay
    FROM squad_assignments a
    JOIN organizations o ON o.id = a.organization
    LEFT JOIN sites s ON s.id = (SELECT t.id FROM sites t
                                 WHERE t.organization = o.id AND t.longitude IS NOT NULL
                                 ORDER BY t.status DESC, t.created_at, t.id LIMIT 1)
    LEFT JOIN squad_needs n ON n.organization = o.id
    WHERE a.county = :county AND a.squad = :squad ORDER BY o.id)"};

struct Found {
    Id<Organization> id;
    std::string name;
    std::optional<std::string> address;
    std::optional<double> longitude, latitude;
    std::optional<int> opens, closes, stay;
};
BOOST_DESCRIBE_STRUCT(Found, (), (id, name, address, longitude, latitude, opens, closes, stay))

int minutes(int seconds) { return (seconds + 59) / 60; }

std::vector<Found> stops_asked_for(Snapshot& snapshot, const SquadRow& squad, const DayRequest& request) {
    const auto all = snapshot.all<Found>(find_stops, squad.division.county(), squad.id);
    std::vector<Found> stops;
    std::vector<FieldFault> faults;
    for (std::size_t i = 0; i < request.organizations.size(); ++i) {
        const auto path = fmt::format("/organizations/{}", i);
        const auto found = std::ranges::find(all, request.organizations[i], &Found::id);
        if (found == all.end())
            faults.push_back({path,
                              "not_its_enterprise",
                              {"不是该先锋队联系的企业。", "The squad does not look after this enterprise."}});
        else if (!found->longitude)
            faults.push_back(
                {path,
                 "no_location",
                 {fmt::format("{}没有带坐标的在用厂区，请先补填经纬度。", found->name),
                  fmt::format("No operating site of {} has coordinates; enter them first.", found->name)}});
        else
            stops.push_back(*found);
    }
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    return stops;
}

std::vector<MemberRole> away_on(Snapshot& snapshot, const SquadRow& squad, Date day) {
    std::set<MemberRole> there;
    for (const auto& member : members_present(snapshot, squad.division.county(), day))
        if (member.squad == squad.id) there.insert(member.role);
    std::vector<MemberRole> away;
    for (const auto role : values_of<MemberRole>())
        if (!there.contains(role)) away.push_back(role);
    return away;
}

}  // namespace

void check(const DayRequest& day, std::vector<FieldFault>& faults) {
    if (day.organizations.empty() || day.organizations.size() > assignment::most_stops)
        faults.push_back(
            {"/organizations", "too_many_items", {"每天安排1至8家企业。", "Give one to eight enterprises."}});
    if (std::set(day.organizations.begin(), day.organizations.end()).size() != day.organizations.size())
        faults.push_back({"/organizations", "given_twice", {"同一企业只填一次。", "Give each enterprise once."}});
}

DayRoute plan_day(Snapshot& snapshot, const Actor& actor, const DayRequest& request) {
    const auto squad = show_squad(snapshot, actor, {request.id});
    const auto stops = stops_asked_for(snapshot, squad, request);
    const Plane plane(squad.longitude, squad.latitude);
    const NeedsRow usual;
    assignment::Day day{.from = {0, 0},
                        .departure = static_cast<int>(request.departure.value_or(8 * 60)) * 60,
                        .metres_per_hour = static_cast<int>(request.speed.value_or(30)) * 1000};
    for (const auto& stop : stops)
        day.stops.push_back({plane.point(*stop.longitude, *stop.latitude), stop.opens.value_or(usual.opens) * 60,
                             stop.closes.value_or(usual.closes) * 60, stop.stay.value_or(usual.stay) * 60});
    const auto best = assignment::best_route(day);

    DayRoute route{.squad = squad.id,
                   .squad_name = squad.name,
                   .longitude = squad.longitude,
                   .latitude = squad.latitude,
                   .departure = day.departure / 60,
                   .end = minutes(best.end),
                   .metres = best.metres,
                   .late = minutes(best.late),
                   .away = away_on(snapshot, squad, request.day.value_or(date_in_shanghai(snapshot.now())))};
    assignment::Point before = day.from;
    for (const auto& visit : best.visits) {
        const auto index = static_cast<std::size_t>(visit.stop);
        const auto& stop = stops[index];
        const auto& at = day.stops[index];
        route.stops.push_back({stop.id, stop.name, stop.address, *stop.longitude, *stop.latitude,
                               minutes(visit.arrival), minutes(visit.begin), minutes(visit.leave), minutes(visit.late),
                               at.opens / 60, at.closes / 60, assignment::metres(before, at.at)});
        before = at.at;
    }
    return route;
}

}  // namespace tongzhou::squads
