// The database of one running program: snapshot readers, the committer, migrations.
//
// The committer is what makes one file enough for a city. On SQLite one thread takes all waiting calls, runs each in a
// savepoint, commits once, and only then answers them all: one fsync for hundreds of calls, and an error undoes only
// its own. On PostgreSQL the same interface is a pool of writers, each call a transaction, and the server groups
// commits.
//
// A call is acknowledged (finish without failure) only after its commit is on disk.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "platform/sql/connection.hpp"
#include "platform/sql/migrations.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::sql {

/// One call of the outside world. `run` may be executed more than once (a conflict between transactions is tried
/// again), `finish` exactly once, on a thread of the database; it must not block or throw.
class WriteCall {
  public:
    virtual ~WriteCall() = default;
    virtual void run(Tx& tx) = 0;
    virtual void finish(std::exception_ptr failure) noexcept = 0;
};
/// Likewise: `run` again when its connection turns out to have died.
class ReadCall {
  public:
    virtual ~ReadCall() = default;
    virtual void run(Snapshot& snapshot) = 0;
    virtual void finish(std::exception_ptr failure) noexcept = 0;
};

struct Options {
    std::string url = "sqlite:tongzhou.db";
    int readers = 2;
    int writers = 16;                  ///< PostgreSQL only; SQLite has one
    std::size_t write_queue = 20'000;  ///< calls waiting; beyond it submit() refuses
    std::size_t read_queue = 4'000;
    std::size_t group = 512;  ///< calls in one commit, SQLite
};

struct Statistics {
    std::uint64_t commits = 0, calls = 0, failed_calls = 0, reads = 0, refused = 0;
    std::size_t write_queue = 0, read_queue = 0;
    std::uint64_t last_commit_microseconds = 0;
};

class Database {
  public:
    /// Opens the connections. Migrations are not applied by this; see migrate().
    Database(Options options, const Clock& clock);
    ~Database();

    Services& services();
    Engine engine() const;
    const Clock& clock() const;

    /// Queues a call; false when the queue is full or the database is stopping, and then the call is untouched.
    bool submit(std::unique_ptr<WriteCall>& call);
    bool submit(std::unique_ptr<ReadCall>& call);

    /// Runs a function in a transaction (or on a snapshot) and waits for the commit: for commands, jobs and tests.
    /// Never called from a thread of the database itself.
    void write(const std::function<void(Tx&)>& function);
    void read(const std::function<void(Snapshot&)>& function);
    template <class F>
    auto write_value(F&& function) {
        std::optional<std::invoke_result_t<F, Tx&>> result;
        write([&](Tx& tx) { result = function(tx); });
        return std::move(*result);
    }
    template <class F>
    auto read_value(F&& function) {
        std::optional<std::invoke_result_t<F, Snapshot&>> result;
        read([&](Snapshot& snapshot) { result = function(snapshot); });
        return std::move(*result);
    }

    /// A snapshot of the caller's own, on a connection of its own, for long reads (exports): one consistent state
    /// however long it takes. Destroyed by the thread that uses it.
    class LongRead {
      public:
        LongRead(Database& database);
        ~LongRead();
        Snapshot& snapshot() { return *snapshot_; }

      private:
        std::unique_ptr<Connection> connection_;
        std::unique_ptr<Snapshot> snapshot_;
    };

    /// Applies what is missing; see migrations.hpp. Returns how many were applied.
    int migrate(std::span<const MigrationSet* const> sets);
    /// True when every migration of the sets is applied and unchanged.
    bool is_migrated(std::span<const MigrationSet* const> sets);

    /// An online copy of a SQLite database.
    void backup(const std::string& path, const std::function<void(double)>& progress);

    Statistics statistics() const;
    /// Carries out what is queued, then ends the threads. Idempotent.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tongzhou::sql

namespace tongzhou {
using sql::Database;
}
