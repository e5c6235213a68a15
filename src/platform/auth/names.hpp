// Names under which people sign in.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou::auth {

/// What makes two names the same: without case, width and the spaces around them.
std::string sign_in_key(std::string_view name);

/// Throws Problem::invalid naming `path` unless the name has 2 to 64 characters and neither spaces nor control
/// characters.
void require_good_sign_in_name(std::string_view name, std::string path);

}  // namespace tongzhou::auth
