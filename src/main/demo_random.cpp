#include "main/demo_random.hpp"

namespace tongzhou {

namespace {

// The finaliser of SplitMix64: every bit of the input moves every bit of the output.
constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

constexpr std::uint64_t step = 0x9E3779B97F4A7C15u;

}  // namespace

DemoRandom::DemoRandom(std::uint64_t seed, std::string_view kind, std::int64_t index, std::int64_t second_index)
    : state_(mix(seed + step)) {
    for (const char c : kind) state_ = mix(state_ ^ static_cast<unsigned char>(c));
    state_ = mix(state_ + static_cast<std::uint64_t>(index) * step);
    state_ = mix(state_ + static_cast<std::uint64_t>(second_index) * step);
}

std::uint64_t DemoRandom::next() { return mix(state_ += step); }

std::int64_t DemoRandom::below(std::int64_t bound) {
    // 32 bits are chance enough for any bound here, and the product of two of them cannot overflow.
    return static_cast<std::int64_t>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
}

std::int64_t DemoRandom::normal_thousandths() {
    std::int64_t sum = 0;
    for (int i = 0; i < 12; ++i) sum += below(1001);
    return sum - 6000;
}

std::int64_t DemoRandom::from_quantiles(std::span<const int> values) {
    constexpr std::int64_t parts = 1 << 16;
    const auto at = below((std::ssize(values) - 1) * parts);
    const auto low = static_cast<std::size_t>(at / parts);
    return values[low] + (values[low + 1] - values[low]) * (at % parts) / parts;
}

}  // namespace tongzhou
