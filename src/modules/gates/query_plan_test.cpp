// What the screens ask is answered from an index, whatever the filter: at ten million passages as at ten.
#include "modules/gates/ledger.hpp"
#include "modules/gates/tally_rows.hpp"
#include "modules/gates/test_city.hpp"
#include "platform/sql/connection.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct PlanStep {
    std::int64_t id = 0, parent = 0, notused = 0;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanStep, (), (id, parent, notused, detail))

class QueryPlans : public GateTest {
  protected:
    void SetUp() override {
        if (db->engine() != sql::Engine::sqlite)
            GTEST_SKIP() << "PostgreSQL plans by what the tables hold; here they are nearly empty";
        set_rule("pass_required", "false", sishui);
        db.clock().advance(std::chrono::minutes(1));
        record(passage(factory, 0));
    }
    std::string plan_of(const std::string& text, std::vector<sql::Argument> arguments) {
        std::string plan;
        // A connection of its own and no transaction: SQLite counts an explained INSERT as one in progress until it is
        // reset, and then refuses to commit.
        sql::Connection connection(sql::Address::parse(db.url()), sql::Access::read_write);
        Snapshot snapshot(connection, db->services(), db.clock().now());
        for (const auto& step : snapshot.all_of<PlanStep>("EXPLAIN QUERY PLAN " + text, std::move(arguments)))
            plan += step.detail + "\n";
        return plan;
    }
    std::string plan_of(const Actor& actor, const PassageFilter& filter) {
        const auto selection = db->read_value([&](Snapshot& s) { return selection_of_passages(s, actor, filter); });
        return plan_of(selection.text, selection.arguments);
    }
    PassageFilter filter_with(const std::function<void(PassageFilter&)>& set) {
        PassageFilter filter;
        set(filter);
        return filter;
    }
};

// At most the rows of one instant are sorted, for their ids.
const auto in_order = Not(HasSubstr("TEMP B-TREE FOR ORDER BY"));
const auto no_scan = Not(HasSubstr("SCAN p\n"));
auto by(const char* index) { return AllOf(HasSubstr(std::string("USING INDEX ") + index), in_order, no_scan); }

TEST_F(QueryPlans, TheLedgerIsReadInOrderWithoutSorting) {
    EXPECT_THAT(plan_of(everything, {}), AllOf(HasSubstr("USING INDEX passages_at"), in_order));
    EXPECT_THAT(plan_of(city, {}), AllOf(HasSubstr("USING INDEX passages_at"), in_order));
    EXPECT_THAT(plan_of(sishui_officer, {}), by("passages_county (county=?"));
    EXPECT_THAT(plan_of(officer_of(sizhang), {}), by("passages_county (county=?"));
    EXPECT_THAT(plan_of(factory.officer, {}), by("passages_organization (organization=?"));
}

TEST_F(QueryPlans, EachFilterHasItsIndex) {
    const std::pair<const char*, std::function<void(PassageFilter&)>> at_their_enterprise[] = {
        {"site", [&](PassageFilter& f) { f.site = factory.site; }},
        {"gate", [&](PassageFilter& f) { f.gate = factory.gates[0]; }},
        {"organization", [&](PassageFilter& f) { f.organization = factory.organization; }},
        {"person", [&](PassageFilter& f) { f.person = factory.workers[0]; }},
    };
    for (const auto& [name, set] : at_their_enterprise)
        for (const auto& actor : {everything, city, sishui_officer, factory.officer})
            EXPECT_THAT(plan_of(actor, filter_with(set)), by("passages_organization (organization=?")) << name;

    const std::pair<const char*, std::function<void(PassageFilter&)>> rare[] = {
        {"passages_exceptional", [](PassageFilter& f) { f.verdict = Verdict::refused; }},
        {"passages_exceptional", [](PassageFilter& f) { f.reason = VerdictReason::fever; }},
        {"passages_review", [](PassageFilter& f) { f.review = Review::open; }},
    };
    for (const auto& [index, set] : rare) {
        const std::string name = index;
        EXPECT_THAT(plan_of(everything, filter_with(set)), AllOf(HasSubstr(name), in_order));
        EXPECT_THAT(plan_of(city, filter_with(set)), AllOf(HasSubstr(name), in_order));
        EXPECT_THAT(plan_of(sishui_officer, filter_with(set)), by((name + "_county (county=?").c_str()));
        EXPECT_THAT(plan_of(factory.officer, filter_with(set)), by((name + "_organization (organization=?").c_str()));
    }
    EXPECT_THAT(plan_of(city, filter_with([](PassageFilter& f) { f.offline = true; })),
                AllOf(HasSubstr("passages_offline"), in_order));
}

TEST_F(QueryPlans, TimesAndCursorsNarrowTheIndexToo) {
    const auto timed = filter_with([&](PassageFilter& f) {
        f.from = db.clock().now() - std::chrono::hours(1);
        f.until = db.clock().now();
    });
    EXPECT_THAT(plan_of(city, timed), HasSubstr("passages_at (at>? AND at<?)"));
    EXPECT_THAT(plan_of(sishui_officer, timed), HasSubstr("passages_county (county=? AND at>? AND at<?)"));
    EXPECT_THAT(plan_of(factory.officer, timed), HasSubstr("passages_organization (organization=? AND at>? AND at<?)"));

    record(passage(factory, 1));
    record(passage(factory, 2));
    PassageFilter paged;
    paged.limit = 1;
    const auto first = db->read_value([&](Snapshot& s) { return list_passages(s, city, paged); });
    paged.cursor = Text<500>(first.next.value());
    EXPECT_THAT(plan_of(city, paged), AllOf(HasSubstr("passages_at ("), in_order));
    EXPECT_THAT(plan_of(sishui_officer, paged), AllOf(HasSubstr("passages_county (county=? AND "), in_order));
    EXPECT_THAT(plan_of(factory.officer, paged),
                AllOf(HasSubstr("passages_organization (organization=? AND "), in_order));
}

TEST_F(QueryPlans, ExtrasOfARowAreFoundByKey) {
    const auto plan = plan_of(city, {});
    EXPECT_THAT(plan, HasSubstr("SEARCH g USING PRIMARY KEY (id=?)"));
    EXPECT_THAT(plan, HasSubstr("SEARCH c USING COVERING INDEX passages_corrects (county=? AND corrects=?)"));
}

TEST_F(QueryPlans, TheNumbersOfTheDayComeFromTheHoursOfTheDay) {
    const auto expect = [&](const Scope& scope, const std::string& hours) {
        const auto texts = tally_texts(scope);
        for (const auto& text : texts) EXPECT_THAT(plan_of(text, {}), Not(HasSubstr("SCAN t\n"))) << text;
        EXPECT_THAT(plan_of(texts.front(), {}), HasSubstr(hours));
    };
    expect(city.scope, "county_tallies_hour (hour>? AND hour<?)");
    expect(sishui_officer.scope, "PRIMARY KEY (county=? AND hour>? AND hour<?)");
    expect(Scope::of_division(sizhang), "site_tallies_place (county=? AND hour>? AND hour<?)");
    expect(factory.officer.scope, "site_tallies_organization (organization=? AND hour>? AND hour<?)");
}

// Every statement of the module that is not a recount finds its rows by an index.
TEST_F(QueryPlans, NothingElseReadsAWholeTableThatGrows) {
    int looked_at = 0;
    for (const auto* query : sql::Query::all()) {
        const std::string text = query->text();
        const bool grows = text.find("passages") != text.npos || text.find("presence") != text.npos ||
                           text.find("_tallies") != text.npos || text.find("visitors") != text.npos ||
                           text.find("fever_incidents") != text.npos || text.find("incident_contacts") != text.npos;
        if (!grows || text.find("WITH ") != text.npos) continue;
        ++looked_at;
        std::string plan;
        ASSERT_NO_THROW(plan = plan_of(sql::text_for(sql::Engine::sqlite, text), {})) << text;
        for (const char* scan : {"SCAN p\n", "SCAN passages\n", "SCAN presence\n", "SCAN v\n", "SCAN i\n", "SCAN t\n",
                                 "SCAN k\n", "SCAN visitors\n", "SCAN fever_incidents\n", "SCAN site_tallies\n"})
            EXPECT_THAT(plan, Not(HasSubstr(scan))) << text;
    }
    EXPECT_GT(looked_at, 15);
}

}  // namespace
}  // namespace tongzhou::gates::testing
