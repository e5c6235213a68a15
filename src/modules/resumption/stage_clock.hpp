// Time in working hours: by the rule working_hours of a place and the calendar of working days. Private to this module.
#pragma once

#include "modules/rules/rules.hpp"

namespace tongzhou::resumption {

/// When so much work has passed from now on.
Instant due_after(Snapshot& snapshot, const DivisionCode& division, std::chrono::minutes work);

/// Whole minutes of work from now until `due`, by the hours in force now, rounded down. Past it, how much has passed
/// since, as a negative number: overdue is what lies past `due`, though by 0 minutes until the office opens again.
std::int64_t working_minutes_until(Snapshot& snapshot, const DivisionCode& division, Instant due);

}  // namespace tongzhou::resumption
