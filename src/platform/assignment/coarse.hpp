// A rough copy of an instance, four times smaller: every fourth client, and one team for each four neighbours. Its
// prices are a good guess at those of the instance. Private to this folder.
#pragma once

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

/// So few teams need no guess.
inline constexpr std::size_t coarse_enough = 100;

struct Coarse {
    Instance instance;
    std::vector<int> group_of;  ///< the rough team of every team
};
Coarse coarsen(const Instance& instance);

}  // namespace tongzhou::assignment
