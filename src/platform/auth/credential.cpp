#include "platform/auth/credential.hpp"

#include "base/text.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::auth {
namespace {

using Kind = Credential::Kind;

/// The addresses at which an account or somebody on a roster signs in, and those where a phone whose session or token
/// is over becomes a device or hands over what it holds, with proof in the body; all are POST.
bool begins_session(const http::Request& request) {
    return request.method == http::Method::post &&
           (request.path == "/session" || request.path == "/my/session" || request.path.starts_with("/links/") ||
            request.path == "/devices/enrol" || request.path == "/devices/handover");
}

std::string_view bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() < scheme.size() || to_lower_ascii(authorization.substr(0, scheme.size())) != scheme)
        return {};
    return trim(authorization.substr(scheme.size()));
}

Credential credential(Kind kind, std::string_view token) { return {kind, seal::hash_token(token)}; }

}  // namespace

Credential credential_of(const http::Request& request) {
    if (begins_session(request)) return {};
    if (const auto authorization = request.header("authorization"); !authorization.empty()) {
        const auto token = bearer_token(authorization);
        if (seal::is_token(token, seal::TokenKind::device)) return credential(Kind::device_token, token);
        if (seal::is_token(token, seal::TokenKind::api)) return credential(Kind::api_token, token);
        if (seal::is_token(token, seal::TokenKind::person)) return credential(Kind::person_token, token);
        return {Kind::malformed, {}};
    }
    const auto cookie = request.cookie(session_cookie);
    if (cookie.empty()) return {};
    if (!seal::is_token(cookie, seal::TokenKind::session)) return {Kind::malformed, {}};
    return credential(Kind::session, cookie);
}

bool is_unsafe(http::Method method) {
    return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

std::string session_cookie_text(std::string_view token, bool secure, std::int64_t seconds) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", session_cookie, token, seconds,
                       secure ? "; Secure" : "");
}

std::string no_session_cookie_text(bool secure) { return session_cookie_text("", secure, 0); }

}  // namespace tongzhou::auth
