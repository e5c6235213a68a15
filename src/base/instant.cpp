#include "base/instant.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cassert>
#include <optional>

namespace tongzhou {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::sys_time;
using std::chrono::year_month_day;

constexpr milliseconds shanghai_offset = hours(8);

sys_time<milliseconds> utc(Instant at) { return sys_time<milliseconds>(milliseconds(at.ms())); }
sys_time<milliseconds> shanghai(Instant at) { return utc(at) + shanghai_offset; }
sys_days day_of(std::int32_t days_since_1970) { return sys_days(days(days_since_1970)); }
year_month_day parts(std::int32_t days_since_1970) { return day_of(days_since_1970); }

/// Takes digits and separators off the front of a text; once anything is missing, it stays failed.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    /// Exactly `count` digits.
    int digits(std::size_t count) {
        int number = 0;
        if (rest_.size() < count) failed_ = true;
        for (std::size_t i = 0; i < count && !failed_; ++i) number = number * 10 + digit(rest_[i]);
        if (!failed_) rest_.remove_prefix(count);
        return number;
    }
    /// One character out of `allowed`.
    char any_of(std::string_view allowed) {
        if (rest_.empty() || allowed.find(rest_[0]) == std::string_view::npos) failed_ = true;
        if (failed_) return '\0';
        const char found = rest_[0];
        rest_.remove_prefix(1);
        return found;
    }
    /// What follows a decimal point, as milliseconds, cut off.
    int fraction() {
        int ms = 0;
        int scale = 100;
        if (rest_.empty() || !is_digit(rest_[0])) failed_ = true;
        for (; !rest_.empty() && is_digit(rest_[0]); rest_.remove_prefix(1), scale /= 10) ms += digit(rest_[0]) * scale;
        return ms;
    }
    bool next_is(char c) const { return !rest_.empty() && rest_[0] == c; }
    bool finished() const { return !failed_ && rest_.empty(); }

  private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    int digit(char c) {
        if (!is_digit(c)) failed_ = true;
        return c - '0';
    }
    std::string_view rest_;
    bool failed_ = false;
};

Parsed<Instant> not_an_instant() {
    return {"not_an_instant", "时间格式应为 2020-02-24T16:05:00+08:00（须带时区），请改正。",
            "Write the time as 2020-02-24T16:05:00+08:00, with its offset."};
}

}  // namespace

Parsed<Instant> Instant::parse(std::string_view text) {
    Reader in(text);
    const int year = in.digits(4);
    in.any_of("-");
    const int month = in.digits(2);
    in.any_of("-");
    const int day = in.digits(2);
    in.any_of("Tt");
    const int hour = in.digits(2);
    in.any_of(":");
    const int minute = in.digits(2);
    in.any_of(":");
    const int second = in.digits(2);
    int ms = 0;
    if (in.next_is('.')) {
        in.any_of(".");
        ms = in.fraction();
    }
    int offset = 0;  // minutes east of Greenwich
    if (const char sign = in.any_of("Zz+-"); sign == '+' || sign == '-') {
        const int offset_hour = in.digits(2);
        in.any_of(":");
        const int offset_minute = in.digits(2);
        if (offset_hour > 23 || offset_minute > 59) return not_an_instant();
        offset = (offset_hour * 60 + offset_minute) * (sign == '-' ? -1 : 1);
    }
    if (!in.finished() || hour > 23 || minute > 59 || second > 59) return not_an_instant();
    const auto date = Date::from_parts(year, month, day);
    if (!date) return {date.fault_code, date.message.zh, date.message.en};
    const std::int64_t minutes = std::int64_t{date->days()} * 24 * 60 + hour * 60 + minute - offset;
    return from_ms((minutes * 60 + second) * 1000 + ms);
}

std::string Instant::iso() const {
    const auto day = floor<days>(utc(*this));
    const year_month_day date(day);
    const std::chrono::hh_mm_ss time(utc(*this) - day);
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"), int(date.year()),
                       unsigned(date.month()), unsigned(date.day()), time.hours().count(), time.minutes().count(),
                       time.seconds().count(), time.subseconds().count());
}

Parsed<Date> Date::parse(std::string_view text) {
    Reader in(text);
    const int year = in.digits(4);
    in.any_of("-");
    const int month = in.digits(2);
    in.any_of("-");
    const int day = in.digits(2);
    if (!in.finished()) return {"not_a_date", "日期格式应为 2020-02-24，请改正。", "Write the date as 2020-02-24."};
    return from_parts(year, month, day);
}

Parsed<Date> Date::from_parts(int year, int month, int day) {
    const bool plausible = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    const year_month_day date{std::chrono::year(plausible ? year : 0), std::chrono::month(plausible ? month : 0),
                              std::chrono::day(plausible ? day : 0)};
    if (!date.ok())
        return {"no_such_date", "没有这一天，请核对年、月、日。",
                "There is no such day. Check the year, the month and the day."};
    return Date(static_cast<std::int32_t>(sys_days(date).time_since_epoch().count()));
}

Date Date::from_days(std::int64_t days_since_1970) {
    static const Date first = from_parts(1, 1, 1).or_throw();
    static const Date last = from_parts(9999, 12, 31).or_throw();
    if (days_since_1970 < first.days_ || days_since_1970 > last.days_)
        throw Problem::invalid("", "date_out_of_range", "日期超出公元1年至9999年的范围，请改用较近的日期。",
                               "The date lies outside the years 0001 to 9999. Use a nearer one.");
    return Date(static_cast<std::int32_t>(days_since_1970));
}

int Date::year() const {
    assert(is_set());
    return int(parts(days_).year());
}

int Date::month() const {
    assert(is_set());
    return static_cast<int>(unsigned(parts(days_).month()));
}

int Date::day() const {
    assert(is_set());
    return static_cast<int>(unsigned(parts(days_).day()));
}

int Date::weekday() const {
    assert(is_set());
    return static_cast<int>(std::chrono::weekday(day_of(days_)).iso_encoding());
}

std::string Date::iso() const {
    if (!is_set()) return {};
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), year(), month(), day());
}

Date Date::operator+(std::chrono::days d) const {
    assert(is_set());
    std::int64_t sum = 0;
    if (__builtin_add_overflow(std::int64_t{days_}, std::int64_t{d.count()}, &sum))
        sum = std::numeric_limits<std::int64_t>::max();
    return from_days(sum);
}

std::chrono::days Date::operator-(Date other) const {
    assert(is_set() && other.is_set());
    return std::chrono::days(days_ - other.days_);
}

Date date_in_shanghai(Instant at) { return Date::from_days(floor<days>(shanghai(at)).time_since_epoch().count()); }

Instant start_of_day_in_shanghai(Date day) {
    assert(day.is_set());
    return Instant::from_ms(milliseconds(days(day.days())).count()) - shanghai_offset;
}

int minutes_of_day(Instant at) {
    const auto local = shanghai(at);
    return static_cast<int>(floor<std::chrono::minutes>(local - floor<days>(local)).count());
}

std::string chinese(Date day) { return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day()); }

std::string chinese(Instant at) {
    const int minutes = minutes_of_day(at);
    return fmt::format("{} {:02}:{:02}", chinese(date_in_shanghai(at)), minutes / 60, minutes % 60);
}

Instant SystemClock::now() const {
    return Instant::from_ms(floor<milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count());
}

}  // namespace tongzhou
