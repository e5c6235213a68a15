// Fills an endpoint's request struct from the path, the query and the body.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/api/endpoint.hpp"

namespace tongzhou::api {

/// Throws Problem listing every faulty field, 415 for a body that is not JSON.
std::shared_ptr<void> read_input(const Endpoint& endpoint, const http::Request& request,
                                 const std::vector<std::pair<std::string_view, std::string>>& path_parameters);

}  // namespace tongzhou::api
