// The token of a permit: what its QR code says. No I/O. Private to this module.
//
//   byte   0      version, 1
//          1–16   permit id
//         17–32   organisation id
//         33–40   issued, UTC milliseconds, big endian
//         41–44   id of the signing key
//
// These 45 bytes are 60 characters of base64url; the Ed25519 signature over "tongzhou.permit." and those 60 characters
// follows as 86 more. Whether it was revoked is asked at GET /permits/verification.
#pragma once

#include "modules/resumption/resumption.hpp"
#include "platform/seal/signing.hpp"

namespace tongzhou::resumption {

inline constexpr std::size_t token_length = 146;

struct PermitClaims {
    Id<Permit> permit;
    Id<Organization> organization;
    Instant issued;
    bool operator==(const PermitClaims&) const = default;
};

std::string sign_permit(const PermitClaims& claims, const seal::SigningKey& key);

/// A token taken apart, its signature not checked yet.
struct ReadPermit {
    PermitClaims claims;
    std::string key_id;
    std::string_view signed_part, signature;  ///< into the text it was read from

    bool is_signed_by(const seal::PublicKey& key) const;
};

/// Nothing when the text does not have the form of a token. Takes any bytes.
std::optional<ReadPermit> read_permit_token(std::string_view token);

}  // namespace tongzhou::resumption
