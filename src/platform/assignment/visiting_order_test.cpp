// Routes against every order there is.
#include "platform/assignment/visiting_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace tongzhou::assignment {
namespace {

auto rank(const Route& route) { return std::tuple(route.late, route.metres, route.end); }

Route best_of_all(const Day& day) {
    std::vector<int> order(day.stops.size());
    std::iota(order.begin(), order.end(), 0);
    auto best = route_in_order(day, order);
    while (std::ranges::next_permutation(order).found)
        if (auto route = route_in_order(day, order); rank(route) < rank(best)) best = route;
    return best;
}

Day random_day(std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    const auto below = [&](int n) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); };
    Day day{.from = {0, 0}, .departure = 8 * 3600, .metres_per_hour = 20'000 + below(20'000)};
    const int stops = seed % 8 == 0 ? 8 : below(8);
    for (int i = 0; i < stops; ++i) {
        Stop stop{.at = {below(30'000) - 15'000.0, below(30'000) - 15'000.0}, .stay = 600 * below(5)};
        if (below(2) == 0) {
            stop.opens = 3600 * (8 + below(6));
            stop.closes = stop.opens + 1800 * below(8);
        }
        day.stops.push_back(stop);
    }
    return day;
}

TEST(BestRoute, IsTheBestOfAllOrders) {
    int late = 0, in_time = 0;
    for (std::uint64_t seed = 1; seed <= 240; ++seed) {
        const auto day = random_day(seed);
        const auto route = best_route(day);
        ASSERT_EQ(rank(route), rank(best_of_all(day))) << "seed " << seed;
        ASSERT_EQ(route.visits.size(), day.stops.size());
        ++(route.late > 0 ? late : in_time);
    }
    EXPECT_GE(late, 20);
    EXPECT_GE(in_time, 20);
}

TEST(BestRoute, WaitsForTheOneThatOpensLateRatherThanCrossTheTownTwice) {
    Day day{.from = {0, 0}, .departure = 8 * 3600, .metres_per_hour = 36'000};
    day.stops = {{.at = {10'000, 0}, .opens = 9 * 3600, .stay = 600}, {.at = {20'000, 0}, .stay = 600}};
    const auto route = best_route(day);
    EXPECT_EQ(route.metres, 40'000);
    EXPECT_EQ(route.late, 0);
    EXPECT_EQ(route.visits.front().stop, 1) << "the far one first: the same way, and home earlier";
    EXPECT_EQ(route.end, 8 * 3600 + 2000 + 600 + 1000 + 600 + 1000);
}

TEST(BestRoute, ADayWithoutStopsEndsAsItBegins) { EXPECT_EQ(best_route({.departure = 7 * 3600}).end, 7 * 3600); }

}  // namespace
}  // namespace tongzhou::assignment
