// The sets of tickets that the rates are made of. A rate counts them and the list of tickets shows them by the same
// condition, so that every figure opens to exactly its tickets. Private to this module.
#pragma once

#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(TicketSet,
                        answerable,          // neither rejected nor merged
                        answered_later,      // of these, not answered at first contact
                        closed_on_time,      // closed by the end of the term, and never had a red card
                        closed_or_overdue,   // closed, or not yet and the term is over
                        closure_late,        // of these, not closed on time
                        open_in_time,        // not ended, and the term is not over
                        replied_on_time,     // the department replied by the end of the term, without a red card
                        replied_or_overdue,  // replied, or not yet and the term is over
                        reply_late,          // of these, not replied on time
                        reply_not_due,       // not replied, and the term is not over
                        satisfied,           // the upper three of the five levels
                        unsatisfied,         // the lower two
                        rated, not_rated)

/// Whether `t` is in the set at this moment: a condition with its arguments.
Condition in_set(TicketSet set, Instant now);

}  // namespace tongzhou::hotline
