// The sealing itself: XChaCha20-Poly1305 with a random nonce, in base64url, the context as associated data.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/seal/bytes.hpp"

namespace tongzhou::seal {

/// Writes the base64url of nonce, ciphertext and tag at the end of `out`.
void append_sealed(std::string& out, const Key& key, std::span<const unsigned char> plain, std::string_view context);

/// The plain text of such a body. Throws Problem 500 "sealed_text_damaged".
std::string open_sealed(const Key& key, std::string_view body, std::string_view context);

/// The same into exactly `out`, leaving no copy elsewhere: for keys.
void open_sealed_into(std::span<unsigned char> out, const Key& key, std::string_view body, std::string_view context);

[[noreturn]] void fail_damaged(std::string_view context);

}  // namespace tongzhou::seal
