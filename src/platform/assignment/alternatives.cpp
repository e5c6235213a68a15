// What a move by hand costs: the client goes to another team, and the cheapest chain of others sets the bounds right
// again. That is a shortest path in the residual network; under the prices of the plan no step of it costs less than
// nothing, so one run of Dijkstra's algorithm, backwards from the team that loses the client, finds all of them.
#include <algorithm>

#include "platform/assignment/bound.hpp"
#include "platform/assignment/explain.hpp"
#include "platform/assignment/indices.hpp"

namespace tongzhou::assignment {
namespace {

class Chains {
  public:
    Chains(const Instance& instance, const Plan& plan, int client)
        : instance_(instance), plan_(plan), client_(client), teams_(static_cast<int>(instance.teams.size())) {
        taken_.resize(index(teams_));
        for (int team : plan.team_of)
            if (team >= 0) ++taken_[index(team)];
        steps_.resize(index(teams_ + 1));
        lacking_ = penalties_of(instance).lacking;
        search(plan.team_of[index(client)]);
    }
    std::vector<Alternative> ranked() const;

  private:
    static constexpr Cost never = TeamTree::no_limit;
    // From a team that has one too many, or from the pool of places, on to the next.
    struct Step {
        Cost left = never;  ///< cost of the way to the end, under the prices
        int to = -1;
        int client = -1;  ///< who goes there; -1: a place changes hands
        bool settled = false;
    };
    int pool() const { return teams_; }
    Cost paid(int client, int team) const {
        return instance_.cost_of(instance_.clients[index(client)], team) + plan_.price[index(team)];
    }
    void search(int end);
    void arrive(int at);
    void relax(int from, int to, int client, Cost cost);
    Cost taking_one_more(int team) const;
    Cost giving_one_away(int team) const;

    const Instance& instance_;
    const Plan& plan_;
    int client_, teams_;
    Cost lacking_ = 0;
    std::vector<int> taken_;
    std::vector<Step> steps_;
};

Cost Chains::taking_one_more(int team) const {
    const auto& bounds = instance_.teams[index(team)];
    if (taken_[index(team)] >= bounds.most) return never;
    return (taken_[index(team)] < bounds.least ? -lacking_ : 0) - plan_.price[index(team)];
}

Cost Chains::giving_one_away(int team) const {
    if (taken_[index(team)] == 0) return never;
    return (taken_[index(team)] <= instance_.teams[index(team)].least ? lacking_ : 0) + plan_.price[index(team)];
}

void Chains::relax(int from, int to, int client, Cost cost) {
    if (cost == never || steps_[index(from)].settled) return;
    const auto left = steps_[index(to)].left + cost;
    if (left < steps_[index(from)].left) steps_[index(from)] = {left, to, client, false};
}

/// Everything that leads to `at`.
void Chains::arrive(int at) {
    steps_[index(at)].settled = true;
    if (at == pool()) {
        for (int team = 0; team < teams_; ++team) relax(team, at, -1, taking_one_more(team));
        return;
    }
    relax(pool(), at, -1, giving_one_away(at));
    for (int i = 0; i < static_cast<int>(plan_.team_of.size()); ++i) {
        const auto& client = instance_.clients[index(i)];
        const int from = plan_.team_of[index(i)];
        if (i == client_ || from < 0 || from == at || client.pinned) continue;
        if (instance_.can_go(client, instance_.teams[index(at)])) relax(from, at, i, paid(i, at) - paid(i, from));
    }
}

void Chains::search(int end) {
    steps_[index(end)].left = 0;
    for (int at = end; at >= 0;) {
        arrive(at);
        at = -1;
        for (int i = 0; i <= teams_; ++i)
            if (const auto& step = steps_[index(i)];
                !step.settled && step.left != never && (at < 0 || step.left < steps_[index(at)].left))
                at = i;
    }
}

std::vector<Alternative> Chains::ranked() const {
    const auto& client = instance_.clients[index(client_)];
    const int own = plan_.team_of[index(client_)];
    std::vector<Alternative> ranked;
    for (int team = 0; team < teams_; ++team) {
        if (team == own || steps_[index(team)].left == never || !instance_.can_go(client, instance_.teams[index(team)]))
            continue;
        Alternative found{team, paid(client_, team) - paid(client_, own) + steps_[index(team)].left, {}};
        if (found.extra >= lacking_ / 2) continue;  // some team would fall below its lower bound
        found.moves.push_back({client_, own, team});
        for (int at = team; at != own; at = steps_[index(at)].to)
            if (const auto& step = steps_[index(at)]; step.client >= 0)
                found.moves.push_back({step.client, at, step.to});
        ranked.push_back(std::move(found));
    }
    std::ranges::stable_sort(ranked, {}, &Alternative::extra);
    return ranked;
}

}  // namespace

std::vector<Alternative> alternatives(const Instance& instance, const Plan& plan, int client) {
    if (plan.team_of[index(client)] < 0 || instance.clients[index(client)].pinned) return {};
    return Chains(instance, plan, client).ranked();
}

}  // namespace tongzhou::assignment
