// The second factor: an authenticator app (TOTP), and recovery codes for when the phone is lost.
#pragma once

#include <string>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou::auth {

struct TotpEnrolment {
    std::string address;  ///< otpauth://…
    std::string secret;   ///< the same for typing
    std::string qr_svg;
};
BOOST_DESCRIBE_STRUCT(TotpEnrolment, (), (address, secret, qr_svg))

struct TotpCode {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(TotpCode, (), (code))

/// Each works once. Shown this one time.
struct RecoveryCodes {
    std::vector<std::string> codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryCodes, (), (codes))

/// A fresh secret, in force once confirm_totp has seen a code of it. 409 when the account has a second factor already.
TotpEnrolment enrol_totp(Tx& tx, const Actor& actor);
RecoveryCodes confirm_totp(Tx& tx, const Actor& actor, const TotpCode& request);
/// New recovery codes instead of the old; the code proves that the phone is at hand. Wrong ones count like failed
/// sign-ins.
RecoveryCodes renew_recovery_codes(Database& database, const Actor& actor, const TotpCode& request);

/// Uses up a code of the app or a recovery code, in the transaction of the deed that it permits; false when it is
/// neither or was used before.
bool use_code(Tx& tx, const Uuid& account, std::string_view typed);

/// Seals every secret anew that is not sealed under the active key; returns how many. After a rotation of keys.
std::int64_t reseal_secrets(Tx& tx);

/// Takes the second factor away, for whoever has lost phone and codes; an administrator's deed.
void remove_second_factor(Tx& tx, const Uuid& account);

}  // namespace tongzhou::auth
