// The text of a request: escapes, the path, what header values are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tongzhou::http {

enum class Plus { literal, space };

/// Replaces %XX; nothing when an escape is broken or the result is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

/// The decoded path of a request target without its query. Nothing unless it begins with '/', is UTF-8 and is free of
/// "..", backslashes and control characters, so that no layer above can be led out of a folder.
std::optional<std::string> clean_path(std::string_view raw);

bool equal_ignoring_case(std::string_view one, std::string_view other);
/// Without the spaces and tabs that may surround a header value (RFC 9110 section 5.6.3).
std::string_view trimmed(std::string_view text);

}  // namespace tongzhou::http
