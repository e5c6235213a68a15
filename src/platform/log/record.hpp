// How one record is spelled. Whatever bytes a value has, the result is one line of valid UTF-8.
#pragma once

#include <initializer_list>
#include <string>

#include "base/instant.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::log {

/// Longer texts are cut at a character and end in "…": a body that strayed into a log does not fill the disk.
inline constexpr std::size_t longest_value = 4096;

/// {"at":…,"level":…,"event":…, fields}. A field named like one of the first three gets a "_" in front of it.
std::string json_record(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields);

/// 2020-02-24 08:00:00.000 WARN  passage_refused site=018f… reason="no pass"
std::string text_record(Instant at, Level level, std::string_view event, std::initializer_list<Field> fields);

/// "debug", "info", "warn", "error", "off"
std::string_view name_of(Level level);

}  // namespace tongzhou::log
