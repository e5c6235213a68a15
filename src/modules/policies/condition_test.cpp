#include "modules/policies/condition.hpp"

#include <gtest/gtest.h>

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

TEST(Facts, say_which_relations_they_take) {
    for (const auto fact : values_of<Fact>()) {
        const auto& spec = spec_of(fact);
        EXPECT_EQ(spec.fact, fact) << "the table stands in the order of the facts";
        EXPECT_FALSE(spec.name.zh.empty() || spec.name.en.empty()) << name_of(fact);
        for (const auto relation : values_of<Relation>()) {
            std::vector<FieldFault> faults;
            check({fact, relation, {}, ""}, "/c", faults);
            const bool fits = faults.empty() || faults.front().code != "relation_does_not_fit";
            EXPECT_EQ(fits, std::ranges::count(relations_of(spec.kind), relation) == 1)
                << name_of(fact) << ' ' << name_of(relation);
        }
    }
}

TEST(Facts, refuse_a_relation_by_naming_those_they_take) {
    std::vector<FieldFault> faults;
    check({Fact::registered, Relation::yes, {}, ""}, "/c", faults);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].message.zh, "该事实没有这种关系，只能用“不早于”“不晚于”。");
    EXPECT_EQ(faults[0].message.en, "That fact has no such relation; choose one of “not before”, “not after”.");
}

TEST(Eligibility, one_failure_outweighs_what_is_unknown) {
    const Checked holds{{}, Outcome::holds, {}}, fails{{}, Outcome::fails, {}}, unknown{{}, Outcome::unknown, {}};
    EXPECT_EQ(eligibility_of(std::vector{holds, holds}), Eligibility::eligible);
    EXPECT_EQ(eligibility_of(std::vector{holds, unknown}), Eligibility::unclear);
    EXPECT_EQ(eligibility_of(std::vector{unknown, fails, holds}), Eligibility::ineligible);
}

}  // namespace
}  // namespace tongzhou::policies
