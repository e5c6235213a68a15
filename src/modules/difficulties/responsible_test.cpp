// Whose a difficulty is: the department of its kind, whoever claims it first, and the level above when it is overdue.
#include <thread>

#include "modules/difficulties/test_difficulties.hpp"

namespace tongzhou::difficulties::testing {
namespace {

using enum DifficultyState;

using Responsibility = DifficultyTest;

TEST_F(Responsibility, BelongsToTheDepartmentOfItsKind) {
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::commuting, transport.organization});
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::loans, finance.organization});
    const auto id = verified(plant);
    EXPECT_EQ(show(id).department, transport.organization);
    EXPECT_EQ(show(id).department_name, "泗水县交通局");
    EXPECT_EQ(show(id).level, DivisionLevel::county);
    const auto row = read(list_difficulties, command, DifficultyFilter{}).items.at(0);
    EXPECT_EQ(row.department_name, "泗水县交通局");
    EXPECT_EQ(row.organization_name, "泗水造纸厂");
    EXPECT_EQ(fault_of([&] { write(claim_difficulty, finance, DifficultyById{id}); }), "other_department");
    EXPECT_EQ(fault_of([&] { write(claim_difficulty, city_transport, DifficultyById{id}); }), "other_department");
    EXPECT_EQ(fault_of([&] {
                  write(hand_over_difficulty, finance, HandOverRequest{id, finance.organization, "归我们"});
              }),
              "other_department");
    write(claim_difficulty, transport, DifficultyById{id});
    EXPECT_EQ(solve(finance, {id}).outcomes[0].code, "other_department");
    EXPECT_EQ(fault_of([&] {
                  write(hand_over_difficulty, transport, HandOverRequest{id, other_county.organization, "转办"});
              }),
              "invalid_fields /organization:no_such_organization");
    write(hand_over_difficulty, transport, HandOverRequest{id, finance.organization, "属资金问题"});
    EXPECT_EQ(write(claim_difficulty, finance, DifficultyById{id}).department, finance.organization);
    EXPECT_EQ(solve(finance, {id}).solved, 1);

    const auto loan = verified(plant, "流动资金不足", DifficultyKind::loans);
    EXPECT_EQ(show(loan).department, finance.organization);
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::loans, {}});
    EXPECT_EQ(show(loan).department, finance.organization) << "what is on its way stays";
    const auto nobodys = verified(plant, "流动资金不足", DifficultyKind::loans);
    EXPECT_EQ(show(nobodys).department, std::nullopt);
    DifficultyFilter filter;
    filter.without_department = true;
    ASSERT_EQ(read(list_difficulties, command, filter).items.size(), 1u) << "listed though no department has a name";
    EXPECT_EQ(read(list_difficulties, command, filter).items.at(0).department_name, std::nullopt);
    EXPECT_EQ(fault_of([&] {
                  write(name_department, other_county, DepartmentRequest{sishui, DifficultyKind::rent, {}});
              }),
              "not_found");
    EXPECT_EQ(fault_of([&] {
                  write(name_department, command, DepartmentRequest{sishui, DifficultyKind::rent, plant.organization});
              }),
              "invalid_fields /organization:no_such_organization");
}

TEST_F(Responsibility, RisesALevelWhenItIsOverdue) {
    set_rule("difficulty_due_days", "3");
    write(name_department, town, DepartmentRequest{sizhang, DifficultyKind::commuting, town.organization});
    write(name_department, city_transport,
          DepartmentRequest{jining, DifficultyKind::commuting, city_transport.organization});
    db.clock().set(Instant::of("2020-02-27T10:00:00+08:00"));  // a Thursday
    const auto id = claimed(plant, town);
    EXPECT_EQ(show(id).level, DivisionLevel::town);
    EXPECT_EQ(show(id).due_at, Instant::of("2020-03-03T23:59:59.999+08:00")) << "Friday, Monday, Tuesday";
    const auto in_time = claimed(plant, transport, "排污许可到期", DifficultyKind::others);
    solve(transport, {in_time});
    db.clock().set(Instant::of("2020-03-03T23:59:59.999+08:00"));
    EXPECT_EQ(raise_overdue(*db), 0);
    EXPECT_FALSE(show(id).overdue);
    db.clock().advance(std::chrono::milliseconds(1));
    EXPECT_TRUE(show(id).overdue);
    EXPECT_EQ(raise_overdue(*db), 1);
    auto risen = show(id);
    EXPECT_EQ(risen.state, DifficultyState::verified) << "to be claimed anew";
    EXPECT_EQ(risen.level, DivisionLevel::prefecture) << "no department of the county is named";
    EXPECT_EQ(risen.department, city_transport.organization);
    EXPECT_EQ(risen.due_at, Instant::of("2020-03-09T23:59:59.999+08:00"));
    EXPECT_EQ(risen.moves.back().move, DifficultyMove::rise);
    EXPECT_EQ(fault_of([&] { write(claim_difficulty, town, DifficultyById{id}); }), "other_department");
    EXPECT_EQ(raise_overdue(*db), 0);
    db.clock().set(Instant::of("2020-04-01T10:00:00+08:00"));
    EXPECT_EQ(raise_overdue(*db), 0) << "there is nothing above the city";
    EXPECT_TRUE(show(id).overdue);
    EXPECT_EQ(show(in_time).state, solved) << "what waits for the enterprise is nobody's delay";

    // From the town to the county to the city, where nobody is named.
    write(name_department, city_transport, DepartmentRequest{jining, DifficultyKind::rent, {}});
    const auto rent = raised(plant, "门面租金太高", DifficultyKind::rent);
    EXPECT_EQ(show(rent).level, DivisionLevel::county);
    db.clock().set(Instant::of("2020-04-20T10:00:00+08:00"));
    EXPECT_EQ(raise_overdue(*db), 1);
    EXPECT_EQ(show(rent).level, DivisionLevel::prefecture);
    EXPECT_EQ(show(rent).state, DifficultyState::raised);
    write(verify_difficulty, command, NoteRequest{rent, {}});
    EXPECT_EQ(fault_of([&] { write(claim_difficulty, finance, DifficultyById{rent}); }), "lower_level");
    EXPECT_EQ(write(claim_difficulty, city_transport, DifficultyById{rent}).state, DifficultyState::claimed);
}

TEST_F(Responsibility, IsClaimedByOneOfManyWhoTryAtOnce) {
    std::vector<Id<Difficulty>> difficulties;
    for (int i = 0; i < 10; ++i) difficulties.push_back(verified(plant, fmt::format("难题之{}", i)));
    std::vector<Actor> departments{transport, finance, command};
    std::atomic<int> claimed = 0, refused = 0, other = 0;
    std::vector<std::thread> threads;
    for (const auto& department : departments)
        threads.emplace_back([&, department] {
            for (const auto& id : difficulties) {
                const auto fault = fault_of([&] { write(claim_difficulty, department, DifficultyById{id}); });
                if (fault.empty())
                    ++claimed;
                else if (fault == "difficulty_state")
                    ++refused;
                else
                    ++other;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(claimed, 10);
    EXPECT_EQ(refused, 20);
    EXPECT_EQ(other, 0);
}

}  // namespace
}  // namespace tongzhou::difficulties::testing
