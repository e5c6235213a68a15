// A text in a hundred numbers, by which its copies are known. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tongzhou::search {

/// The smallest hashes of the text's sequences of six characters (Broder's bottom-k sketch), punctuation and spaces
/// left out, ascending.
using Sketch = std::vector<std::uint32_t>;

Sketch sketch_of(std::u32string_view folded);

/// The estimated share of the sequences that two texts have in common, 0–1 (Jaccard).
double resemblance(const Sketch& a, const Sketch& b);

/// Whether two texts are one document, as two offices published it: a reprint has another heading, a news item that
/// tells of it has much less in common.
inline bool is_copy(const Sketch& a, const Sketch& b) { return resemblance(a, b) >= 0.5; }

}  // namespace tongzhou::search
