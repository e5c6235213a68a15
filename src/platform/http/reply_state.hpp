// What stands behind a Reply and behind an EventStream. A connection implements both; a test of the layers above may
// too, and then needs no socket.
#pragma once

#include "platform/http/http.hpp"

namespace tongzhou::http {

/// One request that waits for its answer. Each of the two is called at most once, from any thread.
struct Reply::State {
    virtual ~State() = default;
    virtual void answer(Response&& response) = 0;
    virtual EventStream stream_events(std::vector<std::pair<std::string, std::string>>&& headers) = 0;
    /// The Reply was dropped unsent.
    virtual void dropped() = 0;
};

/// See EventStream; all of it from any thread. Destroyed when the last copy of the EventStream is.
struct EventStream::State {
    virtual ~State() = default;
    virtual bool send(std::string_view event, std::string_view data, std::string_view id) = 0;
    virtual bool open() const = 0;
    virtual void on_close(std::function<void()> callback) = 0;
    virtual void close() = 0;
};

}  // namespace tongzhou::http
