// The second factor: time-based one-time passwords (RFC 6238 with SHA-1, 30 seconds and 6 digits, which is what every
// authenticator app knows). The secret is stored sealed; a code is good once, which the caller ensures by keeping the
// step that verify_totp returns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace tongzhou::seal {

/// A fresh secret of 160 bits (RFC 4226 §4): 32 characters of base32.
std::string new_totp_secret();

/// The number of whole 30-second steps since 1970.
std::int64_t totp_step(Instant at);

/// The code of a step, `digits` long (6 to 8). Throws Problem 500 "totp_secret_damaged" if the secret is not base32.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

/// The step whose code was typed, if that is the present one or a neighbour and later than `last_used`; nothing
/// otherwise. The caller stores the step in the same transaction as the login, so that a code seen over a shoulder does
/// not work again. Spaces in the typed code do not matter.
std::optional<std::int64_t> verify_totp(std::string_view secret, std::string_view typed, Instant now,
                                        std::optional<std::int64_t> last_used);

/// The otpauth:// address that an authenticator app reads from a QR code. Issuer and account may be any UTF-8 text.
std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace tongzhou::seal
