#include "platform/api/limiter.hpp"

#include <algorithm>
#include <cmath>

namespace tongzhou::api {

bool Limiter::admit(const std::string& key, std::chrono::steady_clock::time_point now, int& wait) {
    if (per_second_ <= 0) return true;
    constexpr std::size_t most_keys = 100'000;
    std::lock_guard lock(mutex_);
    if (buckets_.size() > most_keys) {
        // A bucket that has filled up again says nothing any more.
        std::erase_if(buckets_, [&](const auto& entry) {
            return std::chrono::duration<double>(now - entry.second.at).count() * per_second_ >= burst_;
        });
        if (buckets_.size() > most_keys) buckets_.clear();
    }
    auto [found, fresh] = buckets_.try_emplace(key, Bucket{burst_, now});
    auto& bucket = found->second;
    bucket.tokens =
        std::min(burst_, bucket.tokens + std::chrono::duration<double>(now - bucket.at).count() * per_second_);
    bucket.at = now;
    if (bucket.tokens < 1) {
        wait = std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_second_)));
        return false;
    }
    bucket.tokens -= 1;
    return true;
}

}  // namespace tongzhou::api
