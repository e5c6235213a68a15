#include "platform/calendar/calendar.hpp"

// Taken in by the assembler as it is, like the tables of divisions.
asm(".section .rodata\n"
    "tongzhou_calendar:\n"
    ".incbin \"" TONGZHOU_CALENDAR "\"\n"
    "tongzhou_calendar_end:\n"
    ".previous\n");
extern "C" const char tongzhou_calendar[];
extern "C" const char tongzhou_calendar_end[];

namespace tongzhou::calendar {

std::string_view announced_days_tsv() { return {tongzhou_calendar, tongzhou_calendar_end}; }

}  // namespace tongzhou::calendar
