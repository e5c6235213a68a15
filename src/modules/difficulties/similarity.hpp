// How alike two texts are, by the pairs of characters they share: good for Chinese, where words are not set apart.
// Pure. Private to this module.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tongzhou::difficulties {

/// The distinct pairs of neighbouring characters of a text, without spaces and punctuation; full-width and upper-case
/// letters count as plain ones. Of a single character it is that character.
class Bigrams {
  public:
    explicit Bigrams(std::string_view text);
    /// Sørensen–Dice: twice the shared pairs over all, 0–1; 0 for a text without any.
    double similarity(const Bigrams& other) const;
    const std::vector<std::uint64_t>& pairs() const { return pairs_; }  ///< sorted

  private:
    std::vector<std::uint64_t> pairs_;
};

/// Groups of two or more, as positions in `texts`, in the order of their first members: two are in one group when a
/// chain of texts leads from one to the other, each at least so similar to the next.
std::vector<std::vector<std::size_t>> group_similar(const std::vector<Bigrams>& texts, double least);

}  // namespace tongzhou::difficulties
