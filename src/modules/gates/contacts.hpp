// Who was near a feverish person: at the same gate within the window of the rule in force, in the same workshop or on
// the same shuttle that day. Private to this module.
#pragma once

#include "modules/gates/incidents.hpp"

namespace tongzhou::gates {

struct Window {
    Instant from, until;
};

/// When somebody could be a contact: in the minutes around the passage, by the rule in force there and then; with a
/// workshop or a shuttle (`whole_day`) on that day in Shanghai too.
Window contact_window(Snapshot& snapshot, const DivisionCode& division, Instant at, bool whole_day);

/// Adds the contacts that are on record by now, each person once for each reason.
void trace_contacts(Tx& tx, const IncidentRow& incident);

}  // namespace tongzhou::gates
