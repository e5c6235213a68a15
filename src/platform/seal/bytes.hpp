// What the sealing folder shares: 32 secret bytes that are wiped when they go, and base64url that allocates nothing of
// its own. Other folders do not need this header.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tongzhou::seal {

/// Makes libsodium ready. Cheap after the first call, safe from any thread; ends the program if the system gives no
/// randomness, because nothing that follows would be secret.
void ready();

/// A 32-byte key. It moves, is never copied, is wiped when it ends, and has no way to be printed.
class Key {
  public:
    static constexpr std::size_t size = 32;

    Key() = default;
    ~Key();
    Key(Key&& other) noexcept;
    Key& operator=(Key&& other) noexcept;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    static Key random();
    unsigned char* data() noexcept { return bytes_.data(); }
    const unsigned char* data() const noexcept { return bytes_.data(); }

  private:
    std::array<unsigned char, size> bytes_{};
};

/// A string whose bytes are wiped when it goes: what a key file was read into.
class WipedString {
  public:
    explicit WipedString(std::size_t size) : text_(size, '\0') {}
    ~WipedString();
    WipedString(const WipedString&) = delete;
    WipedString& operator=(const WipedString&) = delete;
    char* data() noexcept { return text_.data(); }
    std::string_view view() const noexcept { return text_; }

  private:
    std::string text_;
};

/// The bytes of a text, as libsodium takes them.
inline const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
inline unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Characters that base64url without padding needs for `size` bytes, and the reverse.
constexpr std::size_t base64url_length(std::size_t size) { return (size * 4 + 2) / 3; }
constexpr std::size_t base64url_bytes(std::size_t length) { return length * 3 / 4; }

/// Writes the base64url of `bytes` at the end of `out`.
void append_base64url(std::string& out, std::span<const unsigned char> bytes);

/// Reads canonical base64url into exactly `out`; false if a character, the length or a trailing bit is wrong, so that
/// no two texts stand for the same bytes.
bool read_base64url(std::string_view text, std::span<unsigned char> out);

}  // namespace tongzhou::seal
