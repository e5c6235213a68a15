#include "platform/jobs/schedule.hpp"

#include <gtest/gtest.h>

namespace tongzhou::jobs {
namespace {

using namespace std::chrono_literals;

struct Case {
    Schedule schedule;
    const char *at, *next;
};

TEST(Schedule, IsDueAtTheFirstTimeLaterThanNow) {
    const Case cases[] = {
        {Schedule::every(10min), "2020-02-24T08:00:00+08:00", "2020-02-24T08:10:00+08:00"},
        {Schedule::every(10min), "2020-02-24T08:09:59.999+08:00", "2020-02-24T08:10:00+08:00"},
        {Schedule::every(1min), "2020-02-29T23:59:30+08:00", "2020-03-01T00:00:00+08:00"},
        {Schedule::every(10min), "1969-12-31T23:55:00Z", "1970-01-01T00:00:00Z"},
        {Schedule::daily_at(3, 15), "2020-02-24T03:14:59+08:00", "2020-02-24T03:15:00+08:00"},
        {Schedule::daily_at(3, 15), "2020-02-24T03:15:00+08:00", "2020-02-25T03:15:00+08:00"},
        {Schedule::daily_at(0, 0), "2020-12-31T12:00:00+08:00", "2021-01-01T00:00:00+08:00"},
        {Schedule::daily_at(23, 59), "2020-02-28T23:59:00+08:00", "2020-02-29T23:59:00+08:00"},
        {Schedule::daily_at(8, 0), "2020-02-24T07:59:59+08:00", "2020-02-24T08:00:00+08:00"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(c.schedule.next_after(Instant::of(c.at)), Instant::of(c.next)) << c.schedule.says().en << c.at;
}

TEST(Schedule, SaysWhenInBothLanguages) {
    EXPECT_EQ(Schedule::every(10min).says(), (Bilingual{"每 10 分钟", "every 10 minutes"}));
    EXPECT_EQ(Schedule::daily_at(3, 5).says(), (Bilingual{"每天 03:05", "daily at 03:05"}));
    EXPECT_EQ(Schedule::daily_at(23, 59).says().en, "daily at 23:59");
}

TEST(BackOff, DoublesUpToAnHour) {
    EXPECT_EQ(back_off(1), 1min);
    EXPECT_EQ(back_off(2), 2min);
    EXPECT_EQ(back_off(6), 32min);
    EXPECT_EQ(back_off(7), 60min);
    EXPECT_EQ(back_off(1'000'000), 60min);
}

}  // namespace
}  // namespace tongzhou::jobs
