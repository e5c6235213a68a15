#include "platform/calendar/calendar.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tongzhou::calendar {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

struct Term {
    const char* start;
    int count;
    const char* end;
};

// Domain reference §2, computed and checked against the announcements of 2020 and 2021.
const Term terms[] = {
    {"2020-01-17", 5, "2020-01-23"}, {"2020-01-22", 2, "2020-02-03"}, {"2020-01-22", 5, "2020-02-06"},
    {"2020-02-12", 5, "2020-02-19"}, {"2020-04-30", 5, "2020-05-11"}, {"2020-06-24", 2, "2020-06-29"},
    {"2020-09-30", 5, "2020-10-14"}, {"2021-02-10", 5, "2021-02-23"},
};

TEST(Calendar, TermsEndAsTheAnnouncementsHaveIt) {
    for (const auto& term : terms) {
        SCOPED_TRACE(term.start);
        EXPECT_EQ(add_working_days(Date::of(term.start), term.count).iso(), term.end);
        EXPECT_EQ(working_days_between(Date::of(term.start), Date::of(term.end)), term.count);
        EXPECT_EQ(working_days_between(Date::of(term.end), Date::of(term.start)), -term.count);
    }
}

TEST(Calendar, HolidaysAndMadeUpDaysOf2020) {
    const std::pair<const char*, const char*> holidays[] = {
        {"2020-01-01", "2020-01-01"}, {"2020-01-24", "2020-02-02"}, {"2020-04-04", "2020-04-06"},
        {"2020-05-01", "2020-05-05"}, {"2020-06-25", "2020-06-27"}, {"2020-10-01", "2020-10-08"}};
    for (const auto& [first, last] : holidays)
        for (auto day = Date::of(first); day <= Date::of(last); day = day + std::chrono::days(1))
            EXPECT_FALSE(is_working_day(day)) << day.iso();
    for (const auto* day : {"2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10"})
        EXPECT_TRUE(is_working_day(Date::of(day))) << day;
    EXPECT_TRUE(is_working_day(Date::of("2020-01-02")));
    EXPECT_FALSE(is_working_day(Date::of("2020-02-08"))) << "a plain Saturday";
}

// 366 days, 104 of them weekend days, 23 announced off on weekdays, 6 made up: 245 for most of those who count.
TEST(Calendar, CountsTheWorkingDaysOfAYear) {
    int weekdays_off = 0, worked = 0;
    for (auto day = Date::of("2020-01-01"); day.year() == 2020; day = day + std::chrono::days(1)) {
        worked += is_working_day(day);
        weekdays_off += day.weekday() <= 5 && !is_working_day(day);
    }
    EXPECT_EQ(worked, 262 - weekdays_off + 6);
    EXPECT_EQ(working_days_between(Date::of("2019-12-31"), Date::of("2020-12-31")), worked);
}

TEST(Calendar, AYearNotAnnouncedIsMondayToFriday) {
    const auto after = announced_until();
    EXPECT_GE(after, Date::of("2026-12-31"));
    EXPECT_EQ(after.month(), 12);
    int worked = 0;
    for (int i = 1; i <= 7; ++i) worked += is_working_day(after + std::chrono::days(i));
    EXPECT_EQ(worked, 5);
    EXPECT_FALSE(is_working_day(Date::of("2003-05-03"))) << "a Saturday before the first year of the table";
}

TEST(Calendar, ATermOfDaysEndsWithItsLastDay) {
    const auto start = Instant::of("2020-01-22T23:59:59+08:00");
    EXPECT_EQ(end_of_term(start, 2), Instant::of("2020-02-03T23:59:59.999+08:00"));
    EXPECT_EQ(end_of_term(start, 0), Instant::of("2020-01-22T23:59:59.999+08:00"));
    EXPECT_EQ(end_of_term(start + std::chrono::seconds(1), 2), Instant::of("2020-02-04T23:59:59.999+08:00"))
        << "midnight begins another day";
}

const std::vector<Hours> office{{510, 720}, {810, 1050}};  // 08:30-12:00 13:30-17:30: 7½ hours

struct Work {
    const char* start;
    int minutes;
    const char* end;
};

TEST(Calendar, WorkingTimeRunsInOfficeHoursAlone) {
    const Work works[] = {
        {"2020-02-24T09:00:00+08:00", 0, "2020-02-24T09:00:00+08:00"},
        {"2020-02-22T09:00:00+08:00", 0, "2020-02-22T09:00:00+08:00"},      // nothing to do needs no office
        {"2020-02-24T09:00:00+08:00", 180, "2020-02-24T12:00:00+08:00"},    // ends with the hours
        {"2020-02-24T09:00:00+08:00", 181, "2020-02-24T13:31:00+08:00"},    // over noon
        {"2020-02-24T09:00:30+08:00", 60, "2020-02-24T10:00:30+08:00"},     // to the second
        {"2020-02-24T07:00:00+08:00", 60, "2020-02-24T09:30:00+08:00"},     // before opening
        {"2020-02-24T12:30:00+08:00", 60, "2020-02-24T14:30:00+08:00"},     // at noon
        {"2020-02-24T18:00:00+08:00", 60, "2020-02-25T09:30:00+08:00"},     // after closing
        {"2020-02-21T16:30:00+08:00", 8 * 60, "2020-02-24T17:00:00+08:00"}, // over a weekend
        {"2020-01-23T16:30:00+08:00", 120, "2020-02-03T09:30:00+08:00"},    // over the Spring Festival
        {"2020-01-18T10:00:00+08:00", 60, "2020-01-19T09:30:00+08:00"},     // Saturday; Sunday is made up
        {"2020-02-24T08:30:00+08:00", 450, "2020-02-24T17:30:00+08:00"},    // a whole day
        {"2020-02-24T08:30:00+08:00", 16 * 60, "2020-02-26T09:30:00+08:00"},
    };
    for (const auto& work : works) {
        SCOPED_TRACE(work.start);
        const auto start = Instant::of(work.start), end = Instant::of(work.end);
        EXPECT_EQ(add_working_time(start, minutes(work.minutes), office), end)
            << add_working_time(start, minutes(work.minutes), office).iso();
        EXPECT_EQ(working_time_between(start, end, office), minutes(work.minutes));
        EXPECT_EQ(working_time_between(end, start, office), -minutes(work.minutes));
    }
}

TEST(Calendar, HoursUpToMidnightAreWhole) {
    const std::vector<Hours> all_day{{0, 1440}};
    const auto friday = Instant::of("2020-02-21T00:00:00+08:00");
    EXPECT_EQ(add_working_time(friday, hours(24), all_day), Instant::of("2020-02-22T00:00:00+08:00"));
    EXPECT_EQ(add_working_time(friday, hours(25), all_day), Instant::of("2020-02-24T01:00:00+08:00"));
    EXPECT_EQ(working_time_between(friday, friday + hours(24 * 7), all_day), hours(24 * 5));
}

}  // namespace
}  // namespace tongzhou::calendar
