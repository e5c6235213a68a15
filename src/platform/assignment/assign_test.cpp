// assign() against LEMON on the dense network, and what its plans promise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "platform/assignment/dense_judge.hpp"
#include "platform/assignment/made_up.hpp"
#include "platform/assignment/random_instance.hpp"

namespace tongzhou::assignment {
namespace {

std::int64_t unassigned_weight(const Instance& instance, const Plan& plan) {
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < plan.team_of.size(); ++i)
        if (plan.team_of[i] < 0) weight += instance.clients[i].weight;
    return weight;
}

void expect_within_bounds(const Instance& instance, const Plan& plan) {
    std::vector<int> taken(instance.teams.size());
    int lacking = 0;
    for (std::size_t i = 0; i < plan.team_of.size(); ++i) {
        const auto& client = instance.clients[i];
        if (client.pinned) {
            EXPECT_EQ(plan.team_of[i], *client.pinned);
        }
        if (plan.team_of[i] < 0) continue;
        const auto team = static_cast<std::size_t>(plan.team_of[i]);
        ++taken[team];
        EXPECT_TRUE(instance.can_go(client, instance.teams[team]));
    }
    for (std::size_t t = 0; t < taken.size(); ++t) {
        EXPECT_LE(taken[t], instance.teams[t].most);
        lacking += std::max(0, instance.teams[t].least - taken[t]);
    }
    EXPECT_EQ(lacking, plan.lacking);
}

TEST(Assign, CostsWhatTheDenseSolveCostsOnEveryRandomInstance) {
    int infeasible = 0, feasible = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto instance = testing::random_instance(seed);
        ASSERT_THAT(faults_of(instance), ::testing::IsEmpty());
        const auto plan = assign(instance);
        const auto verdict = testing::judge(instance);
        ASSERT_EQ(plan.cost, verdict.cost);
        ASSERT_EQ(plan.bound, plan.cost) << "not proved";
        ASSERT_EQ(unassigned_weight(instance, plan), verdict.unassigned);
        ASSERT_EQ(plan.lacking, verdict.lacking);
        expect_within_bounds(instance, plan);
        ++(plan.unassigned > 0 || plan.lacking > 0 ? infeasible : feasible);
    }
    EXPECT_GE(infeasible, 50);
    EXPECT_GE(feasible, 50);
}

// The contract's claim that the two relaxations never compete: each is as small as if it alone counted.
TEST(Assign, LeavesOutAndLacksNoMoreThanEachAloneMust) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto instance = testing::random_instance(seed);
        const auto plan = assign(instance);
        EXPECT_EQ(unassigned_weight(instance, plan), testing::judge(instance, {0, 1, 0}).unassigned);
        EXPECT_EQ(plan.lacking, testing::judge(instance, {0, 0, 1}).lacking);
    }
}

TEST(Assign, IsProvedOnTownsOfEveryShape) {
    for (double alike : {1.0, 0.5, 0.0})
        for (int skills : {0, 4}) {
            const auto instance = made_up({.clients = 1200, .teams = 204, .seed = 7, .alike = alike, .skills = skills});
            const auto plan = assign(instance);
            EXPECT_EQ(plan.cost, plan.bound) << "alike " << alike << ", skills " << skills;
            EXPECT_EQ(plan.cost, testing::judge(instance).cost);
            expect_within_bounds(instance, plan);
        }
}

TEST(Assign, KnowsTheEdges) {
    EXPECT_EQ(assign({}).assigned, 0);
    Instance nobody{.teams = {{.at = {0, 0}, .least = 2, .most = 3}}};
    EXPECT_EQ(assign(nobody).lacking, 2);
    Instance no_team{.clients = {{.at = {0, 0}}}};
    EXPECT_EQ(assign(no_team).unassigned, 1);
    // All at one place: every cost is 0.
    Instance heap{.teams = {3, Team{.at = {5, 5}, .least = 5, .most = 7}}, .clients = {16, Client{.at = {5, 5}}}};
    EXPECT_EQ(assign(heap).cost, 0);
    EXPECT_EQ(assign(heap).assigned, 16);
    EXPECT_EQ(assign(heap).lacking, 0);
}

TEST(Assign, LeavesOutTheLightest) {
    Instance instance{.teams = {{.at = {0, 0}, .least = 0, .most = 2}}};
    for (int weight : {3, 1, 2}) instance.clients.push_back({.at = {100.0 * weight, 0}, .weight = weight});
    EXPECT_THAT(assign(instance).team_of, ::testing::ElementsAre(0, -1, 0));
}

TEST(Assign, ABoundHoldsUnderAnyPrices) {
    const auto instance = made_up({.clients = 300, .teams = 50, .seed = 3});
    const auto plan = assign(instance);
    std::mt19937_64 engine(11);
    for (int i = 0; i < 20; ++i) {
        auto prices = plan.price;
        for (auto& price : prices) price += static_cast<Cost>(engine() % 2001) - 1000;
        EXPECT_LE(bound_under(instance, prices, plan), plan.cost);
    }
}

TEST(Assign, RefusesWhatCannotBeMeant) {
    const auto codes = [](const Instance& instance) {
        std::vector<std::string> codes;
        for (const auto& fault : faults_of(instance)) codes.push_back(fault.code);
        return codes;
    };
    using ::testing::ElementsAre;
    const Team team{.at = {0, 0}, .skills = 1, .least = 0, .most = 1};
    EXPECT_THAT(codes({.teams = {team}, .clients = {{.pinned = 0}, {.pinned = 0}}}), ElementsAre("pins_exceed_most"));
    EXPECT_THAT(codes({.teams = {team}, .clients = {{.demands = 2, .pinned = 0}}}), ElementsAre("pin_lacks_skill"));
    EXPECT_THAT(codes({.teams = {team}, .clients = {{.pinned = 1}}}), ElementsAre("no_such_team"));
    EXPECT_THAT(codes({.teams = {team}, .clients = {{.weight = 0}, {.weight = 1001}}}),
                ElementsAre("weight_out_of_range", "weight_out_of_range"));
    EXPECT_THAT(codes({.teams = {team}, .clients = {{.at = {2e6, 0}}, {.at = {std::nan(""), 0}}}}),
                ElementsAre("too_far", "too_far"));
    EXPECT_THAT(codes({.teams = {{.least = 3, .most = 2}}, .change_price = -1}),
                ElementsAre("change_price_out_of_range", "bounds_reversed"));
}

int others_moved(const Instance& instance, const Plan& plan) {
    int moved = 0;
    for (std::size_t i = 0; i < plan.team_of.size(); ++i)
        moved += instance.clients[i].present && *instance.clients[i].present != plan.team_of[i];
    return moved;
}

TEST(Replan, MovesFewAndKeepsTheTravelWithinWhatWasAllowed) {
    for (std::uint64_t seed : {1, 2, 3}) {
        const auto before = made_up({.clients = 1500, .teams = 255, .seed = seed});
        const auto after = changed(before, assign(before), 0.01, seed + 100);
        const auto again = replan(after, 0.01);
        EXPECT_EQ(others_moved(after, again.plan), again.plan.moved);
        EXPECT_LE(again.plan.moved, 30) << "more than 2 % of the others";
        EXPECT_LE(static_cast<double>(again.plan.travel), 1.01 * static_cast<double>(again.least_travel));
        EXPECT_EQ(again.least_travel, testing::judge([&] {
                                          auto free = after;
                                          free.change_price = 0;
                                          return free;
                                      }())
                                          .cost);
        EXPECT_GE(again.least_moves, again.plan.moved);
        EXPECT_TRUE(again.plan.proved());
    }
}

TEST(Replan, ChangesNothingWhenNothingChanged) {
    const auto before = made_up({.clients = 600, .teams = 100, .seed = 5});
    const auto plan = assign(before);
    const auto again = replan(changed(before, plan, 0, 1), 0.01);
    EXPECT_EQ(again.plan.moved, 0);
    EXPECT_EQ(again.plan.travel, plan.travel);
}

TEST(Replan, GivesTheEnterprisesOfATeamThatLeftToOthers) {
    const auto before = made_up({.clients = 600, .teams = 110, .seed = 6});
    auto after = changed(before, assign(before), 0, 1);
    const int gone = 17;
    int orphans = 0;
    for (auto& client : after.clients)
        if (client.present == gone) {
            client.present.reset();
            ++orphans;
        }
    after.teams[gone].least = after.teams[gone].most = 0;
    const auto again = replan(after, 0.01);
    EXPECT_EQ(again.plan.assigned, 600);
    EXPECT_GE(orphans, 5);
    EXPECT_THAT(again.plan.team_of, ::testing::Not(::testing::Contains(gone)));
    EXPECT_LE(again.plan.moved, 12);
}

}  // namespace
}  // namespace tongzhou::assignment
