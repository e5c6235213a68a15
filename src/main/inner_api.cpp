#include "main/inner_api.hpp"

#include "main/server.hpp"
#include "platform/api/request_input.hpp"

namespace tongzhou {

InnerApi::InnerApi(Program& program)
    : program_(program), api_(std::make_unique<Api>(program.database(), program.accounts(), api::Options{})) {
    add_routes(*api_);
    for (const auto& endpoint : api_->endpoints()) router_.add(*endpoint);
}

InnerApi::~InnerApi() { api_->stop(); }

std::string InnerApi::post(Tx& tx, const Actor& actor, std::string_view path, std::string body) {
    const auto match = router_.find(http::Method::post, path);
    if (!match.endpoint || match.endpoint->context != api::Context::tx)
        throw std::logic_error(fmt::format("POST {} is no endpoint that runs in a transaction", path));
    http::Request request;
    request.method = http::Method::post;
    request.path = path;
    request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    const auto input = api::read_input(*match.endpoint, request, match.parameters);
    api::Answer answer;
    match.endpoint->invoke(match.endpoint->function, &tx, actor, input.get(), nullptr, answer);
    return std::move(answer.response.body);
}

std::string InnerApi::call(const Actor& actor, http::Method method, std::string_view path, const std::string& query,
                           std::string body) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    return answer(actor, std::move(request)).body;
}

http::Response InnerApi::get(const Actor& actor, std::string_view path, const std::string& query) {
    http::Request request;
    request.path = path;
    request.query = query;
    return answer(actor, std::move(request));
}

http::Response InnerApi::answer(const Actor& actor, http::Request request) {
    const auto match = router_.find(request.method, request.path);
    if (!match.endpoint)
        throw Problem::not_found("no_such_endpoint",
                                 fmt::format("没有接口 {} {}。", http::name(request.method), request.path),
                                 fmt::format("There is no endpoint {} {}.", http::name(request.method), request.path));
    if (match.endpoint->access == api::Endpoint::Access::permission) actor.require(match.endpoint->permission);
    const Upload upload{"application/octet-stream", match.endpoint->uploads ? std::exchange(request.body, {}) : ""};
    const auto input = api::read_input(*match.endpoint, request, match.parameters);
    api::Answer answer;
    const auto invoke = [&](void* context) {
        answer = {};
        match.endpoint->invoke(match.endpoint->function, context, actor, input.get(), &upload, answer);
    };
    auto& database = program_.database();
    switch (match.endpoint->context) {
        case api::Context::snapshot: database.read([&](Snapshot& snapshot) { invoke(&snapshot); }); break;
        case api::Context::tx: database.write([&](Tx& tx) { invoke(&tx); }); break;
        case api::Context::database: invoke(&database); break;
        case api::Context::stream: throw std::logic_error(fmt::format("{} has no end", request.path));
    }
    return std::move(answer.response);
}

bool InnerApi::answers_get(std::string_view path) const {
    return router_.find(http::Method::get, path).endpoint != nullptr;
}

std::vector<std::string> InnerApi::get_paths() const {
    std::vector<std::string> paths;
    for (const auto& endpoint : api_->endpoints())
        if (endpoint->method == http::Method::get) paths.push_back(endpoint->path);
    return paths;
}

}  // namespace tongzhou
