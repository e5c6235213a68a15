// What an enterprise is told of its difficulty: a message in its inbox, written in the transaction of the move. Private
// to this module.
#pragma once

#include "modules/difficulties/records.hpp"

namespace tongzhou::difficulties {

/// Tells the enterprise what waits for it: a question to answer, or a solution to confirm, for nobody else can close
/// it.
void tell_enterprise(Tx& tx, const DifficultyRow& difficulty, DifficultyMove move,
                     const std::optional<std::string>& why);

}  // namespace tongzhou::difficulties
