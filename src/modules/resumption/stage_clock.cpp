#include "modules/resumption/stage_clock.hpp"

namespace tongzhou::resumption {

Instant due_after(Snapshot& snapshot, const DivisionCode& division, std::chrono::minutes work) {
    return calendar::add_working_time(snapshot.now(), work, rules::working_hours(snapshot, division, snapshot.now()));
}

std::int64_t working_minutes_until(Snapshot& snapshot, const DivisionCode& division, Instant due) {
    const auto hours = rules::working_hours(snapshot, division, snapshot.now());
    return std::chrono::floor<std::chrono::minutes>(calendar::working_time_between(snapshot.now(), due, hours)).count();
}

}  // namespace tongzhou::resumption
