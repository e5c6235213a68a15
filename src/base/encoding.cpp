#include <sodium.h>

#include <algorithm>

#include "base/text.hpp"

namespace tongzhou {
namespace {

std::string encode_base64(Bytes bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the terminating NUL
    return text;
}

std::optional<std::string> decode_base64(std::string_view text, int variant) {
    // libsodium 1.0.18 reads the byte 0xDF as '_' where char is signed, which would give a token a second spelling.
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return std::nullopt;
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                          nullptr, &size, nullptr, variant) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

Bytes bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }
std::string_view chars_of(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string hex(Bytes bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();  // the terminating NUL
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    if (text.size() % 2 != 0 || sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                               text.data(), text.size(), nullptr, &size, nullptr) != 0)
        return std::nullopt;
    return bytes;
}

std::string base64(Bytes bytes) { return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> from_base64(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64url(Bytes bytes) { return encode_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::optional<std::string> from_base64url(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string base32(Bytes bytes) {
    std::string text;
    text.reserve((bytes.size() + 4) / 5 * 8);
    std::uint32_t pending = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        pending = (pending << 8 | byte) & 0xFFF;  // never more than 4 + 8 bits wait
        for (bits += 8; bits >= 5; bits -= 5) text += base32_alphabet[pending >> (bits - 5) & 31];
    }
    if (bits > 0) text += base32_alphabet[pending << (5 - bits) & 31];
    text.append((8 - text.size() % 8) % 8, '=');
    return text;
}

std::optional<std::string> from_base32(std::string_view text) {
    const auto end = text.find('=');
    const std::string digits = to_upper_ascii(text.substr(0, end));
    // 1, 3 or 6 digits over cannot come from whole bytes.
    const auto over = digits.size() % 8;
    if (over == 1 || over == 3 || over == 6) return std::nullopt;
    if (end != std::string_view::npos && text.substr(end) != std::string((8 - over) % 8, '=')) return std::nullopt;

    std::string bytes;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const char c : digits) {
        const auto value = base32_alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        pending = (pending << 5 | static_cast<std::uint32_t>(value)) & 0xFFF;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(pending >> bits & 0xFF);
        }
    }
    if ((pending & ((1u << bits) - 1)) != 0) return std::nullopt;
    return bytes;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tongzhou
