#include "modules/squads/planning.hpp"

#include "modules/rules/rules.hpp"
#include "modules/squads/weights.hpp"

namespace tongzhou::squads {
namespace {

// Its place is that of its first site with coordinates, an operating one before a closed one: whoever has not resumed
// work has none that operates, and needs a squad most.
const sql::Query find_enterprises{R"(
    SELECT o.id, o.name, o.division, s.longitude, s.latitude, e.size_class, e.above_designated_size,
           (SELECT COUNT(*) FROM filings f
            WHERE f.organization = o.id AND f.priority = 'vital' AND f.state <> 'withdrawn') AS vital_filings,
           (SELECT COUNT(*) FROM filings f
            WHERE f.organization = o.id AND f.priority = 'urgent' AND f.state <> 'withdrawn') AS urgent_filings,
           (SELECT COUNT(*) FROM difficulties d
            WHERE d.organization = o.id AND d.state NOT IN ('confirmed', 'withdrawn')) AS open_difficulties,
           n.looked_after, n.skills, n.squad AS pinned, a.squad AS present
    FROM organizations o
    JOIN enterprises e ON e.organization = o.id
    LEFT JOIN sites s ON s.id = (SELECT t.id FROM sites t
                                 WHERE t.organization = o.id AND t.longitude IS NOT NULL
                                 ORDER BY t.status DESC, t.created_at, t.id LIMIT 1)
    LEFT JOIN squad_needs n ON n.organization = o.id
    LEFT JOIN squad_assignments a ON a.organization = o.id AND a.county = o.county
    WHERE o.county = :county ORDER BY o.id)"};
const sql::Query find_plan_in_force{R"(
    SELECT id FROM squad_plans WHERE county = :county AND state = 'accepted')"};

struct Found {
    Id<Organization> id;
    std::string name;
    DivisionCode division;
    std::optional<double> longitude, latitude;
    std::optional<organizations::SizeClass> size_class;
    std::optional<bool> above_designated_size;
    std::int64_t vital_filings = 0, urgent_filings = 0, open_difficulties = 0;
    std::optional<bool> looked_after;
    std::optional<std::string> skills;
    std::optional<Id<Squad>> pinned, present;
};
BOOST_DESCRIBE_STRUCT(Found, (),
                      (id, name, division, longitude, latitude, size_class, above_designated_size, vital_filings,
                       urgent_filings, open_difficulties, looked_after, skills, pinned, present))

class Reader {
  public:
    Reader(Snapshot& snapshot, CountyInput& input) : snapshot_(snapshot), input_(input) {}
    void read();

  private:
    void read_squads();
    void read_enterprise(const Found& found);
    void pin(const Found& found, assignment::Client& client);

    Snapshot& snapshot_;
    CountyInput& input_;
    SkillBits bits_;
    std::unordered_map<Id<Squad>, int> teams_;
};

void Reader::read_squads() {
    for (auto& squad : squads_of_county(snapshot_, input_.county.county()))
        if (squad.complete()) input_.squads.push_back(std::move(squad));
    if (input_.squads.empty())
        throw Problem::conflict("no_squads", "本县还没有三个席位齐全的先锋队，请先组建。",
                                "This county has no squad with all three seats taken; form one first.");
    const auto plane = plane_of(input_.squads);
    for (const auto& squad : input_.squads) {
        teams_.emplace(squad.id, static_cast<int>(teams_.size()));
        input_.instance.teams.push_back({plane.point(squad.longitude, squad.latitude),
                                         bits_.of(skills_of_squad(snapshot_, squad)), input_.least, input_.most});
    }
}

void Reader::pin(const Found& found, assignment::Client& client) {
    const auto team = teams_.find(*found.pinned);
    if (team == teams_.end())
        throw Problem::conflict(
            "pinned_squad_incomplete",
            fmt::format("{}指定的先锋队席位不全或已解散，请补齐席位或取消指定。", found.name),
            fmt::format("The squad that {} is pinned to is not complete; fill its seats or unpin.", found.name));
    if (!input_.instance.can_go(client, input_.instance.teams[static_cast<std::size_t>(team->second)]))
        throw Problem::conflict("pin_lacks_skill",
                                fmt::format("{}指定的先锋队不具备所需技能，请取消指定或调整队员。", found.name),
                                fmt::format("The squad that {} is pinned to has not the skills it needs; unpin it or "
                                            "change the squad.",
                                            found.name));
    client.pinned = team->second;
}

void Reader::read_enterprise(const Found& found) {
    PlanPlace place{.organization = found.id, .division = found.division, .present = found.present};
    place.weight = weight_of({found.size_class, found.above_designated_size, found.vital_filings, found.urgent_filings,
                              found.open_difficulties});
    if (!found.looked_after.value_or(true)) {
        place.why = PlaceWhy::not_wanted;
        if (found.present) input_.unwanted.push_back(place);
        return;
    }
    if (!found.longitude && !found.pinned) {
        place.why = PlaceWhy::no_location;
        input_.unlocated.push_back(place);
        return;
    }
    place.longitude = found.longitude;
    place.latitude = found.latitude;
    assignment::Client client{.weight = place.weight, .demands = bits_.of(skills_of(found.skills.value_or("")))};
    if (found.pinned) pin(found, client);
    // Who is pinned stays so wherever it is; without coordinates its way counts nothing.
    client.at = found.longitude ? plane_of(input_.squads).point(*found.longitude, *found.latitude)
                                : input_.instance.teams[static_cast<std::size_t>(*client.pinned)].at;
    if (const auto team = found.present ? teams_.find(*found.present) : teams_.end(); team != teams_.end())
        client.present = team->second;
    place.by_hand = client.pinned.has_value();
    input_.instance.clients.push_back(client);
    input_.located.push_back(place);
}

void Reader::read() {
    const auto now = snapshot_.now();
    input_.least = rules::squad_enterprises_least(snapshot_, input_.county, now);
    input_.most = std::max(input_.least, rules::squad_enterprises_most(snapshot_, input_.county, now));
    input_.in_force = snapshot_.value<Id<SquadPlan>>(find_plan_in_force, input_.county.county());
    read_squads();
    for (const auto& found : snapshot_.all<Found>(find_enterprises, input_.county.county())) read_enterprise(found);
    for (const auto& fault : assignment::faults_of(input_.instance)) {
        if (fault.code == "pins_exceed_most")
            throw Problem::conflict("pins_exceed_most",
                                    fmt::format("指定给{}的企业超过{}家，请取消一些。",
                                                input_.squads[static_cast<std::size_t>(fault.team)].name, input_.most),
                                    fmt::format("More than {} enterprises are pinned to {}; unpin some.", input_.most,
                                                input_.squads[static_cast<std::size_t>(fault.team)].name));
        throw Problem::conflict(
            fault.code, "坐标或规模超出规划范围，请核对厂区和先锋队的坐标。",
            "Coordinates or numbers are beyond what can be planned; check those of sites and squads.");
    }
}

}  // namespace

Plane plane_of(const std::vector<SquadRow>& squads) { return {squads.front().longitude, squads.front().latitude}; }

std::optional<std::size_t> CountyInput::index_of(const Id<Organization>& enterprise) const {
    const auto found = std::ranges::find(located, enterprise, &PlanPlace::organization);
    if (found == located.end()) return std::nullopt;
    return static_cast<std::size_t>(found - located.begin());
}

std::optional<int> CountyInput::team_of(const Id<Squad>& squad) const {
    const auto found = std::ranges::find(squads, squad, &SquadRow::id);
    if (found == squads.end()) return std::nullopt;
    return static_cast<int>(found - squads.begin());
}

CountyInput read_county(Snapshot& snapshot, const DivisionCode& county) {
    CountyInput input;
    input.county = county;
    Reader(snapshot, input).read();
    return input;
}

std::vector<PlanPlace> places_of(const CountyInput& input, const assignment::Instance& instance,
                                 const assignment::Plan& plan) {
    static_assert(EnumTable<PlaceWhy>::size == EnumTable<assignment::Why>::size + 2);
    const auto squad = [&](int team) {
        return team < 0 ? std::nullopt : std::optional(input.squads[static_cast<std::size_t>(team)].id);
    };
    auto places = input.located;
    const auto explanations = assignment::explain(instance, plan);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& e = explanations[i];
        auto& place = places[i];
        place.squad = squad(e.team);
        place.by_hand = instance.clients[i].pinned.has_value();
        place.metres = e.metres;
        place.why = place.longitude ? static_cast<PlaceWhy>(e.why) : PlaceWhy::pinned;
        place.nearest = squad(e.nearest);
        place.metres_to_nearest = e.metres_to_nearest;
        place.extra = e.extra;
        place.full_squads = e.teams;
        place.full_places = e.places;
        place.wanting = e.wanting;
    }
    places.insert(places.end(), input.unlocated.begin(), input.unlocated.end());
    places.insert(places.end(), input.unwanted.begin(), input.unwanted.end());
    return places;
}

}  // namespace tongzhou::squads
