#include "platform/http/response_text.hpp"

#include <boost/beast/http/status.hpp>

#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

std::string_view reason(int status) {
    const auto text = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return {text.data(), text.size()};
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    const auto start = out.size();
    out += value;
    for (auto at = start; at < out.size(); ++at) {
        const auto byte = static_cast<unsigned char>(out[at]);
        if (byte < 0x20 || byte == 0x7f) out[at] = ' ';
    }
    out += "\r\n";
}

bool is_about_framing(std::string_view name) {
    constexpr std::string_view ours[] = {"content-length", "transfer-encoding", "connection", "date", "content-type"};
    return std::any_of(std::begin(ours), std::end(ours),
                       [&](std::string_view own) { return equal_ignoring_case(own, name); });
}

}  // namespace

void append_head(std::string& out, const Response& response, const HeadFacts& facts) {
    auto to = std::back_inserter(out);
    fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason(response.status), facts.date);
    if (facts.framing != Framing::no_body && !response.content_type.empty()) {
        append_header(out, "Content-Type", response.content_type);
    }
    if (facts.framing == Framing::content_length) fmt::format_to(to, "Content-Length: {}\r\n", facts.length);
    if (facts.framing == Framing::chunked) out += "Transfer-Encoding: chunked\r\n";
    for (const auto& [name, value] : response.headers) {
        if (!is_about_framing(name)) append_header(out, name, value);
    }
    if (!facts.keep_alive) out += "Connection: close\r\n";
    if (facts.keep_alive && facts.http_1_0) out += "Connection: keep-alive\r\n";
    out += "\r\n";
}

bool bodiless(int status) { return status < 200 || status == 204 || status == 304; }

Response problem_response(const Refusal& refusal) {
    Response response;
    response.status = refusal.status;
    response.content_type = "application/problem+json";
    response.body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}","detail":"{} {}"}})",
                                reason(refusal.status), refusal.status, refusal.code, refusal.zh, refusal.en);
    return response;
}

}  // namespace tongzhou::http
