// A blocking HTTP client over a plain socket, for tests: it can also misbehave, as real clients do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tongzhou::testing {

struct Received {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;
    std::string header(std::string_view name) const;
};

class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Sent with every request from now on; an empty value takes it away.
    void set_header(std::string name, std::string value);
    /// Sends a request on the kept connection (opened anew when the server closed it) and waits for the whole reply.
    /// Throws std::runtime_error when the server breaks off.
    Received request(std::string_view method, std::string_view target, std::string_view body = {},
                     std::string_view content_type = "application/json");
    Received get(std::string_view target) { return request("GET", target); }
    Received post(std::string_view target, std::string_view json) { return request("POST", target, json); }

    /// Bytes as they are, and whatever comes back until the peer pauses for that long or closes.
    void send_raw(std::string_view bytes);
    /// The next whole reply, to a request that was sent raw. Throws std::runtime_error when the server breaks off.
    Received receive(bool with_body = true);
    std::string receive_raw(int pause_ms);
    void hang_up();

  private:
    void connect();
    bool fill();
    std::uint16_t port_;
    int socket_ = -1;
    std::string buffer_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

}  // namespace tongzhou::testing
