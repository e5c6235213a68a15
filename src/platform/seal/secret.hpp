// What people and programs prove themselves with: passwords (Argon2id), tokens, recovery codes. Only hashes of them are
// stored. Nothing here ever appears in a log or a Problem. Time-based codes are in totp.hpp, the comparison of secrets
// is base/text.hpp's constant_time_equal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou::seal {

/// How dear one guess is: passes over the memory, and bytes of memory.
struct PasswordCost {
    std::uint64_t passes = 3;
    std::size_t memory = 32u << 20;

    /// The least that libsodium takes: for tests and synthetic cities, whose passwords guard nothing.
    static PasswordCost least();
};

/// The Argon2id string to store (at most 127 characters, with salt and cost inside). At the standard cost it takes some
/// tens of milliseconds and 32 MB, so call it off the committer. At most two hashings run at once in the process,
/// others wait: a flood of logins cannot take the memory. Throws Problem 503 when the memory is not there.
std::string hash_password(std::string_view password, PasswordCost cost = {});

/// Whether `password` is the one that was hashed; false as well if `hash` is no Argon2id string.
bool verify_password(std::string_view password, const std::string& hash);

/// Takes the time of a verification and fails: for an account that does not exist, so that the time of an answer does
/// not tell which accounts do.
void verify_password_of_nobody(std::string_view password);

/// Whether the hash was made at another cost than today's and should be replaced after the next successful login.
bool needs_rehash(const std::string& hash, PasswordCost cost = {});

/// What a token opens; the letter stands in the token, so that one found in a log or a repository can be recognised.
enum class TokenKind : char {
    session = 's',
    api = 'a',
    device = 'd',
    person = 'p',
    enrolment = 'e',
    invitation = 'i'
};

/// 32 fresh random bytes, "tz_" + kind + "_" + 43 characters of base64url. Shown once, then only its hash is kept.
std::string new_token(TokenKind kind);

/// Whether the text has the form of a token of this kind. Says nothing about whether one was ever issued.
bool is_token(std::string_view text, TokenKind kind);

/// BLAKE2b-256 of a token as base64url, 43 characters: what to store and to look up. A token has 256 random bits, so a
/// plain fast hash is enough.
std::string hash_token(std::string_view token);

/// That many fresh random digits, for a one-time code that is typed from paper. Few digits can be guessed: count the
/// attempts, and keep no plain hash but KeyRing::tag().
std::string new_digits(int count);

/// Fresh one-time codes for someone who has lost the second factor, like "k7pm-2vxc-9dqe-h4ta" (80 bits each).
std::vector<std::string> new_recovery_codes(std::size_t count = 10);

/// The hash to store and to look up, of a code as issued or as someone types it: case, spaces and dashes do not matter,
/// o reads as 0, i and l as 1.
std::string hash_recovery_code(std::string_view typed);

}  // namespace tongzhou::seal
