#include "base/problem.hpp"

#include <gtest/gtest.h>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "base/quantity.hpp"

namespace tongzhou {
namespace {

TEST(ProblemTest, CarriesItsStatusAndBothLanguages) {
    const auto problem = Problem::conflict("permit_expired", "复工许可已到期。", "The permit has expired.");
    EXPECT_EQ(problem.status(), 409);
    EXPECT_EQ(problem.code(), "permit_expired");
    EXPECT_EQ(problem.detail(), (Bilingual{"复工许可已到期。", "The permit has expired."}));
    EXPECT_STREQ(problem.what(), "permit_expired: The permit has expired.");
    EXPECT_EQ(problem.retry_after_seconds(), 0);
    EXPECT_EQ(Problem::unavailable("busy", "请稍后再试。", "Try again later.", 7).retry_after_seconds(), 7);
}

TEST(ProblemTest, ListsEveryFaultyField) {
    const auto problem = Problem::invalid({Uscc::parse("").fault("/uscc"), Mobile::parse("12").fault("/mobile")});
    EXPECT_EQ(problem.status(), 422);
    ASSERT_EQ(problem.faults().size(), 2u);
    EXPECT_EQ(problem.faults()[0].path, "/uscc");
    EXPECT_EQ(problem.faults()[0].code, "missing");
    EXPECT_EQ(problem.faults()[1].code, "not_a_mobile");
    EXPECT_NE(std::string(problem.what()).find("/mobile not_a_mobile"), std::string::npos);
}

TEST(ParsedTest, OrThrowNamesTheField) {
    try {
        Uscc::parse("914403001922038217").or_throw("/uscc");
        FAIL() << "a wrong code was taken";
    } catch (const Problem& problem) {
        ASSERT_EQ(problem.faults().size(), 1u);
        EXPECT_EQ(problem.faults()[0].path, "/uscc");
        EXPECT_EQ(problem.faults()[0].code, "bad_check_character");
    }
}

TEST(ParsedTest, BehavesLikeAnOptional) {
    const std::optional<Mobile> some = Mobile::parse("13800138000");
    const std::optional<Mobile> none = Mobile::parse("23800138000");
    EXPECT_TRUE(some.has_value());
    EXPECT_FALSE(none.has_value());
    const auto parsed = Mobile::parse("13800138000");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->text(), (*parsed).text());
    EXPECT_STREQ(parsed.fault_code, "");
}

static_assert(Textual<Uscc> && Textual<ResidentId> && Textual<Mobile> && Textual<DivisionCode>);
static_assert(Textual<Money> && Textual<DeciCelsius> && Textual<Instant> && Textual<Date> && Textual<Uuid>);

}  // namespace
}  // namespace tongzhou
