#include "platform/testing/test_database.hpp"

#include <unistd.h>
#include <cstdlib>

#include "base/id.hpp"

namespace tongzhou::testing {

sql::Engine engine_under_test() {
    const char* name = std::getenv("TONGZHOU_TEST_ENGINE");
    return name && std::string_view(name) == "postgres" ? sql::Engine::postgres : sql::Engine::sqlite;
}

namespace {
constexpr const char* server = "postgresql:connect_timeout=5";  // the rest comes from PGHOST, PGPORT, PGUSER …
}

TestDatabase::TestDatabase(std::initializer_list<const sql::MigrationSet*> sets, sql::Options options)
    : options_(std::move(options)), clock_(Instant::of("2020-02-24T08:00:00+08:00")) {
    auto unique = hex(Uuid(new_uuid_v7(SystemClock().now())).bytes);
    folder_ = std::filesystem::temp_directory_path() / ("tongzhou-test-" + unique);
    std::filesystem::create_directory(folder_);
    if (engine_under_test() == sql::Engine::sqlite) {
        url_ = "sqlite:" + (folder_ / "test.db").string();
    } else {
        schema_ = "t" + unique;
        sql::Connection(sql::Address::parse(server), sql::Access::read_write).execute("CREATE SCHEMA " + schema_);
        url_ = std::string(server) + " options='-c search_path=" + schema_ + "'";
        options_.writers = std::min(options_.writers, 4);
    }
    options_.url = url_;
    database_ = std::make_unique<Database>(options_, clock_);
    database_->migrate(std::span(sets.begin(), sets.size()));
}

TestDatabase::~TestDatabase() {
    database_.reset();
    if (!schema_.empty())
        sql::Connection(sql::Address::parse(server), sql::Access::read_write)
            .execute("DROP SCHEMA " + schema_ + " CASCADE");
    std::filesystem::remove_all(folder_);
}

void TestDatabase::reopen() {
    database_.reset();
    database_ = std::make_unique<Database>(options_, clock_);
}

}  // namespace tongzhou::testing
