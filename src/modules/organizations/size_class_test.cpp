#include "modules/organizations/size_class.hpp"

#include <gtest/gtest.h>

#include "base/enums.hpp"

namespace tongzhou::organizations {
namespace {

using enum SizeClass;
using enum SizeIndustry;

Money wan(std::int64_t amount) { return Money::from_fen(amount * 1'000'000); }

struct Figures {
    std::optional<std::int64_t> staff, revenue_wan, assets_wan;
};

SizeInputs inputs(SizeIndustry industry, const Figures& figures) {
    SizeInputs in;
    in.industry = industry;
    in.staff = figures.staff;
    if (figures.revenue_wan) in.revenue = wan(*figures.revenue_wan);
    if (figures.assets_wan) in.assets = wan(*figures.assets_wan);
    return in;
}

std::optional<SizeClass> size(SizeIndustry industry, const Figures& figures) {
    return size_class_of(inputs(industry, figures));
}

TEST(SizeClass, FollowsTheVectorsOfTheRule) {
    EXPECT_EQ(size(industry, {1200, 3000, {}}), medium);
    EXPECT_EQ(size(industry, {350, 1999, {}}), small);
    EXPECT_EQ(size(industry, {25, 200, {}}), micro);
}

// The annex, written out once more: industry, then the lower bounds of large, medium and small for each figure.
struct Line {
    SizeIndustry industry;
    std::vector<std::int64_t> staff, revenue, assets;
};
const std::vector<Line> annex{
    {agriculture, {}, {20000, 500, 50}, {}},
    {industry, {1000, 300, 20}, {40000, 2000, 300}, {}},
    {construction, {}, {80000, 6000, 300}, {80000, 5000, 300}},
    {wholesale, {200, 20, 5}, {40000, 5000, 1000}, {}},
    {retail, {300, 50, 10}, {20000, 500, 100}, {}},
    {transport, {1000, 300, 20}, {30000, 3000, 200}, {}},
    {warehousing, {200, 100, 20}, {30000, 1000, 100}, {}},
    {post, {1000, 300, 20}, {30000, 2000, 100}, {}},
    {accommodation_catering, {300, 100, 10}, {10000, 2000, 100}, {}},
    {information_transmission, {2000, 100, 10}, {100000, 1000, 100}, {}},
    {software, {300, 100, 10}, {10000, 1000, 50}, {}},
    {real_estate_development, {}, {200000, 1000, 100}, {10000, 5000, 2000}},
    {property_management, {1000, 300, 100}, {5000, 1000, 500}, {}},
    {leasing_business, {300, 100, 10}, {}, {120000, 8000, 100}},
    {research_technology, {300, 100, 10}, {}, {}},
    {water_environment, {300, 100, 10}, {}, {}},
    {resident_services, {300, 100, 10}, {}, {}},
    {social_work, {300, 100, 10}, {}, {}},
    {culture_sports, {300, 100, 10}, {}, {}},
};

TEST(SizeClass, ChangesExactlyAtEveryLowerBound) {
    for (const auto& line : annex) {
        SCOPED_TRACE(name_of(line.industry));
        for (std::size_t bound = 0; bound < 3; ++bound) {
            SCOPED_TRACE(bound);
            const auto at_bound = [&](const std::vector<std::int64_t>& bounds) {
                return bounds.empty() ? std::optional<std::int64_t>{} : std::optional(bounds[bound]);
            };
            const Figures exact{at_bound(line.staff), at_bound(line.revenue), at_bound(line.assets)};
            const auto here = static_cast<SizeClass>(bound);
            const auto below = static_cast<SizeClass>(bound + 1);
            EXPECT_EQ(size(line.industry, exact), here);
            // One less of any one figure is one class down, however large the others.
            const Figures ample{1'000'000, 9'000'000, 9'000'000};
            for (int figure = 0; figure < 3; ++figure) {
                auto less = ample;
                const auto& bounds = figure == 0 ? line.staff : figure == 1 ? line.revenue : line.assets;
                if (bounds.empty()) continue;
                auto& changed = figure == 0 ? less.staff : figure == 1 ? less.revenue_wan : less.assets_wan;
                changed = bounds[bound] - 1;
                EXPECT_EQ(size(line.industry, less), below) << figure;
            }
        }
    }
}

TEST(SizeClass, ComparesInFen) {
    auto in = inputs(industry, {1000, {}, {}});
    in.revenue = Money::from_fen(40'000LL * 1'000'000 - 1);
    EXPECT_EQ(size_class_of(in), medium);
    in.revenue = Money::from_fen(40'000LL * 1'000'000);
    EXPECT_EQ(size_class_of(in), large);
}

TEST(SizeClass, IsUnsetWhereAFigureThatMattersIsUnknown) {
    EXPECT_EQ(size(industry, {1200, {}, {}}), std::nullopt);
    EXPECT_EQ(size(industry, {{}, 50000, {}}), std::nullopt);
    EXPECT_EQ(size(industry, {}), std::nullopt);
    EXPECT_EQ(size_class_of({}), std::nullopt);
}

TEST(SizeClass, IsMicroByOneFigureAlone) {
    EXPECT_EQ(size(industry, {19, {}, {}}), micro);
    EXPECT_EQ(size(industry, {{}, 299, {}}), micro);
    EXPECT_EQ(size(construction, {{}, {}, 299}), micro);
}

TEST(SizeClass, LeavesOutWhatTheAnnexLeavesOut) {
    for (auto left_out : {rail_transport, education, health})
        EXPECT_EQ(size(left_out, {5000, 900000, 900000}), std::nullopt) << name_of(left_out);
    SizeInputs finance;
    finance.section = IndustrySection::J;
    finance.staff = 5000;
    EXPECT_EQ(size_class_of(finance), std::nullopt);
}

TEST(SizeClass, OfASectionIsWhatAllItsIndustriesAgreeOn) {
    SizeInputs in;
    in.section = IndustrySection::F;
    in.staff = 400;
    in.revenue = wan(50000);
    EXPECT_EQ(size_class_of(in), large);
    in.revenue = wan(30000);  // large in retail, medium in wholesale
    EXPECT_EQ(size_class_of(in), std::nullopt);
    in.industry = retail;
    EXPECT_EQ(size_class_of(in), large);
    SizeInputs manufacturing;
    manufacturing.section = IndustrySection::C;
    manufacturing.staff = 1200;
    manufacturing.revenue = wan(3000);
    EXPECT_EQ(size_class_of(manufacturing), medium);
}

TEST(AboveDesignatedSize, BeginsAtTheRevenueOfTheIndustry) {
    const std::vector<std::pair<SizeIndustry, std::int64_t>> bounds{{industry, 2000},
                                                                    {wholesale, 2000},
                                                                    {retail, 500},
                                                                    {accommodation_catering, 200},
                                                                    {transport, 2000},
                                                                    {rail_transport, 2000},
                                                                    {warehousing, 2000},
                                                                    {post, 2000},
                                                                    {information_transmission, 2000},
                                                                    {software, 2000},
                                                                    {water_environment, 2000},
                                                                    {health, 2000},
                                                                    {leasing_business, 1000},
                                                                    {research_technology, 1000},
                                                                    {education, 1000},
                                                                    {property_management, 1000},
                                                                    {resident_services, 500},
                                                                    {culture_sports, 500},
                                                                    {social_work, 500}};
    for (auto [which, bound] : bounds) {
        SCOPED_TRACE(name_of(which));
        EXPECT_EQ(above_designated_size(inputs(which, {{}, bound, {}})), true);
        EXPECT_EQ(above_designated_size(inputs(which, {{}, bound - 1, {}})), false);
        EXPECT_EQ(above_designated_size(inputs(which, {})), std::nullopt);
    }
}

TEST(AboveDesignatedSize, CountsContractorsByQualificationAndDevelopersAlways) {
    auto in = inputs(construction, {{}, 900000, {}});
    EXPECT_EQ(above_designated_size(in), std::nullopt);
    in.qualified_contractor = true;
    EXPECT_EQ(above_designated_size(in), true);
    in.qualified_contractor = false;
    EXPECT_EQ(above_designated_size(in), false);
    EXPECT_EQ(above_designated_size(inputs(real_estate_development, {})), true);
    EXPECT_EQ(above_designated_size(inputs(agriculture, {{}, 900000, {}})), std::nullopt);
}

TEST(AboveDesignatedSize, OfASectionIsWhatAllItsIndustriesAgreeOn) {
    SizeInputs in;
    in.section = IndustrySection::F;
    in.revenue = wan(2000);
    EXPECT_EQ(above_designated_size(in), true);
    in.revenue = wan(499);
    EXPECT_EQ(above_designated_size(in), false);
    in.revenue = wan(1999);
    EXPECT_EQ(above_designated_size(in), std::nullopt);
}

TEST(SizeIndustry, LiesInItsSections) {
    for (auto section : {IndustrySection::B, IndustrySection::C, IndustrySection::D})
        EXPECT_TRUE(lies_in(industry, section));
    EXPECT_FALSE(lies_in(industry, IndustrySection::E));
    EXPECT_TRUE(lies_in(social_work, IndustrySection::Q));
    EXPECT_EQ(name_of_size_industry(retail).zh, "零售业");
}

}  // namespace
}  // namespace tongzhou::organizations
