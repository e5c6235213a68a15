#include "platform/sql/connection.hpp"

#include <deque>
#include <list>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/problem.hpp"
#include "platform/json/json.hpp"
#include "platform/sql/wal_file.hpp"

namespace tongzhou::sql {

Address Address::parse(std::string_view url) {
    if (url.starts_with("sqlite:") && url.size() > 7) return {Engine::sqlite, std::string(url.substr(7))};
    if (url.starts_with("postgresql://")) return {Engine::postgres, std::string(url)};
    if (url.starts_with("postgresql:")) return {Engine::postgres, std::string(url.substr(11))};
    throw Problem::bad_request("database_url", "数据库地址应为 sqlite:文件 或 postgresql:连接参数。",
                               "The database address must be sqlite:FILE or postgresql:CONNINFO.");
}

namespace {

// The place a bound parameter or a fetched column lives in while its statement is cached; its address must not change.
struct Slot {
    Argument::Kind kind = Argument::Kind::integer;
    long long integer = 0;
    double number = 0;
    std::string text;
    soci::indicator indicator = soci::i_ok;
};

struct Statement {
    explicit Statement(soci::session& session) : statement(session) {}
    soci::statement statement;
    std::deque<Slot> in, out;
    const Shape* row = nullptr;
    // What SOCI made of the arguments of a statement that the engine refused is freed with the statement alone: such a
    // one is not used again.
    bool refused = false;

    bool fits(std::span<const Argument> arguments, const Shape* wanted) const {
        if (refused || row != wanted || in.size() != arguments.size()) return false;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            if (in[i].kind != arguments[i].kind) return false;
        return true;
    }
};

const Shape& leaf_of(const Shape& shape) { return shape.kind == Shape::Kind::optional ? shape.element() : shape; }

// Once, before the first file is opened. Every connection belongs to one thread at a time, so SQLite need not lock; and
// it need not count its memory, which nobody asks it about.
void configure_sqlite() {
    static const bool configured = [] {
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        register_gathering_vfs();
        return true;
    }();
    (void)configured;
}

// SOCI joins the message with the whole statement; the statement names columns, never values.
[[noreturn]] void wrong_row(const std::string& text, const std::string& what) {
    throw std::logic_error(what + " in: " + text);
}

}  // namespace

struct Connection::Impl {
    Address address;
    Access access;
    soci::session session;
    int lane = 0;
    bool has_lane = false;
    std::vector<std::unique_ptr<Statement>> by_query;
    std::list<std::pair<std::string, std::unique_ptr<Statement>>> by_text;  // most recently used first
    std::unordered_map<std::string_view, decltype(by_text)::iterator> text_index;
    std::vector<std::pair<TypeKey, std::shared_ptr<void>>> memory;

    sqlite_api::sqlite3* sqlite() { return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_; }
    PGconn* postgres() { return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_; }

    void bind_out(Statement& s, const Shape& row) {
        auto bind = [&](const Shape& shape) {
            auto& slot = s.out.emplace_back();
            slot.kind = kind_of(leaf_of(shape));
            switch (slot.kind) {
                case Argument::Kind::integer: s.statement.exchange(soci::into(slot.integer, slot.indicator)); break;
                case Argument::Kind::number: s.statement.exchange(soci::into(slot.number, slot.indicator)); break;
                case Argument::Kind::text: s.statement.exchange(soci::into(slot.text, slot.indicator)); break;
            }
        };
        if (row.kind == Shape::Kind::object) {
            for (const auto& member : row.members) bind(member.shape());
        } else {
            bind(row);
        }
    }

    // SQLite knows the columns' names before the first row; PostgreSQL would have to run the query.
    void check_columns(Statement& s, const Shape& row, const std::string& text) {
        if (address.engine != Engine::sqlite) return;
        auto* backend = static_cast<soci::sqlite3_statement_backend*>(s.statement.get_backend());
        auto count = static_cast<std::size_t>(sqlite_api::sqlite3_column_count(backend->stmt_));
        if (count != s.out.size())
            wrong_row(text, fmt::format("{} columns for the {} members of {}", count, s.out.size(), row.name));
        if (row.kind != Shape::Kind::object) return;
        for (std::size_t i = 0; i < count; ++i) {
            std::string_view column = sqlite_api::sqlite3_column_name(backend->stmt_, static_cast<int>(i));
            if (column != row.members[i].name)
                wrong_row(text, fmt::format("column {} for member {} of {}", column, row.members[i].name, row.name));
        }
    }

    std::unique_ptr<Statement> make(const std::string& text, std::span<const Argument> arguments, const Shape* row) {
        auto s = std::make_unique<Statement>(session);
        for (const auto& argument : arguments) {
            auto& slot = s->in.emplace_back();
            slot.kind = argument.kind;
            switch (slot.kind) {
                case Argument::Kind::integer: s->statement.exchange(soci::use(slot.integer, slot.indicator)); break;
                case Argument::Kind::number: s->statement.exchange(soci::use(slot.number, slot.indicator)); break;
                case Argument::Kind::text: s->statement.exchange(soci::use(slot.text, slot.indicator)); break;
            }
        }
        s->row = row;
        if (row) bind_out(*s, *row);
        s->statement.alloc();
        s->statement.prepare(text);
        if (row) check_columns(*s, *row, text);
        s->statement.define_and_bind();
        return s;
    }

    Statement& statement(const Query& query, std::span<const Argument> arguments, const Shape* row) {
        if (by_query.size() <= query.index()) by_query.resize(Query::all().size());
        auto& slot = by_query[query.index()];
        if (!slot || !slot->fits(arguments, row)) {
            slot.reset();
            slot = make(text_for(address.engine, query.text()), arguments, row);
        }
        return *slot;
    }

    Statement& statement(const std::string& text, std::span<const Argument> arguments, const Shape* row) {
        constexpr std::size_t most = 256;
        if (auto found = text_index.find(text); found != text_index.end()) {
            if (found->second->second->fits(arguments, row)) {
                by_text.splice(by_text.begin(), by_text, found->second);
                return *found->second->second;
            }
            auto stale = found->second;
            text_index.erase(found);
            by_text.erase(stale);
        }
        auto made = make(text_for(address.engine, text), arguments, row);
        by_text.emplace_front(text, std::move(made));
        text_index.emplace(by_text.front().first, by_text.begin());
        if (by_text.size() > most) {
            text_index.erase(by_text.back().first);
            by_text.pop_back();
        }
        return *by_text.front().second;
    }

    static bool execute(Statement& s, std::span<Argument> arguments) {
        bind(s, arguments);
        s.refused = true;
        const bool any = s.statement.execute(true);
        s.refused = false;
        return any;
    }

    static void bind(Statement& s, std::span<Argument> arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            auto& slot = s.in[i];
            auto& argument = arguments[i];
            slot.indicator = argument.null ? soci::i_null : soci::i_ok;
            slot.integer = argument.integer;
            slot.number = argument.number;
            if (slot.kind == Argument::Kind::text) slot.text = std::move(argument.text);
        }
    }

    // A list or a struct within a row, as JSON. An older or newer release may have written other members.
    static void read_json_text(const std::string& text, const Shape& shape, void* to) {
        if (shape.clear) shape.clear(to);
        std::vector<FieldFault> faults;
        try {
            read_json(shape, to, text, faults, {.unknown_fields = UnknownFields::ignore});
        } catch (const Problem& problem) {
            faults.push_back({"", problem.code(), problem.detail()});
        }
        if (!faults.empty())
            throw std::logic_error(
                fmt::format("a stored {} is not valid: {} {}", shape.name, faults.front().path, faults.front().code));
    }

    static void read_value(const Slot& slot, const Shape& shape, void* to) {
        const Shape* leaf = &shape;
        if (shape.kind == Shape::Kind::optional) {
            if (slot.indicator == soci::i_null) return shape.clear(to);
            leaf = &shape.element();
            to = shape.add(to);
        } else if (slot.indicator == soci::i_null) {
            throw std::logic_error("NULL for a " + shape.name + " that is not optional");
        }
        std::optional<LeafFault> fault;
        switch (slot.kind) {
            case Argument::Kind::integer: fault = leaf->from_integer(slot.integer, to); break;
            case Argument::Kind::number: leaf->from_number(slot.number, to); break;
            case Argument::Kind::text:
                if (!leaf->from_text) return read_json_text(slot.text, *leaf, to);
                fault = leaf->from_text(slot.text, to);
                break;
        }
        if (fault) throw std::logic_error("a stored " + leaf->name + " is not valid: " + fault->code);
    }

    static void fetch(Statement& s, std::span<Argument> arguments, void* to, void* (*add)(void*)) {
        for (bool more = execute(s, arguments); more; more = s.statement.fetch()) {
            void* row = add(to);
            if (s.row->kind != Shape::Kind::object) {
                read_value(s.out.front(), *s.row, row);
                continue;
            }
            for (std::size_t i = 0; i < s.out.size(); ++i) {
                const auto& member = s.row->members[i];
                read_value(s.out[i], member.shape(), member.in(row));
            }
        }
    }
};

Connection::Connection(const Address& address, Access access) : impl_(std::make_unique<Impl>()) {
    impl_->address = address;
    impl_->access = access;
    try {
        if (address.engine == Engine::sqlite) {
            configure_sqlite();
            impl_->session.open(soci::sqlite3, fmt::format("dbname=\"{}\" vfs={}", address.target, gathering_vfs));
            sqlite_api::sqlite3_busy_timeout(impl_->sqlite(), 10'000);
            execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = "
                "MEMORY; PRAGMA wal_autocheckpoint = 0;");
            execute(access == Access::read_only ? "PRAGMA query_only = ON; PRAGMA cache_size = -8192;"
                                                : "PRAGMA cache_size = -65536;");
        } else {
            impl_->session.open(soci::postgresql, address.target);
            execute("SET client_min_messages = warning; SET timezone = 'UTC'; SET standard_conforming_strings = on;");
        }
    } catch (const soci::soci_error&) {
        throw Problem::unavailable(
            "database_unreachable", "数据库连接不上，请检查 database.url 与数据库服务，稍后再试。",
            "The database cannot be reached. Check database.url and the database server, then try again.", 5);
    }
}

Connection::~Connection() {
    // The server notices only a moment later that a connection was closed. Whoever comes next, such as this program
    // started again, is to find the lane free at once.
    if (impl_->has_lane && usable()) PQclear(PQexec(impl_->postgres(), "SELECT pg_advisory_unlock_all()"));
}

Engine Connection::engine() const { return impl_->address.engine; }
int Connection::lane() const { return impl_->lane; }

std::int64_t Connection::run(const Query& query, std::span<Argument> arguments) {
    auto& s = impl_->statement(query, arguments, nullptr);
    Impl::execute(s, arguments);
    return s.statement.get_affected_rows();
}

std::int64_t Connection::run(const std::string& text, std::span<Argument> arguments) {
    auto& s = impl_->statement(text, arguments, nullptr);
    Impl::execute(s, arguments);
    return s.statement.get_affected_rows();
}

void Connection::select(const Query& query, std::span<Argument> arguments, const Shape& row, void* to,
                        void* (*add)(void*)) {
    auto& s = impl_->statement(query, arguments, &row);
    Impl::fetch(s, arguments, to, add);
}

void Connection::select(const std::string& text, std::span<Argument> arguments, const Shape& row, void* to,
                        void* (*add)(void*)) {
    auto& s = impl_->statement(text, arguments, &row);
    Impl::fetch(s, arguments, to, add);
}

void Connection::prepare(const std::string& text) {
    soci::statement statement(impl_->session);
    statement.alloc();
    statement.prepare(text_for(engine(), text));
    // SOCI sends PREPARE to PostgreSQL here, SQLite has compiled it: both have looked at every name.
}

void Connection::execute(const std::string& script) {
    if (engine() == Engine::sqlite) {
        char* message = nullptr;
        int code = sqlite_api::sqlite3_exec(impl_->sqlite(), script.c_str(), nullptr, nullptr, &message);
        std::string text = message ? message : "";
        sqlite_api::sqlite3_free(message);
        if (code != SQLITE_OK) throw soci::sqlite3_soci_error(text, code);
    } else {
        std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(impl_->postgres(), script.c_str()), &PQclear);
        auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            const char* state = result ? PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) : nullptr;
            throw soci::postgresql_soci_error(PQerrorMessage(impl_->postgres()), state ? state : "08006");
        }
    }
}

void Connection::begin() {
    if (engine() == Engine::sqlite) {
        execute(impl_->access == Access::read_only ? "BEGIN" : "BEGIN IMMEDIATE");
    } else {
        execute(impl_->access == Access::read_only ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
    }
}
void Connection::commit() { execute("COMMIT"); }
void Connection::savepoint() { execute("SAVEPOINT call"); }
void Connection::release_savepoint() { execute("RELEASE call"); }
void Connection::rollback_to_savepoint() { execute("ROLLBACK TO call; RELEASE call"); }

void Connection::rollback() noexcept {
    impl_->memory.clear();
    try {
        execute("ROLLBACK");
    } catch (const std::exception&) {
        // The engine has rolled back by itself (full disk, lost server): there is nothing left to undo.
    }
}

std::int64_t Connection::changes() const {
    return engine() == Engine::sqlite ? sqlite_api::sqlite3_total_changes(impl_->sqlite()) : 0;
}

bool Connection::in_transaction() const {
    return engine() == Engine::sqlite ? sqlite_api::sqlite3_get_autocommit(impl_->sqlite()) == 0
                                      : PQtransactionStatus(impl_->postgres()) != PQTRANS_IDLE;
}

bool Connection::usable() const { return engine() == Engine::sqlite || PQstatus(impl_->postgres()) == CONNECTION_OK; }

void Connection::take_lane() {
    if (engine() == Engine::sqlite) return;
    // Ours among the advisory locks of the server, and apart from an installation in another schema.
    constexpr std::string_view lock_space = "hashtext('tongzhou.lane.' || current_schema())";
    for (int lane = 0; lane < 1024; ++lane) {
        long long taken = 0;
        impl_->session << fmt::format("SELECT CASE WHEN pg_try_advisory_lock({}, {}) THEN 1 ELSE 0 END", lock_space,
                                      lane),
            soci::into(taken);
        if (taken) {
            impl_->lane = lane;
            impl_->has_lane = true;
            return;
        }
    }
    throw Problem::unavailable("too_many_writers", "同时写入的连接过多，请减少 database.writers。",
                               "Too many writers are connected. Lower database.writers.", 30);
}

std::shared_ptr<void>& Connection::memory_of(TypeKey key) {
    for (auto& [k, value] : impl_->memory)
        if (k == key) return value;
    return impl_->memory.emplace_back(key, nullptr).second;
}
void Connection::forget_memory() { impl_->memory.clear(); }

void Connection::checkpoint(bool truncate) {
    if (engine() != Engine::sqlite) return;
    sqlite_api::sqlite3_wal_checkpoint_v2(
        impl_->sqlite(), nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

std::vector<std::string> Connection::check_integrity() {
    std::vector<std::string> faults;
    if (engine() != Engine::sqlite) return faults;  // the server keeps its own checksums
    soci::rowset<std::string> rows = (impl_->session.prepare << "PRAGMA integrity_check");
    for (const auto& line : rows)
        if (line != "ok") faults.push_back(line);
    return faults;
}

void Connection::copy_to(const std::string& path, const std::function<void(double)>& progress) {
    sqlite_api::sqlite3* target = nullptr;
    int code = sqlite_api::sqlite3_open(path.c_str(), &target);
    std::unique_ptr<sqlite_api::sqlite3, decltype(&sqlite_api::sqlite3_close)> closer(target,
                                                                                      &sqlite_api::sqlite3_close);
    auto* copy = code == SQLITE_OK ? sqlite_api::sqlite3_backup_init(target, "main", impl_->sqlite(), "main") : nullptr;
    if (copy) {
        do {
            code = sqlite_api::sqlite3_backup_step(copy, 4096);
            if (progress && sqlite_api::sqlite3_backup_pagecount(copy) > 0)
                progress(1.0 - double(sqlite_api::sqlite3_backup_remaining(copy)) /
                                   sqlite_api::sqlite3_backup_pagecount(copy));
        } while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
        code = sqlite_api::sqlite3_backup_finish(copy);
    }
    if (code != SQLITE_OK || !copy)
        throw Problem::unavailable("backup_failed", "备份文件写不进去，请检查目标目录与磁盘空间。",
                                   "The backup could not be written. Check the target folder and the free space.", 60);
}

void rethrow_as_problem() {
    auto unreachable = [] {
        return Problem::unavailable(
            "database_unreachable", "数据库暂时连接不上，系统会自动重连，请稍后重试。",
            "The database is out of reach for now. The program reconnects by itself; try again shortly.", 5);
    };
    auto full = [] {
        return Problem::unavailable(
            "storage_full", "存储空间已满，本次没有写入；请管理员清理磁盘后重试。",
            "The disk is full and nothing was written. Ask the administrator to free space, then send again.", 30);
    };
    try {
        throw;
    } catch (const Problem&) {
        throw;
    } catch (const soci::sqlite3_soci_error& error) {
        switch (error.result() & 0xff) {
            case SQLITE_FULL:
            case SQLITE_IOERR: throw full();
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                throw Problem::unavailable("database_busy", "数据库正忙，请稍后重试。",
                                           "The database is busy; try again shortly.", 2);
            case SQLITE_CANTOPEN: throw unreachable();
            default: throw;
        }
    } catch (const soci::postgresql_soci_error& error) {
        auto state = error.sqlstate();
        if (state.starts_with("08") || state.starts_with("57P") || state.empty() || state[0] == ' ')
            throw unreachable();
        if (state.starts_with("53")) throw full();
        throw;
    } catch (const soci::soci_error& error) {
        // SOCI reports a connection that broke in mid-statement without an SQLSTATE.
        std::string_view what = error.what();
        if (what.find("server closed the connection") != what.npos || what.find("no connection") != what.npos)
            throw unreachable();
        throw;
    }
}

bool is_retryable(const std::exception& error) {
    auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&error);
    return postgres && (postgres->sqlstate() == "40001" || postgres->sqlstate() == "40P01");
}

}  // namespace tongzhou::sql
