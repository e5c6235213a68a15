#include "platform/http/event_channel.hpp"

namespace tongzhou::http {

namespace {

/// One field per line of the value; a line break would otherwise end the field (HTML Standard, section 9.2.6).
void append_field(std::string& out, std::string_view field, std::string_view value) {
    while (true) {
        const auto end = std::min(value.find_first_of("\r\n"), value.size());
        out.append(field).append(": ").append(value.substr(0, end)) += '\n';
        if (end == value.size()) return;
        value.remove_prefix(end + (value.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

}  // namespace

bool EventChannel::send(std::string_view event, std::string_view data, std::string_view id) {
    std::unique_lock lock(mutex_);
    if (status_ != Status::open) return false;
    if (!id.empty()) append_field(waiting_, "id", first_line(id));
    if (!event.empty()) append_field(waiting_, "event", first_line(event));
    append_field(waiting_, "data", data);
    waiting_ += '\n';
    const bool fits = waiting_.size() + being_written_ <= capacity;
    if (!fits) {
        status_ = Status::cut_off;
        waiting_ = {};
    }
    ask_to_take(lock);
    return fits;
}

// One who was cut off has a write under way that may never end, and was perhaps asked for: so it is told again.

void EventChannel::ask_to_take(std::unique_lock<std::mutex>& lock) {
    const bool ask = !std::exchange(asked_, true) || status_ == Status::cut_off;
    lock.unlock();
    if (ask) wake_();
}

bool EventChannel::open() const {
    const std::lock_guard lock(mutex_);
    return status_ == Status::open;
}

void EventChannel::on_close(std::function<void()> callback) {
    {
        const std::lock_guard lock(mutex_);
        if (status_ != Status::gone) {
            callback_ = std::move(callback);
            return;
        }
    }
    callback();
}

void EventChannel::close() {
    std::unique_lock lock(mutex_);
    if (status_ != Status::open) return;
    status_ = Status::closing;
    ask_to_take(lock);
}

EventChannel::Next EventChannel::take(std::string& bytes) {
    const std::lock_guard lock(mutex_);
    asked_ = false;
    bytes.clear();
    bytes.swap(waiting_);
    being_written_ = bytes.size();
    if (!bytes.empty()) return Next::bytes;
    return status_ == Status::open ? Next::nothing : Next::end;
}

bool EventChannel::cut_off() const {
    const std::lock_guard lock(mutex_);
    return status_ == Status::cut_off;
}

void EventChannel::gone() {
    std::function<void()> callback;
    {
        const std::lock_guard lock(mutex_);
        status_ = Status::gone;
        waiting_ = {};
        callback.swap(callback_);
    }
    if (callback) callback();
}

}  // namespace tongzhou::http
