// For tests: somebody at the other end, who speaks HTTP and does as told. Mail has test_mail_server.hpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "platform/http/http.hpp"

namespace tongzhou::messages::testing {

/// What the receiver does with one request.
struct Reaction {
    enum class Way { answer, silence };  ///< silence: takes it and never answers
    int status = 200;
    std::string body = R"({"errcode":0,"errmsg":"ok"})";
    std::vector<std::pair<std::string, std::string>> headers = {};
    Way way = Way::answer;
};

class Receiver {
  public:
    using React = std::function<Reaction(const http::Request&)>;

    explicit Receiver(React react = [](const http::Request&) { return Reaction{}; })
        : react_(std::move(react)), server_(options(), [this](http::Request&& request, http::Reply reply) {
              take(std::move(request), std::move(reply));
          }) {
        server_.start();
    }
    ~Receiver() {
        {
            const std::lock_guard lock(mutex_);
            held_.clear();
        }
        server_.stop();
    }
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    std::string address(std::string_view path = "/") const {
        return fmt::format("http://127.0.0.1:{}{}", server_.port(), path);
    }
    std::vector<http::Request> seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }
    std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return seen_.size();
    }
    void react_by(React react) {
        const std::lock_guard lock(mutex_);
        react_ = std::move(react);
    }

  private:
    static http::Options options() {
        http::Options options;
        options.port = 0;
        options.drain_time = std::chrono::milliseconds(100);
        return options;
    }
    void take(http::Request&& request, http::Reply reply) {
        const std::lock_guard lock(mutex_);
        const auto reaction = react_(request);
        seen_.push_back(std::move(request));
        if (reaction.way == Reaction::Way::silence) {
            held_.push_back(std::move(reply));
            return;
        }
        http::Response response;
        response.status = reaction.status;
        response.body = reaction.body;
        response.headers = reaction.headers;
        reply.send(std::move(response));
    }

    mutable std::mutex mutex_;
    React react_;
    std::vector<http::Request> seen_;
    std::vector<http::Reply> held_;
    http::Server server_;
};

inline Reaction coded(std::int64_t code, std::string_view words = "words") {
    return {.body = fmt::format(R"({{"errcode":{},"errmsg":"{}"}})", code, words)};
}
inline Reaction status(int code) { return {.status = code, .body = "{}"}; }
inline Reaction silence() { return {.way = Reaction::Way::silence}; }

}  // namespace tongzhou::messages::testing
