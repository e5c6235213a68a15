#include "platform/http/acceptor.hpp"

#include "base/problem.hpp"
#include "platform/http/connection.hpp"

namespace tongzhou::http {

namespace {

/// When the process is out of descriptors or memory, trying again at once would only burn the processor.
constexpr std::chrono::milliseconds pause_when_exhausted{100};
/// So many clients beyond the limit are told 503; what comes on top of them is closed without a word.
constexpr std::uint64_t most_refusals = 256;

Problem cannot_listen(const Options& options, const boost::system::error_code& error) {
    const auto place = fmt::format("{}:{}", options.address, options.port);
    return {500, "cannot_listen",
            fmt::format("无法在 {} 监听（{}）：请检查地址，或换一个端口。", place, error.message()),
            fmt::format("Cannot listen on {} ({}). Check the address or choose another port.", place, error.message())};
}

}  // namespace

Acceptor::Acceptor(const std::vector<std::shared_ptr<Loop>>& loops, const Options& options)
    : loops_(loops), acceptor_(loops.front()->context()), pause_(loops.front()->context()) {
    using Listener = asio::ip::tcp::acceptor;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    const asio::ip::tcp::endpoint endpoint(address, options.port);
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Listener::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(Listener::max_listen_connections, error);
    if (error) throw cannot_listen(options, error);
    port_ = acceptor_.local_endpoint().port();
}

void Acceptor::accept_next() {
    if (!acceptor_.is_open()) return;
    next_.emplace(loops_[turn_ % loops_.size()]->context());
    acceptor_.async_accept(*next_, [this](const boost::system::error_code& error) { accepted(error); });
}

void Acceptor::accepted(const boost::system::error_code& error) {
    if (!acceptor_.is_open()) return;
    if (error && error != asio::error::connection_aborted) {
        pause_.expires_after(pause_when_exhausted);
        pause_.async_wait([this](const boost::system::error_code&) { accept_next(); });
        return;
    }
    if (!error) admit(loops_[turn_++ % loops_.size()], std::move(*next_));  // else the client has gone again
    accept_next();
}

void Acceptor::admit(std::shared_ptr<Loop> loop, Socket socket) {
    auto& service = loop->service();
    auto& counters = service.counters;
    auto admission = Admission::admitted;
    if (counters.connections_open < service.options.limits.connections) {
        add(counters.connections_accepted);
        add(counters.connections_open);
    } else {
        add(counters.connections_refused);
        if (service.tls || counters.refusals_open >= most_refusals) return;
        add(counters.refusals_open);
        admission = Admission::full;
    }
    auto connection = std::make_shared<Connection>(loop, std::move(socket), admission);
    if (loop->on_this_thread()) return connection->attend(News::accepted);
    if (!loop->tell(std::move(connection), News::accepted)) {
        take(admission == Admission::full ? counters.refusals_open : counters.connections_open);
    }
}

void Acceptor::close() {
    boost::system::error_code error;
    acceptor_.close(error);  // an error here leaves nothing to be done
    pause_.cancel();
}

}  // namespace tongzhou::http
