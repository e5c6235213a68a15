// The judge of assign() in the tests: LEMON's network simplex on the whole network, every arc in it, nothing priced.
#pragma once

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include "platform/assignment/bound.hpp"

namespace tongzhou::assignment::testing {

/// What counts, per unit of each.
struct Weights {
    Cost way = 1, unassigned = 0, lacking = 0;
};
struct Verdict {
    Cost cost = 0;                ///< ways and changes
    std::int64_t unassigned = 0;  ///< weight
    std::int64_t lacking = 0;     ///< places
};

inline Verdict judge(const Instance& instance, const Weights& weights) {
    using Graph = lemon::SmartDigraph;
    Graph graph;
    Graph::ArcMap<Cost> cost(graph), way(graph);
    Graph::ArcMap<int> lower(graph), upper(graph), out(graph), lacking(graph);
    Graph::NodeMap<int> supply(graph);
    const int everybody = static_cast<int>(instance.clients.size());
    const auto root = graph.addNode();
    supply[root] = -everybody;
    std::vector<Graph::Node> teams;
    for (const auto& team : instance.teams) {
        teams.push_back(graph.addNode());
        const auto taken = graph.addArc(teams.back(), root), lack = graph.addArc(root, teams.back());
        lower[taken] = team.least;
        upper[taken] = team.most;
        upper[lack] = team.least;
        cost[lack] = weights.lacking;
        lacking[lack] = 1;
    }
    for (const auto& client : instance.clients) {
        const auto node = graph.addNode();
        supply[node] = 1;
        for (int t = 0; t < static_cast<int>(teams.size()); ++t) {
            const auto at = static_cast<std::size_t>(t);
            if (client.pinned ? *client.pinned != t : !instance.can_go(client, instance.teams[at])) continue;
            const auto arc = graph.addArc(node, teams[at]);
            upper[arc] = 1;
            way[arc] = instance.cost_of(client, t);
            cost[arc] = weights.way * way[arc];
        }
        if (client.pinned) continue;
        const auto left_out = graph.addArc(node, root);
        upper[left_out] = 1;
        out[left_out] = client.weight;
        cost[left_out] = weights.unassigned * client.weight;
    }
    lemon::NetworkSimplex<Graph, int, Cost> simplex(graph);
    simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
    if (simplex.run() != simplex.OPTIMAL) throw std::logic_error("the judge found no plan");
    Verdict verdict;
    for (Graph::ArcIt arc(graph); arc != lemon::INVALID; ++arc) {
        const auto flow = simplex.flow(arc);
        verdict.cost += flow * way[arc];
        verdict.unassigned += flow * out[arc];
        verdict.lacking += flow * lacking[arc];
    }
    return verdict;
}

inline Verdict judge(const Instance& instance) {
    const auto penalties = penalties_of(instance);
    return judge(instance, {1, penalties.unassigned, penalties.lacking});
}

}  // namespace tongzhou::assignment::testing
