// Every state and move of a difficulty, and who may make it.
#include "modules/difficulties/test_difficulties.hpp"

namespace tongzhou::difficulties::testing {
namespace {

using ::testing::HasSubstr;
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
    /// By whom it is made as a rule.
    const Actor& usual(DifficultyMove move) const {
        using enum DifficultyMove;
        if (move == solve) return transport;
        return move == amend || move == confirm || move == reopen || move == withdraw ? plant : command;
    }
    void make(DifficultyMove move, const Id<Difficulty>& id, const Actor& by) {
        db.clock().advance(std::chrono::seconds(1));
        switch (move) {
            case DifficultyMove::verify: write(verify_difficulty, by, NoteRequest{id, {}}); break;
            case DifficultyMove::send_back: write(send_back_difficulty, by, WhyRequest{id, "哪条线路？"}); break;
            case DifficultyMove::amend:
                write(amend_difficulty, by, AmendRequest{id, DifficultyKind::commuting, "泗水到曲阜停运"});
                break;
            case DifficultyMove::claim: write(claim_difficulty, by, DifficultyById{id}); break;
            case DifficultyMove::hand_over:
                write(hand_over_difficulty, by, HandOverRequest{id, finance.organization, "属资金问题"});
                break;
            case DifficultyMove::solve:
                if (const auto answer = DifficultyTest::solve(by, {id}); answer.solved == 0)
                    throw Problem(409, *answer.outcomes[0].code, "x", "x");
                break;
            case DifficultyMove::confirm: write(confirm_difficulty, by, NoteRequest{id, {}}); break;
            case DifficultyMove::reopen: write(reopen_difficulty, by, WhyRequest{id, "车没来"}); break;
            case DifficultyMove::withdraw: write(withdraw_difficulty, by, WhyRequest{id, "已自行解决"}); break;
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
                EXPECT_EQ(fault_of([&] { make(move, untouched, usual(move)); }), again ? "" : "difficulty_state")
                    << what;
                EXPECT_EQ(to_json(show(untouched)), before) << what;
                continue;
            }
            const auto id = bring_to(state);
            ASSERT_EQ(show(id).state, state) << what;
            const auto moves = show(id).moves.size();
            EXPECT_EQ(fault_of([&] { make(move, id, usual(move)); }), "") << what;
            const auto after = show(id);
            EXPECT_EQ(after.state, allowed->second) << what;
            ASSERT_EQ(after.moves.size(), moves + 1) << what;
            EXPECT_EQ(after.moves.back().move, move) << what;
            EXPECT_EQ(after.moves.back().state, allowed->second) << what;
        }
    }
}

TEST_F(Chain, OffersEachExactlyTheMovesThatSucceed) {
    write(name_department, command, DepartmentRequest{sishui, DifficultyKind::commuting, transport.organization});
    const std::vector<DifficultyMove> by_hand{
        DifficultyMove::verify,  DifficultyMove::send_back, DifficultyMove::amend,
        DifficultyMove::claim,   DifficultyMove::hand_over, DifficultyMove::solve,
        DifficultyMove::confirm, DifficultyMove::reopen,    DifficultyMove::withdraw};
    for (const auto state : values_of<DifficultyState>()) {
        auto id = bring_to(state);
        for (const auto& actor : {plant, town, transport, finance, command, city_transport})
            for (const auto move : by_hand) {
                const auto before = read(show_difficulty, actor, DifficultyById{id});
                const bool offered = std::ranges::find(before.may, move) != before.may.end();
                const auto fault = fault_of([&] { make(move, id, actor); });
                const bool made = show(id).moves.size() > before.moves.size();
                EXPECT_EQ(offered, made) << name_of(state) << " " << name_of(move) << " by " << actor.name << " "
                                         << fault;
                if (made) id = bring_to(state);
            }
    }
    auto reader = plant;
    reader.permissions = Permissions{Permission::difficulty_read};
    EXPECT_TRUE(read(show_difficulty, reader, DifficultyById{bring_to(solved)}).may.empty()) << "who may only look";
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

TEST_F(Chain, TellsTheEnterpriseWhatWaitsForIt) {
    const auto inbox = [&](const Actor& actor) { return call("GET", "/my/messages", actor, "{}"); };
    const auto id = DifficultyTest::raised(plant, "外地{{员工}}回不来");
    write(send_back_difficulty, command, WhyRequest{id, "哪条{{线路}}？"});
    EXPECT_THAT(inbox(plant), HasSubstr("您反映的“外地{{员工}}回不来”需要补充：哪条{{线路}}？"));
    write(amend_difficulty, plant, AmendRequest{id, DifficultyKind::commuting, "泗水到曲阜停运"});
    write(verify_difficulty, command, NoteRequest{id, {}});
    write(claim_difficulty, transport, DifficultyById{id});
    EXPECT_THAT(inbox(plant), HasSubstr(R"("unread":1)")) << "steps on the way are nothing to act on";
    solve(transport, {id});
    EXPECT_THAT(inbox(plant), HasSubstr("难题已办理，请确认"));
    EXPECT_THAT(inbox(plant), HasSubstr(fmt::format(R"("about_kind":"difficulty","about":"{}")", id.text())));
    EXPECT_THAT(inbox(plant), HasSubstr(R"("unread":2)"));
    EXPECT_THAT(inbox(brewery), HasSubstr(R"("unread":0)"));
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
    EXPECT_THAT(read(show_difficulty, town, DifficultyById{first.id}).may, ::testing::Contains(DifficultyMove::amend));
    EXPECT_EQ(write(amend_difficulty, town, amended).text, "医用外科口罩只够两天");
}

}  // namespace
}  // namespace tongzhou::difficulties::testing
