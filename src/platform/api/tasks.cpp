#include "platform/api/tasks.hpp"

namespace tongzhou::api {

Tasks::Tasks(int threads, std::size_t most_waiting) : most_(most_waiting) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool Tasks::submit(std::function<void()>& task) {
    {
        std::lock_guard lock(mutex_);
        if (stopping_ || waiting_.size() >= most_) return false;
        waiting_.push_back(std::move(task));
    }
    ready_.notify_one();
    return true;
}

void Tasks::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        auto task = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        task();
    }
}

void Tasks::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    ready_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

}  // namespace tongzhou::api
