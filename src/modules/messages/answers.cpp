#include "modules/messages/answers.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"

namespace tongzhou::messages {
namespace {

std::optional<std::string> spelled(const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::string: return std::string(value.get_string());
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
        case boost::json::kind::double_:
        case boost::json::kind::bool_: return boost::json::serialize(value);
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<std::string> member_of(std::string_view json, std::string_view path) {
    boost::json::error_code fault;
    const auto document = boost::json::parse({json.data(), json.size()}, fault);
    if (fault) return std::nullopt;
    const auto* value = &document;
    while (!path.empty()) {
        const auto dot = path.find('.');
        const auto name = path.substr(0, dot);
        const auto* object = value->if_object();
        if (object == nullptr) return std::nullopt;
        value = object->if_contains({name.data(), name.size()});
        if (value == nullptr) return std::nullopt;
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return spelled(*value);
}

CodedAnswer coded_answer(std::string_view body) {
    CodedAnswer answer;
    if (const auto code = member_of(body, "errcode")) answer.code = shape_detail::integer_of(*code);
    answer.message = member_of(body, "errmsg").value_or("");
    return answer;
}

std::optional<Verdict> verdict_by_status(const outgoing::Answer& answer) {
    using Kind = Verdict::Kind;
    if (answer.fate == outgoing::Fate::not_sent) return Verdict{.kind = Kind::again, .reason = answer.fault};
    if (answer.fate == outgoing::Fate::unknown) return Verdict{.kind = Kind::unknown, .reason = answer.fault};
    const auto reason = fmt::format("http_{}", answer.status);
    const auto wait = std::chrono::seconds(answer.retry_after_seconds);
    switch (answer.status) {
        case 200:
        case 201:
        case 202:
        case 204: return std::nullopt;
        case 429: return throttled(reason, {}, wait.count() > 0 ? wait : std::chrono::seconds(60));
        case 503:
            if (wait.count() > 0) return throttled(reason, {}, wait);
            return again(reason, {});
        case 408:
        case 425:
        case 500: return again(reason, {});
        // A gateway that heard nothing from behind it: what is behind may have taken it.
        case 502:
        case 504: return Verdict{.kind = Kind::unknown, .reason = reason};
        default: return refused(reason, {});
    }
}

Verdict accepted(std::string reference) { return {.kind = Verdict::Kind::accepted, .reference = std::move(reference)}; }
Verdict refused(std::string reason, std::string detail) {
    return {.kind = Verdict::Kind::refused, .reason = std::move(reason), .detail = std::move(detail)};
}
Verdict again(std::string reason, std::string detail) {
    return {.kind = Verdict::Kind::again, .reason = std::move(reason), .detail = std::move(detail)};
}
Verdict throttled(std::string reason, std::string detail, std::chrono::seconds pause) {
    return {.kind = Verdict::Kind::throttled, .reason = std::move(reason), .detail = std::move(detail), .pause = pause};
}
Verdict not_understood(const outgoing::Answer& answer) {
    return {.kind = Verdict::Kind::unknown,
            .reason = "answer_not_understood",
            .detail = std::string(utf8_prefix(answer.body, 200))};
}

}  // namespace tongzhou::messages
