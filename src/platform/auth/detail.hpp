// The detail of an audit record: which fields, never their secrets.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace tongzhou::auth {

/// {"reason":"locked","name":"…"}
std::string detail(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

}  // namespace tongzhou::auth
