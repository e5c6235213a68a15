// When a job is due. Times of day are those of Shanghai. Pure: nothing here asks a clock.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/instant.hpp"
#include "base/problem.hpp"

namespace tongzhou::jobs {

class Schedule {
  public:
    /// At every multiple of that many minutes, 1–1440, counted from midnight UTC of 1970: each node comes to the same.
    static Schedule every(std::chrono::minutes period);
    /// Once a day at that time, hour 0–23, minute 0–59.
    static Schedule daily_at(int hour, int minute);

    /// The first time that is later than `at`.
    Instant next_after(Instant at) const;
    /// {"每 10 分钟", "every 10 minutes"}, {"每天 03:15", "daily at 03:15"}
    Bilingual says() const;

  private:
    Schedule(std::chrono::minutes period, std::chrono::minutes offset) : period_(period), offset_(offset) {}
    std::chrono::minutes period_;
    std::chrono::minutes offset_;  ///< of the first time after midnight UTC
};

inline constexpr std::chrono::minutes longest_back_off{60};

/// How long to wait after that many failures in a row, 1 or more: 1, 2, 4 … minutes, at most an hour.
std::chrono::minutes back_off(std::int64_t failures);

}  // namespace tongzhou::jobs
