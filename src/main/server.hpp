// `tongzhou serve`: the API, the console's files, the jobs, and the health addresses, until a signal.
#pragma once

#include <string>

namespace tongzhou {

/// The OpenAPI description of everything the program serves, made without opening any data.
std::string openapi_text();

}  // namespace tongzhou
