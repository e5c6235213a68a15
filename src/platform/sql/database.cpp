#include "platform/sql/database.hpp"

#include <condition_variable>
#include <deque>
#include <thread>

#include "base/problem.hpp"

namespace tongzhou::sql {

namespace {

// Calls waiting for a thread. Closing lets what is queued run and wakes everyone.
template <class Call>
class Queue {
  public:
    explicit Queue(std::size_t most) : most_(most) {}

    bool push(std::unique_ptr<Call>& call) {
        bool wake;
        {
            std::lock_guard lock(mutex_);
            if (closed_ || calls_.size() >= most_) return false;
            calls_.push_back(std::move(call));
            wake = waiting_ > 0;
        }
        if (wake) ready_.notify_one();
        return true;
    }

    // Up to `most` calls into `out`; false when closed and empty.
    bool take(std::vector<std::unique_ptr<Call>>& out, std::size_t most) {
        std::unique_lock lock(mutex_);
        ++waiting_;
        ready_.wait(lock, [&] { return closed_ || !calls_.empty(); });
        --waiting_;
        while (!calls_.empty() && out.size() < most) {
            out.push_back(std::move(calls_.front()));
            calls_.pop_front();
        }
        return !out.empty();
    }

    void close() {
        {
            std::lock_guard lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
    }

    std::size_t size() const {
        std::lock_guard lock(mutex_);
        return calls_.size();
    }

  private:
    const std::size_t most_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::unique_ptr<Call>> calls_;
    int waiting_ = 0;
    bool closed_ = false;
};

// How a call that fails is undone while others share its transaction. A savepoint for every call would copy each page
// that it touches, and nearly all that fail do so before they have written anything. So a group begins without
// savepoints, and only one in which a call failed halfway is begun again with them.
enum class Undo {
    alone,       // the transaction is the call's own: it goes as a whole
    unwritten,   // a call that fails must not have written
    savepoints,  // each call has a savepoint
};

// The call has written and then failed, and there is no savepoint to go back to.
struct FailedHalfway : std::exception {};

// The failure as the caller should see it: a Problem where the world is at fault, the original where we are.
std::exception_ptr translated() {
    try {
        rethrow_as_problem();
    } catch (...) {
        return std::current_exception();
    }
}

}  // namespace

struct Database::Impl {
    Options options;
    const Clock& clock;
    Address address;
    Services services;
    Queue<WriteCall> writes;
    Queue<ReadCall> reads;
    std::vector<std::thread> threads;
    std::thread checkpointer;
    std::mutex checkpoint_mutex;
    std::condition_variable checkpoint_wake;
    bool stopping = false;
    std::once_flag stop_once;
    std::atomic<std::uint64_t> commits{0}, calls{0}, failed{0}, reads_done{0}, refused{0}, last_commit_us{0};
    std::mutex unqueued_mutex;

    Impl(Options given, const Clock& with)
        : options(std::move(given)),
          clock(with),
          address(Address::parse(options.url)),
          writes(options.write_queue),
          reads(options.read_queue) {}

    std::unique_ptr<Connection> open_writer() {
        auto connection = std::make_unique<Connection>(address, Access::read_write);
        connection->take_lane();
        return connection;
    }

    // Makes sure of a usable connection; a lost server is tried again at the next call.
    template <class Open>
    static void ensure(std::unique_ptr<Connection>& connection, Open open) {
        if (connection && connection->usable()) return;
        connection.reset();
        connection = open();
    }

    // One call within the open transaction. Its failure is its own, unless it throws.
    std::unique_ptr<Tx> run_call(Connection& connection, WriteCall& call, Undo undo, std::exception_ptr& failure) {
        auto tx = std::make_unique<Tx>(connection, services, clock.now());
        if (undo == Undo::savepoints) connection.savepoint();
        const auto changes_before = connection.changes();
        try {
            call.run(*tx);
            if (undo == Undo::savepoints) connection.release_savepoint();
            return tx;
        } catch (const std::exception& error) {
            if (is_retryable(error)) throw;
            failure = translated();
            // A full disk or a lost server has ended the transaction, and with it the whole group.
            if (undo == Undo::alone || !connection.in_transaction()) throw;
            if (undo == Undo::savepoints)
                connection.rollback_to_savepoint();
            else if (connection.changes() != changes_before)
                throw FailedHalfway();
            return nullptr;
        }
    }

    // All calls in one transaction. On return each has its failure or none; nothing is acknowledged yet.
    void run_group(Connection& connection, std::vector<std::unique_ptr<WriteCall>>& group,
                   std::vector<std::exception_ptr>& failures, std::vector<std::function<void()>>& afterwards, Undo undo,
                   bool& committing) {
        connection.begin();
        Tx together(connection, services, clock.now());
        for (std::size_t i = 0; i < group.size(); ++i) {
            auto tx = run_call(connection, *group[i], undo, failures[i]);
            if (!tx) continue;
            for (auto& [key, gathered] : tx->gathered()) {
                auto& all = together.gathered();
                auto same = std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.first == key; });
                if (same == all.end())
                    all.emplace_back(key, std::move(gathered));
                else
                    same->second->merge(*gathered);
            }
            for (auto& action : tx->after_commit_actions()) afterwards.push_back(std::move(action));
        }
        for (auto& [key, gathered] : together.gathered()) gathered->flush(together);
        committing = true;
        connection.commit();
    }

    void commit_group(std::unique_ptr<Connection>& connection, std::vector<std::unique_ptr<WriteCall>>& group) {
        std::vector<std::exception_ptr> failures(group.size());
        std::vector<std::function<void()>> afterwards;
        const auto begin = std::chrono::steady_clock::now();
        auto undo = group.size() > 1 ? Undo::unwritten : Undo::alone;
        for (int attempt = 1;; ++attempt) {
            bool committing = false;
            try {
                ensure(connection, [this] { return open_writer(); });
                run_group(*connection, group, failures, afterwards, undo, committing);
                commits.fetch_add(1, std::memory_order_relaxed);
                break;
            } catch (const FailedHalfway&) {
                connection->rollback();
                afterwards.clear();
                std::fill(failures.begin(), failures.end(), nullptr);
                undo = Undo::savepoints;
                --attempt;
            } catch (const std::exception& error) {
                // A connection that died while idle is found dead by its first statement. Only a lost COMMIT leaves
                // open what happened; then the caller is told, and asks again under the same ids.
                const bool died_before = connection && !connection->usable() && !committing && attempt == 1;
                const bool again = died_before || (is_retryable(error) && attempt < 5);
                auto failure = translated();
                if (connection) connection->rollback();
                afterwards.clear();
                if (again) {
                    std::fill(failures.begin(), failures.end(), nullptr);
                    continue;
                }
                for (auto& f : failures)
                    if (!f) f = failure;
                break;
            }
        }
        last_commit_us = static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count());
        calls.fetch_add(group.size(), std::memory_order_relaxed);
        // Before the answers: whoever was told that a gate is closed must not find it open in memory.
        for (auto& action : afterwards) action();
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (failures[i]) failed.fetch_add(1, std::memory_order_relaxed);
            group[i]->finish(failures[i]);
        }
        group.clear();
    }

    void write_loop(std::unique_ptr<Connection> connection) {
        const std::size_t most = address.engine == Engine::sqlite ? options.group : 1;
        std::vector<std::unique_ptr<WriteCall>> group;
        while (writes.take(group, most)) commit_group(connection, group);
    }

    std::exception_ptr run_read(std::unique_ptr<Connection>& connection, ReadCall& call) {
        try {
            ensure(connection, [this] { return std::make_unique<Connection>(address, Access::read_only); });
            connection->begin();
            Snapshot snapshot(*connection, services, clock.now());
            call.run(snapshot);
            connection->commit();
            return nullptr;
        } catch (...) {
            auto failure = translated();
            if (connection) connection->rollback();
            return failure;
        }
    }

    void read_loop(std::unique_ptr<Connection> connection) {
        std::vector<std::unique_ptr<ReadCall>> one;
        while (reads.take(one, 1)) {
            auto failure = run_read(connection, *one.front());
            if (failure && connection && !connection->usable())
                failure = run_read(connection, *one.front());  // it had died while idle
            reads_done.fetch_add(1, std::memory_order_relaxed);
            one.front()->finish(failure);
            one.clear();
        }
    }

    // The log is copied into the file beside the writer, never by it: a commit costs one fsync at any time.
    void checkpoint_loop() {
        Connection connection(address, Access::read_write);
        std::unique_lock lock(checkpoint_mutex);
        while (!stopping) {
            checkpoint_wake.wait_for(lock, std::chrono::milliseconds(500), [&] { return stopping; });
            lock.unlock();
            connection.checkpoint(false);
            lock.lock();
        }
        connection.checkpoint(true);
    }
};

Database::Database(Options options, const Clock& clock) : impl_(std::make_unique<Impl>(std::move(options), clock)) {
    auto& impl = *impl_;
    const int writers = impl.address.engine == Engine::sqlite ? 1 : impl.options.writers;
    std::vector<std::unique_ptr<Connection>> write_connections, read_connections;
    for (int i = 0; i < writers; ++i) write_connections.push_back(impl.open_writer());
    for (int i = 0; i < impl.options.readers; ++i)
        read_connections.push_back(std::make_unique<Connection>(impl.address, Access::read_only));
    for (auto& connection : write_connections)
        impl.threads.emplace_back([&impl, c = std::move(connection)]() mutable { impl.write_loop(std::move(c)); });
    for (auto& connection : read_connections)
        impl.threads.emplace_back([&impl, c = std::move(connection)]() mutable { impl.read_loop(std::move(c)); });
    if (impl.address.engine == Engine::sqlite) impl.checkpointer = std::thread([&impl] { impl.checkpoint_loop(); });
}

Database::~Database() { stop(); }

Services& Database::services() { return impl_->services; }
Engine Database::engine() const { return impl_->address.engine; }
const Clock& Database::clock() const { return impl_->clock; }

bool Database::submit(std::unique_ptr<WriteCall>& call) {
    if (impl_->writes.push(call)) return true;
    impl_->refused.fetch_add(1, std::memory_order_relaxed);
    return false;
}

bool Database::submit(std::unique_ptr<ReadCall>& call) {
    if (impl_->reads.push(call)) return true;
    impl_->refused.fetch_add(1, std::memory_order_relaxed);
    return false;
}

namespace {

// A call whose caller waits for it. Shared, so that whichever side is last frees it.
struct Waiting {
    std::mutex mutex;
    std::condition_variable done;
    bool finished = false;
    std::exception_ptr failure;

    void finish(std::exception_ptr with) noexcept {
        std::lock_guard lock(mutex);
        failure = with;
        finished = true;
        done.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex);
        done.wait(lock, [&] { return finished; });
        if (failure) std::rethrow_exception(failure);
    }
};

template <class Base, class Context>
struct BlockingCall final : Base {
    BlockingCall(const std::function<void(Context&)>& f, std::shared_ptr<Waiting> w)
        : function(f), waiting(std::move(w)) {}
    void run(Context& context) override { function(context); }
    void finish(std::exception_ptr failure) noexcept override { waiting->finish(failure); }
    const std::function<void(Context&)>& function;  // the caller waits, so it lives long enough
    std::shared_ptr<Waiting> waiting;
};

template <class Base, class Context>
void submit_and_wait(Database& database, const std::function<void(Context&)>& function) {
    auto waiting = std::make_shared<Waiting>();
    std::unique_ptr<Base> call = std::make_unique<BlockingCall<Base, Context>>(function, waiting);
    if (!database.submit(call))
        throw Problem::unavailable("overloaded", "系统正忙，请稍后重试。",
                                   "The program is overloaded; try again shortly.", 2);
    waiting->wait();
}

}  // namespace

void Database::write(const std::function<void(Tx&)>& function) { submit_and_wait<WriteCall, Tx>(*this, function); }
void Database::read(const std::function<void(Snapshot&)>& function) {
    submit_and_wait<ReadCall, Snapshot>(*this, function);
}

Database::LongRead::LongRead(Database& database)
    : connection_(std::make_unique<Connection>(database.impl_->address, Access::read_only)) {
    connection_->begin();
    snapshot_ = std::make_unique<Snapshot>(*connection_, database.impl_->services, database.impl_->clock.now());
}
Database::LongRead::~LongRead() {
    if (connection_) connection_->rollback();
}

int Database::migrate(std::span<const MigrationSet* const> sets) {
    auto connection = Connection(impl_->address, Access::read_write);
    return apply_migrations(connection, sets, impl_->clock.now());
}

bool Database::is_migrated(std::span<const MigrationSet* const> sets) {
    auto connection = Connection(impl_->address, Access::read_only);
    return missing_migrations(connection, sets) == 0;
}

void Database::backup(const std::string& path, const std::function<void(double)>& progress) {
    Connection(impl_->address, Access::read_only).copy_to(path, progress);
}

Statistics Database::statistics() const {
    Statistics s;
    s.commits = impl_->commits;
    s.calls = impl_->calls;
    s.failed_calls = impl_->failed;
    s.reads = impl_->reads_done;
    s.refused = impl_->refused;
    s.write_queue = impl_->writes.size();
    s.read_queue = impl_->reads.size();
    s.last_commit_microseconds = impl_->last_commit_us;
    return s;
}

void Database::stop() {
    std::call_once(impl_->stop_once, [this] {
        impl_->writes.close();
        impl_->reads.close();
        for (auto& thread : impl_->threads) thread.join();
        {
            std::lock_guard lock(impl_->checkpoint_mutex);
            impl_->stopping = true;
        }
        impl_->checkpoint_wake.notify_all();
        if (impl_->checkpointer.joinable()) impl_->checkpointer.join();
    });
}

}  // namespace tongzhou::sql
