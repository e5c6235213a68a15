#include "platform/http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/text.hpp"
#include "platform/http/gzip.hpp"
#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

namespace beast = boost::beast::http;
using boost::system::error_code;

constexpr Refusal malformed{400, "malformed_request", "请求不符合 HTTP/1.1 格式，请检查客户端。",
                            "The request is not well-formed HTTP/1.1. Check the client."};
constexpr Refusal bad_target{400, "bad_path", "网址路径有误：须以 / 开头、为 UTF-8 百分号编码，且不含 .. 和反斜杠。",
                             "The path must begin with '/', be percent-encoded UTF-8 and hold no '..' or backslash."};
constexpr Refusal no_host{400, "host_missing", "HTTP/1.1 请求必须有且只有一个 Host 头。",
                          "An HTTP/1.1 request has exactly one Host header."};
constexpr Refusal header_too_large{431, "header_too_large", "请求头过大，请清除 Cookie 或缩短网址后重试。",
                                   "The header is too large. Clear the cookies or shorten the address and try again."};
constexpr Refusal body_too_large{413, "body_too_large", "请求内容过大，请拆分后分次提交。",
                                 "The body is too large. Split it and send the parts."};
constexpr Refusal unknown_coding{501, "unknown_transfer_encoding",
                                 "不支持该 Transfer-Encoding，请用 chunked 或 Content-Length。",
                                 "This Transfer-Encoding is not known here. Use chunked or Content-Length."};
constexpr Refusal unknown_version{505, "unknown_http_version", "只支持 HTTP/1.0 和 HTTP/1.1。",
                                  "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
constexpr Refusal unknown_expectation{417, "unknown_expectation", "Expect 头只支持 100-continue。",
                                      "The only expectation known here is 100-continue."};

/// A body larger than this is not reserved on the word of its Content-Length, only as it comes.
constexpr std::size_t trusted_length = 64 * 1024;
constexpr std::size_t usual_header_count = 12;

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get: return Method::get;
        case beast::verb::head: return Method::head;
        case beast::verb::post: return Method::post;
        case beast::verb::put: return Method::put;
        case beast::verb::patch: return Method::patch;
        case beast::verb::delete_: return Method::del;
        case beast::verb::options: return Method::options;
        default: return Method::other;
    }
}

Refusal refusal_for(const error_code& error) {
    if (error == beast::error::header_limit) return header_too_large;
    if (error == beast::error::body_limit) return body_too_large;
    if (error == beast::error::bad_version) return unknown_version;
    return malformed;
}

/// Old clients end a body with one CRLF too many (RFC 9112 section 2.2).
std::size_t leading_empty_lines(std::string_view bytes) {
    std::size_t length = 0;
    while (bytes.substr(length).starts_with("\r\n")) length += 2;
    return length;
}

std::size_t body_limit(const Limits& limits, std::string_view path) {
    std::size_t limit = limits.body_bytes, longest = 0;
    for (const auto& [prefix, bytes] : limits.body_bytes_by_prefix) {
        if (path.starts_with(prefix) && prefix.size() >= longest) {
            limit = bytes;
            longest = prefix.size();
        }
    }
    return limit;
}

}  // namespace

/// Beast's parser filling a Request directly, without its container of fields between.
struct RequestReader::Parser final : beast::basic_parser<true> {
    const Limits& limits;
    Request request;
    RequestTraits traits;
    Refusal refusal = malformed;
    std::size_t header_bytes = 0;
    int hosts = 0;
    bool expects_continue = false;

    explicit Parser(const Limits& within) : limits(within) {
        eager(true);
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    }

    void refuse(const Refusal& why, error_code& error) {
        refusal = why;
        error = beast::error::bad_value;
    }

    void count_header(std::size_t bytes, error_code& error) {
        header_bytes += bytes;
        if (header_bytes > limits.header_bytes) refuse(header_too_large, error);
    }

    /// origin-form, absolute-form and "*" (RFC 9112 section 3.2); CONNECT's authority-form is not for us.
    bool read_target(std::string_view target) {
        if (target == "*") target = "/";
        if (const auto scheme = target.find("://"); scheme != std::string_view::npos && target.front() != '/') {
            const auto path = target.find('/', scheme + 3);
            target = path == std::string_view::npos ? "/" : target.substr(path);
        }
        const auto question = std::min(target.find('?'), target.size());
        auto path = clean_path(target.substr(0, question));
        if (!path || target.find('#') != std::string_view::npos) return false;
        request.path = std::move(*path);
        request.query = target.substr(std::min(question + 1, target.size()));
        return true;
    }

    void on_request_impl(beast::verb verb, boost::beast::string_view method, boost::beast::string_view target,
                         int version, error_code& error) override {
        request.method = method_of(verb);
        request.headers.reserve(usual_header_count);
        traits.head = verb == beast::verb::head;
        traits.http_1_0 = version == 10;
        count_header(method.size() + target.size() + sizeof("  HTTP/1.1\r\n") - 1, error);
        if (error) return;
        if (!read_target({target.data(), target.size()})) return refuse(bad_target, error);
        body_limit(http::body_limit(limits, request.path));
    }

    void on_field_impl(beast::field field, boost::beast::string_view name, boost::beast::string_view value,
                       error_code& error) override {
        if (is_header_done()) return;  // trailers say nothing we may believe
        const std::string_view text(value.data(), value.size());
        count_header(name.size() + value.size() + sizeof(": \r\n") - 1, error);
        if (error) return;
        switch (field) {
            case beast::field::host: ++hosts; break;
            case beast::field::accept_encoding: traits.accepts_gzip |= http::accepts_gzip(text); break;
            case beast::field::transfer_encoding:
                if (traits.http_1_0 || !equal_ignoring_case(trimmed(text), "chunked")) refuse(unknown_coding, error);
                break;
            case beast::field::expect:
                expects_continue = equal_ignoring_case(text, "100-continue") && !traits.http_1_0;
                if (!expects_continue && !traits.http_1_0) refuse(unknown_expectation, error);
                break;
            default: break;
        }
        request.headers.emplace_back(to_lower_ascii({name.data(), name.size()}), text);
    }

    void on_header_impl(error_code& error) override {
        traits.keep_alive = keep_alive();
        if (hosts > 1 || (hosts == 0 && !traits.http_1_0)) refuse(no_host, error);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        request.body.reserve(std::min<std::size_t>(length.value_or(0), trusted_length));
    }
    std::size_t on_body_impl(boost::beast::string_view piece, error_code&) override {
        request.body.append(piece.data(), piece.size());
        return piece.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view piece, error_code&) override {
        request.body.append(piece.data(), piece.size());
        return piece.size();
    }
    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view, error_code&) override {}
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
};

/// A parser reads one message; the slot takes the next without another allocation.
struct RequestReader::Slot {
    const Limits& limits;
    std::optional<Parser> parser;

    explicit Slot(const Limits& within) : limits(within) { parser.emplace(limits); }
};

RequestReader::RequestReader(const Limits& limits) : slot_(std::make_unique<Slot>(limits)) {}
RequestReader::~RequestReader() = default;

RequestReader::Progress RequestReader::read(std::string_view bytes, std::size_t& used) {
    auto& parser = *slot_->parser;
    used = parser.got_some() ? 0 : leading_empty_lines(bytes);
    bytes.remove_prefix(used);
    if (bytes.empty() || (bytes == "\r" && !parser.got_some())) return Progress::needs_more;
    error_code error;
    used += parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error && error != beast::error::need_more) {
        if (error != beast::error::bad_value) parser.refusal = refusal_for(error);
        return Progress::refused;
    }
    return parser.is_done() ? Progress::complete : Progress::needs_more;
}

bool RequestReader::header_complete() const { return slot_->parser->is_header_done(); }
bool RequestReader::expects_continue() const { return slot_->parser->expects_continue; }
std::size_t RequestReader::body_received() const { return slot_->parser->request.body.size(); }
const Refusal& RequestReader::refusal() const { return slot_->parser->refusal; }

Request RequestReader::take(RequestTraits& traits) {
    auto request = std::move(slot_->parser->request);
    traits = slot_->parser->traits;
    slot_->parser.emplace(slot_->limits);
    return request;
}

}  // namespace tongzhou::http
