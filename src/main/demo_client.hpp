// A small blocking HTTP client over a plain socket, for playing devices against a running server.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou {

struct DemoReply {
    int status = 0;
    int retry_after_seconds = 0;  ///< what a 429 or 503 asks for
    std::string body;
};

class DemoClient {
  public:
    /// "http://127.0.0.1:8080"; a path behind it stands before every target. Throws Problem 400 for other addresses.
    explicit DemoClient(const std::string& url);
    ~DemoClient();
    DemoClient(DemoClient&& other) noexcept;
    DemoClient& operator=(DemoClient&&) = delete;

    /// Sends again what the server asks to have again later. On the kept connection, opened anew where the server has
    /// closed it: what a device does when its network comes back, which is safe because a passage sent twice counts
    /// once. Throws Problem 503 "no_server" when nobody answers.
    DemoReply post(std::string_view target, std::string_view token, std::string_view json);

  private:
    bool connected() const { return socket_ >= 0; }
    void connect();
    void disconnect();
    bool send(std::string_view bytes);
    /// False when the connection ended before the whole reply.
    bool receive(DemoReply& reply);
    bool fill();

    std::string host_, port_, path_;
    int socket_ = -1;
    std::string buffer_;
};

}  // namespace tongzhou
