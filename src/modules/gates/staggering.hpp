// Staggered start times: when the people of which shift should begin, so that the line before the gates fits into the
// yard and nobody waits too long. Private to this module. Pure, as the forecast that proves every proposal.
#pragma once

#include "modules/gates/shifts.hpp"

namespace tongzhou::gates {

/// Nobody is asked to begin further from the time that was wanted.
constexpr int furthest_shift_minutes = 120;

/// People of one shift who begin together.
struct Wave {
    std::size_t shift = 0;  ///< its place in the task
    int people = 0;
    int start_minute = 0;
    int moved_minutes = 0;  ///< from the wanted start; negative: earlier
    bool operator==(const Wave&) const = default;
};

struct WavePlan {
    std::vector<Wave> waves;          ///< by start, then shift
    std::int64_t person_minutes = 0;  ///< people times the minutes they are moved
    QueueForecast forecast;
};

/// The plan with the fewest waves found, of those the one that moves people least; nothing when none is found within
/// two hours of the wanted starts. What is returned holds, by its forecast. The search places one shift after the other
/// in several orders, so with many shifts a better plan may exist.
std::optional<WavePlan> stagger(const QueueTask& task);

/// What would make a plan possible where there is none.
struct QueueNeeds {
    std::optional<int> lanes{};           ///< the fewest, with the yard as it is; nothing: not even 200
    std::optional<int> yard_length_dm{};  ///< the shortest, with the lanes as they are; nothing: no yard is long enough
};
QueueNeeds needs_of(const QueueTask& task);

}  // namespace tongzhou::gates
