#include "platform/jobs/schedule.hpp"

#include <cassert>

namespace tongzhou::jobs {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::minutes day = 24h;
constexpr std::chrono::minutes shanghai = 8h;  // ahead of UTC
}  // namespace

Schedule Schedule::every(std::chrono::minutes period) {
    assert(period >= 1min && period <= day);
    return {period, 0min};
}

Schedule Schedule::daily_at(int hour, int minute) {
    assert(hour >= 0 && hour < 24 && minute >= 0 && minute < 60);
    return {day, (std::chrono::hours(hour) + std::chrono::minutes(minute) - shanghai + day) % day};
}

Instant Schedule::next_after(Instant at) const {
    const std::chrono::milliseconds period = period_;
    auto within = (at - (Instant{} + offset_)) % period;
    if (within < 0ms) within += period;  // before 1970
    return at - within + period;
}

Bilingual Schedule::says() const {
    if (period_ < day)
        return {fmt::format("每 {} 分钟", period_.count()), fmt::format("every {} minutes", period_.count())};
    const auto local = ((offset_ + shanghai) % day).count();
    return {fmt::format("每天 {:02}:{:02}", local / 60, local % 60),
            fmt::format("daily at {:02}:{:02}", local / 60, local % 60)};
}

std::chrono::minutes back_off(std::int64_t failures) {
    assert(failures >= 1);
    return failures > 6 ? longest_back_off : std::min(longest_back_off, std::chrono::minutes(1 << (failures - 1)));
}

}  // namespace tongzhou::jobs
