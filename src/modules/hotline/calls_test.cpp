// Taking a call, who called, and what anybody may see of it by number and code.
#include "modules/hotline/test_hotline.hpp"

namespace tongzhou::hotline {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

using Calls = HotlineTest;

TEST_F(Calls, MakeATicketWithANumberAndACode) {
    const auto first = opened("员工隔离期间工资怎么发？"), second = opened("口罩哪里买？");
    EXPECT_EQ(first.number, "370831-2020-000001");
    EXPECT_EQ(second.number, "370831-2020-000002");
    EXPECT_THAT(*first.code, MatchesRegex("[2-9a-z]{10}"));
    EXPECT_NE(first.code, second.code);
    const auto ticket = shown(first.id);
    EXPECT_EQ(ticket.state, TicketState::accepted);
    EXPECT_EQ(ticket.title, "员工隔离期间工资怎么发？");
    EXPECT_EQ(ticket.level, DeskLevel::county);
    EXPECT_EQ(shown(call(open_call, city_desk, question("市里的事", jining)).id, city_desk).level, DeskLevel::city);
}

TEST_F(Calls, SentTwiceAreTheSameCall) {
    auto again = question("员工隔离期间工资怎么发？");
    again.id = Id<Call>::make(SystemClock().now());
    const auto first = call(open_call, desk, again), second = call(open_call, desk, again);
    EXPECT_EQ(to_json(first), to_json(second));
    EXPECT_EQ(number("SELECT COUNT(*) FROM tickets"), 1);
    again.question = "另一个问题";
    EXPECT_EQ(fault_of([&] { call(open_call, desk, again); }), "id_reused");
}

TEST_F(Calls, MayAskAfterATicketThatStands) {
    const auto first = opened();
    auto again = question("上次的事办得怎么样了？");
    again.about = first.id;
    EXPECT_EQ(call(open_call, desk, again).number, first.number);
    EXPECT_EQ(number("SELECT COUNT(*) FROM tickets"), 1);
    EXPECT_EQ(shown(first.id).calls.size(), 2u);
    EXPECT_EQ(fault_of([&] { call(open_call, other_desk, again); }), "not_found");
}

TEST_F(Calls, AreTakenForThePlacesOfTheDesk) {
    EXPECT_EQ(fault_of([&] { call(open_call, other_desk, question("泗水的事")); }), "not_found");
    EXPECT_EQ(fault_of([&] { call(open_call, city_desk, question("没有的地方", DivisionCode::of("370899"))); }),
              "invalid_fields /division:no_such_division");
    auto far = question("金乡企业的事");
    far.caller.kind = CallerKind::enterprise;
    far.caller.organization = far_mill;
    EXPECT_EQ(fault_of([&] { call(open_call, desk, far); }), "invalid_fields /caller/organization:no_such_organization");
}

TEST_F(Calls, KeepTheCallerSealedAndFindThemByNumber) {
    const auto made = opened();
    const auto kept = db->read_value([](Snapshot& s) {
        return s.all_of<std::string>("SELECT caller_sealed || masked_name || masked_number || number_index FROM calls",
                                     {});
    });
    EXPECT_THAT(kept.front(), Not(HasSubstr("13800138000")));
    EXPECT_THAT(kept.front(), Not(HasSubstr("王建国")));
    const auto line = shown(made.id).calls.front();
    EXPECT_EQ(line.masked_name, "王**");
    EXPECT_EQ(line.masked_number, "138****8000");
    for (const char* typed : {"13800138000", "+86 138-0013-8000", "１３８００１３８０００"})
        EXPECT_EQ(ask(find_earlier_calls, desk, {typed}).items.size(), 1u) << typed;
    EXPECT_THAT(ask(find_earlier_calls, other_desk, {"13800138000"}).items, IsEmpty());
    EXPECT_THAT(ask(find_earlier_calls, desk, {"13800138001"}).items, IsEmpty());

    const auto view = call(unmask_caller, command, {made.id, "回电核实"});
    EXPECT_EQ(view.callers.front().name->value, "王建国");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'caller_unmask'"), 1);
    EXPECT_EQ(fault_of([&] { call(unmask_caller, other_desk, {made.id, "好奇"}); }), "not_found");
    EXPECT_EQ(fault_of([&] { call(unmask_caller, labour_officer, {made.id, "核实"}); }), "not_the_handler");
    call(dispatch_ticket, desk, {made.id, labour, {}, {}, {}});
    EXPECT_EQ(call(unmask_caller, labour_officer, {made.id, "核实"}).callers.size(), 1u);
    EXPECT_EQ(fault_of([&] { call(unmask_caller, health_officer, {made.id, "核实"}); }), "not_the_handler");
}

TEST_F(Calls, OfAConfidentialTicketAreTheDesksAlone) {
    auto secret = question("举报某厂未经许可开工");
    secret.confidential = true;
    secret.category = Category::report;
    secret.caller.kind = CallerKind::enterprise;
    secret.caller.organization = mill;
    const auto id = call(open_call, desk, secret).id;
    call(dispatch_ticket, desk, {id, labour, {}, {}, {}});
    EXPECT_EQ(shown(id, desk).calls.size(), 1u);
    const auto inside = shown(id, labour_officer);
    EXPECT_THAT(inside.calls, IsEmpty());
    EXPECT_FALSE(inside.organization);
    auto officer = labour_officer;
    officer.permissions.add(Permission::person_unmask);
    EXPECT_EQ(fault_of([&] { call(unmask_caller, officer, {id, "想知道是谁"}); }), "confidential_ticket");
    TicketFilter filter;
    filter.organization = mill;
    EXPECT_THAT(ask(list_tickets, labour_officer, filter).items, IsEmpty());
    EXPECT_EQ(fault_of([&] { call(publish_ticket, command, {id, "摘要"}); }), "confidential_ticket");
}

TEST(Numbers, AreReadAsPeopleTypeThem) {
    EXPECT_EQ(normalised_number("+86 138-0013-8000"), "13800138000");
    EXPECT_EQ(normalised_number("(0537) 123 4567"), "05371234567");
    EXPECT_EQ(normalised_number("12345"), std::nullopt);
    EXPECT_EQ(normalised_number("打这个电话"), std::nullopt);
    EXPECT_EQ(normalised_number("1380013800013800"), std::nullopt);
    EXPECT_EQ(masked_number("13800138000"), "138****8000");
    EXPECT_EQ(masked_number("05371234567"), "0537****567");
    EXPECT_EQ(masked_number("1234567"), "123****567");
    std::vector<FieldFault> faults;
    Caller caller;
    caller.number = "不知道";
    check(caller, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].code, "not_a_number");
}

TEST_F(Calls, OfThePublicPageAreFollowedByNumberAndCode) {
    Actor nobody;
    const auto made = call(ask_question, nobody,
                           {{}, sishui, {}, "李四", "13912345678", Category::assistance, "外地员工怎么返岗？", {}});
    EXPECT_EQ(shown(made.id).channel, Channel::page);
    auto code = *made.code;
    auto status = ask(follow_ticket, nobody, {made.number, code});
    EXPECT_EQ(status.state, TicketState::accepted);
    EXPECT_FALSE(status.answer || status.may_rate);
    auto spaced = to_upper_ascii(code.substr(0, 5)) + " - " + code.substr(5);
    EXPECT_EQ(ask(follow_ticket, nobody, {made.number, spaced}).number, made.number);
    code[0] = code[0] == '2' ? '3' : '2';
    EXPECT_EQ(fault_of([&] { ask(follow_ticket, nobody, {made.number, code}); }), "no_such_ticket");
    EXPECT_EQ(fault_of([&] { ask(follow_ticket, nobody, {"370831-2020-999999", code}); }), "no_such_ticket");
    EXPECT_EQ(fault_of([&] { call(rate_ticket, nobody, {made.number, *made.code, Rating::satisfied, {}}); }),
              "wrong_state");
    call(answer_directly, desk, {made.id, "凭复工证明包车返岗。", {}, {}});
    status = call(rate_ticket, nobody, {made.number, *made.code, Rating::very_satisfied, "很快"});
    EXPECT_EQ(status.answer, "凭复工证明包车返岗。");
    EXPECT_EQ(status.rating, Rating::very_satisfied);
    EXPECT_EQ(to_json(call(rate_ticket, nobody, {made.number, *made.code, Rating::very_satisfied, {}})), to_json(status));
    EXPECT_EQ(fault_of([&] { call(rate_ticket, nobody, {made.number, *made.code, Rating::dissatisfied, {}}); }),
              "rated_already");
    EXPECT_EQ(shown(made.id).rated_by, RatedBy::caller);
}

TEST_F(Calls, OfAMergedTicketShareItsFate) {
    Actor nobody;
    const auto first = opened(), second = opened("隔离的员工工资发不发？");
    call(merge_ticket, desk, {second.id, first.id, {}});
    call(answer_directly, desk, {first.id, "按正常出勤发放。", {}, {}});
    const auto status = ask(follow_ticket, nobody, {second.number, *second.code});
    EXPECT_EQ(status.merged_into, first.number);
    EXPECT_EQ(status.answer, "按正常出勤发放。");
    EXPECT_FALSE(status.may_rate) << "it is rated under the other";
}

TEST_F(Calls, AnEnterpriseAsksForItselfAndForNobodyElse) {
    const auto made =
        call(ask_question, mill_officer, {{}, sishui, {}, "厂长", "13912345678", {}, "租金能不能减免？", {}});
    EXPECT_EQ(shown(made.id).organization, mill);
    EXPECT_EQ(shown(made.id, mill_officer).id, made.id);
}

TEST_F(Calls, KeysAreRewrappedAfterARotation) {
    opened();
    opened("口罩哪里买？");
    EXPECT_EQ(rewrap_data_keys(*db), 0);
    ring.rotate(db.clock().now());
    EXPECT_EQ(rewrap_data_keys(*db), 2);
    EXPECT_EQ(rewrap_data_keys(*db), 0);
    const auto id = ask(list_tickets, desk, {}).items.front().id;
    EXPECT_EQ(call(unmask_caller, command, {id, "回电"}).callers.front().name->value, "王建国");
}

}  // namespace
}  // namespace tongzhou::hotline
