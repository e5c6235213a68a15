// Finds the Endpoint of a method and path, and the values of its {names}.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/api/endpoint.hpp"

namespace tongzhou::api {

std::vector<std::string> split_path(std::string_view path);

class Router {
  public:
    struct Match {
        const Endpoint* endpoint = nullptr;
        std::vector<std::pair<std::string_view, std::string>> parameters;
        std::string allowed;  ///< methods of the path when only the method was wrong
    };
    /// Throws std::logic_error when the route is taken.
    void add(const Endpoint& endpoint);
    Match find(http::Method method, std::string_view path) const;

  private:
    std::unordered_map<std::string, std::vector<const Endpoint*>> fixed_;  // by path without {names}
    std::vector<const Endpoint*> patterns_;
};

}  // namespace tongzhou::api
