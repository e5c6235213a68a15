#include "platform/seal/bytes.hpp"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>

namespace tongzhou::seal {

void ready() {
    static const bool started = sodium_init() >= 0;
    if (!started) {
        std::fputs("tongzhou: the system gives no randomness (libsodium cannot start)\n", stderr);
        std::abort();
    }
}

Key::~Key() { sodium_memzero(bytes_.data(), size); }

Key::Key(Key&& other) noexcept : bytes_(other.bytes_) { sodium_memzero(other.bytes_.data(), size); }

Key& Key::operator=(Key&& other) noexcept {
    if (this != &other) {
        bytes_ = other.bytes_;
        sodium_memzero(other.bytes_.data(), size);
    }
    return *this;
}

Key Key::random() {
    ready();
    Key key;
    randombytes_buf(key.data(), size);
    return key;
}

WipedString::~WipedString() { sodium_memzero(text_.data(), text_.size()); }

void append_base64url(std::string& out, std::span<const unsigned char> bytes) {
    const std::size_t start = out.size();
    const std::size_t length = base64url_length(bytes.size());
    out.resize(start + length);
    // The terminating NUL lands on the string's own.
    sodium_bin2base64(out.data() + start, length + 1, bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool read_base64url(std::string_view text, std::span<unsigned char> out) {
    if (text.size() != base64url_length(out.size())) return false;
    // libsodium 1.0.18 takes any byte beyond ASCII for the last digit of the alphabet where char is signed.
    unsigned char joined = 0;
    for (const char c : text) joined |= static_cast<unsigned char>(c);
    if (joined > 0x7f) return false;
    std::size_t read = 0;
    const char* end = nullptr;
    return sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &read, &end,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
           read == out.size() && end == text.data() + text.size();
}

}  // namespace tongzhou::seal
