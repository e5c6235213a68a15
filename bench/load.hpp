// Load from many keep-alive connections of one thread: each sends its next request when the last is answered. The
// client shares the two cores with the server, so it does as little as it can: epoll, and requests made in place.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tongzhou::bench {

struct LoadResult {
    std::uint64_t answered = 0;
    std::uint64_t refused = 0;  ///< answered with another status than expected
    double seconds = 0;
    std::vector<float> latencies_ms;  ///< of every answer, unsorted

    double per_second() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
    /// 0.5: the median, 0.99: p99. Sorts what is needed.
    double percentile(double of);
};

struct Load {
    std::uint16_t port = 0;
    int connections = 64;
    std::uint64_t requests = 100'000;  ///< in all; the run ends when the last is answered
    std::uint64_t warm_up = 0;         ///< the first answers that are not measured
    /// Writes the whole n-th request into `out` (empty before).
    std::function<void(std::uint64_t n, std::string& out)> request;
    int expected_status = 200;
};

/// Throws std::runtime_error when the server breaks off.
LoadResult run_load(const Load& load);

/// The bytes of a POST of a JSON body.
void append_post(std::string& out, std::string_view target, std::string_view token, std::string_view body);
/// The bytes of a GET.
void append_get(std::string& out, std::string_view target, std::string_view token);

}  // namespace tongzhou::bench
