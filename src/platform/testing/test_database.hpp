// A fresh database for one test, on the engine that TONGZHOU_TEST_ENGINE names: a SQLite file in a folder of its own,
// or a schema of its own in the PostgreSQL that libpq's environment points to (pg_virtualenv). Gone with the object.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>

#include "platform/sql/database.hpp"

namespace tongzhou::testing {

sql::Engine engine_under_test();

class TestDatabase {
  public:
    /// Migrated with these sets. The clock stands at 2020-02-24 08:00 Shanghai time until moved.
    explicit TestDatabase(std::initializer_list<const sql::MigrationSet*> sets = {}, sql::Options options = {});
    ~TestDatabase();

    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }
    ManualClock& clock() { return clock_; }
    const std::string& url() const { return url_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// Closes the database and opens it anew, as a restart of the program does.
    void reopen();

  private:
    std::filesystem::path folder_;
    std::string schema_;
    std::string url_;
    sql::Options options_;
    ManualClock clock_;
    std::unique_ptr<Database> database_;
};

}  // namespace tongzhou::testing
