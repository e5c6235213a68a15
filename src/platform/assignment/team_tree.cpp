#include "platform/assignment/team_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tongzhou::assignment {
namespace {
constexpr int leaf_size = 6;
}

TeamTree::TeamTree(std::span<const Team> teams) : teams_(teams), prices_(teams.size()), order_(teams.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    if (!teams.empty()) build(0, static_cast<int>(teams.size()));
    set_prices(std::vector<Cost>(teams.size()));
}

int TeamTree::build(int begin, int end) {
    const auto at = nodes_.size();
    const auto& first = teams_[static_cast<std::size_t>(order_[static_cast<std::size_t>(begin)])].at;
    Node node{first.x, first.y, first.x, first.y, 0, 0, begin, end};
    for (int i = begin; i < end; ++i) {
        const auto& team = teams_[static_cast<std::size_t>(order_[static_cast<std::size_t>(i)])];
        node.west = std::min(node.west, team.at.x);
        node.east = std::max(node.east, team.at.x);
        node.south = std::min(node.south, team.at.y);
        node.north = std::max(node.north, team.at.y);
        node.skills |= team.skills;
    }
    nodes_.push_back(node);
    if (end - begin > leaf_size) {
        const int middle = std::midpoint(begin, end);
        const bool wide = node.east - node.west > node.north - node.south;
        std::nth_element(order_.begin() + begin, order_.begin() + middle, order_.begin() + end, [&](int a, int b) {
            const auto &p = teams_[static_cast<std::size_t>(a)].at, &q = teams_[static_cast<std::size_t>(b)].at;
            return wide ? p.x < q.x : p.y < q.y;
        });
        build(begin, middle);
        nodes_[at].right = build(middle, end);
    }
    return static_cast<int>(at);
}

void TeamTree::set_prices(std::span<const Cost> prices) {
    std::ranges::copy(prices, prices_.begin());
    for (auto i = nodes_.size(); i-- > 0;) {
        auto& node = nodes_[i];
        if (node.right >= 0) {
            node.price = std::min(nodes_[i + 1].price, nodes_[static_cast<std::size_t>(node.right)].price);
            continue;
        }
        node.price = no_limit;
        for (int k = node.begin; k < node.end; ++k)
            node.price = std::min(node.price, prices_[static_cast<std::size_t>(order_[static_cast<std::size_t>(k)])]);
    }
}

// Rounding to whole metres is monotone, so no team in the box is nearer than its nearest point.
Cost TeamTree::lowest(const Node& node, const Client& client) const {
    if ((client.demands & ~node.skills) != 0) return no_limit;
    const Point nearest{std::clamp(client.at.x, node.west, node.east), std::clamp(client.at.y, node.south, node.north)};
    return client.weight * metres(client.at, nearest) + node.price;
}

void TeamTree::cheapest(const Client& client, std::size_t count, Cost limit, std::vector<Offer>& found) const {
    found.clear();
    Search search{client, count, limit, found};
    if (!nodes_.empty() && lowest(nodes_.front(), client) < limit) visit(0, search);
    std::ranges::sort(found);
}

void TeamTree::visit(int at, Search& search) const {
    const auto& node = nodes_[static_cast<std::size_t>(at)];
    if (node.right < 0) {
        for (int k = node.begin; k < node.end; ++k) {
            const int index = order_[static_cast<std::size_t>(k)];
            const auto& team = teams_[static_cast<std::size_t>(index)];
            if ((search.client.demands & ~team.skills) != 0) continue;
            const auto paid =
                search.client.weight * metres(search.client.at, team.at) + prices_[static_cast<std::size_t>(index)];
            if (paid >= search.limit) continue;
            search.found.push_back({paid, index});
            std::ranges::push_heap(search.found);
            if (search.found.size() > search.count) {
                std::ranges::pop_heap(search.found);
                search.found.pop_back();
            }
            if (search.found.size() == search.count) search.limit = search.found.front().paid;
        }
        return;
    }
    int near = at + 1, far = node.right;
    auto near_low = lowest(nodes_[static_cast<std::size_t>(near)], search.client);
    auto far_low = lowest(nodes_[static_cast<std::size_t>(far)], search.client);
    if (far_low < near_low) {
        std::swap(near, far);
        std::swap(near_low, far_low);
    }
    if (near_low < search.limit) visit(near, search);
    if (far_low < search.limit) visit(far, search);
}

}  // namespace tongzhou::assignment
