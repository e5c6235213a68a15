// A ticket on its way: terms, returns, extensions, cards, redoing, merging, and who may do what.
#include "modules/hotline/test_hotline.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The clock stands at Monday 24 February 2020, 08:00.
class Tickets : public HotlineTest {
  protected:
    std::vector<TicketMove> moves_of(const Id<Ticket>& id) {
        std::vector<TicketMove> moves;
        for (const auto& move : shown(id).story) moves.push_back(move.move);
        return moves;
    }
};

TEST_F(Tickets, GoTheMainWay) {
    const auto id = dispatched();
    auto ticket = shown(id);
    EXPECT_EQ(ticket.due_at, Instant::of("2020-03-02T23:59:59.999+08:00")) << "five working days after Monday";
    EXPECT_EQ(ticket.return_by, Instant::of("2020-02-26T23:59:59.999+08:00"));
    EXPECT_EQ(ticket.lead_name, "泗水县人社局");
    call(start_ticket, labour_officer, {id});
    call(reply_ticket, labour_officer, {id, "按正常出勤发放工资。"});
    call(follow_up_ticket, desk, {id, true, Rating::satisfied, {}});
    EXPECT_EQ(call(close_ticket, desk, {id}).state, TicketState::closed);
    EXPECT_THAT(moves_of(id), ElementsAre(TicketMove::accepted, TicketMove::dispatched, TicketMove::started,
                                          TicketMove::replied, TicketMove::followed_up, TicketMove::closed));
    ticket = shown(id);
    EXPECT_EQ(ticket.answer, "按正常出勤发放工资。");
    EXPECT_EQ(ticket.rated_by, RatedBy::follow_up);
}

TEST_F(Tickets, ComeBackFromTheWrongDepartmentWithinTwoWorkingDays) {
    const auto id = dispatched();
    EXPECT_EQ(fault_of([&] { call(return_ticket, health_officer, {id, "不属我局"}); }), "not_the_handler");
    advance(std::chrono::hours(24 * 2));
    auto ticket = call(return_ticket, labour_officer, {id, "应由卫健局办理"});
    EXPECT_EQ(ticket.state, TicketState::accepted);
    EXPECT_FALSE(ticket.lead || ticket.due_at);
    EXPECT_THAT(shown(id).handlers, IsEmpty());
    EXPECT_EQ(fault_of([&] { call(answer_directly, desk, {id, "答复", {}, {}}); }), "answered_once");
    ticket = call(dispatch_ticket, desk, {id, health, {}, {}, {}});
    EXPECT_EQ(ticket.due_at, Instant::of("2020-03-04T23:59:59.999+08:00")) << "its own five days";
    EXPECT_EQ(ticket.returned, 1);
    advance(std::chrono::hours(24 * 3));
    EXPECT_EQ(fault_of([&] { call(return_ticket, health_officer, {id, "不属我局"}); }), "return_too_late");
    EXPECT_EQ(call(reassign_ticket, desk, {id, labour, "重新核定职责"}).lead, labour);
    EXPECT_EQ(fault_of([&] { call(reassign_ticket, desk, {id, labour, "再次"}); }), "invalid_fields /lead:same_lead");
}

TEST_F(Tickets, AreExtendedByTenWorkingDaysInAll) {
    const auto id = dispatched();
    EXPECT_EQ(fault_of([&] { call(refuse_extension, command, {id, "无需延期"}); }), "nothing_asked");
    EXPECT_EQ(call(ask_extension, labour_officer, {id, 6, "需外地核实"}).asked_days, 6);
    EXPECT_FALSE(call(refuse_extension, command, {id, "太久"}).asked_days);
    call(ask_extension, labour_officer, {id, 6, "需外地核实"});
    auto ticket = call(extend_ticket, command, {id, 6, "同意"});
    EXPECT_EQ(ticket.due_at, Instant::of("2020-03-10T23:59:59.999+08:00"));
    EXPECT_EQ(ticket.extended_days, 6);
    EXPECT_FALSE(ticket.asked_days);
    EXPECT_EQ(fault_of([&] { call(extend_ticket, command, {id, 5, "再延"}); }), "invalid_fields /days:extension_too_long");
    EXPECT_EQ(call(extend_ticket, command, {id, 4, "再延"}).due_at, Instant::of("2020-03-16T23:59:59.999+08:00"));
    advance(std::chrono::hours(24 * 22));
    EXPECT_EQ(fault_of([&] { call(extend_ticket, command, {id, 1, "再延"}); }), "invalid_fields /days:extension_too_long");
    EXPECT_EQ(fault_of([&] { call(ask_extension, labour_officer, {id, 1, "再延"}); }),
              "invalid_fields /days:extension_too_long");
    const auto late = dispatched("另一件事怎么办？");
    advance(std::chrono::hours(24 * 9));
    EXPECT_EQ(fault_of([&] { call(extend_ticket, command, {late, 1, "再延"}); }), "already_overdue");
}

TEST_F(Tickets, GetCardsAndAreSupervisedWhenOverdue) {
    const auto id = dispatched();
    const auto prompt = replied("已答复的不再计时？");
    EXPECT_EQ(give_cards(*db), 0);
    EXPECT_EQ(fault_of([&] { call(supervise_ticket, command, {id, "督办"}); }), "nothing_to_supervise");
    advance(std::chrono::hours(24 * 4));  // Friday: one working day, Monday, is left
    EXPECT_EQ(give_cards(*db), 1);
    EXPECT_EQ(give_cards(*db), 0) << "a card is given once";
    EXPECT_EQ(shown(id).card, Card::yellow);
    EXPECT_TRUE(shown(id).yellow_at);
    advance(std::chrono::hours(24 * 4));  // Tuesday: the first overdue day
    EXPECT_EQ(give_cards(*db), 1);
    EXPECT_EQ(give_cards(*db), 0);
    const auto ticket = shown(id);
    EXPECT_EQ(ticket.card, Card::red);
    EXPECT_EQ(ticket.red_at, db.clock().now());
    EXPECT_EQ(ticket.supervised_at, db.clock().now());
    EXPECT_THAT(moves_of(id), Contains(TicketMove::supervised).Times(1));
    EXPECT_FALSE(shown(prompt).red_at);
    call(reply_ticket, labour_officer, {id, "迟到的答复。"});
    EXPECT_TRUE(shown(id).red_at) << "it was late, and stays so";
}

TEST_F(Tickets, AreRedoneBeforeADissatisfiedCallersIsClosed) {
    const auto id = followed_up(Rating::dissatisfied);
    EXPECT_EQ(fault_of([&] { call(close_ticket, desk, {id}); }), "redo_first");
    EXPECT_EQ(fault_of([&] { call(supervise_ticket, command, {id, "仍不满意"}); }), "nothing_to_supervise");
    auto ticket = call(redo_ticket, desk, {id, "答非所问"});
    EXPECT_EQ(ticket.state, TicketState::dispatched);
    EXPECT_FALSE(ticket.rating || ticket.replied_at);
    EXPECT_EQ(ticket.lead, labour);
    EXPECT_EQ(ticket.redone, 1);
    db.clock().advance(std::chrono::milliseconds(1));
    EXPECT_EQ(fault_of([&] { call(return_ticket, labour_officer, {id, "不属我局"}); }), "return_too_late");
    call(reply_ticket, labour_officer, {id, "重新答复。"});
    call(follow_up_ticket, desk, {id, true, Rating::very_dissatisfied, {}});
    EXPECT_TRUE(call(supervise_ticket, command, {id, "重办后仍不满意"}).supervised_at);
    EXPECT_EQ(call(close_ticket, desk, {id}).state, TicketState::closed);
}

TEST_F(Tickets, AreMergedIntoAnOpenOne) {
    const auto first = dispatched();
    const auto second = opened("隔离的员工工资发不发？").id;
    EXPECT_EQ(fault_of([&] { call(merge_ticket, desk, {second, second, {}}); }), "merged_into_nothing");
    const auto ticket = call(merge_ticket, desk, {second, first, "同一问题"});
    EXPECT_EQ(ticket.state, TicketState::merged);
    EXPECT_EQ(ticket.merged_into, first);
    EXPECT_THAT(moves_of(first), Contains(TicketMove::absorbed));
    const auto done = call(answer_directly, desk, {opened("口罩哪里买？").id, "药店。", {}, {}}).id;
    EXPECT_EQ(fault_of([&] { call(merge_ticket, desk, {opened("口罩？？").id, done, {}}); }), "merged_into_nothing");
    EXPECT_EQ(fault_of([&] { call(merge_ticket, desk, {first, call(open_call, other_desk, question("别县的事", jinxiang)).id, {}}); }),
              "not_found")
        << "not into another county's";
}

TEST_F(Tickets, HaveOneLeadAndOthersWhoAdvise) {
    const auto id = opened().id;
    EXPECT_EQ(fault_of([&] { call(dispatch_ticket, desk, {id, other_labour, {}, {}, {}}); }), "invalid_fields /lead:no_such_handler");
    EXPECT_EQ(fault_of([&] { call(dispatch_ticket, desk, {id, mill, {}, {}, {}}); }), "invalid_fields /lead:no_such_handler");
    EXPECT_EQ(fault_of([&] { call(dispatch_ticket, desk, {id, labour, {far_mill}, {}, {}}); }),
              "invalid_fields /others/0:no_such_handler");
    call(dispatch_ticket, desk, {id, city_labour, {health}, {}, {}});
    call(join_handler, desk, {id, labour, "补充"});
    call(join_handler, desk, {id, labour, "补充"});
    EXPECT_THAT(moves_of(id), Contains(TicketMove::joined).Times(1)) << "joining twice is once";
    call(advise_ticket, health_officer, {id, "隔离属医学观察。"});
    EXPECT_EQ(fault_of([&] { call(reply_ticket, health_officer, {id, "越权答复"}); }), "not_the_handler");
    const auto handlers = shown(id).handlers;
    ASSERT_EQ(handlers.size(), 3u);
    EXPECT_TRUE(handlers[0].lead);
    EXPECT_EQ(handlers[0].organization, city_labour);
    EXPECT_EQ(std::ranges::find(handlers, health, &HandlerRow::organization)->opinion, "隔离属医学观察。");
    call(reassign_ticket, desk, {id, labour, "县局主办"});
    EXPECT_EQ(shown(id).handlers.size(), 2u);
    EXPECT_EQ(shown(id).handlers[0].organization, labour);
    call(reply_ticket, command, {id, "指挥部代为答复。"});
    EXPECT_EQ(shown(id).state, TicketState::replied);
}

TEST_F(Tickets, SayWhatMayBeDoneNow) {
    const auto id = dispatched();
    EXPECT_THAT(shown(id, labour_officer).may, ElementsAre(TicketMove::started, TicketMove::replied,
                                                           TicketMove::returned, TicketMove::advised,
                                                           TicketMove::extension_asked));
    EXPECT_THAT(shown(id, health_officer).may, IsEmpty());
    EXPECT_THAT(shown(id, desk).may,
                ElementsAre(TicketMove::reassigned, TicketMove::merged, TicketMove::joined));
    EXPECT_THAT(shown(id, command).may, Contains(TicketMove::extended));
    EXPECT_THAT(shown(id, command).may, Not(Contains(TicketMove::supervised)));
}

TEST_F(Tickets, AreAnsweredTwiceByNobody) {
    const auto id = opened().id;
    call(answer_directly, desk, {id, "按正常出勤发放。", {}, {}});
    EXPECT_EQ(fault_of([&] { call(answer_directly, desk, {id, "又答", {}, {}}); }), "wrong_state");
    EXPECT_EQ(fault_of([&] { call(dispatch_ticket, desk, {id, labour, {}, {}, {}}); }), "wrong_state");
    EXPECT_EQ(call(reject_ticket, desk, {opened("与热线无关").id, "不在受理范围"}).ended_reason, "不在受理范围");
}

TEST_F(Tickets, FollowUpNeedsARatingOfThoseReached) {
    const auto id = replied();
    EXPECT_EQ(fault_of([&] { call(follow_up_ticket, desk, {id, true, {}, {}}); }), "invalid_fields /rating:missing");
    const auto ticket = call(follow_up_ticket, desk, {id, false, {}, "三次未接"});
    EXPECT_EQ(ticket.state, TicketState::followed_up);
    EXPECT_EQ(ticket.reached, false);
    EXPECT_EQ(call(close_ticket, desk, {id}).state, TicketState::closed);
}

TEST_F(Tickets, AreListedForThoseWhoMaySeeThem) {
    auto call_of_mill = question("厂房租金能减免吗？");
    call_of_mill.caller.kind = CallerKind::enterprise;
    call_of_mill.caller.organization = mill;
    const auto id = call(open_call, desk, call_of_mill).id;
    dispatched();
    const auto count = [&](const Actor& actor, const TicketFilter& filter = {}) {
        return ask(list_tickets, actor, filter).items.size();
    };
    EXPECT_EQ(count(city_desk), 2u);
    EXPECT_EQ(count(desk), 2u);
    EXPECT_EQ(count(mill_officer), 1u);
    EXPECT_EQ(count(other_desk), 0u);
    EXPECT_EQ(fault_of([&] { shown(id, other_desk); }), "not_found");
    TicketFilter filter;
    filter.text = "租金";
    EXPECT_EQ(count(desk, filter), 1u);
    filter = {};
    filter.handler = labour;
    EXPECT_EQ(count(desk, filter), 1u);
    filter = {};
    filter.overdue = true;
    EXPECT_EQ(count(desk, filter), 0u);
    advance(std::chrono::hours(24 * 10));
    EXPECT_EQ(count(desk, filter), 1u);
    filter = {};
    filter.open = true;
    filter.division = sishui;
    EXPECT_EQ(count(desk, filter), 2u);
    call(reject_ticket, desk, {id, "重复来电"});
    EXPECT_EQ(count(desk, filter), 1u);
    // A sibling county can do nothing with it either.
    EXPECT_EQ(fault_of([&] { call(answer_directly, other_desk, {id, "答复", {}, {}}); }), "not_found");
    EXPECT_EQ(fault_of([&] { call(dispatch_ticket, other_desk, {id, other_labour, {}, {}, {}}); }), "not_found");
    EXPECT_EQ(fault_of([&] { call(reply_ticket, officer_of(other_labour, "金乡干部", jinxiang), {id, "答复"}); }),
              "not_found");
}

}  // namespace
}  // namespace tongzhou::hotline
