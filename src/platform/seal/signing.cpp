#include "platform/seal/signing.hpp"

#include <sodium.h>

#include <cstring>

#include "base/text.hpp"

namespace tongzhou::seal {
namespace {

static_assert(crypto_sign_SEEDBYTES == Key::size);
static_assert(crypto_sign_PUBLICKEYBYTES == std::tuple_size_v<decltype(PublicKey::bytes)>);

}  // namespace

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    std::array<unsigned char, crypto_sign_BYTES> parsed;
    return read_base64url(signature, parsed) &&
           crypto_sign_verify_detached(parsed.data(), raw(message), message.size(), bytes.data()) == 0;
}

std::string PublicKey::text() const { return base64url(bytes); }

std::optional<PublicKey> PublicKey::parse(std::string id, std::string_view text) {
    PublicKey key{std::move(id), {}};
    if (!read_base64url(text, key.bytes)) return std::nullopt;
    return key;
}

SigningKey::SigningKey(std::string id, const Key& seed) : public_key_{std::move(id), {}} {
    ready();
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(public_key_.bytes.data(), secret.data(), seed.data());
    sodium_memzero(secret.data(), secret.size());
    std::memcpy(seed_.data(), seed.data(), Key::size);
}

std::string SigningKey::sign(std::string_view message) const {
    // libsodium's secret key is the seed followed by the public key.
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    std::memcpy(secret.data(), seed_.data(), Key::size);
    std::memcpy(secret.data() + Key::size, public_key_.bytes.data(), public_key_.bytes.size());
    std::array<unsigned char, crypto_sign_BYTES> signature;
    crypto_sign_detached(signature.data(), nullptr, raw(message), message.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return base64url(signature);
}

}  // namespace tongzhou::seal
