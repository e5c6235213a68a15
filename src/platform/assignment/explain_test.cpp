// Explanations against what they claim: every reason is checked on the plan itself, every alternative by a solve of its
// own with the client pinned there.
#include "platform/assignment/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/assignment/made_up.hpp"
#include "platform/assignment/random_instance.hpp"
#include "platform/assignment/indices.hpp"

namespace tongzhou::assignment {
namespace {

Cost forced(Instance instance, int client, int team) {
    instance.clients[index(client)].pinned = team;
    const auto plan = assign(instance);
    EXPECT_TRUE(plan.proved());
    return plan.cost;
}

TEST(Explain, EveryReasonHoldsOnThePlan) {
    auto instance = made_up({.clients = 900, .teams = 153, .seed = 4, .alike = 0.3, .skills = 3, .demanding = 0.3});
    instance.clients[5].pinned = 9;
    instance.clients[5].demands = 0;
    auto plan = assign(instance);
    instance = changed(instance, plan, 0.03, 9);
    instance.change_price = 4000;
    plan = assign(instance);
    ASSERT_EQ(plan.unassigned, 0);
    std::vector<int> taken(instance.teams.size());
    for (int team : plan.team_of) ++taken[index(team)];
    std::map<Why, int> seen;
    const auto all = explain(instance, plan);
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        const auto& e = all[index(i)];
        const auto& client = instance.clients[index(i)];
        const auto& nearest = instance.teams[index(e.nearest)];
        ++seen[e.why];
        EXPECT_EQ(e.why == Why::nearest, e.metres == e.metres_to_nearest);
        EXPECT_EQ(e.why == Why::lacks_skill,
                  e.why != Why::pinned && e.team != e.nearest && !instance.can_go(client, nearest));
        if (e.why == Why::kept) {
            EXPECT_EQ(client.present, e.team);
        }
        if (e.why == Why::full) {
            EXPECT_EQ(taken[index(e.nearest)], nearest.most);
        }
        if (e.why == Why::needed) {
            EXPECT_EQ(taken[index(e.team)], instance.teams[index(e.team)].least);
        }
        if (i % 25 == 0 && (e.why == Why::full || e.why == Why::needed)) {
            EXPECT_GE(forced(instance, i, e.nearest), plan.cost + e.extra);
        }
    }
    for (auto why : {Why::nearest, Why::lacks_skill, Why::kept, Why::full, Why::needed})
        EXPECT_GT(seen[why], 0) << name_of(why);
}

TEST(Explain, SaysWhoIsInTheWayOfTheUnassigned) {
    Instance instance{.teams = {2, Team{.at = {0, 0}, .skills = 1, .least = 0, .most = 3}}};
    instance.teams.push_back({.at = {10, 0}, .skills = 0, .least = 0, .most = 9});
    for (int i = 0; i < 8; ++i) instance.clients.push_back({.at = {1.0 * i, 5}, .weight = 1 + i, .demands = 1});
    instance.clients.push_back({.at = {3, 3}, .weight = 1, .demands = 2});
    const auto plan = assign(instance);
    EXPECT_EQ(plan.unassigned, 3);
    const auto all = explain(instance, plan);
    EXPECT_EQ(all[0].why, Why::all_full) << "the lightest give way";
    EXPECT_EQ(all[1].why, Why::all_full);
    EXPECT_EQ(all[0].teams, 2);
    EXPECT_EQ(all[0].places, 6);
    EXPECT_EQ(all[0].wanting, 8);
    EXPECT_EQ(all[8].why, Why::no_such_skill);
}

// Hall's theorem both ways: who is left out belongs to more clients than their teams have places, and by as many as are
// left out of them; a team that lacks somebody belongs to lower bounds that ask for more clients than can go there.
TEST(Explain, GivesAReasonThatProvesItselfForEveryRandomInstance) {
    int left_out = 0, no_skill = 0, short_of = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE(::testing::Message() << "seed " << seed);
        const auto instance = testing::random_instance(seed);
        const auto plan = assign(instance);
        const auto all = explain(instance, plan);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& demands = instance.clients[i].demands;
            const auto fits = [&](const Team& team) { return (demands & ~team.skills) == 0; };
            EXPECT_EQ(all[i].team, plan.team_of[i]);
            EXPECT_EQ(all[i].team < 0, all[i].why == Why::all_full || all[i].why == Why::no_such_skill);
            if (all[i].why == Why::no_such_skill) {
                EXPECT_TRUE(std::ranges::none_of(instance.teams, fits));
                ++no_skill;
            }
            if (all[i].why == Why::all_full) {
                EXPECT_TRUE(std::ranges::any_of(instance.teams, fits));
                EXPECT_GT(all[i].wanting, all[i].places);
                EXPECT_LE(all[i].wanting - all[i].places, plan.unassigned);
                ++left_out;
            }
        }
        const auto lacks = explain_lacking(instance, plan);
        int lacking = 0;
        for (const auto& lack : lacks) {
            EXPECT_GT(lack.required, lack.clients);
            EXPECT_LE(lack.required - lack.clients, plan.lacking);
            EXPECT_GE(lack.required - lack.clients, lack.lacking);
            lacking += lack.lacking;
            ++short_of;
        }
        EXPECT_EQ(lacking, plan.lacking);
    }
    EXPECT_GE(left_out, 50);
    EXPECT_GE(no_skill, 10);
    EXPECT_GE(short_of, 50);
}

TEST(Explain, SaysWhyTeamsLackClients) {
    Instance instance;
    instance.teams = {{.at = {0, 0}, .skills = 1, .least = 5, .most = 7},
                      {.at = {9000, 0}, .skills = 0, .least = 5, .most = 7},
                      {.at = {9000, 9}, .skills = 0, .least = 5, .most = 7}};
    for (int i = 0; i < 7; ++i) instance.clients.push_back({.at = {100.0 * i, 0}, .demands = 1});
    for (int i = 0; i < 8; ++i) instance.clients.push_back({.at = {8000.0 + i, 0}});
    const auto plan = assign(instance);
    ASSERT_EQ(plan.lacking, 2);
    const auto lacks = explain_lacking(instance, plan);
    ASSERT_FALSE(lacks.empty());
    int lacking = 0;
    for (const auto& lack : lacks) {
        lacking += lack.lacking;
        EXPECT_EQ(lack.teams, 2) << "the one with the skill has clients that nobody else may have";
        EXPECT_EQ(lack.required, 10);
        EXPECT_EQ(lack.clients, 8);
    }
    EXPECT_EQ(lacking, 2);
}

TEST(Alternatives, CostExactlyWhatASolveWithThePinCosts) {
    for (std::uint64_t seed : {1, 2}) {
        auto instance =
            made_up({.clients = 120, .teams = 20, .seed = seed, .alike = 0.4, .skills = 2, .demanding = 0.3});
        instance.clients[3].pinned = 2;
        instance.clients[3].demands = 0;
        const auto plan = assign(instance);
        ASSERT_EQ(plan.lacking + plan.unassigned, 0);
        for (int client : {0, 1, 2, 17, 64, 119}) {
            const auto ranked = alternatives(instance, plan, client);
            EXPECT_GE(ranked.size(), 5u);
            EXPECT_TRUE(std::ranges::is_sorted(ranked, {}, &Alternative::extra));
            for (const auto& other : ranked) {
                ASSERT_EQ(plan.cost + other.extra, forced(instance, client, other.team));
                auto moved = plan;
                for (const auto& move : other.moves) {
                    ASSERT_EQ(moved.team_of[index(move.client)], move.from);
                    moved.team_of[index(move.client)] = move.to;
                }
                Cost cost = 0;
                std::vector<int> taken(instance.teams.size());
                for (int i = 0; i < 120; ++i) {
                    cost += instance.cost_of(instance.clients[index(i)], moved.team_of[index(i)]);
                    ++taken[index(moved.team_of[index(i)])];
                }
                EXPECT_EQ(cost, plan.cost + other.extra);
                for (int count : taken) EXPECT_TRUE(count >= 5 && count <= 7);
            }
        }
        EXPECT_THAT(alternatives(instance, plan, 3), ::testing::IsEmpty()) << "pinned";
    }
}

}  // namespace
}  // namespace tongzhou::assignment
