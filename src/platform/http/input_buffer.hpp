// The bytes of one connection that have been received and not yet read. A read may be under way into its free end while
// its front is consumed: memory moves only in room(), which is called when no read is under way.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>

namespace tongzhou::http {

class InputBuffer {
  public:
    static constexpr std::size_t usual_capacity = 4 * 1024;

    std::string_view data() const { return {bytes_.get() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }
    void consume(std::size_t count) { begin_ += count; }

    struct Room {
        char* start;
        std::size_t size;
    };

    /// Where the next read may write; grows while the last read filled what there was, up to `most` bytes in all.
    /// A size of 0 means that the buffer is full.
    Room room(std::size_t most) {
        if (empty()) begin_ = end_ = 0;
        if (empty() && most <= usual_capacity && capacity_ > usual_capacity) move_to(usual_capacity);
        if (capacity_ == 0) move_to(usual_capacity);
        if (end_ == capacity_ && begin_ > 0) move_to(capacity_);
        if ((end_ == capacity_ || was_filled_) && capacity_ < most) move_to(std::min(most, 2 * capacity_));
        was_filled_ = false;
        return {bytes_.get() + end_, capacity_ - end_};
    }

    void received(std::size_t count) {
        end_ += count;
        was_filled_ = end_ == capacity_;
    }

  private:
    void move_to(std::size_t capacity) {
        const auto kept = data();
        std::unique_ptr<char[]> bytes(new char[capacity]);  // not make_unique: that would clear it
        kept.copy(bytes.get(), kept.size());
        end_ = kept.size();
        begin_ = 0;
        bytes_ = std::move(bytes);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
    bool was_filled_ = false;
};

}  // namespace tongzhou::http
