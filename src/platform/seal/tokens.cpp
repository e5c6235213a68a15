#include <sodium.h>

#include "base/text.hpp"
#include "platform/seal/bytes.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::seal {
namespace {

constexpr std::size_t token_bytes = 32;

// Crockford's base32: no i, l, o or u, so that a code read from paper is typed right.
constexpr std::string_view code_alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int code_groups = 4;
constexpr int code_group_length = 4;

std::string token_prefix(TokenKind kind) { return {'t', 'z', '_', static_cast<char>(kind), '_'}; }

std::string hash_of(std::string_view text) {
    ready();
    std::array<unsigned char, 32> hash;
    crypto_generichash(hash.data(), hash.size(), raw(text), text.size(), nullptr, 0);
    return base64url(hash);
}

std::string new_recovery_code() {
    std::string code;
    for (int group = 0; group < code_groups; ++group) {
        if (group > 0) code += '-';
        for (int i = 0; i < code_group_length; ++i) code += code_alphabet[randombytes_uniform(code_alphabet.size())];
    }
    return code;
}

}  // namespace

std::string new_token(TokenKind kind) {
    ready();
    std::array<unsigned char, token_bytes> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string token = token_prefix(kind);
    append_base64url(token, bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return token;
}

std::string new_digits(int count) {
    ready();
    std::string digits;
    for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + randombytes_uniform(10));
    return digits;
}

bool is_token(std::string_view text, TokenKind kind) {
    const std::string prefix = token_prefix(kind);
    std::array<unsigned char, token_bytes> bytes;
    return text.starts_with(prefix) && read_base64url(text.substr(prefix.size()), bytes);
}

std::string hash_token(std::string_view token) { return hash_of(token); }

std::vector<std::string> new_recovery_codes(std::size_t count) {
    ready();
    std::vector<std::string> codes(count);
    for (auto& code : codes) code = new_recovery_code();
    return codes;
}

std::string hash_recovery_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n') continue;
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        code += c;
    }
    return hash_of(code);
}

}  // namespace tongzhou::seal
