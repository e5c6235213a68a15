#include "modules/difficulties/similarity.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/text.hpp"

namespace tongzhou::difficulties {
namespace {

// Letters of any script and digits; U+3000–303F and U+FF00–FF0F and their like are punctuation.
bool is_word(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (c < 0xC0 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F)) return false;
    return !(c >= 0xFF00 && c <= 0xFF0F) && !(c >= 0xFF1A && c <= 0xFF20) && !(c >= 0xFF3B && c <= 0xFF65);
}

std::vector<char32_t> words_of(std::string_view text) {
    const auto plain = to_lower_ascii(to_half_width(text));
    std::vector<char32_t> words;
    for (std::size_t at = 0; at < plain.size();) {
        const auto lead = static_cast<unsigned char>(plain[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
        for (std::size_t i = 1; i < length && at + i < plain.size(); ++i)
            c = c << 6 | (static_cast<unsigned char>(plain[at + i]) & 0x3Fu);
        if (is_word(c)) words.push_back(c);
        at += length;
    }
    return words;
}

double dice(std::size_t shared, std::size_t a, std::size_t b) {
    return a + b == 0 ? 0 : 2.0 * static_cast<double>(shared) / static_cast<double>(a + b);
}

// Disjoint sets of positions.
class Sets {
  public:
    explicit Sets(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0); }
    std::size_t root(std::size_t i) {
        while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
        return i;
    }
    // The earlier one leads, so that groups come in the order of their first members.
    void join(std::size_t a, std::size_t b) {
        a = root(a), b = root(b);
        parents_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::size_t> parents_;
};

}  // namespace

Bigrams::Bigrams(std::string_view text) {
    const auto words = words_of(text);
    if (words.size() == 1) pairs_.push_back(words.front());
    for (std::size_t i = 1; i < words.size(); ++i)
        pairs_.push_back(std::uint64_t{words[i - 1]} << 32 | std::uint64_t{words[i]});
    std::ranges::sort(pairs_);
    const auto rest = std::ranges::unique(pairs_);
    pairs_.erase(rest.begin(), rest.end());
}

double Bigrams::similarity(const Bigrams& other) const {
    std::size_t shared = 0;
    for (auto a = pairs_.begin(), b = other.pairs_.begin(); a != pairs_.end() && b != other.pairs_.end();) {
        if (*a == *b)
            ++shared, ++a, ++b;
        else if (*a < *b)
            ++a;
        else
            ++b;
    }
    return dice(shared, pairs_.size(), other.pairs_.size());
}

std::vector<std::vector<std::size_t>> group_similar(const std::vector<Bigrams>& texts, double least) {
    // Only those that share a pair are compared: by an index from each pair to the texts before that have it.
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> having;
    std::vector<std::size_t> shared(texts.size());
    Sets sets(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::vector<std::size_t> met;
        for (const auto pair : texts[i].pairs()) {
            auto& others = having[pair];
            for (const auto other : others)
                if (shared[other]++ == 0) met.push_back(other);
            others.push_back(i);
        }
        for (const auto other : met) {
            const auto common = std::exchange(shared[other], 0);
            if (dice(common, texts[i].pairs().size(), texts[other].pairs().size()) >= least) sets.join(i, other);
        }
    }
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t i = 0; i < texts.size(); ++i) by_root[sets.root(i)].push_back(i);
    std::vector<std::vector<std::size_t>> groups;
    for (auto& [root, members] : by_root)
        if (members.size() > 1) groups.push_back(std::move(members));
    return groups;
}

}  // namespace tongzhou::difficulties
