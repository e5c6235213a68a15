// What may be done with a filing in which state: pure, and tested as a table. Private to this module.
//
//   draft ─ submit ─┬─ filing:   accepted ─ revoke ─ revoked ─ reinstate ─ accepted
//                   └─ approval: submitted ─ pass … ─ approved ─ revoke ─ revoked ─ reinstate ─ approved
//                                   │ └─ refuse ─ refused
//                                   └─ list_lacking ─ returned ─ submit ─ submitted
//   draft, submitted, returned ─ withdraw ─ withdrawn
#pragma once

#include <span>
#include <string>

#include "base/enums.hpp"
#include "base/instant.hpp"
#include "base/problem.hpp"

namespace tongzhou::resumption {

BOOST_DEFINE_ENUM_CLASS(FilingState, draft, submitted, returned, accepted, approved, refused, withdrawn, revoked)

/// `create` begins a filing; `pass`, `list_lacking` and `refuse` are decisions of a stage.
BOOST_DEFINE_ENUM_CLASS(FilingMove, create, change, submit, withdraw, pass, list_lacking, refuse, prioritise, check,
                        revoke, reinstate)

bool may_move(FilingState state, FilingMove move);

/// Throws Problem 409 "filing_state", which says what the filing is and what can be done now.
void require_move(FilingState state, FilingMove move);

/// closed: the filing came to its end without this stage.
BOOST_DEFINE_ENUM_CLASS(ReviewState, open, passed, lacking, refused, closed)

/// What the stages of one step come to: one refusal ends it; while one is open it waits, so that what is lacking is
/// listed once and completely; then one that lacks papers returns it.
enum class StepOutcome { waiting, passed, returned, refused };
StepOutcome outcome_of(std::span<const ReviewState> stages);

}  // namespace tongzhou::resumption
