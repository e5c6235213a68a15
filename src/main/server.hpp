// `tongzhou serve`: the API, the console's files, the jobs, and the health addresses, until a signal.
#pragma once

#include <string>

#include "platform/api/api.hpp"

namespace tongzhou {

/// Everything the program serves: its own health addresses and the routes of all modules.
void add_routes(Api& api);

/// The OpenAPI description of everything the program serves, made without opening any data.
std::string openapi_text();

}  // namespace tongzhou
