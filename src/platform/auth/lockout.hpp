// Limits the attempts to sign in under one name (GB/T 22239-2019 8.1.4.1 b). A name that nobody has is treated like one
// that somebody has, so that the answers do not tell which names exist.
//
// An attempt is reserved before the password is looked at: a hundred guesses sent at once get no more tries than a
// hundred sent one by one.
#pragma once

#include <string>

#include "platform/auth/settings.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::auth {

/// The name as attempts are counted under, without case and width, blinded.
std::string attempts_key(Snapshot& snapshot, std::string_view sign_in_name);

/// Counts one more attempt. Throws Problem 429 "locked" with the remaining time when there were too many; then nothing
/// is counted, so that knocking does not lengthen the wait.
void reserve_attempt(Tx& tx, const std::string& key, const Settings& settings);

enum class Lock { no, yes };
/// The reserved attempt has failed. `yes` when it was the last one allowed and the name is locked from now on.
Lock attempt_failed(Tx& tx, const std::string& key, const Settings& settings);
/// The reserved attempt was neither right nor wrong: the password was right and a code is still to come.
void attempt_undecided(Tx& tx, const std::string& key);
/// Also how an administrator unlocks an account.
void forget_attempts(Tx& tx, const std::string& key);

/// Until when the name is locked, if it is.
std::optional<Instant> locked_until(Snapshot& snapshot, const std::string& key);

/// Drops what is old enough to have no effect; returns how many rows.
std::int64_t drop_old_attempts(Tx& tx, const Settings& settings);

}  // namespace tongzhou::auth
