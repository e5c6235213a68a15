#include "platform/seal/sealing.hpp"

#include <sodium.h>

#include <boost/container/small_vector.hpp>

#include "base/problem.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::seal {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t nonce_characters = base64url_length(nonce_bytes);
constexpr std::string_view data_key_prefix = "d1.";
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == Key::size);
static_assert(nonce_bytes % 3 == 0, "the nonce ends on a character, so it decodes apart from the ciphertext");

/// Fits a name, a number or an address, so that the usual call allocates only its result.
using Buffer = boost::container::small_vector<unsigned char, 512>;

/// The plain text stands at the beginning of `buffer`, which holds the ciphertext and its tag.
bool decrypt_in_place(const Key& key, std::string_view nonce_text, std::string_view body, std::string_view context,
                      std::span<unsigned char> buffer) {
    std::array<unsigned char, nonce_bytes> nonce;
    return read_base64url(nonce_text, nonce) && read_base64url(body, buffer) &&
           crypto_aead_xchacha20poly1305_ietf_decrypt(buffer.data(), nullptr, nullptr, buffer.data(), buffer.size(),
                                                      raw(context), context.size(), nonce.data(), key.data()) == 0;
}

}  // namespace

void fail_damaged(std::string_view context) {
    throw Problem{
        500, "sealed_text_damaged",
        fmt::format("加密内容（{}）已损坏、被改动或不属于此处，无法解开。请从备份恢复该记录，并检查审计日志。",
                    context),
        fmt::format("A sealed text ({}) is damaged, was altered or belongs elsewhere, and cannot be opened. "
                    "Restore the record from a backup and look into the audit log.",
                    context)};
}

void append_sealed(std::string& out, const Key& key, std::span<const unsigned char> plain, std::string_view context) {
    Buffer buffer(nonce_bytes + plain.size() + tag_bytes, boost::container::default_init);
    randombytes_buf(buffer.data(), nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(buffer.data() + nonce_bytes, nullptr, plain.data(), plain.size(),
                                               raw(context), context.size(), nullptr, buffer.data(), key.data());
    append_base64url(out, buffer);
}

std::string open_sealed(const Key& key, std::string_view body, std::string_view context) {
    if (body.size() < nonce_characters + base64url_length(tag_bytes)) fail_damaged(context);
    const auto nonce = body.substr(0, nonce_characters);
    body.remove_prefix(nonce_characters);
    std::string plain(base64url_bytes(body.size()), '\0');
    if (!decrypt_in_place(key, nonce, body, context, {raw(plain), plain.size()})) fail_damaged(context);
    plain.resize(plain.size() - tag_bytes);
    return plain;
}

void open_sealed_into(std::span<unsigned char> out, const Key& key, std::string_view body, std::string_view context) {
    Buffer buffer(out.size() + tag_bytes, boost::container::default_init);
    if (body.size() != nonce_characters + base64url_length(buffer.size()) ||
        !decrypt_in_place(key, body.substr(0, nonce_characters), body.substr(nonce_characters), context,
                          {buffer.data(), buffer.size()})) {
        fail_damaged(context);
    }
    std::copy_n(buffer.begin(), out.size(), out.begin());
    sodium_memzero(buffer.data(), buffer.size());
}

Sealed seal_with(const DataKey& key, std::string_view plain, std::string_view context) {
    Sealed sealed;
    sealed.text.reserve(data_key_prefix.size() + base64url_length(nonce_bytes + plain.size() + tag_bytes));
    sealed.text += data_key_prefix;
    append_sealed(sealed.text, key.key(), {raw(plain), plain.size()}, context);
    return sealed;
}

std::string unseal_with(const DataKey& key, std::string_view sealed, std::string_view context) {
    if (!sealed.starts_with(data_key_prefix)) fail_damaged(context);
    return open_sealed(key.key(), sealed.substr(data_key_prefix.size()), context);
}

}  // namespace tongzhou::seal
