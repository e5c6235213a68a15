// The ledger as it is read: filters, pages, exports, histories, and nothing outside the scope.
#include "modules/gates/ledger.hpp"

#include "modules/gates/presence.hpp"
#include "modules/gates/test_city.hpp"
#include "modules/gates/visitor_view.hpp"

namespace tongzhou::gates::testing {
namespace {

class Ledger : public GateTest {
  protected:
    Ledger() {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        db.clock().advance(std::chrono::minutes(10));
        for (std::size_t i = 0; i < 6; ++i) at_factory.push_back(pass(factory, i));
        at_factory.push_back(pass(factory, 0, Direction::exit));
        auto stranger = passage(factory, 0);
        stranger.document = Text<40>("E44444444");
        refused = record(stranger).id;
        next_door = pass(workshop_next_door, 0);
        at_mill = pass(mill, 0);
    }
    Id<Passage> pass(const Plant& plant, std::size_t worker, Direction direction = Direction::entry) {
        db.clock().advance(std::chrono::seconds(30));
        return record(passage(plant, worker, direction)).id;
    }
    std::vector<Id<Passage>> ids(const Page<PassageRow>& page) {
        std::vector<Id<Passage>> ids;
        for (const auto& row : page.items) ids.push_back(row.id);
        return ids;
    }
    Page<PassageRow> list(const Actor& actor, const PassageFilter& filter = {}) {
        return db->read_value([&](Snapshot& s) { return list_passages(s, actor, filter); });
    }
    std::size_t count(const Actor& actor, const PassageFilter& filter = {}) { return list(actor, filter).items.size(); }

    std::vector<Id<Passage>> at_factory;
    Id<Passage> refused, next_door, at_mill;
};

TEST_F(Ledger, ShowsTheNewestFirstPageByPage) {
    PassageFilter filter;
    filter.limit = 4;
    filter.count = true;
    std::vector<Id<Passage>> all;
    for (int page = 0; page < 4; ++page) {
        const auto rows = list(everything, filter);
        EXPECT_EQ(rows.total, 10);
        for (const auto& row : rows.items) all.push_back(row.id);
        if (!rows.next) break;
        filter.cursor = Text<500>(*rows.next);
    }
    ASSERT_EQ(all.size(), 10u);
    EXPECT_EQ(all.front(), at_mill);
    EXPECT_EQ(all.back(), at_factory.front());
}

TEST_F(Ledger, ShowsToEachWhatIsTheirs) {
    EXPECT_EQ(count(city), 10u);
    EXPECT_EQ(count(sishui_officer), 9u);
    EXPECT_EQ(count(jinxiang_officer), 1u);
    EXPECT_EQ(count(factory.officer), 8u);
    EXPECT_EQ(count(workshop_next_door.officer), 1u);
    EXPECT_EQ(count(officer_of(sizhang)), 8u) << "the town where the factory is";
    EXPECT_EQ(count(officer_of(DivisionCode::of("3709"))), 0u);
    PassageFilter of_the_factory;
    of_the_factory.organization = factory.organization;
    of_the_factory.count = true;
    for (const auto& stranger : {mill.officer, workshop_next_door.officer, jinxiang_officer}) {
        EXPECT_EQ(count(stranger, of_the_factory), 0u);
        EXPECT_EQ(list(stranger, of_the_factory).total, 0);
        EXPECT_EQ(fault_of([&] { db->read([&](Snapshot& s) { show_passage(s, stranger, {at_factory[0]}); }); }),
                  "not_found");
        const auto text = call("GET", "/passages/export", stranger, "{}");
        EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr(at_factory[0].text())));
    }
    EXPECT_THAT(call("GET", "/passages/export", factory.officer, "{}"), ::testing::HasSubstr(at_factory[0].text()));
}

TEST_F(Ledger, FindsByEveryFilter) {
    PassageFilter filter;
    filter.site = factory.site;
    EXPECT_EQ(count(city, filter), 8u);
    filter.organization = mill.organization;
    EXPECT_EQ(count(city, filter), 0u) << "the site is not that organisation's";
    filter = {};
    filter.gate = factory.gates[0];
    EXPECT_EQ(count(sishui_officer, filter), 8u);
    filter.gate = factory.gates[1];
    EXPECT_EQ(count(sishui_officer, filter), 0u);
    filter = {};
    filter.verdict = Verdict::refused;
    EXPECT_THAT(ids(list(city, filter)), ::testing::ElementsAre(refused));
    filter.reason = VerdictReason::fever;
    EXPECT_EQ(count(city, filter), 0u);
    filter = {};
    filter.reason = VerdictReason::not_on_roster;
    EXPECT_EQ(count(factory.officer, filter), 1u);
    filter = {};
    filter.direction = Direction::exit;
    EXPECT_EQ(count(city, filter), 1u);
    filter = {};
    filter.division = jinxiang;
    EXPECT_THAT(ids(list(city, filter)), ::testing::ElementsAre(at_mill));
    filter = {};
    filter.from = db.clock().now() - std::chrono::seconds(45);
    EXPECT_EQ(count(city, filter), 2u);
    filter.until = db.clock().now();
    EXPECT_EQ(count(city, filter), 1u);
    filter = {};
    filter.offline = true;
    EXPECT_EQ(count(city, filter), 0u);
    filter.offline = false;
    EXPECT_EQ(count(city, filter), 10u);
    filter = {};
    filter.review = Review::open;
    EXPECT_EQ(count(city, filter), 0u);
}

TEST_F(Ledger, KnowsWhereSomebodyWent) {
    const auto went = [&](const Actor& actor, const Id<Person>& person) {
        PersonPassages request;
        request.id = person;
        return db->read_value([&](Snapshot& s) { return list_person_passages(s, actor, request); });
    };
    EXPECT_THAT(ids(went(sishui_officer, factory.workers[0])), ::testing::ElementsAre(at_factory[6], at_factory[0]));
    EXPECT_EQ(went(mill.officer, factory.workers[0]).items.size(), 0u);
    EXPECT_EQ(went(jinxiang_officer, factory.workers[0]).items.size(), 0u);
    EXPECT_EQ(went(city, Id<Person>(new_uuid_v7(SystemClock().now()))).items.size(), 0u);

    // Somebody who was only ever refused at another place is found there too.
    auto turned_away = passage(mill, 0);
    turned_away.document = Text<40>(factory.documents[0]);
    const auto there = record(turned_away).id;
    EXPECT_THAT(ids(went(city, factory.workers[0])),
                ::testing::UnorderedElementsAre(there, at_factory[6], at_factory[0]));
    for (const auto& row : went(city, factory.workers[0]).items) {
        if (row.id == there) {
            EXPECT_EQ(row.person, std::nullopt) << "a gate is not told whom others have on file";
        }
    }
}

TEST_F(Ledger, ListsWhoIsInside) {
    const auto sites = [&](const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return list_presence(s, actor, {}); }).items;
    };
    ASSERT_EQ(sites(city).size(), 3u);
    EXPECT_EQ(sites(city).front().inside, 5);
    EXPECT_EQ(sites(city).front().name, "泗水一厂厂区");
    EXPECT_EQ(sites(mill.officer).size(), 1u);
    EXPECT_EQ(sites(jinxiang_officer).size(), 1u);
    PeopleInsideRequest request;
    request.id = factory.site;
    const auto people = [&](const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return list_people_inside(s, actor, request); }).items;
    };
    EXPECT_EQ(people(factory.officer).size(), 5u);
    EXPECT_EQ(people(factory.officer).front().masked_name, "王**");
    EXPECT_EQ(fault_of([&] { people(mill.officer); }), "not_found");
}

TEST_F(Ledger, ShowsAVisitorsAnswersOnlyWithAReasonOnRecord) {
    auto visitor = passage(factory, 0);
    visitor.document.reset();
    visitor.document_kind.reset();
    visitor.means = Means::visitor;
    visitor.visitor = VisitorAnswers{};
    visitor.visitor->name = Text<50>("韩梅梅");
    visitor.visitor->mobile = Mobile::of("13900139000");
    visitor.visitor->origin = Text<100>("青岛");
    visitor.visitor->employer = Text<100>("设备公司");
    visitor.visitor->outbreak_contact = false;
    const auto id = record(visitor).id;
    const auto before = number("SELECT COUNT(*) FROM audit_log WHERE action = 'visitor_unmask'");
    const auto view = db->write_value([&](Tx& tx) { return unmask_visitor(tx, sishui_officer, {id, "流行病学调查"}); });
    EXPECT_EQ(view.answers.origin->value, "青岛");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'visitor_unmask'"), before + 1);
    EXPECT_EQ(fault_of([&] { db->write([&](Tx& tx) {
                                 unmask_visitor(tx, jinxiang_officer, {id, "好奇"});
                             }); }),
              "not_found");
    EXPECT_EQ(fault_of([&] {
                  db->write([&](Tx& tx) { unmask_visitor(tx, sishui_officer, {at_factory[0], "误点"}); });
              }),
              "not_found");
}

}  // namespace
}  // namespace tongzhou::gates::testing
