#include <algorithm>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

Replan replan(Instance instance, double extra) {
    instance.change_price = 0;
    Replan best{.plan = assign(instance)};
    best.least_travel = best.plan.travel;
    best.least_moves = best.plan.moved;
    const auto most_travel = best.least_travel + static_cast<Cost>(extra * static_cast<double>(best.least_travel));
    if (best.plan.moved == 0 || most_travel == best.least_travel) return best;

    // The first price keeps within `extra` by the inequality of the header; the dearer ones are tried.
    const Cost highest = 1'000'000'000;
    Cost price = std::max<Cost>(1, (most_travel - best.least_travel) / best.least_moves);
    for (; price < highest; price *= 2) {
        instance.change_price = price;
        auto plan = assign(instance);
        if (plan.travel > most_travel) break;
        const bool as_still = plan.moved == best.plan.moved;
        best.plan = std::move(plan);
        best.change_price = price;
        if (best.plan.moved == 0 || (as_still && price > best.least_travel / 100)) break;
    }
    return best;
}

}  // namespace tongzhou::assignment
