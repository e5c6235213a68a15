// One connection to the database and its prepared statements: the only place, with connection.cpp, that knows SOCI.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "platform/sql/tx.hpp"

namespace tongzhou::sql {

/// Where the data is: "sqlite:PATH" or "postgresql:CONNINFO" (libpq's key=value form or a postgresql:// URI).
struct Address {
    Engine engine = Engine::sqlite;
    std::string target;
    /// Throws Problem when the url is of neither form.
    static Address parse(std::string_view url);
};

enum class Access { read_write, read_only };

class Connection {
  public:
    /// Opens and prepares the connection for its use; throws Problem::unavailable when the database cannot be reached.
    Connection(const Address& address, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Engine engine() const;
    int lane() const;

    /// A prepared statement of the cache, bound and run; `add` is asked for the place of each row.
    std::int64_t run(const Query& query, std::span<Argument> arguments);
    std::int64_t run(const std::string& text, std::span<Argument> arguments);
    void select(const Query& query, std::span<Argument> arguments, const Shape& row, void* to, void* (*add)(void*));
    void select(const std::string& text, std::span<Argument> arguments, const Shape& row, void* to,
                void* (*add)(void*));
    void prepare(const std::string& text);

    /// One or many statements without parameters or rows: migrations, BEGIN, PRAGMA.
    void execute(const std::string& script);

    void begin();  ///< read_write: to write at once (SQLite: IMMEDIATE); read_only: one snapshot
    void commit();
    void rollback() noexcept;
    void savepoint();
    void release_savepoint();
    void rollback_to_savepoint();

    /// SQLite only: rows changed since the connection was opened, those of undone transactions too.
    std::int64_t changes() const;
    /// False after a failure that ended the transaction by itself, such as a full disk.
    bool in_transaction() const;
    /// False when the server has gone away; such a connection is of no further use.
    bool usable() const;
    /// Takes the first lane that no other connection holds, for the life of this connection.
    void take_lane();
    std::shared_ptr<void>& memory_of(TypeKey key);
    void forget_memory();

    /// SQLite only: copies committed pages of the write-ahead log into the file; never blocks writers.
    void checkpoint(bool truncate);
    /// SQLite only: an online copy into a new file. `progress` gets 0…1 and may be empty.
    void copy_to(const std::string& path, const std::function<void(double)>& progress);
    /// Runs the engine's own check of the stored data; an empty list means sound.
    std::vector<std::string> check_integrity();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// What a driver's exception means to the caller: full disk, lost server, busy, or a fault of ours (rethrown as it is).
[[noreturn]] void rethrow_as_problem();
/// True for conflicts between transactions that succeed when tried again (SQLSTATE 40001, 40P01).
bool is_retryable(const std::exception& error);

}  // namespace tongzhou::sql
