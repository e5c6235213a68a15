#include "load.hpp"

#include <cstring>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tongzhou::bench {

namespace {

using Now = std::chrono::steady_clock;

struct Connection {
    int socket = -1;
    std::string out, in;
    std::size_t sent = 0;
    Now::time_point begun;
};

int connect_to(std::uint16_t port) {
    int s = ::socket(AF_INET, SOCK_STREAM, 0);
    int one = 1;
    ::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to the server under load");
    return s;
}

// The length of the whole answer at the front of `in`, or 0 while it is incomplete. Answers have a Content-Length.
std::size_t complete(const std::string& in) {
    auto head = in.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    std::size_t length = 0;
    for (auto name : {"Content-Length: ", "content-length: "}) {
        auto at = in.find(name);
        if (at != std::string::npos && at < head) length = std::strtoul(in.c_str() + at + 16, nullptr, 10);
    }
    return in.size() >= head + 4 + length ? head + 4 + length : 0;
}

}  // namespace

double LoadResult::percentile(double of) {
    if (latencies_ms.empty()) return 0;
    auto at = latencies_ms.begin() + static_cast<std::ptrdiff_t>(of * static_cast<double>(latencies_ms.size() - 1));
    std::nth_element(latencies_ms.begin(), at, latencies_ms.end());
    return *at;
}

LoadResult run_load(const Load& load) {
    LoadResult result;
    result.latencies_ms.reserve(load.requests);
    std::vector<Connection> connections(static_cast<std::size_t>(load.connections));
    int poll = ::epoll_create1(0);
    std::uint64_t issued = 0, done = 0;
    const auto all = load.requests + load.warm_up;
    Now::time_point begun = Now::now();

    auto issue = [&](Connection& c) {
        c.out.clear();
        load.request(issued++, c.out);
        c.begun = Now::now();
        c.sent = 0;
        while (c.sent < c.out.size()) {
            auto n = ::send(c.socket, c.out.data() + c.sent, c.out.size() - c.sent, MSG_NOSIGNAL);
            if (n <= 0) throw std::runtime_error("the server under load takes no more");
            c.sent += static_cast<std::size_t>(n);
        }
    };
    for (std::size_t i = 0; i < connections.size(); ++i) {
        connections[i].socket = connect_to(load.port);
        epoll_event event{EPOLLIN, {.u64 = i}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, connections[i].socket, &event);
    }
    for (auto& c : connections)
        if (issued < all) issue(c);

    epoll_event events[256];
    char chunk[65536];
    while (done < all) {
        int ready = ::epoll_wait(poll, events, 256, 30'000);
        if (ready <= 0) throw std::runtime_error("the server under load has stopped answering");
        for (int e = 0; e < ready; ++e) {
            auto& c = connections[events[e].data.u64];
            auto n = ::recv(c.socket, chunk, sizeof chunk, 0);
            if (n <= 0) throw std::runtime_error("the server under load broke off");
            c.in.append(chunk, static_cast<std::size_t>(n));
            auto size = complete(c.in);
            if (size == 0) continue;
            auto now = Now::now();
            if (++done == load.warm_up) begun = now;
            if (done > load.warm_up) {
                ++result.answered;
                result.latencies_ms.push_back(std::chrono::duration<float, std::milli>(now - c.begun).count());
                if (std::strtol(c.in.c_str() + 9, nullptr, 10) != load.expected_status) {
                    if (result.refused++ == 0) fmt::print(stderr, "unexpected answer: {}\n", c.in.substr(0, 600));
                }
            }
            c.in.erase(0, size);
            if (issued < all) issue(c);
        }
    }
    result.seconds = std::chrono::duration<double>(Now::now() - begun).count();
    for (auto& c : connections) ::close(c.socket);
    ::close(poll);
    return result;
}

void append_post(std::string& out, std::string_view target, std::string_view token, std::string_view body) {
    fmt::format_to(std::back_inserter(out),
                   "POST {} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\nContent-Type: "
                   "application/json\r\nContent-Length: {}\r\n\r\n{}",
                   target, token, body.size(), body);
}

void append_get(std::string& out, std::string_view target, std::string_view token) {
    fmt::format_to(std::back_inserter(out), "GET {} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\n\r\n",
                   target, token);
}

}  // namespace tongzhou::bench
