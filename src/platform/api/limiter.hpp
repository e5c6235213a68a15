// A token bucket for each actor, so that one client cannot take the program from all others.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tongzhou::api {

class Limiter {
  public:
    Limiter(double per_second, double burst) : per_second_(per_second), burst_(burst) {}
    /// True when the key may go on; else the seconds until it may stand in `wait`. Bounded: idle keys are dropped.
    bool admit(const std::string& key, std::chrono::steady_clock::time_point now, int& wait);

  private:
    struct Bucket {
        double tokens;
        std::chrono::steady_clock::time_point at;
    };
    const double per_second_, burst_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace tongzhou::api
