// The keys of a ring at one moment, with what is derived from them.
#pragma once

#include <memory>
#include <vector>

#include "platform/seal/key_file.hpp"
#include "platform/seal/signing.hpp"

namespace tongzhou::seal {

/// A master key and what is derived from it.
struct Master {
    explicit Master(StoredKey stored);

    KeyInfo info;
    Key secret;
    Key sealing;
    Key tags;
    std::shared_ptr<const SigningKey> signing;
};

struct IndexKey {
    explicit IndexKey(StoredKey stored);

    KeyInfo info;
    Key secret;
    Key indexing;
};

/// Never changed once made: readers go on with the one they began with. The active key stands first in each list.
struct Keys {
    std::vector<Master> masters;
    std::vector<IndexKey> indexes;

    explicit Keys(std::vector<StoredKey> stored);
    const Master& active() const { return masters.front(); }
    /// Null if no master key has this id.
    const Master* master(std::string_view id) const;
    /// A copy of all keys, as the key file holds them.
    std::vector<StoredKey> stored() const;
};

/// Keyed BLAKE2b of `bytes` (16 to 32) over purpose and message, in base64url.
std::string keyed_hash(const Key& key, std::string_view purpose, std::string_view message, std::size_t bytes);

}  // namespace tongzhou::seal
