#include "platform/assignment/coarse.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace tongzhou::assignment {
namespace {

constexpr int size = 4;

/// Orders indices so that neighbours in the plane are near each other: halves at the median, again and again.
template <class Placed>
void by_place(const std::vector<Placed>& all, std::span<int> order) {
    if (order.size() <= size) return;
    const auto at = [&](int i) -> const Point& { return all[static_cast<std::size_t>(i)].at; };
    const auto [west, east] = std::ranges::minmax(order, {}, [&](int i) { return at(i).x; });
    const auto [south, north] = std::ranges::minmax(order, {}, [&](int i) { return at(i).y; });
    const bool wide = at(east).x - at(west).x > at(north).y - at(south).y;
    // The first half is whole groups.
    const auto half = (order.size() / 2 + size - 1) / size * size;
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(half);
    std::ranges::nth_element(order, middle, {}, [&](int i) { return wide ? at(i).x : at(i).y; });
    by_place(all, order.first(half));
    by_place(all, order.subspan(half));
}

template <class Placed>
std::vector<int> ordered(const std::vector<Placed>& all) {
    std::vector<int> order(all.size());
    std::iota(order.begin(), order.end(), 0);
    by_place(all, std::span(order));
    return order;
}

}  // namespace

Coarse coarsen(const Instance& instance) {
    Coarse coarse;
    coarse.instance.change_price = instance.change_price;
    coarse.group_of.resize(instance.teams.size());
    const auto teams = ordered(instance.teams);
    for (std::size_t begin = 0; begin < teams.size(); begin += size) {
        Team group;
        const auto end = std::min(begin + size, teams.size());
        for (auto i = begin; i < end; ++i) {
            const auto& team = instance.teams[static_cast<std::size_t>(teams[i])];
            group.at.x += team.at.x / static_cast<double>(end - begin);
            group.at.y += team.at.y / static_cast<double>(end - begin);
            group.skills |= team.skills;
            group.least += team.least;
            group.most += team.most;
            coarse.group_of[static_cast<std::size_t>(teams[i])] = static_cast<int>(coarse.instance.teams.size());
        }
        group.least /= size;
        group.most = (group.most + size - 1) / size;
        coarse.instance.teams.push_back(group);
    }
    const auto clients = ordered(instance.clients);
    for (std::size_t i = size / 2; i < clients.size(); i += size) {
        auto client = instance.clients[static_cast<std::size_t>(clients[i])];
        if (client.present) client.present = coarse.group_of[static_cast<std::size_t>(*client.present)];
        coarse.instance.clients.push_back(client);
    }
    return coarse;
}

}  // namespace tongzhou::assignment
