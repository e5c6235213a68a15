// How fast and when: the pace of a channel, the wait after a failure, the hours in which people may be disturbed. Pure.
// Private to this module.
#pragma once

#include "base/instant.hpp"
#include "modules/rules/rules.hpp"

namespace tongzhou::messages {

/// A channel takes `per_minute` messages in any minute and not one more: robots answer the 21st with a throttle of ten
/// minutes. A fifth of them may go at once, the rest evenly spread (GCRA). 0: without limit.
///
/// The state is one instant, kept in the channel's row: when the channel will have recovered from what it was given.
struct Pace {
    int per_minute = 0;
    Instant recovered{};

    /// How many may go now.
    int allowance(Instant now) const;
    /// The state after that many have gone, no more than were allowed.
    Instant after(Instant now, int count) const;
    /// When the next one may go: now or later.
    Instant next(Instant now) const;
};

inline constexpr std::chrono::minutes longest_back_off{60};
/// The wait after the n-th failure in a row, 1 or more: first, twice that, four times …, at most an hour.
std::chrono::seconds back_off(int failures, std::chrono::seconds first);

/// `at`, if people may be disturbed then, else the beginning of the next hours in which they may. Without hours: `at`.
Instant next_allowed(const std::vector<rules::Hours>& hours, Instant at);

}  // namespace tongzhou::messages
