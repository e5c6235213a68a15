// Text as people type it and bytes as machines write it. All text is UTF-8; none of these functions throws, and none
// minds bytes that are not UTF-8 unless it says so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tongzhou {

/// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF. NUL is valid.
bool valid_utf8(std::string_view text);
/// The number of code points; a byte that belongs to none counts as one.
std::size_t utf8_length(std::string_view text);
/// The longest beginning of at most `max_bytes` bytes that splits no character.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

/// Without white space at both ends: ASCII, U+3000 (the full-width space), and U+00A0, U+200B and U+FEFF, which
/// spreadsheets and web pages leave behind.
std::string_view trim(std::string_view text);
/// The same characters removed everywhere.
std::string without_spaces(std::string_view text);
/// Ａ１　→ "A1 ": U+FF01–FF5E and U+3000 to ASCII, the rest unchanged.
std::string to_half_width(std::string_view text);
/// ASCII letters only.
std::string to_lower_ascii(std::string_view text);
std::string to_upper_ascii(std::string_view text);

/// 张三 → 张*, 欧阳修文 → 欧阳**: the surname and a star for each further character. A name of one character is all
/// star.
std::string masked_name(std::string_view name);

using Bytes = std::span<const std::uint8_t>;
/// The bytes of a string, and back.
Bytes bytes_of(std::string_view text);
std::string_view chars_of(Bytes bytes);

/// Lower case.
std::string hex(Bytes bytes);
/// Either case, nothing but digits, an even number of them.
std::optional<std::string> from_hex(std::string_view text);
/// RFC 4648 §4, with padding.
std::string base64(Bytes bytes);
std::optional<std::string> from_base64(std::string_view text);
/// RFC 4648 §5, without padding.
std::string base64url(Bytes bytes);
std::optional<std::string> from_base64url(std::string_view text);
/// RFC 4648 §6, upper case, with padding: what authenticator apps read.
std::string base32(Bytes bytes);
/// Either case, padding optional but right if present; unused bits must be zero.
std::optional<std::string> from_base32(std::string_view text);

/// Compares secrets in a time that depends on their lengths only.
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace tongzhou
