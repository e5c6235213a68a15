// How long the audit log is kept.
#pragma once

#include "platform/access/actor.hpp"
#include "platform/seal/seal.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::audit {

/// Cybersecurity Law Art 21: network logs are kept for no less than six months; the longest six months have 184 days.
inline constexpr std::chrono::days shortest_retention{184};

/// Removes rows older than `before` from the beginnings of the chains, a few thousand a call so that other writers do
/// not wait, and leaves a signed cut by which the rest still verifies. A row that is younger keeps all after it, and
/// the last row of a chain stays. Returns the rows removed; call again until it is 0. Throws Problem 422
/// "audit_retention_too_short" when `before` is less than shortest_retention ago.
std::int64_t prune(Tx& tx, const Actor& actor, Instant before, const seal::KeyRing& keys);

}  // namespace tongzhou::audit
