// Cutting a text into parts that a channel takes. Pure. Private to this module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tongzhou::messages {

/// What one character (its UTF-8 bytes) takes of a channel's limit.
using Cost = std::size_t (*)(std::string_view character);

std::size_t cost_in_bytes(std::string_view character);
/// Bytes within a JSON string: quotes, backslashes and control characters take more.
std::size_t cost_in_json(std::string_view character);
/// Units of UTF-16, as a mobile network counts (GSM 03.40): 2 for characters outside the basic plane.
std::size_t cost_in_sms(std::string_view character);

/// The text in parts of at most `limit`, each with its number in front, "(1/3) ", when there are several. No character
/// is ever split. A part ends, where that leaves it at least half full, after a line, else after a sentence, else after
/// a word; a link is kept whole if it fits into a part. `limit` is at least 40.
std::vector<std::string> split_text(std::string_view text, std::size_t limit, Cost cost);

/// How many short messages a text is on its way: one of 70 units, or several of 67.
int sms_segments(std::string_view text);

}  // namespace tongzhou::messages
