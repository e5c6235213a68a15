#include "base/enums.hpp"

#include <gtest/gtest.h>

#include "base/codes.hpp"

namespace tongzhou {
namespace {

enum class Verdict { pass, hold = 7, refuse };
BOOST_DESCRIBE_ENUM(Verdict, pass, hold, refuse)
BOOST_DEFINE_ENUM_CLASS(Direction, in, out)

TEST(Enums, EveryEnumeratorIsReadBackFromItsName) {
    ASSERT_EQ(names_of<Verdict>().size(), 3u);
    for (const Verdict verdict : values_of<Verdict>()) EXPECT_EQ(enum_from<Verdict>(name_of(verdict)), verdict);
    EXPECT_EQ(name_of(Verdict::hold), "hold");
    EXPECT_EQ(name_of(Direction::out), "out");
    EXPECT_EQ(names_of<DivisionLevel>()[4], "village");
    static_assert(enum_from<Verdict>("refuse") == Verdict::refuse);
}

TEST(Enums, NothingElseHasAName) {
    EXPECT_EQ(enum_from<Verdict>("Pass"), std::nullopt);
    EXPECT_EQ(enum_from<Verdict>(""), std::nullopt);
    EXPECT_EQ(enum_from<Verdict>("hold "), std::nullopt);
    EXPECT_EQ(name_of(static_cast<Verdict>(1)), "");
}

TEST(Industry, SectionsAreThoseOfTheStandard) {
    EXPECT_EQ(values_of<IndustrySection>().size(), 20u);
    EXPECT_EQ(name_of(IndustrySection::T), "T");
    EXPECT_EQ(name_of_industry(IndustrySection::A).zh, "农、林、牧、渔业");
    EXPECT_EQ(name_of_industry(IndustrySection::C).en, "Manufacturing");
    EXPECT_EQ(name_of_industry(IndustrySection::Q).zh, "卫生和社会工作");
    EXPECT_EQ(name_of_industry(IndustrySection::T).zh, "国际组织");
    for (const auto section : values_of<IndustrySection>()) {
        EXPECT_FALSE(name_of_industry(section).zh.empty());
        EXPECT_FALSE(name_of_industry(section).en.empty());
    }
}

}  // namespace
}  // namespace tongzhou
