#include "platform/testing/client.hpp"

#include <cstring>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.hpp"

namespace tongzhou::testing {

std::string Received::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

Client::Client(std::uint16_t port) : port_(port) {}
Client::~Client() { hang_up(); }

void Client::hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    buffer_.clear();
}

void Client::connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    int one = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

void Client::set_header(std::string name, std::string value) {
    std::erase_if(headers_, [&](const auto& h) { return h.first == name; });
    if (!value.empty()) headers_.emplace_back(std::move(name), std::move(value));
}

void Client::send_raw(std::string_view bytes) {
    if (socket_ < 0) connect();
    while (!bytes.empty()) {
        auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the server does not take any more");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string Client::receive_raw(int pause_ms) {
    std::string received = std::exchange(buffer_, {});
    char chunk[65536];
    pollfd wait{socket_, POLLIN, 0};
    while (::poll(&wait, 1, pause_ms) > 0) {
        auto got = ::recv(socket_, chunk, sizeof chunk, 0);
        if (got <= 0) break;
        received.append(chunk, static_cast<std::size_t>(got));
    }
    return received;
}

bool Client::fill() {
    char chunk[65536];
    auto got = ::recv(socket_, chunk, sizeof chunk, 0);
    if (got <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(got));
    return true;
}

Received Client::request(std::string_view method, std::string_view target, std::string_view body,
                         std::string_view content_type) {
    std::string message = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, target);
    for (const auto& [name, value] : headers_) message += name + ": " + value + "\r\n";
    if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH")
        message += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", content_type, body.size());
    message += "\r\n";
    message += body;
    const bool kept = socket_ >= 0;
    try {
        send_raw(message);
        if (!fill()) throw std::runtime_error("the server closed the connection");
    } catch (const std::runtime_error&) {
        if (!kept) throw;
        hang_up();  // the server had closed the kept connection between two requests
        send_raw(message);
        if (!fill()) throw std::runtime_error("the server closed the connection");
    }
    return receive(method != "HEAD");
}

Received Client::receive(bool with_body) {
    auto more = [this] {
        if (!fill()) throw std::runtime_error("the server broke off");
    };
    while (buffer_.find("\r\n\r\n") == std::string::npos) more();
    Received received;
    auto head_end = buffer_.find("\r\n\r\n");
    std::string head = buffer_.substr(0, head_end);
    buffer_.erase(0, head_end + 4);
    received.status = std::stoi(head.substr(9, 3));
    for (std::size_t at = head.find("\r\n"); at != std::string::npos;) {
        auto end = head.find("\r\n", at + 2);
        auto line = head.substr(at + 2, end == std::string::npos ? end : end - at - 2);
        auto colon = line.find(':');
        if (colon != std::string::npos)
            received.headers.emplace_back(to_lower_ascii(line.substr(0, colon)),
                                          std::string(trim(line.substr(colon + 1))));
        at = end;
    }
    if (received.status == 204 || received.status == 304 || !with_body) return received;
    if (received.header("transfer-encoding") == "chunked") {
        for (;;) {
            std::size_t end;
            while ((end = buffer_.find("\r\n")) == std::string::npos) more();
            auto size = std::stoul(buffer_.substr(0, end), nullptr, 16);
            buffer_.erase(0, end + 2);
            while (buffer_.size() < size + 2) more();
            received.body += buffer_.substr(0, size);
            buffer_.erase(0, size + 2);
            if (size == 0) break;
        }
    } else {
        auto size = received.header("content-length").empty() ? 0 : std::stoul(received.header("content-length"));
        while (buffer_.size() < size) more();
        received.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
    }
    if (received.header("connection") == "close") hang_up();
    return received;
}

}  // namespace tongzhou::testing
