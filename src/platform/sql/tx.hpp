// What a rule sees of the database. A Snapshot reads one consistent state; a Tx reads and writes, and everything it
// did is undone when the rule throws. Neither is ever kept beyond the call that received it.
//
//   auto site = tx.find<Site>(find_site, id);                 // std::optional<Site>
//   for (auto& gate : tx.all<Gate>(gates_of_site, id)) …      // std::vector<Gate>
//   auto inside = tx.value<std::int64_t>(count_inside, id);   // std::optional<std::int64_t>
//   tx.run(insert_site, site);                                // by member name from a described struct
//   tx.run(close_site, now, id);                              // or in the order of the parameters
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "platform/sql/query.hpp"
#include "platform/sql/value.hpp"

namespace tongzhou::sql {

class Connection;
class Tx;

/// An identity for a type, for the few maps that are keyed by one.
using TypeKey = const void*;
template <class T>
TypeKey type_key() {
    static const char key = 0;
    return &key;
}

/// Work that many calls share. Each call gathers its own; what a failed call gathered is dropped with it; the rest is
/// merged and carried out once, just before the commit and in its transaction: counters, the audit chain.
class Gathered {
  public:
    virtual ~Gathered() = default;
    /// Takes over what a finished call gathered.
    virtual void merge(Gathered& call) = 0;
    virtual void flush(Tx& tx) = 0;
};

/// What the parts of the program share by type: the key ring, caches, settings. Filled before the first call.
class Services {
  public:
    template <class T>
    void provide(T& service) {
        put(type_key<T>(), &service);
    }
    /// Throws std::logic_error when nobody provided it.
    template <class T>
    T& get() const {
        return *static_cast<T*>(find(type_key<T>()));
    }

  private:
    void put(TypeKey key, void* service);
    void* find(TypeKey key) const;
    std::vector<std::pair<TypeKey, void*>> services_;
};

class Snapshot {
  public:
    Snapshot(Connection& connection, const Services& services, Instant now)
        : connection_(connection), services_(services), now_(now) {}
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    /// The time of this call. Rules use it instead of a clock.
    Instant now() const { return now_; }
    /// Every commit that was told before this moment is seen here: what keeps records in memory asks, lest it keep
    /// what an older state said.
    std::chrono::steady_clock::time_point began() const { return began_; }
    Engine engine() const;
    template <class T>
    T& service() const {
        return services_.get<T>();
    }

    /// All rows. Row is a described struct (columns in the order of its members, under their names) or a single leaf. A
    /// member that is a list or a struct is kept as JSON in one column.
    template <class Row, class... A>
    std::vector<Row> all(const Query& query, const A&... arguments) {
        std::vector<Row> rows;
        select(query, {argument(arguments)...}, shape_of<Row>(), &rows,
               [](void* to) -> void* { return &static_cast<std::vector<Row>*>(to)->emplace_back(); });
        return rows;
    }
    /// The first row, if any.
    template <class Row, class... A>
    std::optional<Row> find(const Query& query, const A&... arguments) {
        std::optional<Row> row;
        Row rest;
        std::pair<std::optional<Row>*, Row*> to{&row, &rest};
        select(query, {argument(arguments)...}, shape_of<Row>(), &to, [](void* both) -> void* {
            auto& [first, others] = *static_cast<std::pair<std::optional<Row>*, Row*>*>(both);
            return first->has_value() ? static_cast<void*>(others) : &first->emplace();
        });
        return row;
    }
    /// The first column of the first row; nothing when there is no row.
    template <class T, class... A>
    std::optional<T> value(const Query& query, const A&... arguments) {
        return find<T>(query, arguments...);
    }

    /// The same for texts that are put together at run time (lists with filters); kept in a bounded statement cache.
    template <class Row>
    std::vector<Row> all_of(const std::string& text, std::vector<Argument> arguments) {
        std::vector<Row> rows;
        select_text(text, std::move(arguments), shape_of<Row>(), &rows,
                    [](void* to) -> void* { return &static_cast<std::vector<Row>*>(to)->emplace_back(); });
        return rows;
    }

    /// Prepares a text and forgets it: for the test that every query is accepted by both engines.
    void prepare(const std::string& text);

    Connection& connection() { return connection_; }

  protected:
    using AddRow = void* (*)(void*);
    void select(const Query& query, std::initializer_list<Argument> arguments, const Shape& row, void* to, AddRow add);
    void select_text(const std::string& text, std::vector<Argument> arguments, const Shape& row, void* to, AddRow add);

    Connection& connection_;
    const Services& services_;
    Instant now_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

class Tx : public Snapshot {
  public:
    using Snapshot::Snapshot;

    /// Runs a statement and returns the number of rows it changed.
    template <class... A>
    std::int64_t run(const Query& query, const A&... arguments) {
        if constexpr (sizeof...(A) == 1 && (boost::describe::has_describe_members<A>::value && ...)) {
            return (run_row(query, shape_of<A>(), &arguments), ...);
        } else {
            return run_arguments(query, {argument(arguments)...});
        }
    }

    /// This call's share of G, made at first use. See Gathered.
    template <class G>
    G& gather() {
        for (auto& [key, gathered] : gathered_)
            if (key == type_key<G>()) return static_cast<G&>(*gathered);
        gathered_.emplace_back(type_key<G>(), std::make_unique<G>());
        return static_cast<G&>(*gathered_.back().second);
    }

    /// What this connection remembers between commits, for Gathered::flush only; thrown away by any rollback.
    template <class T>
    T& memory() {
        auto& slot = memory_of(type_key<T>());
        if (!slot) slot = std::make_shared<T>();
        return *std::static_pointer_cast<T>(slot);
    }

    /// Runs after the commit and before its replies, on the committing thread: what is remembered of the old state is
    /// forgotten before anybody hears of the new one. Must be short; must not throw.
    void after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

    /// Which writer this is: 0 on SQLite; on PostgreSQL a number no other open connection to the database has.
    /// Counters and audit chains are kept per lane, so that writers never wait for each other's rows.
    int lane() const;

    std::vector<std::pair<TypeKey, std::unique_ptr<Gathered>>>& gathered() { return gathered_; }
    std::vector<std::function<void()>>& after_commit_actions() { return after_commit_; }

  private:
    std::int64_t run_row(const Query& query, const Shape& shape, const void* row);
    std::int64_t run_arguments(const Query& query, std::initializer_list<Argument> arguments);
    std::shared_ptr<void>& memory_of(TypeKey key);

    std::vector<std::pair<TypeKey, std::unique_ptr<Gathered>>> gathered_;
    std::vector<std::function<void()>> after_commit_;
};

}  // namespace tongzhou::sql

namespace tongzhou {
using sql::Snapshot;
using sql::Tx;
}  // namespace tongzhou
