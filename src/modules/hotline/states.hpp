// What may follow what: the states of a ticket and its moves (GB/T 33358-2016: 受理 accept, 派单 dispatch, 办理 handle,
// 答复 reply, 督办 supervise, 办结 close, 回访 follow-up, 评价 rating). Pure: decided by the ticket and the time alone.
// Private to this module.
#pragma once

#include <optional>
#include <string>

#include "base/enums.hpp"
#include "base/instant.hpp"
#include "base/problem.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(TicketState, accepted, answered_directly, dispatched, in_progress, replied, followed_up, closed,
                        rejected, merged)

/// accepted 受理; answered_directly 直接答复; dispatched 派单; started 接单办理; replied 答复; followed_up 回访; closed
/// 办结; returned 退回; reassigned 改派; extended 延期; redone 重办; supervised 督办; rejected 不予受理; merged 并单.
/// Beside them: joined, a further handler; advised, an opinion of one; extension_asked and extension_refused; rated by
/// the caller; published, a summary for everybody; absorbed, another ticket was merged into this one.
BOOST_DEFINE_ENUM_CLASS(TicketMove, accepted, answered_directly, dispatched, started, replied, followed_up, closed,
                        returned, reassigned, extended, redone, supervised, rejected, merged, joined, advised,
                        extension_asked, extension_refused, rated, published, absorbed)

/// Five levels, from 非常满意 to 非常不满意.
BOOST_DEFINE_ENUM_CLASS(Rating, very_satisfied, satisfied, basically_satisfied, dissatisfied, very_dissatisfied)
inline bool is_satisfied(Rating rating) { return rating <= Rating::basically_satisfied; }

/// Yellow: one working day is left, or this is the last. Red: overdue.
BOOST_DEFINE_ENUM_CLASS(Card, none, yellow, red)

/// What the table of moves looks at.
struct Standing {
    TicketState state = TicketState::accepted;
    std::optional<Instant> return_by, due_at, replied_at;
    int extended_days = 0;
    std::optional<int> asked_days;
    int returned = 0, redone = 0;
    bool dispatched_before = false;
    std::optional<Rating> rating;
};

/// The state after the move, where the table allows it from that state at all.
std::optional<TicketState> state_after(TicketState state, TicketMove move);

/// Why the move may not be made now, as a code; empty when it may.
///
/// wrong_state: the table does not have it. answered_once: only a ticket that was never dispatched is answered directly.
/// return_too_late: after the working days of the rule. already_overdue: a term is extended before it ends.
/// nothing_asked: nobody waits for an extension. nothing_to_supervise: neither overdue nor dissatisfied after redoing.
/// redo_first: a dissatisfied caller's ticket is redone once before it is closed. rated_already.
std::string obstacle_to(const Standing& ticket, TicketMove move, Instant now);

/// Throws Problem 409 with that code, saying what to do.
void require_move(const Standing& ticket, TicketMove move, Instant now);

bool is_open(TicketState state);
/// A term is running: the department has not replied.
bool is_running(TicketState state);

/// Of an open ticket whose term runs.
Card card_of(const Standing& ticket, Instant now);

}  // namespace tongzhou::hotline
