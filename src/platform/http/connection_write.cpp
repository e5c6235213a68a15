#include <boost/asio/buffer.hpp>

#include "platform/http/connection.hpp"
#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

constexpr std::size_t small_body = 16 * 1024;  ///< up to here copying is cheaper than a second buffer
constexpr std::size_t kept_capacity = 64 * 1024;
constexpr int event_send_buffer = 64 * 1024;  ///< in the kernel: events that wait there are stale

constexpr Refusal unanswered{500, "internal_error", "服务器内部出错，已记录；请稍后重试。",
                             "Something went wrong inside the server and was logged. Try again later."};

bool has_header(const Response& response, std::string_view lower_name) {
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& header) { return equal_ignoring_case(header.first, lower_name); });
}

}  // namespace

// ---- from any thread ----

// Compression is done here, by the thread that answers: a long list costs its worker, not the I/O thread.
void Connection::answer(Response&& response) {
    const auto threshold = service_.options.gzip_from_bytes;
    const bool large = response.source || response.body.size() >= threshold;
    if (large && shrinks(response.content_type) && !has_header(response, "content-encoding")) {
        response.headers.emplace_back("Vary", "Accept-Encoding");
        if (traits_.accepts_gzip) {
            response.headers.emplace_back("Content-Encoding", "gzip");
            if (!response.source) response.body = gzipped(response.body);
        }
    }
    answer_ = std::move(response);
    take(service_.counters.requests_running);
    if (loop_->on_this_thread() && handling_) {
        answered_here_ = true;
    } else if (!loop_->tell(shared_from_this(), News::answer)) {
        discard_answer();
    }
}

void Connection::dropped() {
    service_.report("a Reply was dropped unsent");
    answer(problem_response(unanswered));
}

EventStream Connection::stream_events(std::vector<std::pair<std::string, std::string>>&& headers) {
    auto channel = std::make_shared<EventChannel>([loop = loop_, connection = weak_from_this()] {
        if (auto alive = connection.lock()) loop->tell(std::move(alive), News::events);
    });
    EventStream stream(std::make_shared<ChannelSender>(channel));
    Response response;
    response.content_type = "text/event-stream";
    response.headers = std::move(headers);
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("X-Accel-Buffering", "no");  // nginx would hold events back
    offered_ = channel;
    answer(std::move(response));
    return stream;
}

// ---- on the loop ----

void Connection::deliver_answer() {
    if (phase_ != Phase::closed) return begin_reply();
    if (answer_.source) service_.body_workers->run([source = std::move(answer_.source)] {});
    discard_answer();
}

/// The client went before its answer came.
void Connection::discard_answer() {
    answer_ = {};
    say_gone(offered_);
}

/// Their callback is not ours: what it throws must not end our connection halfway through closing.
void Connection::say_gone(std::shared_ptr<EventChannel>& channel) {
    const auto gone = std::exchange(channel, nullptr);
    if (!gone) return;
    try {
        gone->gone();
    } catch (const std::exception& error) {
        service_.report(error.what());
    }
}

void Connection::begin_reply() {
    if (offered_) return begin_events();
    const bool none = bodiless(answer_.status);
    const bool streamed = answer_.source && !none;
    const bool until_close = streamed && traits_.http_1_0;
    closing_ = !traits_.keep_alive || until_close || service_.stopping;
    const auto framing = none          ? Framing::no_body
                         : until_close ? Framing::until_close
                         : streamed    ? Framing::chunked
                                       : Framing::content_length;
    out_.clear();
    append_head(out_, answer_, {framing, answer_.body.size(), !closing_, traits_.http_1_0, loop_->date()});
    enter(Phase::replying);
    if (streamed && !traits_.head) return begin_body_stream(framing);
    if (!none && !traits_.head) {
        if (answer_.body.size() <= small_body) {
            out_ += answer_.body;
        } else {
            body_ = std::move(answer_.body);
        }
    }
    answer_.body.clear();
    answer_.headers.clear();
    answer_.source = nullptr;
    if (write_out()) written();
}

void Connection::begin_body_stream(Framing framing) {
    enter(Phase::streaming);
    const bool gzip = std::any_of(answer_.headers.begin(), answer_.headers.end(),
                                  [](const auto& header) { return header.first == "Content-Encoding"; });
    const BodyFormat format{framing == Framing::chunked, gzip};
    stream_ = std::make_shared<BodyStream>(std::move(answer_.source), format, *service_.body_workers,
                                           [this_service = &service_](auto what) { this_service->report(what); });
    stream_ended_ = false;
    answer_ = {};
    if (write_out()) written();
}

void Connection::continue_body_stream() {
    if (phase_ != Phase::streaming) return;
    const auto outcome = stream_->take(out_);
    if (outcome == BodyStream::Outcome::broken) return break_off();
    stream_ended_ = outcome == BodyStream::Outcome::end;
    if (write_out()) written();
    advance();
}

/// A reset, not an orderly end: where only the end of the connection ends the body, that would look complete.
void Connection::break_off() {
    boost::system::error_code error;
    socket_.set_option(asio::socket_base::linger(true, 0), error);
    close();
}

void Connection::begin_events() {
    channel_ = std::move(offered_);
    closing_ = true;
    out_.clear();
    append_head(out_, answer_, {Framing::until_close, 0, false, false, loop_->date()});
    answer_ = {};
    if (traits_.head || service_.stopping) {
        enter(Phase::replying);
        say_gone(channel_);
    } else {
        boost::system::error_code error;
        socket_.set_option(asio::socket_base::send_buffer_size(event_send_buffer), error);
        enter(Phase::events);
        add(service_.counters.event_streams_open);
    }
    if (write_out()) written();
}

void Connection::flush_events() {
    if (channel_->cut_off()) return close();
    while (!writing_) {
        switch (channel_->take(out_)) {
            case EventChannel::Next::bytes:
                if (!write_out()) return;
                break;
            case EventChannel::Next::nothing: deadline_ = loop_->in(service_.options.heartbeat_time); return;
            case EventChannel::Next::end:
                take(service_.counters.event_streams_open);
                enter(Phase::replying);
                say_gone(channel_);
                return linger();
        }
    }
}

void Connection::reply_done() {
    body_ = {};
    if (out_.capacity() > kept_capacity) out_ = {};
    if (closing_) return linger();
    await_request();
}

void Connection::written() {
    switch (phase_) {
        case Phase::replying: return reply_done();
        case Phase::events: return flush_events();
        case Phase::body: return enter(Phase::body, service_.options.limits.body_time);
        case Phase::streaming: break;
        default: return;
    }
    if (stream_ended_) {
        stream_ = nullptr;
        return reply_done();
    }
    enter(Phase::streaming);
    stream_->pull([self = shared_from_this()] { self->loop_->tell(self, News::piece); });
}

bool Connection::write(std::string&& small) {
    out_ = std::move(small);
    return write_out();
}

/// Tries at once; true when everything is with the kernel. Else written() follows, or the connection is closed.
bool Connection::write_out() {
    sent_ = 0;
    if (!tls_) {
        boost::system::error_code error;
        sent_ = socket_.write_some(unsent_buffers(), error);
        add(service_.counters.bytes_out, sent_);
        if (error && error != asio::error::would_block) {
            close();
            return false;
        }
        if (unsent() == 0) return true;
    }
    write_later();
    return false;
}

void Connection::write_later() {
    writing_ = true;
    deadline_ = loop_->in(service_.options.limits.write_time);
    auto handler = [self = shared_from_this()](const boost::system::error_code& error, std::size_t count) {
        self->guarded([&] { self->wrote(error, count); });
    };
    if (tls_) {
        tls_->async_write_some(unsent_buffers(), std::move(handler));
    } else {
        socket_.async_write_some(unsent_buffers(), std::move(handler));
    }
}

void Connection::wrote(const boost::system::error_code& error, std::size_t count) {
    writing_ = false;
    if (phase_ == Phase::closed) {
        body_ = {};
        return;
    }
    if (error) return close();
    sent_ += count;
    add(service_.counters.bytes_out, count);
    if (unsent() > 0) return write_later();
    written();
    advance();
}

std::array<asio::const_buffer, 2> Connection::unsent_buffers() const {
    const auto of_out = std::min(sent_, out_.size());
    return {asio::buffer(out_) + of_out, asio::buffer(body_) + (sent_ - of_out)};
}

}  // namespace tongzhou::http
