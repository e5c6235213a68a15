// What no plan can undercut. Private to this folder.
#pragma once

#include <span>

#include "platform/assignment/team_tree.hpp"

namespace tongzhou::assignment {

/// What it costs to leave a client out or a place of a lower bound empty: more than any exchange of ways could save.
struct Penalties {
    Cost unassigned = 0;  ///< of each unit of weight
    Cost lacking = 0;     ///< of each place
    int heaviest = 1;     ///< weight
};
Penalties penalties_of(const Instance& instance);

/// The value of the Lagrangian dual under these prices, over all arcs, less the penalties that the plan cannot avoid.
/// It needs nothing of how the prices came about: whatever they are, no plan with these penalties costs less.
Cost bound_under(const Instance& instance, std::span<const Cost> prices, const Plan& plan);

}  // namespace tongzhou::assignment
