// Every state and move of a difficulty, who may make it, and what is overdue.
#include <thread>

#include "modules/difficulties/test_difficulties.hpp"

namespace tongzhou::difficulties::testing {
namespace {

using ::testing::ElementsAre;
using enum DifficultyState;

class Chain : public DifficultyTest {
  protected:
    Id<Difficulty> bring_to(DifficultyState state) {
        if (state == DifficultyState::raised) return DifficultyTest::raised(plant);
        if (state == returned) {
            const auto id = DifficultyTest::raised(plant);
            write(send_back_difficulty, command, WhyRequest{id, "哪条线路？"});
            return id;
        }
        if (state == withdrawn) {
            const auto id = DifficultyTest::raised(plant);
            write(withdraw_difficulty, plant, WhyRequest{id, "已自行解决"});
            return id;
        }
        if (state == DifficultyState::verified) return DifficultyTest::verified(plant);
        const auto id = DifficultyTest::claimed(plant, transport);
        if (state == DifficultyState::claimed) return id;
        solve(transport, {id});
        if (state == confirmed) write(confirm_difficulty, plant, NoteRequest{id, {}});
        return id;
    }
    void make(DifficultyMove move, const Id<Difficulty>& id) {
        db.clock().advance(std::chrono::seconds(1));
        switch (move) {
            case DifficultyMove::verify: write(verify_difficulty, command, NoteRequest{id, {}}); break;
            case DifficultyMove::send_back: write(send_back_difficulty, command, WhyRequest{id, "哪条线路？"}); break;
            case DifficultyMove::amend:
                write(amend_difficulty, plant, AmendRequest{id, DifficultyKind::commuting, "泗水到曲阜停运"});
                break;
            case DifficultyMove::claim: write(claim_difficulty, command, DifficultyById{id}); break;
            case DifficultyMove::hand_over:
                write(hand_over_difficulty, command, HandOverRequest{id, finance.organization, "属资金问题"});
                break;
            case DifficultyMove::solve:
                if (const auto answer = solve(transport, {id}); answer.solved == 0)
                    throw Problem(409, *answer.outcomes[0].code, "x", "x");
                break;
            case DifficultyMove::confirm: write(confirm_difficulty, plant, NoteRequest{id, {}}); break;
            case DifficultyMove::reopen: write(reopen_difficulty, plant, WhyRequest{id, "车没来"}); break;
            case DifficultyMove::withdraw: write(withdraw_difficulty, plant, WhyRequest{id, "已自行解决"}); break;
            case DifficultyMove::raise:
            case DifficultyMove::rise: throw std::logic_error("nobody makes this move by hand");
        }
    }
};

TEST_F(Chain, FollowsTheTable) {
    const std::map<DifficultyState, std::map<DifficultyMove, DifficultyState>> table{
        {DifficultyState::raised,
         {{DifficultyMove::verify, DifficultyState::verified},
          {DifficultyMove::send_back, returned},
          {DifficultyMove::hand_over, DifficultyState::raised},
          {DifficultyMove::withdraw, withdrawn}}},
        {returned, {{DifficultyMove::amend, DifficultyState::raised}, {DifficultyMove::withdraw, withdrawn}}},
        {DifficultyState::verified,
         {{DifficultyMove::claim, DifficultyState::claimed},
          {DifficultyMove::hand_over, DifficultyState::verified},
          {DifficultyMove::withdraw, withdrawn}}},
        {DifficultyState::claimed,
         {{DifficultyMove::hand_over, DifficultyState::verified},
          {DifficultyMove::solve, solved},
          {DifficultyMove::withdraw, withdrawn}}},
        {solved, {{DifficultyMove::confirm, confirmed}, {DifficultyMove::reopen, DifficultyState::claimed}}},
        {confirmed, {{DifficultyMove::reopen, DifficultyState::claimed}}},
        {withdrawn, {}}};
    for (const auto state : values_of<DifficultyState>()) {
        ASSERT_TRUE(table.contains(state));
        const auto untouched = bring_to(state);
        for (const auto move : values_of<DifficultyMove>()) {
            if (move == DifficultyMove::raise || move == DifficultyMove::rise) continue;
            const auto what = fmt::format("{} {}", name_of(state), name_of(move));
            const auto allowed = table.at(state).find(move);
            if (allowed == table.at(state).end()) {
                // Confirmed again it stays confirmed; everything else is refused.
                const bool again = state == confirmed && move == DifficultyMove::confirm;
                const auto before = to_json(show(untouched));
                EXPECT_EQ(fault_of([&] { make(move, untouched); }), again ? "" : "difficulty_state") << what;
                EXPECT_EQ(to_json(show(untouched)), before) << what;
                continue;
            }
            const auto id = bring_to(state);
            ASSERT_EQ(show(id).state, state) << what;
            const auto moves = show(id).moves.size();
            EXPECT_EQ(fault_of([&] { make(move, id); }), "") << what;
            const auto after = show(id);
            EXPECT_EQ(after.state, allowed->second) << what;
            ASSERT_EQ(after.moves.size(), moves + 1) << what;
            EXPECT_EQ(after.moves.back().move, move) << what;
            EXPECT_EQ(after.moves.back().state, allowed->second) << what;
        }
    }
}

TEST_F(Chain, IsClosedAndOpenedByTheEnterpriseAlone) {
    const auto id = bring_to(solved);
    for (const auto& other : {town, transport, command, city_transport, everything}) {
        EXPECT_EQ(fault_of([&] { write(confirm_difficulty, other, NoteRequest{id, {}}); }), "enterprise_only");
        EXPECT_EQ(fault_of([&] { write(reopen_difficulty, other, WhyRequest{id, "没解决"}); }), "enterprise_only");
        EXPECT_EQ(fault_of([&] { write(withdraw_difficulty, other, WhyRequest{id, "算了"}); }), "enterprise_only");
    }
    for (const auto& stranger : {mill, other_county})
        EXPECT_EQ(fault_of([&] { write(confirm_difficulty, stranger, NoteRequest{id, {}}); }), "not_found");
    EXPECT_EQ(fault_of([&] { write(confirm_difficulty, brewery, NoteRequest{id, {}}); }), "not_found");
    write(confirm_difficulty, plant, NoteRequest{id, {}});
    ASSERT_TRUE(show(id).solution);
    EXPECT_EQ(show(id).solution->link_text, "济交发〔2020〕3号");
    const auto opened = write(reopen_difficulty, plant, WhyRequest{id, "专车停开"});
    EXPECT_EQ(opened.state, DifficultyState::claimed);
    EXPECT_EQ(opened.department, transport.organization) << "back to the department that had it";
    EXPECT_EQ(opened.reopened, 1);
    EXPECT_FALSE(opened.solution || opened.confirmed_at || opened.solved_at);
    EXPECT_EQ(opened.moves.back().why, "专车停开");
}

TEST_F(Chain, IsWorkedOnByOfficesAlone) {
    const auto id = bring_to(DifficultyState::raised);
    EXPECT_EQ(fault_of([&] { write(verify_difficulty, plant, NoteRequest{id, {}}); }), "office_only");
    EXPECT_EQ(fault_of([&] { write(send_back_difficulty, plant, WhyRequest{id, "不清楚"}); }), "office_only");
    EXPECT_EQ(fault_of([&] { write(claim_difficulty, plant, DifficultyById{id}); }), "office_only");
    EXPECT_EQ(fault_of([&] {
                  write(hand_over_difficulty, plant, HandOverRequest{id, finance.organization, "转办"});
              }),
              "office_only");
    EXPECT_EQ(fault_of([&] { solve(plant, {id}); }), "office_only");
}

TEST_F(Chain, BelongsToTheDepartmentOfItsKind) {
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::commuting, transport.organization});
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::loans, finance.organization});
    const auto id = verified(plant);
    EXPECT_EQ(show(id).department, transport.organization);
    EXPECT_EQ(show(id).department_name, "泗水县交通局");
    EXPECT_EQ(show(id).level, DivisionLevel::county);
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
    EXPECT_EQ(show(verified(plant, "流动资金不足", DifficultyKind::loans)).department, std::nullopt);
    EXPECT_EQ(fault_of([&] {
                  write(name_department, other_county, DepartmentRequest{sishui, DifficultyKind::rent, {}});
              }),
              "not_found");
    EXPECT_EQ(fault_of([&] {
                  write(name_department, command, DepartmentRequest{sishui, DifficultyKind::rent, plant.organization});
              }),
              "invalid_fields /organization:no_such_organization");
}

TEST_F(Chain, RisesALevelWhenItIsOverdue) {
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

TEST_F(Chain, IsRaisedOnceFromAnywhere) {
    NewDifficulty request;
    request.id = Id<Difficulty>::make(SystemClock().now());
    request.organization = plant.organization;
    request.kind = DifficultyKind::supplies;
    request.text = "口罩只够两天";
    request.source = DifficultySource::visit;
    request.source_record = new_uuid_v7(Instant());
    const auto first = write(raise, town, request);
    EXPECT_EQ(write(raise, town, request).id, first.id);
    EXPECT_EQ(number("SELECT COUNT(*) FROM difficulties"), 1);
    EXPECT_EQ(show(first.id).source, DifficultySource::visit);
    EXPECT_EQ(show(first.id).source_record, request.source_record);
    request.text = "别的难题";
    EXPECT_EQ(fault_of([&] { write(raise, town, request); }), "id_taken");
    request.id.reset();
    EXPECT_EQ(fault_of([&] { write(raise, other_county, request); }), "not_found");
    EXPECT_EQ(fault_of([&] { write(raise, mill, request); }), "not_found");
    request.organization = transport.organization;
    EXPECT_EQ(fault_of([&] { write(raise, command, request); }), "not_found") << "an office is no enterprise";
    // Who raised it may complete it, and nobody else but the enterprise.
    write(send_back_difficulty, command, WhyRequest{first.id, "缺哪种口罩？"});
    const AmendRequest amended{first.id, DifficultyKind::supplies, "医用外科口罩只够两天"};
    EXPECT_EQ(fault_of([&] { write(amend_difficulty, transport, amended); }), "enterprise_only");
    EXPECT_EQ(write(amend_difficulty, town, amended).text, "医用外科口罩只够两天");
}

TEST_F(Chain, IsClaimedByOneOfManyWhoTryAtOnce) {
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
