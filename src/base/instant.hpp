// Time. An Instant is a point on the UTC time line, in milliseconds; a Date is a day of the calendar. The two meet only
// through Asia/Shanghai, where the whole city lives: UTC+8 without daylight saving since 15 September 1991. Earlier
// summers are not modelled, for no instant of ours is older than the program.
//
// Rules never ask the machine for the time: they are given an Instant, and only the edge owns a Clock.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "base/parsed.hpp"

namespace tongzhou {

/// UTC milliseconds since 1970-01-01T00:00:00Z, without leap seconds. Instant{} is that beginning.
class Instant {
  public:
    constexpr Instant() = default;
    static constexpr Instant from_ms(std::int64_t ms) { return Instant(ms); }

    /// RFC 3339 with any offset ("2020-02-24T16:05:00+08:00"), T and Z in either case, years 0001–9999. A fraction
    /// finer than a millisecond is cut off. Leap seconds (":60") and times without an offset are faults.
    static Parsed<Instant> parse(std::string_view text);
    static Instant of(std::string_view text) { return parse(text).or_throw(); }

    constexpr std::int64_t ms() const { return ms_; }
    /// "2020-02-24T08:05:00.000Z"
    std::string iso() const;
    std::string text() const { return iso(); }

    constexpr auto operator<=>(const Instant&) const = default;
    constexpr Instant operator+(std::chrono::milliseconds d) const { return Instant(ms_ + d.count()); }
    constexpr Instant operator-(std::chrono::milliseconds d) const { return Instant(ms_ - d.count()); }
    constexpr std::chrono::milliseconds operator-(Instant other) const {
        return std::chrono::milliseconds(ms_ - other.ms_);
    }
    constexpr Instant& operator+=(std::chrono::milliseconds d) { return *this = *this + d; }
    constexpr Instant& operator-=(std::chrono::milliseconds d) { return *this = *this - d; }

  private:
    constexpr explicit Instant(std::int64_t ms) : ms_(ms) {}
    std::int64_t ms_ = 0;
};

/// A real day of the (proleptic) Gregorian calendar, years 0001–9999. Date{} is unset and has no parts.
class Date {
  public:
    constexpr Date() = default;
    /// "2020-02-24", exactly ten characters, and the day must exist.
    static Parsed<Date> parse(std::string_view text);
    static Date of(std::string_view text) { return parse(text).or_throw(); }
    /// The same from its parts: a fault when there is no such day.
    static Parsed<Date> from_parts(int year, int month, int day);
    /// Throws Problem::invalid when outside years 0001–9999.
    static Date from_days(std::int64_t days_since_1970);

    bool is_set() const { return days_ != unset; }
    int year() const;
    int month() const;                           ///< 1–12
    int day() const;                             ///< 1–31
    int weekday() const;                         ///< ISO 8601: Monday 1 … Sunday 7
    std::int32_t days() const { return days_; }  ///< since 1970-01-01
    /// "2020-02-24"; empty when unset.
    std::string iso() const;
    std::string text() const { return iso(); }

    constexpr auto operator<=>(const Date&) const = default;
    Date operator+(std::chrono::days d) const;
    Date operator-(std::chrono::days d) const { return *this + -d; }
    std::chrono::days operator-(Date other) const;

  private:
    static constexpr std::int32_t unset = std::numeric_limits<std::int32_t>::min();
    constexpr explicit Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = unset;
};

Date date_in_shanghai(Instant at);
/// 00:00 Shanghai time of that day.
Instant start_of_day_in_shanghai(Date day);
/// Minutes since midnight in Shanghai, 0–1439.
int minutes_of_day(Instant at);
/// "2020年2月24日"
std::string chinese(Date day);
/// "2020年2月24日 16:05", Shanghai time.
std::string chinese(Instant at);

class Clock {
  public:
    virtual ~Clock() = default;
    /// Safe from any thread.
    virtual Instant now() const = 0;
};

/// The machine's clock. It may be set back; whoever needs an order keeps a number of its own.
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// Stands still until told: for tests and the simulation.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant at) : ms_(at.ms()) {}
    Instant now() const override { return Instant::from_ms(ms_.load()); }
    void set(Instant at) { ms_.store(at.ms()); }
    void advance(std::chrono::milliseconds by) { ms_.fetch_add(by.count()); }

  private:
    std::atomic<std::int64_t> ms_;
};

}  // namespace tongzhou

template <>
struct std::hash<tongzhou::Instant> {
    std::size_t operator()(tongzhou::Instant at) const noexcept { return std::hash<std::int64_t>{}(at.ms()); }
};
template <>
struct std::hash<tongzhou::Date> {
    std::size_t operator()(tongzhou::Date day) const noexcept { return std::hash<std::int32_t>{}(day.days()); }
};
