// Hashes that only the holder of a salt can make: what a device at a gate is given instead of document numbers.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou::seal {

/// 32 random bytes as 43 characters of base64url.
std::string new_salt();

/// BLAKE2b-128 of `text`, keyed with the characters of `salt` (1–64 of them), as 22 characters of base64url.
std::string keyed_hash(std::string_view text, std::string_view salt);

}  // namespace tongzhou::seal
