// Every module of the program, in the order of their migrations: a module may refer to the tables of those before it.
#pragma once

#include <span>

#include "platform/api/api.hpp"

namespace tongzhou {

std::span<const Module* const> all_modules();
std::vector<const sql::MigrationSet*> all_migrations();

}  // namespace tongzhou
