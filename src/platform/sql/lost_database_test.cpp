// The server goes away in mid-work and comes back: clear answers meanwhile, and recovery without hands.
#include <thread>

#include <gtest/gtest.h>

#include "base/id.hpp"
#include "platform/sql/database.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::sql {
namespace {

using namespace std::chrono_literals;

const Query note_down{"INSERT INTO notes (text) VALUES (:text)"};
const Query count_notes{"SELECT COUNT(*) FROM notes"};
const Migration notes[] = {{1, "notes", "CREATE TABLE notes (text TEXT NOT NULL)"}};
const MigrationSet note_set{"notes", notes};

// A database of its own, since others use the server too.
class OwnDatabase {
  public:
    OwnDatabase() : name_("lost" + hex(new_uuid_v7(SystemClock().now()).bytes)) {
        server_.execute("CREATE DATABASE " + name_);
    }
    ~OwnDatabase() { server_.execute("DROP DATABASE " + name_ + " WITH (FORCE)"); }
    std::string url() const { return "postgresql:connect_timeout=5 dbname=" + name_; }
    void go_away() {
        server_.execute("ALTER DATABASE " + name_ + " ALLOW_CONNECTIONS false");
        server_.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name_ + "'");
    }
    void come_back() { server_.execute("ALTER DATABASE " + name_ + " ALLOW_CONNECTIONS true"); }

  private:
    std::string name_;
    Connection server_{Address::parse("postgresql:connect_timeout=5 dbname=postgres"), Access::read_write};
};

TEST(LostDatabase, GivesAClearAnswerAndComesBackByItself) {
    if (testing::engine_under_test() != Engine::postgres) GTEST_SKIP() << "a file does not go away";
    OwnDatabase own;
    SystemClock clock;
    Options options;
    options.url = own.url();
    options.readers = 2;
    options.writers = 3;
    Database database(options, clock);
    const MigrationSet* sets[] = {&note_set};
    database.migrate(sets);
    int written = 0;
    auto write = [&] { database.write([](Tx& tx) { tx.run(note_down, "x"); }); };
    for (; written < 20; ++written) write();

    own.go_away();
    int refused = 0;
    for (int i = 0; i < 10; ++i) {
        try {
            write();
            ADD_FAILURE() << "written to a database that is not there";
        } catch (const Problem& problem) {
            EXPECT_EQ(problem.code(), "database_unreachable");
            EXPECT_EQ(problem.status(), 503);
            EXPECT_GT(problem.retry_after_seconds(), 0);
            ++refused;
        }
    }
    EXPECT_EQ(refused, 10);
    EXPECT_THROW(database.read([](Snapshot& s) { s.value<std::int64_t>(count_notes); }), Problem);

    own.come_back();
    for (int i = 0; i < 10; ++i, ++written) write();
    EXPECT_EQ(database.read_value([](Snapshot& s) { return *s.value<std::int64_t>(count_notes); }), written);
}

}  // namespace
}  // namespace tongzhou::sql
