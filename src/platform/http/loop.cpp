#include "platform/http/loop.hpp"

#include <fmt/chrono.h>

#include <boost/asio/post.hpp>

#include "platform/http/connection.hpp"

namespace tongzhou::http {

namespace {
thread_local const Loop* loop_of_this_thread = nullptr;
}

Loop::Loop(std::shared_ptr<Service> service)
    : service_(std::move(service)), work_(context_.get_executor()), timer_(context_) {}
Loop::~Loop() = default;

bool Loop::on_this_thread() const { return loop_of_this_thread == this; }

void Loop::run() {
    loop_of_this_thread = this;
    sweep();
    context_.run();
    loop_of_this_thread = nullptr;
}

bool Loop::tell(std::shared_ptr<Connection> connection, News news) {
    bool first;
    {
        const std::lock_guard lock(mutex_);
        if (finished_) return false;
        first = outbox_.empty();
        outbox_.push_back({std::move(connection), news});
    }
    if (first) asio::post(context_, [this] { drain(); });
    return true;
}

void Loop::drain() {
    {
        const std::lock_guard lock(mutex_);
        reading_.swap(outbox_);
    }
    for (auto& notice : reading_) notice.connection->attend(notice.news);
    reading_.clear();
}

void Loop::add(std::shared_ptr<Connection> connection) {
    connection->place = connections_.size();
    connections_.push_back(std::move(connection));
}

void Loop::remove(Connection& connection) {
    const auto place = connection.place;
    const auto removed = std::exchange(connections_[place], std::move(connections_.back()));
    connections_.pop_back();
    if (place < connections_.size()) connections_[place]->place = place;
}

// One pass over all connections five times a second is cheaper than arming a timer for every read and write.
void Loop::sweep() {
    now_ = Clock::now();
    if (const auto second = std::time(nullptr); second != date_second_) {
        date_second_ = second;
        date_ = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(second));
    }
    for (std::size_t left = connections_.size(); left > 0; --left) {
        if (left <= connections_.size()) connections_[left - 1]->expire(now_);
    }
    timer_.expires_after(sweep_interval);
    timer_.async_wait([this](const boost::system::error_code& error) {
        // A wait that was over when finish() cancelled it comes without error; to go on would keep run() for ever.
        if (!error && !finished_) sweep();
    });
}

void Loop::wind_down() {
    for (std::size_t left = connections_.size(); left > 0; --left) {
        if (left <= connections_.size()) connections_[left - 1]->wind_down();
    }
}

void Loop::finish() {
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        reading_.swap(outbox_);
    }
    for (auto& notice : reading_) notice.connection->attend(notice.news);
    reading_.clear();
    while (!connections_.empty()) connections_.back()->close();
    timer_.cancel();
    work_.reset();
}

}  // namespace tongzhou::http
