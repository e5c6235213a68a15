// What this module provides to the services of a database. Private to it.
#pragma once

#include <memory>

#include "platform/sql/database.hpp"

namespace tongzhou::organizations {

/// The memory of places, and the directory that signing in asks.
std::shared_ptr<void> provide(Database& database);

}  // namespace tongzhou::organizations
