#include "platform/assignment/bound.hpp"

#include <algorithm>

namespace tongzhou::assignment {
namespace {

__extension__ using Wide = __int128;  // 200,000 clients at the dearest penalty are more than 64 bits hold

Cost cheapest(const Instance& instance, const TeamTree& tree, const Client& client, std::span<const Cost> prices,
              Cost unassigned, std::vector<Offer>& found) {
    Cost least = client.weight * unassigned;
    const Cost change = client.present ? instance.change_price : 0;
    if (client.present && instance.can_go(client, instance.teams[static_cast<std::size_t>(*client.present)]))
        least = std::min(least,
                         instance.cost_of(client, *client.present) + prices[static_cast<std::size_t>(*client.present)]);
    tree.cheapest(client, 1, least - change, found);
    return found.empty() ? least : found.front().paid + change;
}

}  // namespace

Penalties penalties_of(const Instance& instance) {
    if (instance.teams.empty()) return {1, 1, 1};
    Penalties penalties;
    Point low = instance.teams.front().at, high = low;
    const auto widen = [&](const Point& p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    };
    for (const auto& team : instance.teams) widen(team.at);
    for (const auto& client : instance.clients) {
        widen(client.at);
        penalties.heaviest = std::max(penalties.heaviest, client.weight);
    }
    // An exchange visits each team at most once.
    const auto dearest = penalties.heaviest * metres(low, high) + instance.change_price + 1;
    penalties.unassigned = penalties.lacking = dearest * static_cast<Cost>(instance.teams.size() + 1);
    return penalties;
}

Cost bound_under(const Instance& instance, std::span<const Cost> prices, const Plan& plan) {
    const auto penalties = penalties_of(instance);
    std::vector<Cost> clamped(prices.begin(), prices.end());
    for (auto& price : clamped) price = std::max(price, -penalties.lacking);
    TeamTree tree(instance.teams);
    tree.set_prices(clamped);

    Wide bound = 0;
    std::vector<int> pinned(instance.teams.size());
    std::vector<Offer> found;
    for (std::size_t i = 0; i < instance.clients.size(); ++i) {
        const auto& client = instance.clients[i];
        if (client.pinned) {
            ++pinned[static_cast<std::size_t>(*client.pinned)];
            bound += instance.cost_of(client, *client.pinned);
            continue;
        }
        bound += cheapest(instance, tree, client, clamped, penalties.unassigned, found);
        if (plan.team_of[i] < 0) bound -= Wide(client.weight) * penalties.unassigned;
    }
    for (std::size_t t = 0; t < instance.teams.size(); ++t) {
        const auto& team = instance.teams[t];
        const int binding = clamped[t] > 0 ? team.most - pinned[t] : std::max(0, team.least - pinned[t]);
        bound -= Wide(clamped[t]) * binding;
    }
    return static_cast<Cost>(bound - Wide(plan.lacking) * penalties.lacking);
}

}  // namespace tongzhou::assignment
