#include <charconv>

#include "base/record_in_the_way.hpp"
#include "platform/api/api.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::api {

namespace {

std::string_view title_of(int status, Language language) {
    const bool zh = language == Language::zh;
    switch (status) {
        case 400: return zh ? "请求有误" : "Bad request";
        case 401: return zh ? "需要登录" : "Sign-in needed";
        case 403: return zh ? "没有权限" : "Not permitted";
        case 404: return zh ? "没有找到" : "Not found";
        case 405: return zh ? "不支持的方法" : "Method not allowed";
        case 409: return zh ? "与现有记录冲突" : "Conflict";
        case 413: return zh ? "内容过大" : "Too large";
        case 415: return zh ? "不支持的内容类型" : "Unsupported content type";
        case 422: return zh ? "字段有误" : "Faulty fields";
        case 429: return zh ? "请求过于频繁" : "Too many requests";
        case 503: return zh ? "暂时无法服务" : "Unavailable for now";
        default: return zh ? "程序出错" : "Internal error";
    }
}

const std::string& in(Language language, const Bilingual& text) { return language == Language::zh ? text.zh : text.en; }

http::Response response_of(const Problem& problem, Language language, std::string_view instance = {}) {
    http::Response response;
    response.status = problem.status();
    response.content_type = "application/problem+json";
    auto& body = response.body;
    auto text = [&](std::string_view name, std::string_view value) {
        body += body.empty() ? "{\"" : ",\"";
        body += name;
        body += "\":";
        write_json_text(value, body);
    };
    text("type", "urn:tongzhou:problem:" + problem.code());
    text("title", title_of(problem.status(), language));
    body += fmt::format(",\"status\":{}", problem.status());
    text("detail", in(language, problem.detail()));
    text("code", problem.code());
    if (!instance.empty()) text("instance", instance);
    if (const auto* other = dynamic_cast<const RecordInTheWay*>(&problem)) text("record", other->record().text());
    if (!problem.faults().empty()) {
        body += ",\"errors\":[";
        for (const auto& fault : problem.faults()) {
            if (body.back() != '[') body += ',';
            body += "{\"path\":";
            write_json_text(fault.path, body);
            body += ",\"code\":";
            write_json_text(fault.code, body);
            body += ",\"message\":";
            write_json_text(in(language, fault.message), body);
            body += '}';
        }
        body += ']';
    }
    body += '}';
    response.headers.emplace_back("content-language", language == Language::zh ? "zh-CN" : "en");
    if (problem.retry_after_seconds() > 0)
        response.headers.emplace_back("retry-after", std::to_string(problem.retry_after_seconds()));
    if (problem.status() == 401) response.headers.emplace_back("www-authenticate", "Bearer");
    return response;
}

http::Response internal_error(std::string_view what, Language language) {
    auto instance = "urn:uuid:" + new_uuid_v7(SystemClock().now()).text();
    log::error("internal_error", {{"instance", instance}, {"what", what}});
    Problem problem(500, "internal_error", "程序内部出错，没有写入任何内容；请把编号告诉管理员。",
                    "The program failed and wrote nothing. Tell your administrator the instance number.");
    return response_of(problem, language, instance);
}

}  // namespace

http::Response problem_response(std::exception_ptr failure, Language language) {
    try {
        std::rethrow_exception(failure);
    } catch (const Problem& problem) {
        return response_of(problem, language);
    } catch (const std::exception& error) {
        return internal_error(error.what(), language);
    } catch (...) {
        return internal_error("an exception of no known type", language);
    }
}

Language preferred_language(std::string_view accept) {
    double zh = -1, en = -1;
    while (!accept.empty()) {
        auto comma = accept.find(',');
        auto item = trim(accept.substr(0, comma));
        accept = comma == std::string_view::npos ? std::string_view{} : accept.substr(comma + 1);
        double quality = 1;
        if (auto q = item.find(";q="); q != std::string_view::npos) {
            std::from_chars(item.data() + q + 3, item.data() + item.size(), quality);
            item = item.substr(0, q);
        }
        auto tag = to_lower_ascii(item.substr(0, 2));
        if (tag == "zh") zh = std::max(zh, quality);
        if (tag == "en") en = std::max(en, quality);
    }
    return en > zh && en > 0 ? Language::en : Language::zh;
}

}  // namespace tongzhou::api
