#include <boost/asio/buffer.hpp>

#include "platform/http/connection.hpp"

namespace tongzhou::http {

namespace {

constexpr std::size_t body_step = 64 * 1024;  ///< so much of a body restarts its time

constexpr Refusal too_many_connections{503, "too_many_connections", "当前连接过多，请稍后重试。",
                                       "There are too many connections. Try again shortly."};
constexpr Refusal too_many_bodies{503, "too_many_uploads", "当前上传过多，请稍后重试。",
                                  "Too much is being uploaded at the moment. Try again shortly."};
constexpr Refusal unreadable_body{400, "malformed_request", "请求内容的分块格式有误，请检查客户端。",
                                  "The chunks of the body are malformed. Check the client."};

}  // namespace

// Requests are served one after the other; what a pipelining client has sent ahead waits in the buffer.
void Connection::advance() {
    while (wants_request() && read_request()) dispatch();
    keep_reading();
}

bool Connection::wants_request() const {
    const bool between = phase_ == Phase::idle || phase_ == Phase::header || phase_ == Phase::body;
    return between && !writing_ && !in_.empty();
}

/// True when a request is complete.
bool Connection::read_request() {
    if (admission_ == Admission::full) {
        refuse(too_many_connections);
        return false;
    }
    std::size_t used = 0;
    const auto progress = reader_.read(in_.data(), used);
    in_.consume(used);
    if (progress == RequestReader::Progress::refused) {
        add(service_.counters.malformed);
        refuse(reader_.refusal());
    } else if (progress == RequestReader::Progress::needs_more) {
        if (reader_.header_complete()) {
            body_progressed();
        } else if (phase_ == Phase::idle) {
            enter(Phase::header, service_.options.limits.header_time);
        }
    }
    return progress == RequestReader::Progress::complete;
}

void Connection::body_progressed() {
    const auto& limits = service_.options.limits;
    auto& all_bodies = service_.counters.body_bytes;
    const auto more = reader_.body_received() - body_counted_;
    body_counted_ += more;
    add(all_bodies, more);
    if (all_bodies > limits.all_bodies_bytes) return refuse(too_many_bodies);
    if (phase_ != Phase::body) {
        enter(Phase::body, limits.body_time);
        body_mark_ = 0;
        if (reader_.expects_continue() && reader_.body_received() == 0) write("HTTP/1.1 100 Continue\r\n\r\n");
    } else if (reader_.body_received() - body_mark_ >= body_step) {
        enter(Phase::body, limits.body_time);
        body_mark_ = reader_.body_received();
    }
}

void Connection::body_let_go() { take(service_.counters.body_bytes, std::exchange(body_counted_, 0)); }

void Connection::dispatch() {
    body_let_go();
    auto request = reader_.take(traits_);
    service_.proxies.identify(request, peer_, tls_ != nullptr);
    enter(Phase::running);
    add(service_.counters.requests);
    add(service_.counters.requests_running);
    handling_ = true;
    try {
        service_.handler(std::move(request), Reply(shared_from_this()));
    } catch (const std::exception& error) {  // its Reply has gone with it and has answered 500
        service_.report(error.what());
    }
    handling_ = false;
    if (std::exchange(answered_here_, false)) deliver_answer();
}

void Connection::keep_reading() {
    if (reading_ || phase_ == Phase::closed || phase_ == Phase::handshake) return;
    const bool raw = !tls_ || told_all_;
    if (phase_ == Phase::lingering && !raw) return;  // the TLS shutdown reads
    const bool of_request = phase_ == Phase::header || phase_ == Phase::body;
    const auto most = std::max(service_.options.limits.header_bytes, body_step);
    const auto room = in_.room(of_request ? most : InputBuffer::usual_capacity);
    if (room.size == 0) {
        if (of_request && !writing_) refuse(unreadable_body);  // a chunk's header or the trailers without end
        return;                                                // else the client is ahead of us and waits
    }
    reading_ = true;
    const auto buffer = asio::buffer(room.start, room.size);
    auto handler = [self = shared_from_this()](const boost::system::error_code& error, std::size_t count) {
        self->guarded([&] { self->received(error, count); });
    };
    if (raw) {
        socket_.async_read_some(buffer, std::move(handler));
    } else {
        tls_->async_read_some(buffer, std::move(handler));
    }
}

// End of file while a request runs is taken as the client's end, not as a half-closed connection that still listens:
// else ten thousand impatient clients would hold ten thousand connections.
void Connection::received(const boost::system::error_code& error, std::size_t count) {
    reading_ = false;
    if (phase_ == Phase::closed) {
        in_ = {};
        return;
    }
    if (phase_ == Phase::lingering && tls_ && !told_all_) return;
    if (error) return close();
    add(service_.counters.bytes_in, count);
    in_.received(count);
    if (phase_ == Phase::lingering || phase_ == Phase::events) in_.consume(in_.data().size());
    advance();
}

void Connection::refuse(const Refusal& refusal) {
    answer_ = problem_response(refusal);
    if (refusal.status == 503) answer_.headers.emplace_back("Retry-After", "5");
    reader_.take(traits_);  // what has come of it is not needed any more
    body_let_go();
    traits_.keep_alive = false;
    traits_.head = false;
    begin_reply();
}

}  // namespace tongzhou::http
