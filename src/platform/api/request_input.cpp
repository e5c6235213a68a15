#include "platform/api/request_input.hpp"

namespace tongzhou::api {

namespace {

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

bool named(const Parameters& parameters, std::string_view name) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
}

// A leaf from the text of a parameter. Lists take the parameter once for each element.
void fill_from_text(const Member& member, void* object, std::string_view text, std::vector<FieldFault>& faults) {
    const Shape* shape = &member.shape();
    void* target = member.in(object);
    if (shape->kind == Shape::Kind::optional || shape->kind == Shape::Kind::list) {
        if (shape->kind == Shape::Kind::optional && text.empty()) return;  // "?verdict=" asks for no filter
        target = shape->add(target);
        shape = &shape->element();
    }
    if (!shape->from_text) throw std::logic_error("parameter " + std::string(member.name) + " is not a leaf");
    if (auto fault = shape->from_text(text, target))
        faults.push_back({std::string(member.name), fault->code, fault->message});
}

void fill_from_query(const Endpoint& endpoint, void* object, std::string_view query, const Parameters& path,
                     std::vector<FieldFault>& faults) {
    std::vector<std::string_view> seen;
    auto pairs = http::parse_query(query);
    for (const auto& [name, value] : pairs) {
        const auto* member = endpoint.input->find(name);
        if (!member || named(path, name)) {
            faults.push_back({name,
                              "unknown_parameter",
                              {"没有这个参数，请检查拼写。", "There is no such parameter; check the spelling."}});
            continue;
        }
        const bool again = std::find(seen.begin(), seen.end(), member->name) != seen.end();
        if (again && member->shape().kind != Shape::Kind::list) {
            faults.push_back({name, "given_twice", {"参数只能给一次。", "Give this parameter once."}});
            continue;
        }
        seen.push_back(member->name);
        fill_from_text(*member, object, value, faults);
    }
    for (const auto& member : endpoint.input->members) {
        auto kind = member.shape().kind;
        const bool required = kind != Shape::Kind::optional && kind != Shape::Kind::list;
        if (required && !named(path, member.name) && std::find(seen.begin(), seen.end(), member.name) == seen.end())
            faults.push_back({std::string(member.name), "missing", {"缺少这个参数。", "This parameter is missing."}});
    }
}

void fill_from_body(const Endpoint& endpoint, void* object, const http::Request& request, const Parameters& path,
                    std::vector<FieldFault>& faults) {
    const bool only_path = std::all_of(endpoint.input->members.begin(), endpoint.input->members.end(),
                                       [&](const Member& m) { return named(path, m.name); });
    if (only_path && request.body.empty()) return;
    if (!request.header("content-type").starts_with("application/json"))
        throw Problem(415, "not_json", "请以 application/json 提交。", "Send the body as application/json.");
    read_json(*endpoint.input, object, request.body, faults);
    // A member named in the path comes from there alone, so the body need not have it.
    std::erase_if(faults, [&](const FieldFault& fault) {
        return fault.code == "missing" && !fault.path.empty() && named(path, std::string_view(fault.path).substr(1));
    });
}

}  // namespace

std::shared_ptr<void> read_input(const Endpoint& endpoint, const http::Request& request, const Parameters& path) {
    if (!endpoint.input) return nullptr;
    auto input = endpoint.make_input();
    std::vector<FieldFault> faults;
    const bool from_query =
        endpoint.uploads || endpoint.method == http::Method::get || endpoint.method == http::Method::del;
    if (from_query)
        fill_from_query(endpoint, input.get(), request.query, path, faults);
    else
        fill_from_body(endpoint, input.get(), request, path, faults);
    for (const auto& [name, value] : path) {
        const auto* member = endpoint.input->find(name);
        if (!member) throw std::logic_error(endpoint.operation + " has no member for {" + std::string(name) + "}");
        fill_from_text(*member, input.get(), value, faults);
    }
    // read_json() ran the struct's own check already, unless the path's members were still missing.
    if (faults.empty() && endpoint.input->check && (from_query || !path.empty()))
        endpoint.input->check(input.get(), faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    return input;
}

}  // namespace tongzhou::api
