#include "platform/search/sketch.hpp"

#include "platform/search/characters.hpp"

namespace tongzhou::search {

namespace {

constexpr std::size_t size = 96;
constexpr std::size_t sequence = 6;

}  // namespace

Sketch sketch_of(std::u32string_view folded) {
    Sketch hashes;
    hashes.reserve(folded.size());
    std::array<char32_t, sequence> last{};
    std::size_t seen = 0;
    for (const char32_t c : folded) {
        if (!is_han(c) && !is_letter(c) && !is_digit(c)) continue;
        last[seen++ % sequence] = c;
        if (seen < sequence) continue;
        std::uint64_t hash = 0xCBF29CE484222325u;
        for (std::size_t i = 0; i < sequence; ++i) hash = (hash ^ last[(seen + i) % sequence]) * 0x100000001B3u;
        hashes.push_back(static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15u) >> 32));
    }
    std::ranges::sort(hashes);
    hashes.erase(std::ranges::unique(hashes).begin(), hashes.end());
    hashes.resize(std::min(hashes.size(), size));
    hashes.shrink_to_fit();
    return hashes;
}

double resemblance(const Sketch& a, const Sketch& b) {
    // The smallest hashes of both together are a sample of what either has.
    std::size_t i = 0, j = 0, common = 0, sample = 0;
    for (; sample < size && (i < a.size() || j < b.size()); ++sample) {
        if (j == b.size() || (i < a.size() && a[i] < b[j])) {
            ++i;
        } else if (i == a.size() || b[j] < a[i]) {
            ++j;
        } else {
            ++common, ++i, ++j;
        }
    }
    return sample == 0 ? 0 : static_cast<double>(common) / static_cast<double>(sample);
}

}  // namespace tongzhou::search
