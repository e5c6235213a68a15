#include <sys/resource.h>

#include <boost/asio/post.hpp>
#include <cassert>
#include <thread>

#include "platform/http/acceptor.hpp"
#include "platform/http/body_stream.hpp"
#include "platform/http/http.hpp"
#include "platform/http/service.hpp"
#include "platform/http/tls.hpp"

namespace tongzhou::http {

namespace {

/// One descriptor per connection, and some for files and databases; as many as the system lets us have.
void allow_descriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);  // if refused the accept loop still copes with what there is
}

}  // namespace

struct Server::Impl {
    std::shared_ptr<Service> service;
    std::vector<std::shared_ptr<Loop>> loops;
    std::unique_ptr<Acceptor> acceptor;
    std::unique_ptr<BodyWorkers> body_workers;
    std::vector<std::thread> threads;
    std::uint16_t port = 0;

    /// Has `action(loop)` done on every loop's thread.
    template <class Action>
    void on_every_loop(Action action) {
        for (auto& loop : loops) asio::post(loop->context(), [loop, action] { action(*loop); });
    }

    bool busy() const {
        const auto& counters = service->counters;
        return counters.connections_open > 0 || counters.requests_running > 0;
    }
};

Server::Server(Options options, Handler handler) : impl_(std::make_unique<Impl>()) {
    impl_->service = std::make_shared<Service>(std::move(options), std::move(handler));
}

Server::~Server() { stop(); }

void Server::start() {
    auto& impl = *impl_;
    assert(impl.threads.empty() && !impl.service->stopping && "a Server starts once");
    const auto& options = impl.service->options;
    allow_descriptors();
    impl.service->tls = tls_context(options);
    impl.loops.clear();  // of a start that failed
    for (int count = 0; count < std::max(1, options.io_threads); ++count) {
        impl.loops.push_back(std::make_shared<Loop>(impl.service));
    }
    impl.acceptor = std::make_unique<Acceptor>(impl.loops, options);
    impl.port = impl.acceptor->port();
    impl.body_workers = std::make_unique<BodyWorkers>(options.body_source_threads);
    impl.service->body_workers = impl.body_workers.get();
    asio::post(impl.loops.front()->context(), [&impl] { impl.acceptor->accept_next(); });
    for (auto& loop : impl.loops) impl.threads.emplace_back([loop] { loop->run(); });
}

void Server::stop() {
    auto& impl = *impl_;
    if (impl.threads.empty()) return;
    impl.service->stopping = true;
    asio::post(impl.loops.front()->context(), [&impl] { impl.acceptor->close(); });
    impl.on_every_loop([](Loop& loop) { loop.wind_down(); });
    const auto deadline = Clock::now() + impl.service->options.drain_time;
    while (impl.busy() && Clock::now() < deadline) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    impl.on_every_loop([](Loop& loop) { loop.finish(); });
    for (auto& thread : impl.threads) thread.join();
    impl.threads.clear();
    impl.body_workers->join();
    impl.acceptor.reset();
    impl.loops.clear();
    impl.service->handler = nullptr;  // what it refers to may end with the Server; a Reply held on does not need it
}

std::uint16_t Server::port() const { return impl_->port; }

Statistics Server::statistics() const {
    const auto& counters = impl_->service->counters;
    Statistics now;
    now.requests = counters.requests;
    now.connections_accepted = counters.connections_accepted;
    now.connections_refused = counters.connections_refused;
    now.bytes_in = counters.bytes_in;
    now.bytes_out = counters.bytes_out;
    now.connections_open = counters.connections_open;
    now.requests_running = counters.requests_running;
    now.event_streams_open = counters.event_streams_open;
    now.timeouts = counters.timeouts;
    now.malformed = counters.malformed;
    now.faults = counters.faults;
    return now;
}

}  // namespace tongzhou::http
