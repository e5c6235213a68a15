#include "platform/calendar/calendar.hpp"

#include <cassert>
#include <unordered_map>

namespace tongzhou::calendar {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

struct Announced {
    std::unordered_map<Date, bool> worked;  // of the days that differ from their week's pattern, or are named
    Date until;
};

const Announced& announced() {
    static const Announced table = [] {
        Announced read;
        int last_year = 0;
        for (auto rest = announced_days_tsv(); !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(line.size() + 1);
            const auto day = Date::of(line.substr(0, 10));
            read.worked.emplace(day, line.substr(11) == "workday");
            last_year = day.year();
        }
        read.until = Date::from_parts(last_year, 12, 31).or_throw();
        return read;
    }();
    return table;
}

// The hours of that day as instants.
std::pair<Instant, Instant> opening(Date day, const Hours& hours) {
    const auto midnight = start_of_day_in_shanghai(day);
    return {midnight + minutes(hours.begin), midnight + minutes(hours.end)};
}

}  // namespace

bool is_working_day(Date day) {
    const auto& worked = announced().worked;
    if (const auto named = worked.find(day); named != worked.end()) return named->second;
    return day.weekday() <= 5;
}

Date add_working_days(Date start, int count) {
    assert(count >= 0);
    auto day = start;
    while (count > 0) {
        day = day + days(1);
        if (is_working_day(day)) --count;
    }
    return day;
}

int working_days_between(Date from, Date until) {
    if (until < from) return -working_days_between(until, from);
    int count = 0;
    for (auto day = from; day < until;) {
        day = day + days(1);
        if (is_working_day(day)) ++count;
    }
    return count;
}

Instant end_of_term(Instant start, int count) {
    const auto last = add_working_days(date_in_shanghai(start), count);
    return start_of_day_in_shanghai(last + days(1)) - milliseconds(1);
}

Instant add_working_time(Instant start, minutes work, std::span<const Hours> hours) {
    assert(!hours.empty() && work.count() >= 0);
    if (work.count() == 0) return start;
    milliseconds left = work;
    for (auto day = date_in_shanghai(start);; day = day + days(1)) {
        if (!is_working_day(day)) continue;
        for (const auto& open : hours) {
            const auto [begin, end] = opening(day, open);
            const auto from = std::max(begin, start);
            if (from >= end) continue;
            if (left <= end - from) return from + left;
            left -= end - from;
        }
    }
}

milliseconds working_time_between(Instant from, Instant until, std::span<const Hours> hours) {
    if (until < from) return -working_time_between(until, from, hours);
    milliseconds worked{0};
    const auto last = date_in_shanghai(until);
    for (auto day = date_in_shanghai(from); day <= last; day = day + days(1)) {
        if (!is_working_day(day)) continue;
        for (const auto& open : hours) {
            const auto [begin, end] = opening(day, open);
            const auto first = std::max(begin, from), stop = std::min(end, until);
            if (first < stop) worked += stop - first;
        }
    }
    return worked;
}

Date announced_until() { return announced().until; }

}  // namespace tongzhou::calendar
