// The best order in which to visit a day's stops: at most eight, each with the hours in which it may be visited. Exact,
// by dynamic programming over the subsets of stops (Held and Karp 1962), with every order kept that is not worse than
// another in lateness, way and time at once.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

inline constexpr int most_stops = 8;

struct Stop {
    Point at = {};
    int opens = 0, closes = 24 * 3600;  ///< a visit begins in these hours; seconds after midnight
    int stay = 0;                       ///< seconds
};

struct Day {
    Point from = {};    ///< where the day begins and ends
    int departure = 0;  ///< seconds after midnight
    int metres_per_hour = 30'000;
    std::vector<Stop> stops = {};  ///< at most eight
};

struct Visit {
    int stop = -1;
    int arrival = 0, begin = 0, leave = 0;  ///< seconds after midnight; who comes early waits until it opens
    int late = 0;                           ///< seconds after closing
};

/// The least lateness, then the least way, then the earliest end. `late` is 0 when some order keeps all hours.
struct Route {
    std::vector<Visit> visits = {};
    std::int64_t metres = 0;  ///< back to the beginning included
    int end = 0;              ///< back at the beginning
    int late = 0;             ///< over all stops
};
Route best_route(const Day& day);

/// What that order comes to: the judge of the above, and what a person sees who changes the order by hand.
Route route_in_order(const Day& day, const std::vector<int>& order);

}  // namespace tongzhou::assignment
