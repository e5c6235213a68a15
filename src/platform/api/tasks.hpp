// A few threads for work that may block: password hashing, imports, exports being prepared.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tongzhou::api {

class Tasks {
  public:
    Tasks(int threads, std::size_t most_waiting);
    ~Tasks() { stop(); }
    /// False when too many wait already; then the task was not taken.
    bool submit(std::function<void()>& task);
    /// Lets what is queued finish, then ends the threads. Idempotent.
    void stop();

  private:
    void work();
    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tongzhou::api
