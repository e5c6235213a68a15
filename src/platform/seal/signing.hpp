// Ed25519 signatures, for what devices must believe without a network: a pass is signed here and checked at the gate
// with public keys fetched that morning. A key carries the id of the master key it was derived from; a signature names
// that id beside it, and old public keys stay valid until their master key is dropped from the ring.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/seal/bytes.hpp"

namespace tongzhou::seal {

/// The half everyone may know.
struct PublicKey {
    std::string id;
    std::array<unsigned char, 32> bytes{};

    /// Whether `signature` (base64url, 86 characters) was made over exactly `message` by this key's other half.
    bool verify(std::string_view message, std::string_view signature) const;

    /// 43 characters of base64url, as devices receive it.
    std::string text() const;
    /// Nothing if `text` is not the form that text() gives.
    static std::optional<PublicKey> parse(std::string id, std::string_view text);

    bool operator==(const PublicKey&) const = default;
};

/// The half that signs. Moves, is never copied, is wiped when it ends. Safe to use from many threads.
class SigningKey {
  public:
    /// The same seed always gives the same key pair.
    SigningKey(std::string id, const Key& seed);

    const std::string& id() const noexcept { return public_key_.id; }
    const PublicKey& public_key() const noexcept { return public_key_; }

    /// The signature of `message`: base64url, 86 characters.
    std::string sign(std::string_view message) const;

  private:
    PublicKey public_key_;
    Key seed_;
};

}  // namespace tongzhou::seal
