// How GeoReport v2 writes its answers: XML, which is mandatory, and JSON. Private to this module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/http.hpp"

namespace tongzhou::hotline {

/// A record: its fields in order. One without a value is an empty element, and null.
using Fields = std::vector<std::pair<std::string_view, std::optional<std::string>>>;

enum class Format { xml, json };

/// "services.xml" → {"services", xml}; nothing when the name ends in neither.
std::optional<std::pair<std::string, Format>> format_of(std::string_view name);

/// <list><item>…</item></list>, or an array of objects.
http::Response write_list(Format format, std::string_view list, std::string_view item,
                          const std::vector<Fields>& records, int status = 200);
/// <errors><error><code/><description/></error></errors>
http::Response write_error(Format format, int status, std::string_view description);

}  // namespace tongzhou::hotline
