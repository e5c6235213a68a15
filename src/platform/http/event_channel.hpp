// The events of one connection, between those who send them and the I/O thread that writes them.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "platform/http/reply_state.hpp"

namespace tongzhou::http {

class EventChannel {
  public:
    /// What may wait for a client, sent to the kernel or not; one who lags further behind is cut off.
    static constexpr std::size_t capacity = 256 * 1024;

    /// `wake` asks the I/O thread to take(); it is called from any thread, once until the next take().
    explicit EventChannel(std::function<void()> wake) : wake_(std::move(wake)) {}

    // For those who send, from any thread: as in EventStream.
    bool send(std::string_view event, std::string_view data, std::string_view id);
    bool open() const;
    void on_close(std::function<void()> callback);
    /// No more events; those already sent are still written.
    void close();

    // For the I/O thread.

    enum class Next { nothing, bytes, end };
    /// What is to be written next, instead of what `bytes` held.
    Next take(std::string& bytes);
    /// The client lags too far behind; what it has not taken by now is not waited for.
    bool cut_off() const;
    /// The client is gone: calls the callback of on_close.
    void gone();

  private:
    enum class Status { open, closing, cut_off, gone };
    void ask_to_take(std::unique_lock<std::mutex>& lock);

    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    Status status_ = Status::open;
    std::string waiting_;
    std::size_t being_written_ = 0;
    bool asked_ = false;
    std::function<void()> callback_;
};

/// The sending end. When nobody holds it any more nothing can come: the stream is closed.
class ChannelSender final : public EventStream::State {
  public:
    explicit ChannelSender(std::shared_ptr<EventChannel> channel) : channel_(std::move(channel)) {}
    ~ChannelSender() override { channel_->close(); }
    bool send(std::string_view event, std::string_view data, std::string_view id) override {
        return channel_->send(event, data, id);
    }
    bool open() const override { return channel_->open(); }
    void on_close(std::function<void()> callback) override { channel_->on_close(std::move(callback)); }
    void close() override { channel_->close(); }

  private:
    const std::shared_ptr<EventChannel> channel_;
};

}  // namespace tongzhou::http
