// What an enterprise is told of its filing: a message in its inbox, written in the transaction of the move. Private to
// this module.
#pragma once

#include "modules/resumption/filings.hpp"

namespace tongzhou::resumption {

/// Tells the enterprise what an office has done with its filing: returned it for papers, refused, approved, asked to
/// put something right, revoked or reinstated. Of its own moves, and of steps on the way, it is told nothing.
void tell_enterprise(Tx& tx, const FilingRow& filing, FilingMove move, const MoveNote& note);

}  // namespace tongzhou::resumption
