// The working-day calendar: what "within 5 working days" and "within 16 working hours" mean as a date and an instant.
//
// Monday to Friday are worked, save the public holidays, and so are the weekend days made up for them (调休), as the
// General Office of the State Council announces year by year. The days come from the npm package chinese-days and are
// embedded when the program is built; in a year not announced yet Monday to Friday hold, see announced_until().
//
// Days are those of Asia/Shanghai. All functions are pure and safe from any thread.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "base/instant.hpp"

namespace tongzhou::calendar {

/// Hours of a working day: [begin, end) in minutes after midnight. Several of them stand in order and apart, as the
/// rule working_hours has them ("08:30-12:00 13:30-17:30"), and are at least one minute in sum.
struct Hours {
    int begin = 0;  ///< 0–1439
    int end = 0;    ///< after begin, at most 1440
    bool operator==(const Hours&) const = default;
};

bool is_working_day(Date day);

/// The working day that is `count` working days after `start`; the start day is excluded, whether worked or not (GB/T
/// 33358-2016 terms; 2020-01-22 + 2 is 02-03). `start` itself when count is 0; count must not be negative.
Date add_working_days(Date start, int count);

/// How many working days lie after `from`, up to and with `until`; negative when `until` comes first. So it is 0 on the
/// last day itself and 1 on the working day before it: "one working day left".
int working_days_between(Date from, Date until);

/// When a term of `count` working days that began at `start` ends: the last millisecond of its last day in Shanghai.
/// What is done at that very instant is in time.
Instant end_of_term(Instant start, int count);

/// The instant by which `work` has passed in working hours of working days. A start outside them counts from the next
/// opening; work that ends with the hours ends at closing time, not at the next opening. `start` itself when work is 0;
/// work must not be negative.
Instant add_working_time(Instant start, std::chrono::minutes work, std::span<const Hours> hours);

/// How much of [from, until) lies in working hours of working days; negative when `until` comes first.
std::chrono::milliseconds working_time_between(Instant from, Instant until, std::span<const Hours> hours);

/// The last day for which the holidays are known. Terms that end later are provisional: build a newer release.
Date announced_until();

/// The embedded table: `2020-01-19<TAB>workday` or `2020-01-24<TAB>holiday` a line, sorted by day.
std::string_view announced_days_tsv();

}  // namespace tongzhou::calendar
