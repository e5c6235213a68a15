// OpenAPI 3.1 from the table of endpoints: what is registered is what is documented.
#include "platform/api/api.hpp"
#include "platform/json/schema.hpp"

namespace tongzhou::api {

namespace {

std::string in_json(std::string_view text) {
    std::string out;
    write_json_text(text, out);
    return out;
}

// "components/responses/Problem" for every status a client must expect beside success.
std::string problem_responses(const Endpoint& endpoint) {
    std::string out;
    auto status = [&](int code) { out += fmt::format(R"(,"{}":{{"$ref":"#/components/responses/Problem"}})", code); };
    if (endpoint.input) status(422);
    if (endpoint.access != Endpoint::Access::open) status(401);
    if (endpoint.access == Endpoint::Access::permission) status(403);
    if (endpoint.path.find('{') != std::string::npos) status(404);
    out += R"(,"default":{"$ref":"#/components/responses/Problem"})";
    return out;
}

bool is_path_parameter(const Endpoint& endpoint, std::string_view name) {
    return endpoint.path.find("{" + std::string(name) + "}") != std::string::npos;
}

std::string parameters(const Endpoint& endpoint, SchemaBook& book) {
    std::string out;
    if (!endpoint.input) return out;
    const bool has_query = endpoint.uploads || endpoint.context == Context::stream ||
                           endpoint.method == http::Method::get || endpoint.method == http::Method::del;
    for (const auto& member : endpoint.input->members) {
        const bool in_path = is_path_parameter(endpoint, member.name);
        if (!in_path && !has_query) continue;
        auto kind = member.shape().kind;
        const bool required = in_path || (kind != Shape::Kind::optional && kind != Shape::Kind::list);
        const Shape& shape = kind == Shape::Kind::optional ? member.shape().element() : member.shape();
        out += fmt::format(R"({}{{"name":{},"in":"{}","required":{},"schema":{}}})", out.empty() ? "" : ",",
                           in_json(member.name), in_path ? "path" : "query", required,
                           book.refer(shape, SchemaUse::request));
    }
    return out;
}

// A body that is the whole struct is a reference; one whose other members are in the path is written out.
std::string request_body(const Endpoint& endpoint, SchemaBook& book) {
    if (endpoint.uploads)
        return R"(,"requestBody":{"required":true,"content":{"application/octet-stream":{"schema":{"type":"string","format":"binary"}}}})";
    if (!endpoint.input || endpoint.method == http::Method::get || endpoint.method == http::Method::del) return {};
    std::string properties, required;
    bool whole = true;
    for (const auto& member : endpoint.input->members) {
        if (is_path_parameter(endpoint, member.name)) {
            whole = false;
            continue;
        }
        auto kind = member.shape().kind;
        const Shape& shape = kind == Shape::Kind::optional ? member.shape().element() : member.shape();
        if (kind != Shape::Kind::optional && kind != Shape::Kind::list)
            required += (required.empty() ? "" : ",") + in_json(member.name);
        properties += fmt::format("{}{}:{}", properties.empty() ? "" : ",", in_json(member.name),
                                  book.refer(shape, SchemaUse::request));
    }
    if (properties.empty()) return {};
    auto schema =
        whole ? book.refer(*endpoint.input, SchemaUse::request)
              : fmt::format(R"({{"type":"object","properties":{{{}}},"required":[{}],"additionalProperties":false}})",
                            properties, required);
    if (!whole && required.empty())
        schema = fmt::format(R"({{"type":"object","properties":{{{}}},"additionalProperties":false}})", properties);
    return fmt::format(R"(,"requestBody":{{"required":true,"content":{{"application/json":{{"schema":{}}}}}}})",
                       schema);
}

std::string success(const Endpoint& endpoint, SchemaBook& book) {
    auto code = endpoint.success;
    if (endpoint.context == Context::stream)
        return fmt::format(
            R"("{}":{{"description":"Events","content":{{"text/event-stream":{{"schema":{{"type":"string"}}}}}}}})",
            code);
    if (endpoint.output)
        return fmt::format(R"("{}":{{"description":"Done","content":{{"application/json":{{"schema":{}}}}}}})", code,
                           book.refer(*endpoint.output, SchemaUse::response));
    if (code == 204) return R"("204":{"description":"Done"})";
    return fmt::format(
        R"("{}":{{"description":"A file","content":{{"application/octet-stream":{{"schema":{{"type":"string","format":"binary"}}}}}}}})",
        code);
}

}  // namespace

std::string Api::openapi() const {
    SchemaBook book;
    std::map<std::string, std::map<std::string, std::string>> paths;
    std::vector<std::string_view> tags;
    for (const auto& e : endpoints()) {
        auto entry = fmt::format(R"("operationId":{},"tags":[{}],"summary":{},"description":{})", in_json(e->operation),
                                 in_json(e->tag()), in_json(e->summary.en), in_json(e->summary.zh));
        if (e->access == Endpoint::Access::open) entry += R"(,"security":[])";
        if (e->access == Endpoint::Access::permission)
            entry += fmt::format(R"(,"x-permission":"{}")", name_of(e->permission));
        if (auto list = parameters(*e, book); !list.empty()) entry += ",\"parameters\":[" + list + "]";
        entry += request_body(*e, book);
        entry += ",\"responses\":{" + success(*e, book) + problem_responses(*e) + "}";
        paths[e->path][to_lower_ascii(http::name(e->method))] = "{" + entry + "}";
        if (std::find(tags.begin(), tags.end(), e->tag()) == tags.end()) tags.push_back(e->tag());
    }
    std::sort(tags.begin(), tags.end());
    std::string out =
        R"({"openapi":"3.1.0","info":{"title":"Tongzhou 同舟","version":")" TONGZHOU_VERSION
        R"(","summary":"An emergency and the safe return to work, for a city","license":{"name":"Apache-2.0","identifier":"Apache-2.0"}})";
    out +=
        R"(,"servers":[{"url":"/","description":"This installation"}],"security":[{"session":[]},{"token":[]}],"tags":[)";
    for (const auto& tag : tags)
        out += fmt::format("{}{{\"name\":{},\"description\":{}}}", &tag == &tags.front() ? "" : ",", in_json(tag),
                           in_json(tag));
    out += "],\"paths\":{";
    for (const auto& [path, methods] : paths) {
        if (out.back() != '{') out += ',';
        out += in_json(path) + ":{";
        for (const auto& [method, entry] : methods) {
            if (out.back() != '{') out += ',';
            out += in_json(method) + ":" + entry;
        }
        out += '}';
    }
    out +=
        R"(},"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"tongzhou_session"},"token":{"type":"http","scheme":"bearer"}},)";
    out +=
        R"("responses":{"Problem":{"description":"What went wrong and what to do (RFC 9457), in the language of Accept-Language","content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},"schemas":)";
    auto schemas = book.components();
    const std::string problem =
        R"("Problem":{"type":"object","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"instance":{"type":"string"},"record":{"type":"string","format":"uuid","description":"The other record that stands in the way"},"errors":{"type":"array","items":{"type":"object","required":["path","code","message"],"properties":{"path":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}}}})";
    out += "{" + problem + (schemas == "{}" ? "" : "," + schemas.substr(1, schemas.size() - 2)) + "}}}";
    return out;
}

}  // namespace tongzhou::api
