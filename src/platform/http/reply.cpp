#include <cassert>

#include "platform/http/reply_state.hpp"

namespace tongzhou::http {

Reply::Reply(std::shared_ptr<State> state) : state_(std::move(state)) {}
Reply::Reply(Reply&&) noexcept = default;

Reply& Reply::operator=(Reply&& other) noexcept {
    auto overwritten = std::exchange(state_, std::move(other.state_));
    if (overwritten) overwritten->dropped();
    return *this;
}

Reply::~Reply() {
    if (state_) state_->dropped();
}

// The state is moved out first: it keeps the connection alive for the call, and a second send is seen as our fault.
void Reply::send(Response response) {
    assert(state_ && "a Reply is sent once");
    const auto state = std::move(state_);
    state->answer(std::move(response));
}

EventStream Reply::stream_events(std::vector<std::pair<std::string, std::string>> headers) {
    assert(state_ && "a Reply is sent once");
    const auto state = std::move(state_);
    return state->stream_events(std::move(headers));
}

bool EventStream::send(std::string_view event, std::string_view data, std::string_view id) {
    return state_->send(event, data, id);
}
bool EventStream::open() const { return state_->open(); }
void EventStream::on_close(std::function<void()> callback) { state_->on_close(std::move(callback)); }
void EventStream::close() { state_->close(); }

}  // namespace tongzhou::http
