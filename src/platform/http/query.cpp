#include "base/problem.hpp"
#include "platform/http/http.hpp"
#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

std::string decoded_or_problem(std::string_view text) {
    auto decoded = percent_decoded(text, Plus::space);
    if (!decoded) {
        throw Problem::bad_request("bad_query", "网址中 ? 之后的参数编码有误，请用 UTF-8 百分号编码后重试。",
                                   "The query after '?' is not percent-encoded UTF-8. Encode it so and try again.");
    }
    return std::move(*decoded);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto key = decoded_or_problem(pair.substr(0, equals));
        auto value = decoded_or_problem(pair.substr(std::min(equals + 1, pair.size())));
        parameters.emplace_back(std::move(key), std::move(value));
    }
    return parameters;
}

}  // namespace tongzhou::http
