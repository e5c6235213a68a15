#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/codes.hpp"

namespace tongzhou {
namespace {

std::string text_of(std::string_view text) { return DivisionCode::of(text).text(); }

rc::Gen<DivisionCode> any_division() {
    return rc::gen::map(rc::gen::pair(rc::gen::element<std::size_t>(2, 4, 6, 9, 12),
                                      rc::gen::container<std::string>(12, rc::gen::inRange('0', ':'))),
                        [](const std::pair<std::size_t, std::string>& drawn) {
                            std::string code = drawn.second.substr(0, drawn.first);
                            if (code[0] == '0') code[0] = '3';
                            return DivisionCode::of(code);
                        });
}

TEST(DivisionCodeTest, KnowsItsLevel) {
    EXPECT_EQ(DivisionCode::of("37").level(), DivisionLevel::province);
    EXPECT_EQ(DivisionCode::of("3708").level(), DivisionLevel::prefecture);
    EXPECT_EQ(DivisionCode::of("370811").level(), DivisionLevel::county);
    EXPECT_EQ(DivisionCode::of("370811002").level(), DivisionLevel::town);
    EXPECT_EQ(DivisionCode::of("370811002001").level(), DivisionLevel::village);
}

TEST(DivisionCodeTest, CutsZeroFilledSpellingsToTheirLevel) {
    EXPECT_EQ(text_of("370000"), "37");
    EXPECT_EQ(text_of("370800"), "3708");
    EXPECT_EQ(text_of("370800000000"), "3708");
    EXPECT_EQ(text_of("370811000000"), "370811");
    EXPECT_EQ(text_of("370811002000"), "370811002");
    EXPECT_EQ(text_of("370800001"), "370800001");  // a town right under the city keeps its zeros
    EXPECT_EQ(text_of("370810"), "370810");
    EXPECT_EQ(text_of("10"), "10");
    EXPECT_TRUE(DivisionCode::of("370800").contains(DivisionCode::of("370811")));
}

TEST(DivisionCodeTest, RefusesTheRest) {
    EXPECT_STREQ(DivisionCode::parse("").fault_code, "missing");
    for (const std::string_view code : {"3", "370", "37081", "3708110", "37081100200", "3708110020011"})
        EXPECT_STREQ(DivisionCode::parse(code).fault_code, "wrong_length") << code;
    for (const std::string_view code : {"0708", "3a", "37081X", "-3", "3708'-", "000000"})
        EXPECT_STREQ(DivisionCode::parse(code).fault_code, "not_a_division") << code;
    EXPECT_EQ(text_of(" ３７０８１１ "), "370811");
}

TEST(DivisionCodeTest, ClimbsToTheProvince) {
    std::string way;
    for (auto at = std::optional(DivisionCode::of("370811002001")); at; at = at->parent()) way += at->text() + " ";
    EXPECT_EQ(way, "370811002001 370811002 370811 3708 37 ");
    // 东莞 has no counties: its towns lie in the prefecture.
    EXPECT_EQ(DivisionCode::of("441900003").parent()->text(), "4419");
}

TEST(DivisionCodeTest, ContainsByPrefix) {
    const auto city = DivisionCode::of("3708");
    EXPECT_TRUE(city.contains(city));
    EXPECT_TRUE(city.contains(DivisionCode::of("370831")));
    EXPECT_FALSE(DivisionCode::of("370831").contains(city));
    EXPECT_FALSE(DivisionCode::of("370831").contains(DivisionCode::of("370828001")));
    EXPECT_FALSE(DivisionCode().contains(city));
    EXPECT_FALSE(city.contains(DivisionCode()));
}

TEST(DivisionCodeTest, RangeAndCounty) {
    using Range = std::pair<std::string, std::string>;
    EXPECT_EQ(DivisionCode::of("370831").range(), (Range{"370831", "370832"}));
    EXPECT_EQ(DivisionCode::of("370829").range(), (Range{"370829", "370830"}));
    EXPECT_EQ(DivisionCode::of("3799").range(), (Range{"3799", "3800"}));
    EXPECT_EQ(DivisionCode::of("99").range(), (Range{"99", "a"}));
    EXPECT_EQ(DivisionCode::of("370831002001").county(), "370831");
    EXPECT_EQ(DivisionCode::of("3708").county(), "370800");
    EXPECT_EQ(DivisionCode::of("37").county(), "370000");
}

RC_GTEST_PROP(DivisionCodeProperty, RangeMeansContains, ()) {
    const auto outer = *any_division();
    const auto other = *any_division();
    const auto nested = DivisionCode::of((outer.text() + "111111111111").substr(0, 12));
    const auto [low, high] = outer.range();
    for (const auto& code : {other, nested, outer}) {
        const bool inside = code.text() >= low && code.text() < high;
        RC_ASSERT(inside == outer.contains(code));
    }
    RC_ASSERT(outer.contains(nested));
}

RC_GTEST_PROP(DivisionCodeProperty, TheParentContainsItsChildAndTheCountyColumnLiesInTheRange, ()) {
    const auto code = *any_division();
    RC_ASSERT(DivisionCode::of(code.text()) == code);
    if (const auto parent = code.parent()) {
        RC_ASSERT(parent->contains(code));
        RC_ASSERT(!code.contains(*parent));
    }
    if (code.level() <= DivisionLevel::county) {
        const auto [low, high] = code.range();
        RC_ASSERT(code.county() >= low && code.county() < high);
    }
}

}  // namespace
}  // namespace tongzhou
