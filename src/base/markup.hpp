// Text within HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou {

/// The text with & < > " ' as entities: safe as an element's content and within a quoted attribute. Control characters are
/// left out, since XML 1.0 cannot hold them.
std::string escaped_for_markup(std::string_view text);

}  // namespace tongzhou
