// Migrations run forward only, each in a transaction, and are remembered with a checksum: a text that was applied and
// then changed is refused, for it says that two databases of the same version differ.
//
// A folder's migrations/NNNN_name.sql are compiled in by tongzhou_library as `<library>_migrations`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/sql/connection.hpp"

namespace tongzhou::sql {

struct Migration {
    int number;
    std::string_view name;
    std::string_view text;
};

struct MigrationSet {
    std::string_view module;
    std::span<const Migration> migrations;  ///< ascending, without gaps, from 1
};

/// Applies, set by set, what the database does not have yet. Throws Problem("migration_changed") when an applied text
/// differs, ("migration_unknown") when the database has one that this program lacks (it is newer than the program).
int apply_migrations(Connection& connection, std::span<const MigrationSet* const> sets, Instant now);
/// How many are missing; throws as above.
int missing_migrations(Connection& connection, std::span<const MigrationSet* const> sets);

std::string checksum_of(std::string_view text);

}  // namespace tongzhou::sql
