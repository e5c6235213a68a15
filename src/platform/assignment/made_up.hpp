// Cities of clients and teams made up from a seed, for tests and benches: clusters of clients in a square plane, the
// teams in the same clusters but in other proportions, so that many must go further than to the nearest.
#pragma once

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

struct MadeUp {
    int clients = 10'000, teams = 1'700;
    std::uint64_t seed = 2020;
    int least = 5, most = 7;
    double alike = 0.6;      ///< 1: teams are spread as clients are; 0: without any regard to them
    int heaviest = 5;        ///< weights are 1 to this
    int skills = 0;          ///< kinds of skills; each team has about half of them
    double demanding = 0.1;  ///< share of the clients who demand a skill
};
/// 10,000 clients fill a square of 60 km; the side grows with the root of their number.
Instance made_up(const MadeUp& how);

/// The instance some days later: this share of the clients is replaced by others elsewhere, and the plan becomes the
/// present one of those who stay.
Instance changed(Instance instance, const Plan& plan, double share, std::uint64_t seed);

}  // namespace tongzhou::assignment
