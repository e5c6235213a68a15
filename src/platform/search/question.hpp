// A question as the index is asked it: its terms, each pair of Chinese characters and each word or number, with what
// it tells. Words of asking (什么, 多少, 如何) are in no policy for a reason, and tell nothing.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/index.hpp"

namespace tongzhou::search {

/// A term, the same in a question and in a text. Two characters or the hash of a word.
using TermKey = std::uint64_t;

struct Term {
    TermKey key = 0;
    double idf = 0;               ///< 0 for words of asking
    std::vector<int> positions;   ///< in the question
    std::string text;             ///< UTF-8, folded
};

class Question {
  public:
    /// Terms beyond 160 are left out: of a long message the beginning says what it is about.
    Question(const Index& index, std::string_view text);

    const std::u32string& folded_text() const { return text_; }
    const std::vector<Term>& terms() const { return terms_; }
    /// Of all terms.
    double total_idf() const { return total_idf_; }
    bool empty() const { return total_idf_ <= 0; }
    /// False only for keys that are no term of it; quicker than find().
    bool may_have(TermKey key) const {
        const auto bit = filter_bit(key);
        return (filter_[bit >> 6] >> (bit & 63) & 1) != 0;
    }
    /// The number of the term with that key; -1: none.
    int find(TermKey key) const;
    /// Its Chinese characters, each once, and what each tells.
    const std::u32string& characters() const { return characters_; }
    const std::vector<double>& character_idf() const { return character_idf_; }
    /// What the index is searched for.
    std::vector<WeightedTerm> weighted() const;

  private:
    static std::uint32_t filter_bit(TermKey key) {
        return static_cast<std::uint32_t>((key ^ key >> 29) * 0x9E3779B97F4A7C15u >> 52);
    }
    std::u32string text_;
    std::vector<Term> terms_;
    std::u32string characters_;
    std::vector<double> character_idf_;
    double total_idf_ = 0;
    std::array<std::uint64_t, 64> filter_{};  // a bit for each of 4,096 hashes
    std::vector<std::pair<TermKey, int>> table_;  // open addressing, a power of two; -1: free
};

}  // namespace tongzhou::search
