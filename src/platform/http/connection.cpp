#include "platform/http/connection.hpp"

namespace tongzhou::http {

namespace {

/// How long a client may take to hang up after we have said our last; it reads our reply meanwhile. Closing at once
/// would reset the connection if it still sends, and the reset would destroy the reply before it is read.
constexpr std::chrono::milliseconds linger_time{1'000};

}  // namespace

Connection::Connection(std::shared_ptr<Loop> loop, Socket socket, Admission admission)
    : loop_(std::move(loop)),
      service_(loop_->service()),
      socket_(std::move(socket)),
      admission_(admission),
      reader_(service_.options.limits) {}

Connection::~Connection() = default;

void Connection::start() {
    loop_->add(shared_from_this());
    boost::system::error_code error;
    const auto peer = socket_.remote_endpoint(error);
    if (!error) socket_.non_blocking(true, error);
    if (!error) socket_.set_option(asio::ip::tcp::no_delay(true), error);
    if (error) return close();  // hung up already
    peer_ = canonical_address(peer.address().to_string());
    if (service_.tls) return shake_hands();
    await_request();
    keep_reading();
}

void Connection::shake_hands() {
    enter(Phase::handshake, service_.options.limits.header_time);
    tls_ = std::make_unique<Tls>(socket_, *service_.tls);
    tls_->async_handshake(Tls::server, [self = shared_from_this()](const boost::system::error_code& error) {
        if (self->phase_ != Phase::handshake) return;
        if (error) return self->close();
        self->guarded([&] {
            self->await_request();
            self->keep_reading();
        });
    });
}

// While the server stops, a request that is on its way already is still answered: the next sweep closes, not we.
void Connection::await_request() {
    enter(Phase::idle, service_.stopping ? std::chrono::milliseconds(0) : service_.options.limits.idle_time);
}

void Connection::enter(Phase phase, std::chrono::milliseconds at_most) {
    phase_ = phase;
    deadline_ = loop_->in(at_most);
}

void Connection::enter(Phase phase) {
    phase_ = phase;
    deadline_ = Clock::time_point::max();
}

void Connection::attend(News news) {
    guarded([&] {
        switch (news) {
            case News::accepted: start(); break;
            case News::answer:
                deliver_answer();
                advance();
                break;
            case News::piece: continue_body_stream(); break;
            case News::events:
                if (phase_ == Phase::events) flush_events();
                break;
        }
    });
}

void Connection::expire(Clock::time_point now) {
    if (now < deadline_) return;
    guarded([this] {
        switch (phase_) {
            case Phase::header:
            case Phase::body:
                if (writing_) return close();
                add(service_.counters.timeouts);
                return refuse({408, "request_timeout", "请求未在规定时间内发完，请检查网络后重试。",
                               "The request did not arrive in time. Check the network and try again."});
            case Phase::events:
                if (writing_) break;
                deadline_ = Clock::time_point::max();
                if (write(":\n\n")) written();
                return;
            case Phase::idle:
            case Phase::lingering: return close();
            default: break;
        }
        add(service_.counters.timeouts);
        close();
    });
}

void Connection::wind_down() {
    guarded([this] {
        switch (phase_) {
            case Phase::idle: await_request(); break;
            case Phase::handshake:
            case Phase::events: close(); break;
            default: break;
        }
    });
}

void Connection::linger() {
    in_.consume(in_.data().size());
    enter(Phase::lingering, linger_time);
    if (!tls_) {
        boost::system::error_code error;
        socket_.shutdown(Socket::shutdown_send, error);
        if (error) return close();
    } else {
        tls_->async_shutdown([self = shared_from_this()](const boost::system::error_code&) {
            if (self->phase_ != Phase::lingering) return;
            self->told_all_ = true;
            boost::system::error_code error;
            self->socket_.shutdown(Socket::shutdown_send, error);
            if (error) return self->close();
            self->keep_reading();
        });
    }
    keep_reading();
}

void Connection::close() {
    if (phase_ == Phase::closed) return;
    const auto self = shared_from_this();
    if (phase_ == Phase::events) take(service_.counters.event_streams_open);
    phase_ = Phase::closed;
    deadline_ = Clock::time_point::max();
    boost::system::error_code error;
    socket_.close(error);  // an error here leaves nothing to be done
    loop_->remove(*this);
    take(admission_ == Admission::full ? service_.counters.refusals_open : service_.counters.connections_open);
    if (stream_) std::exchange(stream_, nullptr)->abandon();
    say_gone(channel_);
    body_let_go();
    if (!reading_) in_ = {};
    if (!writing_) body_ = {};
}

}  // namespace tongzhou::http
