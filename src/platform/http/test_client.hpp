// For the tests of this folder: a client that speaks bytes, so that it can also speak them wrongly, and a server to
// speak to.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <thread>

#include "platform/http/http.hpp"

namespace tongzhou::http::test {

using namespace std::chrono_literals;

struct Received {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    bool complete = false;  ///< the body ended as its framing says
};

/// A socket connected to the server. Reads give up after five seconds and then look like the end.
class Client {
  public:
    explicit Client(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{5, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        connect(port);
    }
    Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}
    ~Client() { hang_up(); }

    int descriptor() const { return socket_; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// One more piece into the unread bytes; false at the end of the connection.
    bool receive() {
        char piece[16 * 1024];
        const auto count = ::recv(socket_, piece, sizeof piece, 0);
        if (count > 0) unread_.append(piece, static_cast<std::size_t>(count));
        return count > 0;
    }

    std::string until(std::string_view mark) {
        while (unread_.find(mark) == std::string::npos) {
            if (!receive()) return std::exchange(unread_, {});
        }
        const auto length = unread_.find(mark) + mark.size();
        auto found = unread_.substr(0, length);
        unread_.erase(0, length);
        return found;
    }

    std::string exactly(std::size_t count) {
        while (unread_.size() < count && receive()) continue;
        auto found = unread_.substr(0, count);
        unread_.erase(0, count);
        return found;
    }

    std::string rest() {
        while (receive()) continue;
        return std::exchange(unread_, {});
    }

    /// True when the server has closed and nothing more came.
    bool at_end() { return unread_.empty() && !receive(); }

    Received head() {
        Received received;
        auto text = until("\r\n\r\n");
        if (!text.ends_with("\r\n\r\n")) return received;
        received.status = std::atoi(text.substr(9, 3).c_str());
        for (auto at = text.find("\r\n") + 2; at + 2 < text.size();) {
            const auto end = text.find("\r\n", at), colon = text.find(": ", at);
            auto name = text.substr(at, colon - at);
            for (auto& letter : name) letter = static_cast<char>(std::tolower(letter));
            auto& value = received.headers[name];
            value += (value.empty() ? "" : ", ") + text.substr(colon + 2, end - colon - 2);
            at = end + 2;
        }
        return received;
    }

    Received response(Method method = Method::get) {
        auto received = head();
        read_body(received, method);
        return received;
    }

    void read_body(Received& received, Method method = Method::get) {
        if (method == Method::head || received.status == 204 || received.status == 304) {
            received.complete = true;
        } else if (received.headers.contains("content-length")) {
            const auto length = std::stoul(received.headers["content-length"]);
            received.body = exactly(length);
            received.complete = received.body.size() == length;
        } else if (received.headers["transfer-encoding"] == "chunked") {
            received.complete = read_chunks(received.body);
        } else {
            received.body = rest();
            received.complete = true;
        }
    }

    Received ask(std::string_view request) {
        send(request);
        return response();
    }
    Received get(const std::string& path, const std::string& headers = {}) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    }
    Received post(const std::string& path, const std::string& body) {
        return ask(
            fmt::format("POST {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n\r\n{}", path, body.size(), body));
    }

    void finish_sending() { ::shutdown(socket_, SHUT_WR); }
    void hang_up() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    /// Hangs up without the courtesies: the server sees a reset.
    void reset() {
        const linger abrupt{1, 0};
        setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
        hang_up();
    }

  private:
    void connect(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error("cannot connect to the server under test");
        }
        const int yes = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }

    bool read_chunks(std::string& body) {
        while (true) {
            const auto line = until("\r\n");
            if (!line.ends_with("\r\n")) return false;
            const auto size = std::stoul(line, nullptr, 16);
            const auto chunk = exactly(size + 2);
            if (chunk.size() != size + 2) return false;
            if (size == 0) return true;
            body.append(chunk, 0, size);
        }
    }

    int socket_;
    std::string unread_;
};

/// Waits for what another thread brings about; false when it does not within ten seconds.
template <class Condition>
bool eventually(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

inline Options on_any_port() {
    Options options;
    options.port = 0;
    return options;
}

/// A started server.
struct Running {
    Server server;

    explicit Running(Handler handler, Options options = on_any_port())
        : server(std::move(options), std::move(handler)) {
        server.start();
    }
    Client client(int receive_buffer = 0) const { return Client(server.port(), receive_buffer); }

    /// Nothing is held for anybody any more.
    bool at_rest() const {
        return eventually([this] {
            const auto now = server.statistics();
            return now.connections_open == 0 && now.requests_running == 0 && now.event_streams_open == 0;
        });
    }
};

inline Response text(std::string body, int status = 200) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

/// Answers with what the request said: "POST /path?query [body]".
inline void echo(Request&& request, Reply reply) {
    reply.send(text(fmt::format("{} {}?{} [{}]", name(request.method), request.path, request.query, request.body)));
}

/// Takes Replies from a Handler and answers them on a thread of its own, as the layers above do.
class OtherThread {
  public:
    /// Each Reply is answered `delay` after it came, at the earliest.
    explicit OtherThread(std::chrono::milliseconds delay = 0ms) : delay_(delay), thread_([this] { work(); }) {}
    ~OtherThread() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

    void add(Reply reply, std::string body) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back({std::move(reply), std::move(body), std::chrono::steady_clock::now() + delay_});
        }
        changed_.notify_all();
    }

    Handler handler() {
        return [this](Request&& request, Reply reply) { add(std::move(reply), "late " + request.path); };
    }

  private:
    struct Waiting {
        Reply reply;
        std::string body;
        std::chrono::steady_clock::time_point due;
    };

    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            auto next = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            std::this_thread::sleep_until(next.due);
            next.reply.send(text(std::move(next.body)));
            lock.lock();
        }
    }

    const std::chrono::milliseconds delay_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> waiting_;
    bool ended_ = false;
    std::thread thread_;
};

/// A Handler that answers nobody until it is told to.
class HeldReplies {
  public:
    Handler handler() {
        return [this](Request&&, Reply reply) {
            const std::lock_guard lock(mutex_);
            replies_.push_back(std::move(reply));
        };
    }
    std::size_t size() {
        const std::lock_guard lock(mutex_);
        return replies_.size();
    }
    Reply take() {
        const std::lock_guard lock(mutex_);
        auto reply = std::move(replies_.back());
        replies_.pop_back();
        return reply;
    }

  private:
    std::mutex mutex_;
    std::vector<Reply> replies_;
};

/// Everybody who asks listens to the same events.
struct Hub {
    std::mutex mutex;
    std::vector<EventStream> streams;
    std::atomic<int> closed{0};

    Handler handler() {
        return [this](Request&&, Reply reply) {
            auto stream = reply.stream_events();
            stream.on_close([this] { ++closed; });
            const std::lock_guard lock(mutex);
            streams.push_back(std::move(stream));
        };
    }
    EventStream stream(std::size_t number) {
        const std::lock_guard lock(mutex);
        return streams.at(number);
    }
    std::size_t size() {
        const std::lock_guard lock(mutex);
        return streams.size();
    }
    void send(std::string_view event, std::string_view data, std::string_view id = {}) {
        const std::lock_guard lock(mutex);
        for (auto& stream : streams) stream.send(event, data, id);
    }
};

}  // namespace tongzhou::http::test
