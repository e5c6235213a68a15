// Text within HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou {

/// The text with & < > " ' as entities: safe as an element's content and within a quoted attribute.
std::string escaped_for_markup(std::string_view text);

}  // namespace tongzhou
