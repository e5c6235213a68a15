// The endpoints of gates as they are administered, and of devices. Private to this module.
#pragma once

#include "platform/api/api.hpp"

namespace tongzhou::gates {

void add_device_routes(Api& api);

}  // namespace tongzhou::gates
