#include "modules/policies/eligibility.hpp"
#include "modules/policies/test_library.hpp"

namespace tongzhou::policies {
namespace {

EnterpriseCase subject() {
    EnterpriseCase subject;
    subject.enterprise.division = DivisionCode::of("370831100");
    subject.enterprise.section = IndustrySection::C;
    subject.enterprise.staff = 120;
    subject.enterprise.registered = Date::of("2015-06-01");
    subject.enterprise.capital = Money::from_fen(500'000'000);
    subject.enterprise.legal_type = "有限责任公司（自然人独资）";
    subject.facts.state_owned_tenant = true;
    return subject;
}

TEST(EligibilityConditions, hold_fail_or_cannot_be_told) {
    struct Vector {
        Fact fact;
        Relation relation;
        std::vector<std::string> values;
        Outcome outcome;
    };
    const std::vector<Vector> vectors = {
        {Fact::division, Relation::one_of, {"370831"}, Outcome::holds},
        {Fact::division, Relation::one_of, {"370828", "3708"}, Outcome::holds},
        {Fact::division, Relation::none_of, {"370831"}, Outcome::fails},
        {Fact::section, Relation::one_of, {"A", "C"}, Outcome::holds},
        {Fact::section, Relation::none_of, {"C"}, Outcome::fails},
        {Fact::size_class, Relation::one_of, {"small"}, Outcome::unknown},
        {Fact::staff, Relation::at_least, {"120"}, Outcome::holds},
        {Fact::staff, Relation::at_least, {"121"}, Outcome::fails},
        {Fact::staff, Relation::at_most, {"120"}, Outcome::holds},
        {Fact::staff, Relation::at_most, {"99"}, Outcome::fails},
        {Fact::registered, Relation::at_most, {"2019-12-31"}, Outcome::holds},
        {Fact::registered, Relation::at_least, {"2016-01-01"}, Outcome::fails},
        {Fact::capital, Relation::at_most, {"499999999"}, Outcome::fails},
        {Fact::revenue, Relation::at_most, {"1"}, Outcome::unknown},
        {Fact::legal_type, Relation::one_of, {"有限责任公司"}, Outcome::holds},
        {Fact::state_owned_tenant, Relation::yes, {}, Outcome::holds},
        {Fact::state_owned_tenant, Relation::no, {}, Outcome::fails},
        {Fact::supplies_maker, Relation::yes, {}, Outcome::unknown},
    };
    for (const auto& v : vectors) {
        const EligibilityCondition condition{v.fact, v.relation, v.values, ""};
        std::vector<FieldFault> faults;
        check(condition, "/c", faults);
        EXPECT_TRUE(faults.empty()) << name_of(v.fact) << ' ' << name_of(v.relation);
        EXPECT_EQ(check_condition(condition, subject()).outcome, v.outcome)
            << name_of(v.fact) << ' ' << name_of(v.relation);
    }
}

TEST(EligibilityConditions, that_make_no_sense_are_refused) {
    const auto fault = [](EligibilityCondition condition) {
        std::vector<FieldFault> faults;
        check(condition, "/c", faults);
        return faults.empty() ? "" : faults.front().path + " " + faults.front().code;
    };
    EXPECT_EQ(fault({Fact::staff, Relation::yes, {}, ""}), "/c/relation relation_does_not_fit");
    EXPECT_EQ(fault({Fact::staff, Relation::at_least, {"many"}, ""}), "/c/values/0 not_a_value");
    EXPECT_EQ(fault({Fact::staff, Relation::at_least, {"-1"}, ""}), "/c/values/0 not_a_value");
    EXPECT_EQ(fault({Fact::staff, Relation::at_least, {"1", "2"}, ""}), "/c/values wrong_number_of_values");
    EXPECT_EQ(fault({Fact::section, Relation::one_of, {"Z"}, ""}), "/c/values/0 not_a_value");
    EXPECT_EQ(fault({Fact::division, Relation::one_of, {"999999"}, ""}), "/c/values/0 not_a_value");
    EXPECT_EQ(fault({Fact::registered, Relation::at_least, {"2020-02-30"}, ""}), "/c/values/0 not_a_value");
    EXPECT_EQ(fault({Fact::supplies_maker, Relation::yes, {"yes"}, ""}), "/c/values wrong_number_of_values");
}

TEST(Eligibility, one_failure_outweighs_what_is_unknown) {
    const Checked holds{{}, Outcome::holds, {}}, fails{{}, Outcome::fails, {}}, unknown{{}, Outcome::unknown, {}};
    EXPECT_EQ(eligibility_of(std::vector{holds, holds}), Eligibility::eligible);
    EXPECT_EQ(eligibility_of(std::vector{holds, unknown}), Eligibility::unclear);
    EXPECT_EQ(eligibility_of(std::vector{unknown, fails, holds}), Eligibility::ineligible);
}

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
    std::map<std::string, Eligibility> told(const Actor& actor) {
        std::map<std::string, Eligibility> by_name;
        EnterprisesRequest request;
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
    Policy made;
    organizations::Enterprise small, large, foreign;
};

TEST_F(EligibilityTest, tells_enterprises_for_a_policy_within_place_and_scope) {
    EXPECT_EQ(told(officer_of(sishui)), (std::map<std::string, Eligibility>{{"小厂", Eligibility::unclear},
                                                                           {"大厂", Eligibility::ineligible}}));
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
    EXPECT_EQ(problem_of([&] { read(policies_for_enterprise, person_of(small.id, sishui), {large.id}); }),
              "not_found");
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
