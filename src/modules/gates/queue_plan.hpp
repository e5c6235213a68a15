// Staggered start times: when the people of which shift should begin, so that the line before the gates fits into the
// yard and nobody waits too long. Private to this module. Pure, as the forecast that every proposal is proved by.
#pragma once

#include <string>

#include "modules/gates/queue_forecast.hpp"

namespace tongzhou::gates {

/// Nobody is asked to begin further from the time that was wanted.
constexpr int furthest_shift_minutes = 120;

/// People who begin together and who may be asked to begin at another time.
struct Shift {
    std::string name;
    int start_minute = 0;  ///< wanted, a multiple of five
    Arrivals arrivals;     ///< whole people, as they come for that start
};

/// A shift whose people come in the `spread` minutes before their start: few at first, most in the middle, few at the
/// end (a triangle). `spread` is a multiple of five, at least five.
Shift shift_of(std::string name, int people, int start_minute, int spread);

struct QueueTask {
    Arrivals others;  ///< people who come when they come
    std::vector<Shift> shifts;
    QueueGates gates;
    double longest_wait_s = 600;
};

/// When only arrivals are known, what could be moved is the crowd itself: each rush in which the line is too long or
/// the wait too high, with the five minutes beside it that bring at least a quarter of its highest count, becomes a
/// shift that begins at its end.
QueueTask task_of(const Arrivals& arrivals, const QueueGates& gates, double longest_wait_s);

/// Everyone who comes when nobody is moved.
Arrivals all_arrivals(const QueueTask& task);

/// People of one shift who begin together.
struct Wave {
    std::size_t shift = 0;  ///< its place in the task
    int people = 0;
    int start_minute = 0;
    int moved_minutes = 0;  ///< from the wanted start; negative: earlier
};

struct WavePlan {
    std::vector<Wave> waves;          ///< by start, then shift
    std::int64_t person_minutes = 0;  ///< people times the minutes they are moved
    QueueForecast forecast;
};

/// Whether the forecast holds to the yard and the wait.
bool holds(const QueueForecast& forecast, const QueueTask& task);

/// The plan with the fewest waves found, of those the one that moves people least; nothing when none is found within
/// two hours of the wanted starts. What is returned holds, by its forecast. With one shift no plan has fewer waves of
/// equal size; with several, each shift is placed in turn, so that better ones may exist.
std::optional<WavePlan> stagger(const QueueTask& task);

/// What would make a plan possible where there is none.
struct QueueNeeds {
    std::optional<int> lanes;           ///< the fewest, with the yard as it is; nothing: not even 200
    std::optional<int> yard_length_dm;  ///< the shortest, with the lanes as they are; nothing: no yard is long enough
};
QueueNeeds needs_of(const QueueTask& task);

}  // namespace tongzhou::gates
