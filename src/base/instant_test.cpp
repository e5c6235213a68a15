#include "base/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tongzhou {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

// 0001-01-01 and 9999-12-31
constexpr int first_day = -719162;
constexpr int last_day = 2932896;

TEST(InstantTest, WritesRfc3339) {
    EXPECT_EQ(Instant().iso(), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(Instant::from_ms(1582531500000).iso(), "2020-02-24T08:05:00.000Z");
    EXPECT_EQ(Instant::from_ms(-1).iso(), "1969-12-31T23:59:59.999Z");
}

TEST(InstantTest, ReadsRfc3339) {
    for (const std::string_view text :
         {"2020-02-24T08:05:00Z", "2020-02-24t08:05:00z", "2020-02-24T16:05:00+08:00", "2020-02-24T08:05:00.0009Z",
          "2020-02-24T03:05:00-05:00", "2020-02-24T08:05:00-00:00", "2020-02-25T08:04:00+23:59"}) {
        const auto parsed = Instant::parse(text);
        ASSERT_TRUE(parsed) << text;
        EXPECT_EQ(parsed->ms(), 1582531500000) << text;
    }
    EXPECT_EQ(Instant::of("2020-02-24T08:05:00.1Z").ms(), 1582531500100);
    EXPECT_EQ(Instant::of("2020-02-24T08:05:00.123456789012Z").ms(), 1582531500123);
}

TEST(InstantTest, RefusesTheRest) {
    for (const std::string_view text :
         {"", "2020-02-24", "2020-02-24T08:05:00", "2020-02-24 08:05:00Z", "2020-02-24T08:05Z", "2020-02-24T24:00:00Z",
          "2020-02-24T08:60:00Z", "2016-12-31T23:59:60Z", "2020-02-24T08:05:00.Z", "2020-02-24T08:05:00+0800",
          "2020-02-24T08:05:00+08", "2020-02-24T08:05:00+24:00", "2020-02-24T08:05:00Z ", " 2020-02-24T08:05:00Z",
          "+020-02-24T08:05:00Z", "2020-2-24T08:05:00Z", "2020-02-24T08:05:00,5Z", "2020-02-24T08:05:-1Z",
          "2020-02-24T08:05:00+08:00Z"})
        EXPECT_STREQ(Instant::parse(text).fault_code, "not_an_instant") << text;
    EXPECT_STREQ(Instant::parse("2021-02-29T08:05:00Z").fault_code, "no_such_date");
    EXPECT_STREQ(Instant::parse("0000-01-01T00:00:00Z").fault_code, "no_such_date");
}

RC_GTEST_PROP(InstantProperty, IsoIsReadBack, ()) {
    const auto day = *rc::gen::inRange<std::int64_t>(first_day, last_day + 1);
    const auto at = Instant::from_ms(day * 86'400'000 + *rc::gen::inRange(0, 86'400'000));
    RC_ASSERT(Instant::of(at.iso()) == at);
    RC_ASSERT(at.iso().size() == 24u);
}

RC_GTEST_PROP(InstantProperty, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
    RC_ASSERT(!Instant::parse(bytes).message.en.empty());
    RC_ASSERT(!Date::parse(bytes).message.en.empty());
}

TEST(InstantTest, Arithmetic) {
    const auto at = Instant::of("2020-02-28T23:59:59.999Z");
    EXPECT_EQ((at + 1ms).iso(), "2020-02-29T00:00:00.000Z");
    EXPECT_EQ((at + 24h) - at, 24h);
    EXPECT_LT(at - 1ms, at);
    EXPECT_EQ(std::hash<Instant>{}(at), std::hash<Instant>{}(at + 1ms - 1ms));
}

TEST(DateTest, OnlyRealDaysExist) {
    EXPECT_EQ(Date::of("2020-02-29").text(), "2020-02-29");
    EXPECT_EQ(Date::of("2000-02-29").text(), "2000-02-29");
    for (const std::string_view text :
         {"2019-02-29", "1900-02-29", "2020-13-01", "2020-00-01", "2020-01-00", "2020-04-31", "0000-01-01"})
        EXPECT_STREQ(Date::parse(text).fault_code, "no_such_date") << text;
    for (const std::string_view text : {"", "2020-2-24", "20200224", "2020/02/24", "2020-02-24 ",
                                        "2020-02-24T00:00:00Z", "二〇二〇-02-24", "-020-02-24"})
        EXPECT_STREQ(Date::parse(text).fault_code, "not_a_date") << text;
    EXPECT_FALSE(Date::from_parts(2020, 256 + 1, 1));
    EXPECT_FALSE(Date::from_parts(2020, -255, 1));
    EXPECT_FALSE(Date::from_parts(65536 + 2020, 1, 1));
}

TEST(DateTest, EndsAreEnds) {
    EXPECT_EQ(Date::from_days(first_day).text(), "0001-01-01");
    EXPECT_EQ(Date::from_days(last_day).text(), "9999-12-31");
    EXPECT_THROW(Date::from_days(last_day + 1), Problem);
    EXPECT_THROW(Date::of("9999-12-31") + days(1), Problem);
    EXPECT_THROW(Date::of("2020-01-01") + days(std::numeric_limits<std::int64_t>::max()), Problem);
    EXPECT_THROW(Date::of("0001-01-01") - days(1), Problem);
}

TEST(DateTest, UnsetIsBeforeAll) {
    EXPECT_FALSE(Date().is_set());
    EXPECT_EQ(Date().text(), "");
    EXPECT_LT(Date(), Date::of("0001-01-01"));
}

RC_GTEST_PROP(DateProperty, AgreesWithTheCalendarOfTheStandardLibrary, ()) {
    const auto start = *rc::gen::inRange(first_day, last_day + 1);
    const auto step = *rc::gen::inRange(first_day - start, last_day + 1 - start);
    const auto date = Date::from_days(start);
    const auto moved = date + days(step);
    const year_month_day expected(sys_days(days(start)) + days(step));
    RC_ASSERT(moved.year() == int(expected.year()));
    RC_ASSERT(unsigned(moved.month()) == unsigned(expected.month()));
    RC_ASSERT(unsigned(moved.day()) == unsigned(expected.day()));
    RC_ASSERT(unsigned(moved.weekday()) == std::chrono::weekday(sys_days(expected)).iso_encoding());
    RC_ASSERT(moved - date == days(step));
    RC_ASSERT(moved - days(step) == date);
    RC_ASSERT((moved > date) == (step > 0));
    RC_ASSERT(Date::of(moved.iso()) == moved);
}

TEST(ShanghaiTest, DayBeginsAtFourInTheAfternoonUtc) {
    EXPECT_EQ(date_in_shanghai(Instant::of("2020-02-23T15:59:59.999Z")), Date::of("2020-02-23"));
    EXPECT_EQ(date_in_shanghai(Instant::of("2020-02-23T16:00:00Z")), Date::of("2020-02-24"));
    EXPECT_EQ(start_of_day_in_shanghai(Date::of("2020-02-24")).iso(), "2020-02-23T16:00:00.000Z");
    EXPECT_EQ(minutes_of_day(Instant::of("2020-02-23T16:00:59.999Z")), 0);
    EXPECT_EQ(minutes_of_day(Instant::of("2020-02-24T15:59:59Z")), 1439);
    EXPECT_EQ(minutes_of_day(Instant::of("2020-02-24T16:05:00+08:00")), 16 * 60 + 5);
    EXPECT_EQ(minutes_of_day(Instant::of("1960-02-24T00:01:00+08:00")), 1);
}

RC_GTEST_PROP(ShanghaiProperty, EveryInstantLiesInItsDay, ()) {
    const auto at = Instant::from_ms(*rc::gen::inRange<std::int64_t>(-4'000'000'000'000, 4'000'000'000'000));
    const auto day = date_in_shanghai(at);
    RC_ASSERT(start_of_day_in_shanghai(day) <= at);
    RC_ASSERT(at < start_of_day_in_shanghai(day + days(1)));
    RC_ASSERT(minutes_of_day(at) == (at - start_of_day_in_shanghai(day)) / 1min);
}

TEST(ChineseTest, DatesAsPeopleWriteThem) {
    EXPECT_EQ(chinese(Date::of("2020-02-24")), "2020年2月24日");
    EXPECT_EQ(chinese(Date::of("2020-12-01")), "2020年12月1日");
    EXPECT_EQ(chinese(Instant::of("2020-02-24T08:05:00Z")), "2020年2月24日 16:05");
    EXPECT_EQ(Date::of("2020-02-24").weekday(), 1);
    EXPECT_EQ(Date::of("2020-03-01").weekday(), 7);
}

TEST(ClockTest, ManualStandsStillAndSystemRuns) {
    ManualClock clock(Instant::of("2020-02-24T08:05:00Z"));
    EXPECT_EQ(clock.now(), clock.now());
    clock.advance(90s);
    EXPECT_EQ(clock.now().iso(), "2020-02-24T08:06:30.000Z");
    clock.set(Instant());
    EXPECT_EQ(clock.now(), Instant());
    EXPECT_GT(SystemClock().now(), Instant::of("2020-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace tongzhou
