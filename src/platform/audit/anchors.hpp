// Anchors: signed statements "chain C stood at row N with hash H". They are kept in the database and written to the
// program's log, where whoever can change the database cannot reach them.
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "platform/seal/seal.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::audit {

struct Anchor {
    std::int32_t chain = 0;
    std::int64_t number = 0;
    std::string hash;
    Instant at;
    std::string key_id;     ///< of the master key whose signing key signed it
    std::string signature;  ///< Ed25519 over everything before

    /// "chain=0 number=1234 hash=… at=… key=… signature=…"
    std::string text() const;
};
BOOST_DESCRIBE_STRUCT(Anchor, (), (chain, number, hash, at, key_id, signature))

/// Signs with the active key.
Anchor sign_anchor(std::int32_t chain, std::int64_t number, std::string hash, Instant at, const seal::KeyRing& keys);

/// Anchors every chain that has grown since its last anchor and returns the new anchors, for the caller to log each
/// one's text(). Called by a job every ten minutes and once when the program stops.
std::vector<Anchor> record_anchors(Tx& tx, const seal::KeyRing& keys);

/// The newest anchor of each chain in a log: found by its text() anywhere in a line. Forged or torn lines are left out,
/// for anyone could write one to cry wolf.
std::vector<Anchor> read_anchors(std::istream& log, const seal::KeyRing& keys);

BOOST_DEFINE_ENUM_CLASS(Signed, yes, no, key_is_gone)
Signed check_signature(const Anchor& anchor, const seal::KeyRing& keys);

/// The ids of the keys that signed what verify() still needs: KeyRing::retire_unused must keep them.
std::set<std::string> signing_keys_in_use(Snapshot& snapshot);

}  // namespace tongzhou::audit
