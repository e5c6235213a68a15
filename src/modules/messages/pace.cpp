#include "modules/messages/pace.hpp"

namespace tongzhou::messages {
namespace {

// The other side's minute need not be ours: requests that were late on their way stand closer together at its end.
constexpr std::int64_t minute_ms = 63'000;

int burst_of(int per_minute) { return std::max(1, per_minute / 5); }

// A minute holds a burst and one more for each whole gap in it, of which there is one less than it is divided into.
std::int64_t gap_ms(int per_minute) {
    const int spread = per_minute - burst_of(per_minute) + 1;
    return (minute_ms + spread - 1) / spread;
}

}  // namespace

int Pace::allowance(Instant now) const {
    if (per_minute == 0) return std::numeric_limits<int>::max();
    const auto gap = gap_ms(per_minute);
    const auto busy = std::max<std::int64_t>(0, (recovered - now).count());
    // A clock set back must not silence a channel: it never owes more than its burst.
    const auto owed = std::min<std::int64_t>((busy + gap - 1) / gap, burst_of(per_minute));
    return burst_of(per_minute) - static_cast<int>(owed);
}

Instant Pace::after(Instant now, int count) const {
    if (per_minute == 0 || count == 0) return recovered;
    const auto gap = gap_ms(per_minute);
    const auto latest = now + std::chrono::milliseconds(gap * burst_of(per_minute));
    return std::min(std::max(recovered, now) + std::chrono::milliseconds(gap * count), latest);
}

Instant Pace::next(Instant now) const {
    if (allowance(now) > 0) return now;
    return recovered - std::chrono::milliseconds(gap_ms(per_minute) * (burst_of(per_minute) - 1));
}

std::chrono::seconds back_off(int failures, std::chrono::seconds first) {
    const auto doublings = std::clamp(failures - 1, 0, 20);
    return std::min<std::chrono::seconds>(first * (std::int64_t{1} << doublings), longest_back_off);
}

Instant next_allowed(const std::vector<rules::Hours>& hours, Instant at) {
    if (hours.empty()) return at;
    const auto minute = minutes_of_day(at);
    const auto midnight = start_of_day_in_shanghai(date_in_shanghai(at));
    for (const auto& h : hours) {
        if (minute < h.begin) return midnight + std::chrono::minutes(h.begin);
        if (minute < h.end) return at;
    }
    return start_of_day_in_shanghai(date_in_shanghai(at) + std::chrono::days(1)) +
           std::chrono::minutes(hours.front().begin);
}

}  // namespace tongzhou::messages
