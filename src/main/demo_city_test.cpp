#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "main/demo_days.hpp"

namespace tongzhou {
namespace {

const Date monday = Date::of("2020-02-10");

std::string text_of(const DemoEnterprise& e) {
    return fmt::format("{} {} {} {} {} {} {} {} {}", e.name, e.uscc.view(), e.division.view(), e.address, e.staff,
                       e.revenue.text(), e.registered.iso(), e.lanes, e.yard_length_dm);
}
std::string text_of(const DemoPerson& p) {
    return fmt::format("{} {} {} {} {} {} {}", p.name, p.document.view(), p.mobile.view(), p.address,
                       p.household.view(), p.workshop, p.shuttle.value_or("-"));
}

TEST(DemoCity, TheSameSeedMakesTheSameCity) {
    const DemoCity one(7, 50, 3'000), again(7, 50, 3'000), other(8, 50, 3'000);
    int differing = 0;
    for (std::size_t i = 0; i < 50; ++i) {
        EXPECT_EQ(text_of(one.enterprises()[i]), text_of(again.enterprises()[i]));
        differing += text_of(one.enterprises()[i]) != text_of(other.enterprises()[i]);
    }
    EXPECT_EQ(differing, 50);
    for (std::int64_t i = 0; i < 3'000; i += 37) EXPECT_EQ(text_of(one.person(i)), text_of(again.person(i)));
}

// What seed 2020 makes, spelled out: a change of compiler or library must not change it.
TEST(DemoCity, IsTheSameOnEveryMachine) {
    const DemoCity city(2020, 200, 20'000);
    EXPECT_EQ(text_of(city.enterprises()[17]),
              "嘉祥嘉康纸业有限公司 91370829MAX5TG0A59 370829400 "
              "山东省济宁市嘉祥县嘉祥经济开发区管理委员会解放路33号 14 20482000.00 1998-05-12 1 350");
    EXPECT_EQ(text_of(city.person(12'345)),
              "孙玲慧 370899199309302147 15400012345 看庄镇工业园路87号3单元401室 370883 三车间 4号线");
    EXPECT_EQ(DemoDays(city, monday).events(3).size(), 29'309u);
}

TEST(DemoCity, CodesAreValidAndEachIsSomebodysOwn) {
    const DemoCity city(2020, 400, 30'000);
    std::set<std::string> codes, documents, mobiles;
    for (const auto& e : city.enterprises()) {
        EXPECT_TRUE(Uscc::parse(e.uscc.text()).has_value()) << e.uscc.view();
        EXPECT_TRUE(e.uscc.organisation_code_consistent()) << e.uscc.view();
        EXPECT_EQ(e.uscc.division().county(), city.counties()[e.county].code.county());
        EXPECT_TRUE(city.counties()[e.county].code.contains(e.division));
        EXPECT_TRUE(organizations::divisions().has(e.division)) << e.division.view();
        codes.insert(e.uscc.text());
    }
    for (std::int64_t i = 0; i < city.people(); ++i) {
        const auto p = city.person(i);
        documents.insert(p.document.text());
        mobiles.insert(p.mobile.text());
    }
    EXPECT_EQ(codes.size(), city.enterprises().size());
    EXPECT_EQ(std::ssize(documents), city.people());
    EXPECT_EQ(std::ssize(mobiles), city.people());
}

TEST(DemoCity, EverybodyHasOneEmployer) {
    const DemoCity city(3, 77, 5'003);
    std::int64_t next = 0;
    for (const auto& e : city.enterprises()) {
        ASSERT_EQ(e.first_person, next);
        next += e.staff;
        if (e.staff == 0) continue;
        EXPECT_EQ(city.employer_of(e.first_person).number, e.number);
        EXPECT_EQ(city.employer_of(next - 1).number, e.number);
    }
    EXPECT_EQ(next, 5'003);
}

TEST(DemoCity, EvenASmallCityHasLargeAndSmallEnterprises) {
    const DemoCity city(2020, 200, 20'000);
    std::int64_t largest = 0, smallest = city.people();
    std::set<IndustrySection> sections;
    std::set<std::size_t> counties;
    for (const auto& e : city.enterprises()) {
        largest = std::max(largest, e.staff);
        smallest = std::min(smallest, e.staff);
        sections.insert(e.industry->section);
        counties.insert(e.county);
    }
    EXPECT_GE(largest, 1'000);
    EXPECT_LT(smallest, 10);
    EXPECT_GE(sections.size(), 10u);
    EXPECT_EQ(counties.size(), city.counties().size());
}

TEST(DemoCity, TheWholeOfJiningNeedsNoMoreThanItsEnterprises) {
    const DemoCity city(2020, 30'000, 3'000'000);
    EXPECT_EQ(city.people(), 3'000'000);
    EXPECT_EQ(text_of(city.person(2'999'999)), text_of(city.person(2'999'999)));
    EXPECT_THROW(DemoCity(1, 10, 10'000'001), Problem);
    EXPECT_THROW(DemoCity(1, 0, 5), Problem);
}

TEST(DemoDays, HoldTogetherAcrossDays) {
    const DemoCity city(2020, 60, 6'000);
    const DemoDays days(city, monday);
    std::vector<int> inside(static_cast<std::size_t>(city.people()), 0);
    std::set<std::int64_t> ill, declared;
    for (int day = DemoDays::first_day; day < 14; ++day) {
        std::int32_t last = 0;
        for (const auto& event : days.events(day)) {
            ASSERT_GE(event.second, last);
            ASSERT_LT(event.second, 24 * 3600);
            last = event.second;
            switch (event.deed) {
                case DemoDeed::declare: declared.insert(event.who); break;
                case DemoDeed::enter:
                    EXPECT_GE(day, 0);
                    if (declared.contains(event.who) && !ill.contains(event.who))
                        inside[static_cast<std::size_t>(event.who)] = 1;
                    break;
                case DemoDeed::enter_feverish: EXPECT_TRUE(ill.insert(event.who).second) << "a second fever"; break;
                case DemoDeed::leave:
                    EXPECT_EQ(std::exchange(inside[static_cast<std::size_t>(event.who)], 0), 1)
                        << "person " << event.who << " left on day " << day << " without having come";
                    break;
                default: break;
            }
        }
    }
    EXPECT_GT(ill.size(), 2u);
}

TEST(DemoDays, ArrivalsGatherBeforeTheShift) {
    const DemoCity city(2020, 200, 20'000);
    const DemoDays days(city, monday);
    std::array<int, 24> entries{};
    int in = 0, out = 0;
    std::set<DemoDeed> seen;
    for (int day = 0; day < 14; ++day) {
        for (const auto& event : days.events(day)) {
            seen.insert(event.deed);
            in += event.deed == DemoDeed::enter;
            out += event.deed == DemoDeed::leave;
            if (event.deed == DemoDeed::enter) ++entries[static_cast<std::size_t>(event.second / 3600)];
        }
    }
    EXPECT_EQ(seen.size(), 10u) << "every deed occurs in two weeks";
    EXPECT_GT(in, 150'000);
    EXPECT_LT(in, 14 * 20'000);
    EXPECT_GT(out, in * 9 / 10);
    EXPECT_GT(entries[7], entries[6]);
    EXPECT_GT(entries[7], entries[8]);
    EXPECT_GT(entries[19] + entries[18] + entries[20], in / 50) << "the night shift";
    EXPECT_EQ(entries[3], 0);
}

TEST(DemoDays, ReadingsLookLikePeople) {
    const DemoCity city(2020, 10, 5'000);
    const DemoDays days(city, monday);
    double sum = 0, squares = 0;
    for (std::int64_t who = 0; who < 5'000; ++who) {
        const auto tenths = days.reading(who, 3, 0).tenths();
        sum += tenths;
        squares += tenths * tenths;
        EXPECT_LT(tenths, 373);
        EXPECT_GE(days.feverish_reading(who, 3).tenths(), 373);
    }
    const auto mean = sum / 5'000;
    EXPECT_NEAR(mean, 364, 0.3);
    EXPECT_NEAR(std::sqrt(squares / 5'000 - mean * mean), 2.5, 0.3);
}

TEST(DemoDays, OnlyWorkingDaysAreFull) {
    const DemoCity city(2020, 40, 4'000);
    const DemoDays days(city, monday);
    const auto saturday = days.events(12).size(), sunday = days.events(13).size(), friday = days.events(11).size();
    EXPECT_GT(friday, saturday);
    EXPECT_GT(saturday, 2 * sunday);
}

}  // namespace
}  // namespace tongzhou
