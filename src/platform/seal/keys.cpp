#include "platform/seal/keys.hpp"

#include <sodium.h>

#include <cassert>
#include <cstring>

namespace tongzhou::seal {

Master::Master(StoredKey stored)
    : info(std::move(stored.info)),
      secret(std::move(stored.secret)),
      sealing(derive(secret, Derivation::sealing)),
      tags(derive(secret, Derivation::tags)),
      signing(std::make_shared<const SigningKey>(info.id, derive(secret, Derivation::signing))) {}

IndexKey::IndexKey(StoredKey stored)
    : info(std::move(stored.info)),
      secret(std::move(stored.secret)),
      indexing(derive(secret, Derivation::blind_index)) {}

Keys::Keys(std::vector<StoredKey> stored) {
    std::stable_sort(stored.begin(), stored.end(), [](const StoredKey& left, const StoredKey& right) {
        if (left.info.status != right.info.status) return left.info.status < right.info.status;
        return left.info.created > right.info.created;
    });
    for (auto& key : stored) {
        if (key.info.kind == KeyInfo::Kind::master) {
            masters.emplace_back(std::move(key));
        } else {
            indexes.emplace_back(std::move(key));
        }
    }
    assert(!masters.empty() && !indexes.empty());
}

const Master* Keys::master(std::string_view id) const {
    const auto found =
        std::find_if(masters.begin(), masters.end(), [id](const auto& key) { return key.info.id == id; });
    return found == masters.end() ? nullptr : &*found;
}

std::vector<StoredKey> Keys::stored() const {
    std::vector<StoredKey> all;
    const auto add = [&all](const KeyInfo& info, const Key& secret) {
        all.push_back({info, Key{}});
        std::memcpy(all.back().secret.data(), secret.data(), Key::size);
    };
    for (const auto& key : masters) add(key.info, key.secret);
    for (const auto& key : indexes) add(key.info, key.secret);
    return all;
}

std::string keyed_hash(const Key& key, std::string_view purpose, std::string_view message, std::size_t bytes) {
    // The NUL after the purpose keeps it apart from the message.
    assert(purpose.find('\0') == std::string_view::npos);
    crypto_generichash_state state;
    std::array<unsigned char, 32> hash;
    crypto_generichash_init(&state, key.data(), Key::size, bytes);
    crypto_generichash_update(&state, raw(purpose), purpose.size());
    crypto_generichash_update(&state, raw(std::string_view{"", 1}), 1);
    crypto_generichash_update(&state, raw(message), message.size());
    crypto_generichash_final(&state, hash.data(), bytes);
    sodium_memzero(&state, sizeof state);
    std::string text;
    append_base64url(text, {hash.data(), bytes});
    return text;
}

}  // namespace tongzhou::seal
