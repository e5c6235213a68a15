#include "modules/policies/eligible_enterprises.hpp"
#include "modules/policies/test_library.hpp"

namespace tongzhou::policies {
namespace {

class EligibilityTest : public LibraryTest {
  protected:
    EligibilityTest() {
        made = policy(sishui, "减免租金的通知", "承租国有房产、从业人员不超过三百人的企业，减免租金。");
        NewConditions request;
        request.id = made.id;
        request.conditions = {{Fact::staff, Relation::at_most, {"300"}, Text<500>("从业人员不超过三百人")},
                              {Fact::state_owned_tenant, Relation::yes, {}, std::nullopt}};
        write(set_conditions, officer_of(sishui), request);
        small = enterprise(sishui, "小厂", 50);
        large = enterprise(sishui, "大厂", 900);
        foreign = enterprise(jinxiang, "外县小厂", 50);
    }
    std::map<std::string, Eligibility> told(const Actor& actor, std::vector<Eligibility> wanted = {}) {
        std::map<std::string, Eligibility> by_name;
        EnterprisesRequest request;
        request.eligibility = std::move(wanted);
        request.id = made.id;
        request.limit = 1;
        do {
            const auto page = read(enterprises_for_policy, actor, request);
            for (const auto& item : page.items) by_name[item.name] = item.eligibility;
            request.cursor.reset();
            if (page.next) request.cursor = Text<500>(*page.next);
        } while (request.cursor);
        return by_name;
    }
    /// Each figure of the totals opens the list of exactly those that it counts.
    void expect_totals_open(const Actor& actor) {
        const auto all = told(actor);
        const auto totals = read(count_enterprises_for_policy, actor, {made.id});
        const std::map<Eligibility, std::int64_t> counted{{Eligibility::eligible, totals.eligible},
                                                          {Eligibility::unclear, totals.unclear},
                                                          {Eligibility::ineligible, totals.ineligible}};
        for (const auto& [eligibility, count] : counted) {
            std::map<std::string, Eligibility> those;
            for (const auto& [name, said] : all)
                if (said == eligibility) those.emplace(name, said);
            EXPECT_EQ(told(actor, {eligibility}), those) << name_of(eligibility);
            EXPECT_EQ(count, std::ssize(those)) << name_of(eligibility);
        }
    }
    Policy made;
    organizations::Enterprise small, large, foreign;
};

TEST_F(EligibilityTest, tells_enterprises_for_a_policy_within_place_and_scope) {
    EXPECT_EQ(told(officer_of(sishui)),
              (std::map<std::string, Eligibility>{{"小厂", Eligibility::unclear}, {"大厂", Eligibility::ineligible}}));
    ChangedFacts facts;
    facts.id = small.id;
    facts.state_owned_tenant = true;
    write(set_facts, person_of(small.id, sishui), facts);
    EXPECT_EQ(told(officer_of(jining))["小厂"], Eligibility::eligible);
    EXPECT_EQ(told(officer_of(jining)).count("外县小厂"), 0U) << "the policy does not hold there";
    EXPECT_EQ(told(person_of(small.id, sishui)).size(), 1U) << "an enterprise sees itself alone";
    EXPECT_EQ(problem_of([&] { told(officer_of(jinxiang)); }), "not_found");
    const auto audience = database().read_value(
        [&](Snapshot& snapshot) { return eligible_enterprises(snapshot, officer_of(sishui), made.id); });
    EXPECT_EQ(audience.enterprises, std::vector{small.id});
    EXPECT_FALSE(audience.next);
}

TEST_F(EligibilityTest, totals_open_to_their_enterprises_within_the_scope) {
    for (const auto& actor : {officer_of(sishui), officer_of(jining), person_of(small.id, sishui)})
        expect_totals_open(actor);
    const auto totals = read(count_enterprises_for_policy, officer_of(jining), {made.id});
    EXPECT_EQ(std::tuple(totals.eligible, totals.unclear, totals.ineligible), std::tuple(0, 1, 1));
    EXPECT_EQ(problem_of([&] { read(count_enterprises_for_policy, officer_of(jinxiang), {made.id}); }), "not_found");
    EnterprisesRequest request;
    request.id = made.id;
    request.eligibility = {Eligibility::unclear, Eligibility::ineligible};
    request.name = "大";
    request.count = true;
    EXPECT_EQ(read(enterprises_for_policy, officer_of(sishui), request).total, 1);
}

// The list is filtered by SQL, and each row is told by check_condition(): they must say the same of every relation of
// every fact, known and unknown.
TEST_F(EligibilityTest, sql_says_what_the_conditions_say) {
    organizations::NewEnterprise full;
    full.name = "百分_厂%";
    full.division = DivisionCode::of("370831102");
    full.section = IndustrySection::E;
    full.legal_type = "有限责任公司（自然人独资）";
    full.registered = Date::of("2015-06-01");
    full.staff = 120;
    full.capital = 500'000'000;
    full.revenue = 90'000'000;
    full.assets = 70'000'000;
    full.qualified_contractor = true;
    const auto known = write(organizations::create_enterprise, Actor::system("test"), full);
    ChangedFacts facts;
    facts.id = known.id;
    facts.state_owned_tenant = true;
    facts.supplies_maker = false;
    facts.layoff_permille = 55;
    write(set_facts, officer_of(sishui), facts);

    const std::map<ValueKind, std::vector<std::vector<std::string>>> values{
        {ValueKind::place, {{"370831"}, {"370828", "370831102"}}},
        {ValueKind::section, {{"C"}, {"E", "F"}}},
        {ValueKind::size_class, {{"large"}, {"small", "micro", "medium"}}},
        {ValueKind::text, {{"有限责任公司"}, {"股份", "%"}}},
        {ValueKind::people, {{"120"}, {"121"}}},
        {ValueKind::money, {{"90000000"}, {"90000001"}}},
        {ValueKind::permille, {{"55"}, {"54"}}},
        {ValueKind::date, {{"2015-06-01"}, {"2015-06-02"}}},
        {ValueKind::yes_no, {{}}}};
    const auto say = [&](std::vector<NewCondition> conditions) {
        NewConditions request;
        request.id = made.id;
        request.conditions = std::move(conditions);
        write(set_conditions, officer_of(sishui), request);
        expect_totals_open(officer_of(sishui));
    };
    std::vector<NewCondition> together;
    for (const auto fact : values_of<Fact>()) {
        const auto kind = spec_of(fact).kind;
        for (const auto relation : relations_of(kind))
            for (const auto& some : values.at(kind)) {
                SCOPED_TRACE(fmt::format("{} {} {}", name_of(fact), name_of(relation), fmt::join(some, " ")));
                NewCondition condition{fact, relation, {}, std::nullopt};
                for (const auto& value : some) condition.values.push_back(Text<100>(value));
                say({condition});
                if (relation == relations_of(kind).front() && together.size() < 30) together.push_back(condition);
            }
    }
    say(std::move(together));
}

TEST_F(EligibilityTest, tells_policies_for_an_enterprise_with_what_fails) {
    const auto for_large = read(policies_for_enterprise, officer_of(sishui), {large.id});
    ASSERT_EQ(for_large.items.size(), 1U);
    EXPECT_EQ(for_large.items[0].eligibility, Eligibility::ineligible);
    ASSERT_EQ(for_large.items[0].conditions.size(), 2U);
    EXPECT_EQ(for_large.items[0].conditions[0].outcome, Outcome::fails);
    EXPECT_EQ(for_large.items[0].conditions[0].found, "900");
    EXPECT_EQ(for_large.items[0].conditions[0].condition.clause, "从业人员不超过三百人");
    EXPECT_EQ(for_large.items[0].conditions[1].outcome, Outcome::unknown);
    EXPECT_TRUE(read(policies_for_enterprise, officer_of(jining), {foreign.id}).items.empty());
    EXPECT_EQ(problem_of([&] { read(policies_for_enterprise, person_of(small.id, sishui), {large.id}); }), "not_found");
    write(withdraw_policy, officer_of(sishui), {made.id});
    EXPECT_TRUE(read(policies_for_enterprise, officer_of(sishui), {large.id}).items.empty());
}

TEST_F(EligibilityTest, a_policy_without_conditions_tells_nothing) {
    const auto bare = policy(sishui, "通知", "正文。");
    EnterprisesRequest request;
    request.id = bare.id;
    EXPECT_EQ(problem_of([&] { read(enterprises_for_policy, officer_of(sishui), request); }), "no_conditions");
}

}  // namespace
}  // namespace tongzhou::policies
