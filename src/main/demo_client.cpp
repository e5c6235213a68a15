#include "main/demo_client.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <thread>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace tongzhou {

namespace {

constexpr std::string_view scheme = "http://";
constexpr int seconds_to_answer = 30;
constexpr int times_asked = 20;

// The number after a header's name; 0 without that header. `head` is in lower case.
std::size_t number_in(std::string_view head, std::string_view name) {
    std::size_t number = 0;
    if (const auto at = head.find(fmt::format("\r\n{}: ", name)); at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size() + 4, head.data() + head.size(), number);
    return number;
}

}  // namespace

DemoClient::DemoClient(const std::string& url) {
    if (!url.starts_with(scheme))
        throw Problem::bad_request("bad_url", "请给出 http:// 开头的服务地址，如 http://127.0.0.1:8080。",
                                   "Give the server's address with http://, such as http://127.0.0.1:8080.");
    const auto rest = url.substr(scheme.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    const auto colon = rest.substr(0, slash).rfind(':');
    host_ = rest.substr(0, std::min(colon, slash));
    port_ = colon == std::string::npos ? "80" : rest.substr(colon + 1, slash - colon - 1);
    path_ = rest.substr(slash);
    while (path_.ends_with('/')) path_.pop_back();
}

DemoClient::~DemoClient() { disconnect(); }

DemoClient::DemoClient(DemoClient&& other) noexcept
    : host_(std::move(other.host_)),
      port_(std::move(other.port_)),
      path_(std::move(other.path_)),
      socket_(std::exchange(other.socket_, -1)),
      buffer_(std::move(other.buffer_)) {}

void DemoClient::disconnect() {
    if (connected()) ::close(socket_);
    socket_ = -1;
    buffer_.clear();
}

void DemoClient::connect() {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host_.c_str(), port_.c_str(), &hints, &found) == 0) {
        for (auto* address = found; address && !connected(); address = address->ai_next) {
            socket_ = ::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
            if (connected() && ::connect(socket_, address->ai_addr, address->ai_addrlen) != 0) disconnect();
        }
        ::freeaddrinfo(found);
    }
    if (!connected())
        throw Problem::unavailable("no_server", fmt::format("{}:{} 没有应答，请先启动 tongzhou serve。", host_, port_),
                                   fmt::format("Nobody answers at {}:{}. Start tongzhou serve first.", host_, port_),
                                   0);
    const timeval patience{.tv_sec = seconds_to_answer, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool DemoClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool DemoClient::fill() {
    char bytes[16 << 10];
    const auto n = ::recv(socket_, bytes, sizeof bytes, 0);
    if (n <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(n));
    return true;
}

// The server answers these requests with Content-Length; a 204 has no body.
bool DemoClient::receive(DemoReply& reply) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return false;
    const auto head = to_lower_ascii(buffer_.substr(0, end + 2));
    buffer_.erase(0, end + 4);
    if (head.size() < 12 || std::from_chars(head.data() + 9, head.data() + 12, reply.status).ec != std::errc{})
        return false;
    const auto length = number_in(head, "content-length");
    reply.retry_after_seconds = static_cast<int>(number_in(head, "retry-after"));
    while (buffer_.size() < length)
        if (!fill()) return false;
    reply.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    if (head.find("\r\nconnection: close") != std::string::npos) disconnect();
    return true;
}

DemoReply DemoClient::post(std::string_view target, std::string_view token, std::string_view json) {
    const auto request = fmt::format(
        "POST {}{} HTTP/1.1\r\nHost: {}:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n"
        "Accept-Encoding: identity\r\nContent-Length: {}\r\n\r\n{}",
        path_, target, host_, port_, token, json.size(), json);
    int broken = 0;
    for (int asked = 1;; ++asked) {
        DemoReply reply;
        if (!connected()) connect();
        if (send(request) && receive(reply)) {
            const bool later = reply.status == 429 || reply.status == 503;
            if (!later || asked == times_asked) return reply;
            std::this_thread::sleep_for(std::chrono::seconds(std::clamp(reply.retry_after_seconds, 1, 10)));
        } else {
            disconnect();
            if (++broken == 2) break;
        }
    }
    throw Problem::unavailable("no_server", "服务中断了，请看服务的日志。", "The server broke off. Its log says why.",
                               0);
}

}  // namespace tongzhou
