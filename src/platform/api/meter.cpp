#include "platform/api/meter.hpp"

#include <fmt/format.h>

namespace tongzhou::api {

void Meter::count(int status, std::chrono::steady_clock::duration took) {
    const double seconds = std::chrono::duration<double>(took).count();
    std::size_t bucket = 0;
    while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
    buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
    by_class_[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)].fetch_add(1, std::memory_order_relaxed);
    microseconds_.fetch_add(static_cast<std::uint64_t>(seconds * 1e6), std::memory_order_relaxed);
}

void Meter::write(std::string_view operation, std::string& out) const {
    std::uint64_t total = 0;
    for (const auto& bucket : buckets_) total += bucket.load(std::memory_order_relaxed);
    if (total == 0) return;
    auto to = std::back_inserter(out);
    for (std::size_t i = 0; i < by_class_.size(); ++i)
        if (auto n = by_class_[i].load(std::memory_order_relaxed))
            fmt::format_to(to, "tongzhou_requests_total{{operation=\"{}\",class=\"{}xx\"}} {}\n", operation, i + 1, n);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        below += buckets_[i].load(std::memory_order_relaxed);
        fmt::format_to(to, "tongzhou_request_seconds_bucket{{operation=\"{}\",le=\"{}\"}} {}\n", operation, bounds[i],
                       below);
    }
    fmt::format_to(to, "tongzhou_request_seconds_bucket{{operation=\"{}\",le=\"+Inf\"}} {}\n", operation, total);
    fmt::format_to(to, "tongzhou_request_seconds_sum{{operation=\"{}\"}} {}\n", operation,
                   static_cast<double>(microseconds_.load(std::memory_order_relaxed)) / 1e6);
    fmt::format_to(to, "tongzhou_request_seconds_count{{operation=\"{}\"}} {}\n", operation, total);
}

}  // namespace tongzhou::api
