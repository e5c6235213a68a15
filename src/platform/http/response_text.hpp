// A Response as bytes.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/http.hpp"
#include "platform/http/request_reader.hpp"

namespace tongzhou::http {

/// How the client learns where the body ends.
enum class Framing : std::uint8_t { content_length, chunked, until_close, no_body };

struct HeadFacts {
    Framing framing;
    std::size_t length;  ///< of the body, for Framing::content_length
    bool keep_alive;     ///< the connection stays open
    bool http_1_0;       ///< the client must be told so, it is not its default
    std::string_view date;
};

/// Appends status line and header. Headers of the Response that are about framing are left out: they are ours to say.
/// Control characters in a value become spaces, so that no value can begin a header of its own.
void append_head(std::string& out, const Response& response, const HeadFacts& facts);

/// These statuses have no body whatever the method (RFC 9110 section 6.4.1).
bool bodiless(int status);

/// The problem+json that tells a client why it is not served, in both languages.
Response problem_response(const Refusal& refusal);

}  // namespace tongzhou::http
