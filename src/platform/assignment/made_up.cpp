#include "platform/assignment/made_up.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace tongzhou::assignment {
namespace {

// std::mt19937_64 gives the same numbers everywhere; the distributions of the standard library need not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    int below(int n) { return static_cast<int>(share() * n); }
    double exponential() { return -std::log(1 - share()); }
    double normal() { return std::sqrt(2 * exponential()) * std::cos(2 * std::numbers::pi * share()); }

  private:
    std::mt19937_64 engine_;
};

struct Cluster {
    Point centre;
    double spread = 0, clients = 0, teams = 0;  ///< metres; sums of the weights so far
};

Point scatter(Dice& dice, const std::vector<Cluster>& clusters, double Cluster::*sum) {
    const double at = dice.share() * clusters.back().*sum;
    const auto cluster = std::ranges::find_if(clusters, [&](const Cluster& c) { return at < c.*sum; });
    const auto& c = cluster == clusters.end() ? clusters.back() : *cluster;
    const double x = std::round(c.centre.x + c.spread * dice.normal());
    return {x, std::round(c.centre.y + c.spread * dice.normal())};
}

std::vector<Cluster> make_clusters(Dice& dice, const MadeUp& how, double side) {
    std::vector<Cluster> clusters(static_cast<std::size_t>(std::max(3, how.clients / 400)));
    double clients = 0, teams = 0;
    for (auto& cluster : clusters) {
        cluster.centre = {dice.share() * side, dice.share() * side};
        cluster.spread = 1000 + 3000 * dice.share();
        const double size = dice.exponential();
        cluster.clients = clients += size;
        cluster.teams = teams += how.alike * size + (1 - how.alike) * dice.exponential();
    }
    return clusters;
}

}  // namespace

Instance made_up(const MadeUp& how) {
    Dice dice(how.seed);
    const auto clusters = make_clusters(dice, how, 600 * std::sqrt(static_cast<double>(how.clients)));
    Instance instance;
    for (int i = 0; i < how.clients; ++i) {
        Client client{.at = scatter(dice, clusters, &Cluster::clients), .weight = 1 + dice.below(how.heaviest)};
        if (how.skills > 0 && dice.share() < how.demanding) client.demands = Skills{1} << dice.below(how.skills);
        instance.clients.push_back(client);
    }
    for (int i = 0; i < how.teams; ++i) {
        Team team{scatter(dice, clusters, &Cluster::teams), 0, how.least, how.most};
        for (int skill = 0; skill < how.skills; ++skill)
            if (dice.share() < 0.5) team.skills |= Skills{1} << skill;
        instance.teams.push_back(team);
    }
    return instance;
}

Instance changed(Instance instance, const Plan& plan, double share, std::uint64_t seed) {
    Dice dice(seed);
    const int clients = static_cast<int>(instance.clients.size());
    for (std::size_t i = 0; i < instance.clients.size(); ++i)
        if (plan.team_of[i] >= 0) instance.clients[i].present = plan.team_of[i];
    for (int i = 0; i < static_cast<int>(std::lround(share * clients)); ++i) {
        auto& client = instance.clients[static_cast<std::size_t>(dice.below(clients))];
        const auto& near = instance.clients[static_cast<std::size_t>(dice.below(clients))].at;
        client = {.at = {near.x + std::round(2000 * dice.normal()), near.y + std::round(2000 * dice.normal())},
                  .weight = 1 + dice.below(5)};
    }
    return instance;
}

}  // namespace tongzhou::assignment
