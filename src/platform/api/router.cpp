#include "platform/api/router.hpp"

#include <stdexcept>

namespace tongzhou::api {

namespace {

bool is_name(std::string_view segment) { return segment.starts_with('{'); }

bool matches(const Endpoint& endpoint, const std::vector<std::string>& segments) {
    if (endpoint.segments.size() != segments.size()) return false;
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (!is_name(endpoint.segments[i]) && endpoint.segments[i] != segments[i]) return false;
    return true;
}

// HEAD is GET without its body; the server leaves the body out.
bool answers(const Endpoint& endpoint, http::Method method) {
    return endpoint.method == method || (method == http::Method::head && endpoint.method == http::Method::get);
}

}  // namespace

std::vector<std::string> split_path(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        auto slash = path.find('/');
        if (auto segment = path.substr(0, slash); !segment.empty()) segments.emplace_back(segment);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return segments;
}

void Router::add(const Endpoint& endpoint) {
    auto& same = fixed_[endpoint.path];
    for (const auto* other : same)
        if (other->method == endpoint.method) throw std::logic_error("two endpoints for " + endpoint.operation);
    same.push_back(&endpoint);
    if (endpoint.path.find('{') != std::string::npos) patterns_.push_back(&endpoint);
}

Router::Match Router::find(http::Method method, std::string_view path) const {
    Match match;
    auto allow = [&](const Endpoint& endpoint) {
        if (!match.allowed.empty()) match.allowed += ", ";
        match.allowed += http::name(endpoint.method);
    };
    if (auto found = fixed_.find(std::string(path)); found != fixed_.end()) {
        for (const auto* endpoint : found->second) {
            if (answers(*endpoint, method)) {
                match.endpoint = endpoint;
                return match;
            }
            allow(*endpoint);
        }
    }
    auto segments = split_path(path);
    for (const auto* endpoint : patterns_) {
        if (!matches(*endpoint, segments)) continue;
        if (!answers(*endpoint, method)) {
            allow(*endpoint);
            continue;
        }
        match.endpoint = endpoint;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            std::string_view name = endpoint->segments[i];
            if (is_name(name)) match.parameters.emplace_back(name.substr(1, name.size() - 2), segments[i]);
        }
        return match;
    }
    return match;
}

}  // namespace tongzhou::api
