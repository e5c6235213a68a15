// Visits: made offline and sent once, findings until they are put right, difficulties raised, files, days planned.
#include "modules/squads/test_squads.hpp"

namespace tongzhou::squads::testing {
namespace {

// The library's own table: its functions are not this module's.
const sql::Query insert_policy{R"(
    INSERT INTO policies (id, division, title, kind, version, text, created_at, updated_at, change)
    VALUES (:id, :division, '关于减免房租的通知', 'notice', 1, '减免三个月。', 0, 0, 1))"};

class Visits : public TownTest {
  protected:
    Visits() { write(accept_plan, command, PlanById{propose(command).id}); }
    NewVisit visit(std::optional<VisitItem> wrong = {}) {
        NewVisit made;
        made.id = Id<Visit>::make(db.clock().now());
        made.organization = eastern[0];
        made.at = db.clock().now() - std::chrono::hours(3);
        for (const auto item : values_of<VisitItem>())
            made.items.push_back({item, item == wrong ? VisitResult::not_ok : VisitResult::ok, ""});
        if (wrong)
            made.findings.push_back(
                {Id<VisitFinding>::make(db.clock().now()), *wrong, "东门无人值守", Date::of("2020-02-26")});
        made.handouts.push_back({Title("复工复产政策汇编"), {}, 2});
        made.signed_as = Text<50, 1>("王经理");
        return made;
    }
};

TEST_F(Visits, MadeOfflineAreSentLaterOnce) {
    const auto made = visit(VisitItem::entrance_staffed);
    const auto first = write(record_visit, command, made);
    db.clock().advance(std::chrono::hours(30));
    const auto again = write(record_visit, command, made);
    EXPECT_EQ(to_json(first), to_json(again)) << "the second answer equals the first";
    EXPECT_EQ(first.at, made.at);
    EXPECT_EQ(first.squad, east.id);
    EXPECT_EQ(first.signed_as, "王**");
    EXPECT_EQ(number("SELECT COUNT(*) FROM visits"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM visit_findings"), 1);
    auto other = made;
    other.note = "改了";
    EXPECT_EQ(fault_of([&] { write(record_visit, command, other); }), "id_taken");
    EXPECT_EQ(fault_of([&] { write(record_visit, sibling, made); }), "not_found");
    auto stolen = visit(VisitItem::ventilation);
    stolen.findings.front().id = made.findings.front().id;
    EXPECT_EQ(fault_of([&] { write(record_visit, command, stolen); }), "id_taken");
    EXPECT_EQ(number("SELECT COUNT(*) FROM visits"), 1) << "undone as a whole";
}

TEST_F(Visits, CountThePoliciesLeftThereAmongTheHandouts) {
    const auto policy = [&](const DivisionCode& division) {
        const auto id = Id<Policy>::make(db.clock().now());
        db->write([&](Tx& tx) { tx.run(insert_policy, id, division); });
        return id;
    };
    auto made = visit();
    made.handouts.push_back({Title("关于减免房租的通知"), policy(command.scope.division()), 5});
    write(record_visit, command, made);
    write(record_visit, command, made);
    EXPECT_EQ(number("SELECT COUNT(*) FROM handouts"), 1) << "papers that are not of the library are the visit's alone";
    EXPECT_EQ(number("SELECT SUM(copies) FROM handouts"), 5);
    auto wrong = visit();
    wrong.handouts.back().policy = policy(sibling.scope.division());
    EXPECT_EQ(fault_of([&] { write(record_visit, command, wrong); }), "invalid_fields /handouts/0/policy:no_such_policy");
    EXPECT_EQ(number("SELECT COUNT(*) FROM visits"), 1) << "undone as a whole";
}

TEST_F(Visits, AreRefusedUnlessEveryItemIsAnsweredAndEveryFindingHasADeadline) {
    const auto fault = [&](const NewVisit& made) {
        return fault_of([&] { call("POST", "/visits", command, to_json(made)); });
    };
    auto open = visit();
    open.items.pop_back();
    EXPECT_EQ(fault(open), "invalid_fields /items:unanswered");
    auto silent = visit(VisitItem::ventilation);
    silent.findings.clear();
    EXPECT_EQ(fault(silent), "invalid_fields /findings:findings");
    auto late = visit(VisitItem::ventilation);
    late.findings.front().due_on = Date::of("2020-02-01");
    EXPECT_EQ(fault(late), "invalid_fields /findings/0/due_on:out_of_range");
    auto ahead = visit();
    ahead.at = db.clock().now() + std::chrono::hours(1);
    EXPECT_EQ(fault(ahead), "invalid_fields /at:in_the_future");
    auto old = visit();
    old.at = db.clock().now() - std::chrono::hours(31 * 24);
    EXPECT_EQ(fault(old), "invalid_fields /at:too_old");
    EXPECT_EQ(number("SELECT COUNT(*) FROM visits"), 0);
}

TEST_F(Visits, RaiseDifficultiesInTheSameTransaction) {
    auto made = visit();
    const auto difficulty = Id<Difficulty>::make(db.clock().now());
    made.difficulties.push_back({difficulty, difficulties::DifficultyKind::commuting, "外地员工回不来"});
    write(record_visit, command, made);
    write(record_visit, command, made);
    EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM difficulties WHERE id = '{}' AND source = 'visit' AND "
                                 "source_record = '{}'",
                                 difficulty.text(), made.id.text())),
              1);
    for (const auto& place : places(propose(command).id))
        EXPECT_EQ(place.weight, place.organization == eastern[0] ? 3 : 2) << "an open difficulty counts";
}

TEST_F(Visits, FindingsStayOpenUntilTheyArePutRight) {
    const auto made = visit(VisitItem::used_mask_bins);
    write(record_visit, command, made);
    FindingFilter overdue;
    overdue.overdue = true;
    EXPECT_TRUE(read(list_findings, command, overdue).items.empty());
    db.clock().advance(std::chrono::hours(72));
    EXPECT_EQ(read(list_findings, command, overdue).items.size(), 1u);
    EXPECT_EQ(read(list_findings, of_enterprise(eastern[0]), overdue).items.size(), 1u);
    EXPECT_TRUE(read(list_findings, of_enterprise(eastern[1]), overdue).items.empty());
    EXPECT_TRUE(read(list_findings, sibling, overdue).items.empty());
    const RectifyRequest rectify{made.findings.front().id, "已设收集桶"};
    EXPECT_EQ(fault_of([&] { write(rectify_finding, of_enterprise(eastern[0]), rectify); }), "not_a_squad");
    EXPECT_EQ(fault_of([&] { write(rectify_finding, sibling, rectify); }), "not_found");
    const auto done = write(rectify_finding, command, rectify);
    EXPECT_EQ(done.how, "已设收集桶");
    EXPECT_EQ(write(rectify_finding, command, RectifyRequest{rectify.id, "再说一次"}).how, "已设收集桶");
    EXPECT_TRUE(read(list_findings, command, overdue).items.empty());
    EXPECT_EQ(read(show_visit, command, VisitById{made.id}).open_findings, 0);
}

TEST_F(Visits, AreSeenByTheEnterpriseAndWrittenByOthers) {
    const auto made = visit();
    const auto own = of_enterprise(eastern[0]);
    EXPECT_EQ(fault_of([&] { write(record_visit, own, made); }), "not_a_squad");
    write(record_visit, command, made);
    EXPECT_EQ(read(show_visit, own, VisitById{made.id}).squad_name, "东队");
    EXPECT_EQ(fault_of([&] { read(show_visit, of_enterprise(eastern[1]), VisitById{made.id}); }), "not_found");
    EXPECT_EQ(fault_of([&] { read(show_visit, sibling, VisitById{made.id}); }), "not_found");
    EXPECT_TRUE(read(list_visits, sibling, VisitFilter{}).items.empty());
    EXPECT_THAT(call("GET", "/visits/export", sibling, "{}"), ::testing::Not(::testing::HasSubstr(made.id.text())));
}

TEST_F(Visits, AndAllElseOfACountyAreNotEvenCountedByAnother) {
    NewNeeds needs;
    needs.organization = eastern[0];
    write(set_needs, command, needs);
    write(record_visit, command, visit(VisitItem::ventilation));
    const auto stranger = of_enterprise(enterprise("金乡厂", 116.3, 35.06, jinxiang), jinxiang);
    for (const auto* list : {"/squad-members", "/squads", "/squad-needs", "/squad-plans", "/squad-assignments",
                             "/visits", "/visit-findings"}) {
        EXPECT_THAT(call("GET", list, command, R"({"count":true})"),
                    ::testing::Not(::testing::HasSubstr(R"("total":0)")))
            << list;
        for (const auto& actor : {sibling, stranger})
            EXPECT_THAT(call("GET", list, actor, R"({"count":true})"),
                        ::testing::AllOf(::testing::HasSubstr(R"("items":[])"), ::testing::HasSubstr(R"("total":0)")))
                << list;
    }
}

TEST_F(Visits, HaveASignatureAndPhotographs) {
    const auto made = visit();
    write(record_visit, command, made);
    const std::string png = "\x89PNG\r\n\x1a\n" + std::string(64, 'x');
    const auto json = fmt::format(R"({{"id":"{}","paper":"signature","name":"签名.png"}})", made.id.text());
    EXPECT_EQ(fault_of([&] { call("POST", "/visits/{id}/files", of_enterprise(eastern[0]), json, png); }),
              "not_a_squad");
    EXPECT_EQ(fault_of([&] { call("POST", "/visits/{id}/files", sibling, json, png); }), "not_found");
    const auto file = from_json<ById>(call("POST", "/visits/{id}/files", command, json, png),
                                      {.unknown_fields = UnknownFields::ignore})
                          .id;
    const auto seen = read(show_visit, of_enterprise(eastern[0]), VisitById{made.id});
    ASSERT_EQ(seen.files.size(), 1u);
    EXPECT_EQ(seen.files.front().role, "signature");
    const auto get = fmt::format(R"({{"id":"{}","file":"{}"}})", made.id.text(), file.text());
    EXPECT_EQ(call("GET", "/visits/{id}/files/{file}", command, get), png);
    EXPECT_EQ(fault_of([&] { call("GET", "/visits/{id}/files/{file}", sibling, get); }), "not_found");
}

TEST_F(Visits, NeedASquad) {
    auto made = visit();
    made.organization = enterprise("新厂", 117.25, 35.66);
    EXPECT_EQ(fault_of([&] { write(record_visit, command, made); }), "no_squad");
    made.squad = west.id;
    EXPECT_EQ(write(record_visit, command, made).squad_name, "西队");
}

TEST_F(Visits, HaveAChecklistWithItsClauses) {
    const auto list = from_json<VisitChecklist>(call("GET", "/visits/checklist", command, "{}"));
    EXPECT_EQ(list.items.size(), EnumTable<VisitItem>::size);
    for (const auto& item : list.items) {
        EXPECT_FALSE(item.text_zh.empty() || item.text_en.empty());
        EXPECT_TRUE(item.clause_zh.starts_with("国发明电〔2020〕4号：") || item.item == VisitItem::roster_and_files);
    }
}

TEST_F(Visits, OfADayAreOrderedWithinTheirHours) {
    NewNeeds needs;
    needs.organization = eastern[0];
    needs.opens = 14 * 60;
    needs.closes = 16 * 60;
    needs.stay = 30;
    write(set_needs, command, needs);
    const auto route = read(plan_day, command, DayRequest{east.id, eastern, {}, {}});
    ASSERT_EQ(route.stops.size(), 3u);
    EXPECT_EQ(route.stops.back().organization, eastern[0]) << "it opens in the afternoon";
    EXPECT_GE(route.stops.back().begin, 14 * 60);
    EXPECT_EQ(route.late, 0);
    EXPECT_EQ(route.departure, 8 * 60);
    EXPECT_GT(route.metres, 0);
    EXPECT_THAT(route.away, ::testing::IsEmpty());
    ChangedMember ill;
    ill.id = *east.officer;
    ill.division = sishui;
    ill.role = MemberRole::epidemic_prevention_officer;
    ill.name = "李建国";
    ill.absent_from = ill.absent_until = Date::of("2020-03-02");
    write(change_member, command, ill);
    const auto away_on = [&](const char* day) {
        return read(plan_day, command, DayRequest{east.id, eastern, {}, {}, Date::of(day)}).away;
    };
    EXPECT_THAT(away_on("2020-03-02"), ::testing::ElementsAre(MemberRole::epidemic_prevention_officer));
    EXPECT_THAT(away_on("2020-03-03"), ::testing::IsEmpty());
    EXPECT_EQ(fault_of([&] {
                  read(plan_day, command, DayRequest{east.id, {western[0]}, {}, {}});
              }),
              "invalid_fields /organizations/0:not_its_enterprise");
    EXPECT_EQ(fault_of([&] { read(plan_day, sibling, DayRequest{east.id, eastern, {}, {}}); }), "not_found");
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/squads/{id}/day", command,
                       fmt::format(R"({{"id":"{}","organizations":[]}})", east.id.text()));
              }),
              "invalid_fields /organizations:too_many_items");
}

}  // namespace
}  // namespace tongzhou::squads::testing
