// The token of a pass: what its QR code says. No I/O. Private to this module.
//
//   byte   0      version, 1
//          1–16   pass id
//         17–32   person id
//         33–40   expires, UTC milliseconds, big endian
//         41–44   id of the signing key
//
// These 45 bytes are 60 characters of base64url; the Ed25519 signature over "tongzhou.pass." and those 60 characters
// follows as 86 more. Whoever has the public keys (GET /pass-keys) can check it without a network.
#pragma once

#include "modules/people/people.hpp"
#include "platform/seal/signing.hpp"

namespace tongzhou::people {

inline constexpr std::size_t token_length = 146;

struct PassClaims {
    Id<Pass> pass;
    Id<Person> person;
    Instant expires;  ///< not valid from this instant on
    bool operator==(const PassClaims&) const = default;
};

std::string sign_pass(const PassClaims& claims, const seal::SigningKey& key);

/// A token taken apart, its signature not checked yet.
struct ReadToken {
    PassClaims claims;
    std::string key_id;
    std::string_view signed_part, signature;  ///< into the text it was read from

    bool is_signed_by(const seal::PublicKey& key) const;
};

/// Nothing when the text does not have the form of a token. Takes any bytes.
std::optional<ReadToken> read_token(std::string_view token);

}  // namespace tongzhou::people
