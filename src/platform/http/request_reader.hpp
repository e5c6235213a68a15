// Bytes in, Requests out: the HTTP/1.1 grammar (Beast's) and what we refuse on top of it.
#pragma once

#include <memory>
#include <string_view>

#include "platform/http/http.hpp"

namespace tongzhou::http {

/// Why a request is not served. The texts reach the client, in both languages, for nobody has read its
/// Accept-Language yet.
struct Refusal {
    int status;
    std::string_view code, zh, en;
};

/// What a request says about its connection and its answer.
struct RequestTraits {
    bool keep_alive = false;
    bool http_1_0 = false;
    bool head = false;
    bool accepts_gzip = false;
};

class RequestReader {
  public:
    enum class Progress { needs_more, complete, refused };

    explicit RequestReader(const Limits& limits);
    ~RequestReader();

    /// Takes what it can from the front of `bytes` and says how much in `used`. After `complete` comes take(); after
    /// `refused` nothing more can be read.
    Progress read(std::string_view bytes, std::size_t& used);

    bool header_complete() const;
    /// The client waits for "100 Continue" before it sends the body.
    bool expects_continue() const;
    std::size_t body_received() const;
    const Refusal& refusal() const;

    /// The complete request; the reader is then ready for the next one.
    Request take(RequestTraits& traits);

  private:
    struct Parser;
    struct Slot;
    std::unique_ptr<Slot> slot_;
};

}  // namespace tongzhou::http
