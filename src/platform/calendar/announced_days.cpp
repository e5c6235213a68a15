#include "base/embedded.hpp"
#include "platform/calendar/calendar.hpp"

TONGZHOU_EMBED(tongzhou_calendar, TONGZHOU_CALENDAR);

namespace tongzhou::calendar {

std::string_view announced_days_tsv() { return {tongzhou_calendar, tongzhou_calendar_end}; }

}  // namespace tongzhou::calendar
