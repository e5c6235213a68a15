#include <cmath>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

Cost metres(const Point& a, const Point& b) {
    // hypot's care about overflow costs more than the rest of the search together.
    const double x = a.x - b.x, y = a.y - b.y;
    return std::llround(std::sqrt(x * x + y * y));
}

Cost Instance::cost_of(const Client& client, int team) const {
    const auto way = client.weight * metres(client.at, teams[static_cast<std::size_t>(team)].at);
    return client.present && *client.present != team ? way + change_price : way;
}

namespace {

constexpr std::size_t most_teams = 50'000, most_clients = 200'000;
constexpr double furthest = 1e6;
constexpr Cost dearest_change = 1'000'000'000;

bool is_far(const Point& a, const Point& b) {
    const bool near = std::abs(a.x - b.x) <= furthest && std::abs(a.y - b.y) <= furthest;
    return !near;  // also what is not a number
}

void check_pins(const Instance& instance, std::vector<Fault>& faults) {
    std::vector<int> pinned(instance.teams.size());
    const int teams = static_cast<int>(instance.teams.size());
    for (int i = 0; const auto& client : instance.clients) {
        const int index = i++;
        for (const auto& named : {client.pinned, client.present})
            if (named && (*named < 0 || *named >= teams)) faults.push_back({"no_such_team", index, *named});
        if (!client.pinned || *client.pinned < 0 || *client.pinned >= teams) continue;
        const auto at = static_cast<std::size_t>(*client.pinned);
        if (!instance.can_go(client, instance.teams[at])) faults.push_back({"pin_lacks_skill", index, *client.pinned});
        if (++pinned[at] == instance.teams[at].most + 1) faults.push_back({"pins_exceed_most", -1, *client.pinned});
    }
}

}  // namespace

std::vector<Fault> faults_of(const Instance& instance) {
    std::vector<Fault> faults;
    if (instance.teams.size() > most_teams || instance.clients.size() > most_clients) faults.push_back({"too_many"});
    if (instance.change_price < 0 || instance.change_price > dearest_change)
        faults.push_back({"change_price_out_of_range"});
    const Point origin = !instance.teams.empty()     ? instance.teams.front().at
                         : !instance.clients.empty() ? instance.clients.front().at
                                                     : Point{};
    for (int i = 0; const auto& team : instance.teams) {
        if (is_far(team.at, origin)) faults.push_back({"too_far", -1, i});
        if (team.least < 0 || team.least > team.most) faults.push_back({"bounds_reversed", -1, i});
        ++i;
    }
    for (int i = 0; const auto& client : instance.clients) {
        if (is_far(client.at, origin)) faults.push_back({"too_far", i});
        if (client.weight < 1 || client.weight > 1000) faults.push_back({"weight_out_of_range", i});
        ++i;
    }
    check_pins(instance, faults);
    return faults;
}

}  // namespace tongzhou::assignment
