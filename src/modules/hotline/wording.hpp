// How alike two questions are, by the pairs of neighbouring characters they share: Chinese needs no words for that.
// Pure. Private to this module.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tongzhou::hotline {

/// A pair of neighbouring letters, ideographs or digits; punctuation and spaces part, case and width do not matter.
using Pair = std::uint64_t;

/// Each pair once, ascending.
std::vector<Pair> pairs_of(std::string_view text);

/// Dice's coefficient: twice the shared pairs by all of both; 1 for the same, 0 for nothing in common.
double likeness(const std::vector<Pair>& a, const std::vector<Pair>& b);

/// The code points of a text in lower case and half width; what is neither letter, ideograph nor digit is 0.
std::vector<char32_t> letters_of(std::string_view text);

}  // namespace tongzhou::hotline
