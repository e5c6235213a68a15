// One client's connection: a state machine on its loop's thread.
//
//   handshake ─► idle ─► header ─► body ─► running ─► replying ─► idle …
//                                             │  └──► streaming ─┘
//                                             └─────► events
//   and from anywhere: lingering (we have said all we had to say) ─► closed
//
// It reads in every phase, if only to notice that the client has hung up; what arrives early waits in the input buffer,
// whose size is the limit. Only answer(), stream_events() and dropped() are called from other threads.
#pragma once

#include <boost/asio/ssl/stream.hpp>
#include <optional>

#include "platform/http/body_stream.hpp"
#include "platform/http/event_channel.hpp"
#include "platform/http/input_buffer.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/reply_state.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/response_text.hpp"

namespace tongzhou::http {

/// Whether there was room for the connection; if not, it is told 503 and closed.
enum class Admission : std::uint8_t { admitted, full };

class Connection final : public Reply::State, public std::enable_shared_from_this<Connection> {
  public:
    Connection(std::shared_ptr<Loop> loop, Socket socket, Admission admission);
    ~Connection() override;

    void attend(News news);
    /// Acts on a deadline that has passed.
    void expire(Clock::time_point now);
    void wind_down();
    void close();

    void answer(Response&& response) override;
    EventStream stream_events(std::vector<std::pair<std::string, std::string>>&& headers) override;
    void dropped() override;

    std::size_t place = 0;  ///< of the loop

  private:
    enum class Phase : std::uint8_t {
        handshake,
        idle,
        header,
        body,
        running,
        replying,
        streaming,
        events,
        lingering,
        closed
    };
    using Tls = boost::asio::ssl::stream<Socket&>;

    // connection.cpp: coming and going
    void start();
    void shake_hands();
    void await_request();
    void enter(Phase phase, std::chrono::milliseconds at_most);
    void enter(Phase phase);
    void linger();
    template <class Action>
    void guarded(Action action);

    // connection_read.cpp
    void advance();
    bool wants_request() const;
    bool read_request();
    void body_progressed();
    void body_let_go();
    void dispatch();
    void keep_reading();
    void received(const boost::system::error_code& error, std::size_t count);
    void refuse(const Refusal& refusal);

    // connection_write.cpp
    void deliver_answer();
    void discard_answer();
    void begin_reply();
    void begin_body_stream(Framing framing);
    void begin_events();
    void continue_body_stream();
    void flush_events();
    void say_gone(std::shared_ptr<EventChannel>& channel);
    void reply_done();
    bool write(std::string&& small);
    bool write_out();
    void write_later();
    void wrote(const boost::system::error_code& error, std::size_t count);
    void written();
    void break_off();
    std::size_t unsent() const { return out_.size() + body_.size() - sent_; }
    std::array<asio::const_buffer, 2> unsent_buffers() const;

    const std::shared_ptr<Loop> loop_;
    Service& service_;
    Socket socket_;
    std::unique_ptr<Tls> tls_;
    std::string peer_;
    const Admission admission_;
    Phase phase_ = Phase::idle;
    bool reading_ = false;        ///< a read is under way
    bool writing_ = false;        ///< a write is under way
    bool handling_ = false;       ///< the Handler is being called
    bool answered_here_ = false;  ///< … and has answered before it returned
    bool closing_ = false;        ///< this reply is the last
    bool told_all_ = false;       ///< TLS has said its goodbye, what comes now is read raw and thrown away
    Clock::time_point deadline_ = Clock::time_point::max();

    InputBuffer in_;
    RequestReader reader_;
    std::size_t body_counted_ = 0;  ///< of the body received, in the count of all bodies
    std::size_t body_mark_ = 0;     ///< of the body received when its time was last restarted
    RequestTraits traits_;

    Response answer_;                        ///< written by the answering thread, read after News::answer
    std::shared_ptr<EventChannel> offered_;  ///< likewise: answer_ is the head of a stream of events
    std::shared_ptr<EventChannel> channel_;
    std::shared_ptr<BodyStream> stream_;
    bool stream_ended_ = false;

    std::string out_;   ///< head and small body
    std::string body_;  ///< a large body, not copied
    std::size_t sent_ = 0;
};

template <class Action>
void Connection::guarded(Action action) {
    const auto self = shared_from_this();
    try {
        action();
    } catch (const std::exception& error) {  // memory has run out: this one client pays
        service_.report(error.what());
        close();
    }
}

}  // namespace tongzhou::http
