// One I/O thread: its io_context, its connections, its clock. A connection lives on one loop and is touched by no other
// thread; what other threads have for it goes through tell(), which wakes the loop once for all that has gathered.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "platform/http/service.hpp"

namespace tongzhou::http {

class Connection;

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, asio::io_context::executor_type>;

/// What another thread has for a connection, first of all the connection itself.
enum class News : std::uint8_t { accepted, answer, piece, events };

class Loop : public std::enable_shared_from_this<Loop> {
  public:
    explicit Loop(std::shared_ptr<Service> service);
    ~Loop();

    asio::io_context& context() { return context_; }
    Service& service() { return *service_; }

    /// The body of the thread; returns after finish().
    void run();
    bool on_this_thread() const;

    /// From any thread: the connection's attend(news) is called on the loop. False once the loop has finished.
    bool tell(std::shared_ptr<Connection> connection, News news);

    // The rest on the loop's own thread.

    void add(std::shared_ptr<Connection> connection);
    void remove(Connection& connection);

    /// The time of the last sweep: good enough for deadlines, which are in seconds, and costs nothing.
    Clock::time_point now() const { return now_; }
    /// A deadline that is never early, whatever the time since the last sweep.
    Clock::time_point in(std::chrono::milliseconds span) const { return now_ + span + sweep_interval; }
    /// Now, as the Date header wants it.
    const std::string& date() const { return date_; }

    /// Closes what is idle; requests under way may finish.
    void wind_down();
    /// Closes everything; run() returns.
    void finish();

    static constexpr std::chrono::milliseconds sweep_interval{200};

  private:
    void drain();
    void sweep();

    const std::shared_ptr<Service> service_;
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    Timer timer_;
    std::vector<std::shared_ptr<Connection>> connections_;  ///< each knows its place
    Clock::time_point now_ = Clock::now();
    std::time_t date_second_ = 0;
    std::string date_;

    struct Notice {
        std::shared_ptr<Connection> connection;
        News news;
    };
    std::mutex mutex_;
    std::vector<Notice> outbox_;  ///< guarded by mutex_
    bool finished_ = false;       ///< written by the loop under mutex_; the loop itself may read it without
    std::vector<Notice> reading_;
};

}  // namespace tongzhou::http
