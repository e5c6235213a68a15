// Requests and latency of each endpoint, for /metrics.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace tongzhou::api {

class Meter {
  public:
    void count(int status, std::chrono::steady_clock::duration took);
    /// Prometheus lines labelled with the operation.
    void write(std::string_view operation, std::string& out) const;

  private:
    static constexpr std::array<double, 11> bounds{0.0005, 0.001, 0.002, 0.005, 0.01, 0.025,
                                                   0.05,   0.1,   0.25,  1,     5};  // seconds
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
    std::array<std::atomic<std::uint64_t>, 5> by_class_{};  // 1xx … 5xx
    std::atomic<std::uint64_t> microseconds_{0};
};

}  // namespace tongzhou::api
