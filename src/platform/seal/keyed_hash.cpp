#include "platform/seal/keyed_hash.hpp"

#include <cassert>

#include <sodium.h>

#include "platform/seal/bytes.hpp"

namespace tongzhou::seal {

std::string new_salt() {
    const auto key = Key::random();
    std::string salt;
    append_base64url(salt, {key.data(), Key::size});
    return salt;
}

std::string keyed_hash(std::string_view text, std::string_view salt) {
    assert(!salt.empty() && salt.size() <= crypto_generichash_KEYBYTES_MAX);
    ready();
    std::array<unsigned char, 16> hash;
    crypto_generichash(hash.data(), hash.size(), raw(text), text.size(), raw(salt), salt.size());
    std::string out;
    append_base64url(out, hash);
    return out;
}

}  // namespace tongzhou::seal
