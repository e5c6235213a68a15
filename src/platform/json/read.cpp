// The only file that knows Boost.JSON.
#include <boost/json/basic_parser_impl.hpp>

#include "base/text.hpp"
#include "platform/json/filling.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

namespace bj = boost::json;

/// Passes the parser's events on. Texts and keys with escapes come in parts and are put together here.
class Handler {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    Handler(const Shape& shape, void* target, std::vector<FieldFault>& faults, const JsonLimits& limits)
        : filling_(shape, target, faults, limits) {}

    bool stopped() const { return filling_.stopped(); }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code& ec) { return filling_.begin_object(), proceed(ec); }
    bool on_object_end(std::size_t, bj::error_code& ec) { return filling_.end_object(), proceed(ec); }
    bool on_array_begin(bj::error_code& ec) { return filling_.begin_list(), proceed(ec); }
    bool on_array_end(std::size_t, bj::error_code& ec) { return filling_.end_list(), proceed(ec); }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return keep(part); }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return keep(part); }
    bool on_key(bj::string_view last, std::size_t, bj::error_code& ec) {
        filling_.key(whole(last));
        parts_.clear();
        return proceed(ec);
    }
    bool on_string(bj::string_view last, std::size_t, bj::error_code& ec) {
        filling_.text(whole(last));
        parts_.clear();
        return proceed(ec);
    }
    // Only when the body ends within a number, which the parser then reports.
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t value, bj::string_view literal, bj::error_code& ec) {
        return filling_.integer(value, view(literal)), proceed(ec);
    }
    bool on_uint64(std::uint64_t, bj::string_view literal, bj::error_code& ec) {
        return filling_.number(view(literal)), proceed(ec);
    }
    bool on_double(double, bj::string_view literal, bj::error_code& ec) {
        return filling_.number(view(literal)), proceed(ec);
    }
    bool on_bool(bool value, bj::error_code& ec) { return filling_.boolean(value), proceed(ec); }
    bool on_null(bj::error_code& ec) { return filling_.null(), proceed(ec); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

  private:
    static std::string_view view(bj::string_view text) { return {text.data(), text.size()}; }

    bool proceed(bj::error_code& ec) const {
        if (filling_.stopped()) ec = bj::error::exception;
        return !filling_.stopped();
    }
    bool keep(bj::string_view part) {
        parts_.append(part.data(), part.size());
        return true;
    }
    std::string_view whole(bj::string_view last) {
        if (parts_.empty()) return view(last);
        parts_.append(last.data(), last.size());
        return parts_;
    }

    Filling filling_;
    std::string parts_;
};

/// From 1; columns count characters.
struct Position {
    std::size_t line = 1, column = 1;
};

Position position_of(std::string_view body, std::size_t offset) {
    const auto before = body.substr(0, offset);
    const auto line_feed = before.rfind('\n');
    const auto line = line_feed == std::string_view::npos ? before : before.substr(line_feed + 1);
    return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1, utf8_length(line) + 1};
}

/// Where the first byte stands that is no UTF-8.
std::size_t end_of_valid_utf8(std::string_view body) {
    std::size_t at = 0;
    while (at < body.size()) {
        const auto lead = static_cast<unsigned char>(body[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!valid_utf8(body.substr(at, length))) break;
        at += length;
    }
    return at;
}

Problem bad_json(std::string_view zh, std::string_view en, Position at) {
    return Problem::bad_request("bad_json", fmt::format("JSON 第 {} 行第 {} 列：{}", at.line, at.column, zh),
                                fmt::format("JSON, line {}, column {}: {}", at.line, at.column, en));
}

Problem problem_of(bj::error_code ec, std::string_view body, std::size_t offset, const JsonLimits& limits) {
    const auto at = position_of(body, offset);
    if (ec == bj::error::incomplete) {
        return bad_json("内容到此中断，不完整，请发送完整内容。", "the text ends too early; send all of it.", at);
    }
    if (ec == bj::error::extra_data) {
        return bad_json("值已结束，其后还有多余内容，请删去。", "the value has ended but more follows; remove it.", at);
    }
    if (ec == bj::error::too_deep) {
        return bad_json(fmt::format("嵌套超过 {} 层，请减少层数。", limits.depth),
                        fmt::format("nested deeper than {} levels; send it flatter.", limits.depth), at);
    }
    if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate ||
        ec == bj::error::expected_utf16_escape || ec == bj::error::expected_hex_digit) {
        return bad_json("\\u 转义不是一个字符：须为四位十六进制，代理对须成对。",
                        "this \\u escape is no character: it takes four hex digits, and surrogates come in pairs.", at);
    }
    if (const auto end = end_of_valid_utf8(body); end < body.size()) {
        return bad_json("不是 UTF-8 编码，请以 UTF-8 发送。", "this is not UTF-8; send it in UTF-8.",
                        position_of(body, end));
    }
    return bad_json("语法错误，请检查此处的引号、逗号、括号和反斜杠。",
                    "this is not valid JSON; check quotes, commas, brackets and backslashes here.", at);
}

}  // namespace

void read_json(const Shape& shape, void* target, std::string_view body, std::vector<FieldFault>& faults,
               const JsonLimits& limits) {
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw Problem::bad_request("bad_json", "内容为空，请提交 JSON。", "The body is empty; send JSON.");
    }
    bj::parse_options options;
    options.max_depth = limits.depth;
    bj::basic_parser<Handler> parser(options, shape, target, faults, limits);
    bj::error_code ec;
    const std::size_t end = parser.write_some(false, body.data(), body.size(), ec);
    if (parser.handler().stopped()) return;
    if (!ec && end < body.size()) ec = bj::error::extra_data;
    if (ec) throw problem_of(ec, body, end, limits);
}

}  // namespace tongzhou
