// Chance for the synthetic city. Every fact is drawn from (seed, kind of fact, index), so any of them can be made again
// at any time without keeping it, and no library's distributions are used: the same seed makes the same city
// everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tongzhou {

class DemoRandom {
  public:
    /// A stream of its own for one fact of one thing: DemoRandom(seed, "person", 17).
    DemoRandom(std::uint64_t seed, std::string_view kind, std::int64_t index, std::int64_t second_index = 0);

    std::uint64_t next();
    /// 0 … bound − 1, each equally likely.
    std::int64_t below(std::int64_t bound);
    /// Both ends included.
    std::int64_t between(std::int64_t lowest, std::int64_t highest) { return lowest + below(highest - lowest + 1); }
    /// True `chances` times in `of`.
    bool happens(std::int64_t chances, std::int64_t of) { return below(of) < chances; }
    template <class T>
    const T& one_of(std::span<const T> choices) {
        return choices[static_cast<std::size_t>(below(std::ssize(choices)))];
    }
    /// Normal with mean 0 and deviation 1, in thousandths, never beyond ±6000: the sum of twelve even numbers, because
    /// logarithms and cosines differ from one mathematical library to the next.
    std::int64_t normal_thousandths();
    /// From the values of a distribution at equal steps of probability, straight lines between them.
    std::int64_t from_quantiles(std::span<const int> values);

  private:
    std::uint64_t state_;
};

}  // namespace tongzhou
