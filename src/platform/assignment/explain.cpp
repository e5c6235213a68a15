#include "platform/assignment/explain.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "platform/assignment/team_tree.hpp"
#include "platform/assignment/indices.hpp"

namespace tongzhou::assignment {
namespace {

class Explainer {
  public:
    Explainer(const Instance& instance, const Plan& plan) : instance_(instance), plan_(plan), tree_(instance.teams) {
        taken_.resize(instance.teams.size());
        for (int team : plan.team_of)
            if (team >= 0) ++taken_[index(team)];
    }
    Explanation explain(int i);
    /// Why teams with the same skills lack clients.
    Lack lack(const std::vector<int>& teams) const;
    int taken(int team) const { return taken_[index(team)]; }

  private:
    Why why(int i, const Explanation& found) const;
    void explain_unassigned(const Client& client, Explanation& found);

    struct FullTeams {
        int teams = 0, places = 0, wanting = 0;
    };
    FullTeams full_teams(Skills demands) const;

    const Instance& instance_;
    const Plan& plan_;
    TeamTree tree_;
    std::vector<int> taken_;
    std::vector<Offer> nearest_;
    std::map<Skills, FullTeams> full_;  ///< by what is demanded
};

Explanation Explainer::explain(int i) {
    const auto& client = instance_.clients[index(i)];
    Explanation found;
    found.team = plan_.team_of[index(i)];
    const Client anybody{.at = client.at};
    tree_.cheapest(anybody, 1, TeamTree::no_limit, nearest_);
    if (!nearest_.empty()) {
        found.nearest = nearest_.front().team;
        found.metres_to_nearest = nearest_.front().paid;
    }
    if (found.team < 0) {
        explain_unassigned(client, found);
        return found;
    }
    found.metres = metres(client.at, instance_.teams[index(found.team)].at);
    if (found.metres <= found.metres_to_nearest) found.nearest = found.team;
    found.why = why(i, found);
    if (found.why == Why::full || found.why == Why::needed)
        found.extra = instance_.cost_of(client, found.nearest) + plan_.price[index(found.nearest)] -
                      instance_.cost_of(client, found.team) - plan_.price[index(found.team)];
    return found;
}

Why Explainer::why(int i, const Explanation& found) const {
    const auto& client = instance_.clients[index(i)];
    if (found.nearest == found.team) return Why::nearest;
    if (client.pinned) return Why::pinned;
    if (!instance_.can_go(client, instance_.teams[index(found.nearest)])) return Why::lacks_skill;
    const auto without_change = [&](int team, Cost way) { return client.weight * way + plan_.price[index(team)]; };
    if (client.present == found.team &&
        without_change(found.nearest, found.metres_to_nearest) < without_change(found.team, found.metres))
        return Why::kept;
    // With room there and somebody to spare here the plan would not be the cheapest.
    const auto& nearest = instance_.teams[index(found.nearest)];
    return taken_[index(found.nearest)] >= nearest.most ? Why::full : Why::needed;
}

void Explainer::explain_unassigned(const Client& client, Explanation& found) {
    const auto [at, is_new] = full_.try_emplace(client.demands);
    if (is_new) at->second = full_teams(client.demands);
    found.teams = at->second.teams;
    found.places = at->second.places;
    found.wanting = at->second.wanting;
    found.why = found.teams == 0 ? Why::no_such_skill : Why::all_full;
}

/// The teams that could take such a client, those to which one of theirs could pass on instead, and so on. In the plan
/// all of them are full.
Explainer::FullTeams Explainer::full_teams(Skills demands) const {
    std::set<Skills> seeking{demands};
    std::vector<bool> reached(instance_.teams.size());
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t t = 0; t < reached.size(); ++t)
            if (!reached[t])
                reached[t] =
                    std::ranges::any_of(seeking, [&](Skills s) { return (s & ~instance_.teams[t].skills) == 0; });
        for (std::size_t i = 0; i < plan_.team_of.size(); ++i) {
            const auto& client = instance_.clients[i];
            const int team = plan_.team_of[i];
            if (team >= 0 && !client.pinned && reached[index(team)]) grew |= seeking.insert(client.demands).second;
        }
    }
    FullTeams full;
    for (std::size_t t = 0; t < reached.size(); ++t) {
        if (!reached[t]) continue;
        ++full.teams;
        full.places += instance_.teams[t].most;
    }
    for (std::size_t i = 0; i < plan_.team_of.size(); ++i) {
        const auto& client = instance_.clients[i];
        const int team = plan_.team_of[i];
        if (team >= 0 ? reached[index(team)] : seeking.contains(client.demands)) ++full.wanting;
    }
    return full;
}

/// These teams, those that hold somebody who could go to one of them, those that hold somebody who could go to one of
/// those, and so on: none of them has anybody to spare.
Lack Explainer::lack(const std::vector<int>& teams) const {
    std::vector<bool> reached(instance_.teams.size()), can_come(instance_.clients.size());
    std::set<Skills> offered;
    for (int team : teams) reached[index(team)] = true;
    for (bool grew = true; grew;) {
        grew = false;
        offered.clear();
        for (std::size_t t = 0; t < reached.size(); ++t)
            if (reached[t]) offered.insert(instance_.teams[t].skills);
        for (std::size_t i = 0; i < can_come.size(); ++i) {
            const auto& client = instance_.clients[i];
            const int at = plan_.team_of[i];
            const bool comes = client.pinned
                                   ? reached[index(*client.pinned)]
                                   : std::ranges::any_of(offered, [&](Skills s) { return (client.demands & ~s) == 0; });
            if (!comes) continue;
            can_come[i] = true;
            if (at < 0 || reached[index(at)]) continue;
            reached[index(at)] = grew = true;
        }
    }
    Lack lack;
    for (std::size_t t = 0; t < reached.size(); ++t) {
        if (!reached[t]) continue;
        ++lack.teams;
        lack.required += instance_.teams[t].least;
    }
    lack.clients = static_cast<int>(std::ranges::count(can_come, true));
    return lack;
}

}  // namespace

std::vector<Explanation> explain(const Instance& instance, const Plan& plan) {
    Explainer explainer(instance, plan);
    std::vector<Explanation> explanations;
    for (int i = 0; i < static_cast<int>(plan.team_of.size()); ++i) explanations.push_back(explainer.explain(i));
    return explanations;
}

std::vector<Lack> explain_lacking(const Instance& instance, const Plan& plan) {
    Explainer explainer(instance, plan);
    const auto lacking = [&](int team) { return instance.teams[index(team)].least - explainer.taken(team); };
    std::map<Skills, std::vector<int>> alike;
    for (int team = 0; team < static_cast<int>(instance.teams.size()); ++team)
        if (lacking(team) > 0) alike[instance.teams[index(team)].skills].push_back(team);
    std::vector<Lack> lacks;
    for (const auto& [skills, teams] : alike) {
        auto lack = explainer.lack(teams);
        for (int team : teams) {
            lack.team = team;
            lack.lacking = lacking(team);
            lacks.push_back(lack);
        }
    }
    std::ranges::sort(lacks, {}, &Lack::team);
    return lacks;
}

}  // namespace tongzhou::assignment
