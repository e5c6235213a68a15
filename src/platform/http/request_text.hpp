// The text of a request line: escapes, UTF-8, the path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongzhou::http {

/// Well-formed UTF-8 in the sense of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

enum class Plus { literal, space };

/// Replaces %XX; nothing when an escape is broken or the result is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

/// The decoded path of a request target without its query. Nothing unless it begins with '/', is UTF-8 and is free of
/// "..", backslashes and control characters, so that no layer above can be led out of a folder.
std::optional<std::string> clean_path(std::string_view raw);

std::string lower_case(std::string_view ascii);
bool equal_ignoring_case(std::string_view one, std::string_view other);
std::string_view trimmed(std::string_view text);

}  // namespace tongzhou::http
