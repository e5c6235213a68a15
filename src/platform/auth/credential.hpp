// What a request proves itself with, before anyone has looked whether it is true.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/http.hpp"

namespace tongzhou::auth {

inline constexpr std::string_view session_cookie = "tongzhou_session";
inline constexpr std::string_view csrf_header = "x-csrf-token";

struct Credential {
    enum class Kind : std::uint8_t { none, session, api_token, device_token, person_token, malformed };
    Kind kind = Kind::none;
    std::string hash;  ///< of the token, as it is stored
};

/// A bearer token goes before a cookie. Requests that begin a session carry none, whatever is in them: an old cookie
/// must not keep anyone from signing in.
Credential credential_of(const http::Request& request);

/// Whether a cookie of another site's making would do harm: everything but GET, HEAD and OPTIONS.
bool is_unsafe(http::Method method);

/// Set-Cookie for a session, and for its end.
std::string session_cookie_text(std::string_view token, bool secure, std::int64_t seconds);
std::string no_session_cookie_text(bool secure);

}  // namespace tongzhou::auth
