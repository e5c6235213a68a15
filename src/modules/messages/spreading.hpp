// Giving the recipients of broadcasts their messages. Private to this module.
#pragma once

#include "modules/messages/broadcasts.hpp"

namespace tongzhou::messages {

/// The next piece of the oldest broadcast that is spreading: one page of its audience. Where it goes on is written in
/// the same transaction, so that a node that dies leaves nobody out and nobody twice. False when none is spreading.
bool spread_some(Tx& tx);

}  // namespace tongzhou::messages
