#include "platform/sql/migrations.hpp"

#include <sodium.h>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace tongzhou::sql {

namespace {

const Query create_ledger{R"(
    CREATE TABLE IF NOT EXISTS schema_migrations (
        module     TEXT   NOT NULL,
        number     BIGINT NOT NULL,
        name       TEXT   NOT NULL,
        checksum   TEXT   NOT NULL,
        applied_at BIGINT NOT NULL,
        PRIMARY KEY (module, number)))"};

struct Applied {
    std::string module;
    std::int64_t number;
    std::string checksum;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (module, number, checksum))

// Text, not a Query: the table does not exist yet when every Query is prepared by the test on an empty database.
constexpr const char* applied_migrations =
    "SELECT module, number, checksum FROM schema_migrations ORDER BY module, number";

std::vector<Applied> read_applied(Connection& connection) {
    std::vector<Applied> rows;
    connection.select(applied_migrations, {}, shape_of<Applied>(), &rows,
                      [](void* to) -> void* { return &static_cast<std::vector<Applied>*>(to)->emplace_back(); });
    return rows;
}

std::vector<std::pair<const MigrationSet*, const Migration*>> find_missing(Connection& connection,
                                                                           std::span<const MigrationSet* const> sets) {
    auto applied = read_applied(connection);
    std::vector<std::pair<const MigrationSet*, const Migration*>> missing;
    for (const auto* set : sets) {
        std::size_t known = 0;
        for (const auto& migration : set->migrations) {
            auto same = std::find_if(applied.begin(), applied.end(), [&](const Applied& a) {
                return a.module == set->module && a.number == migration.number;
            });
            if (same == applied.end()) {
                missing.emplace_back(set, &migration);
                continue;
            }
            ++known;
            if (same->checksum != checksum_of(migration.text))
                throw Problem::conflict(
                    "migration_changed",
                    fmt::format("数据库结构脚本 {}/{} "
                                "执行后被改动过，程序与数据库不一致，已停止。请使用与数据库相符的程序版本。",
                                set->module, migration.number),
                    fmt::format("Migration {}/{} was changed after it had been applied. Use the program version that "
                                "matches this database.",
                                set->module, migration.number));
        }
        auto in_database =
            std::count_if(applied.begin(), applied.end(), [&](const Applied& a) { return a.module == set->module; });
        if (static_cast<std::size_t>(in_database) > known)
            throw Problem::conflict(
                "migration_unknown", fmt::format("数据库比程序新（{} 模块），请升级程序。", set->module),
                fmt::format("The database is newer than this program (module {}). Upgrade the program.", set->module));
    }
    return missing;
}

}  // namespace

std::string checksum_of(std::string_view text) {
    std::array<std::uint8_t, 32> hash;
    crypto_generichash(hash.data(), hash.size(), bytes_of(text).data(), text.size(), nullptr, 0);
    return hex(hash);
}

int missing_migrations(Connection& connection, std::span<const MigrationSet* const> sets) {
    return static_cast<int>(find_missing(connection, sets).size());
}

int apply_migrations(Connection& connection, std::span<const MigrationSet* const> sets, Instant now) {
    // Two nodes may start at once: the second waits here and finds nothing left to do.
    if (connection.engine() == Engine::postgres) connection.execute("SELECT pg_advisory_lock(7452019)");
    struct Unlock {
        Connection& connection;
        ~Unlock() {
            if (connection.engine() == Engine::postgres && connection.usable())
                connection.execute("SELECT pg_advisory_unlock(7452019)");
        }
    } unlock{connection};

    connection.run(create_ledger, {});
    auto missing = find_missing(connection, sets);
    for (auto [set, migration] : missing) {
        connection.begin();
        try {
            connection.execute(text_for(connection.engine(), migration->text));
            Argument row[] = {argument(set->module), argument(migration->number), argument(migration->name),
                              argument(checksum_of(migration->text)), argument(now)};
            connection.run(
                "INSERT INTO schema_migrations (module, number, name, checksum, applied_at) VALUES (:module, :number, "
                ":name, :checksum, :applied_at)",
                row);
            connection.commit();
        } catch (...) {
            connection.rollback();
            throw;
        }
    }
    return static_cast<int>(missing.size());
}

}  // namespace tongzhou::sql
