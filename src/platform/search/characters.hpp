// Text by its characters (code points), as people count them: offsets of passages and highlights are in these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou::search {

class Characters {
  public:
    Characters() = default;
    /// Of a text that outlives this. A byte that belongs to no character counts as one, U+FFFD.
    explicit Characters(std::string_view utf8);

    std::size_t size() const { return points_.size(); }
    char32_t operator[](std::size_t at) const { return points_[at]; }
    /// A part as it stood in the text, cut at its end.
    std::string utf8(std::size_t from, std::size_t count) const;
    std::u32string_view view() const { return points_; }

  private:
    std::string_view bytes_;
    std::u32string points_;
    std::vector<std::uint32_t> begins_;  ///< of each character in the bytes, and the end
};

/// The same number of characters, each as it is compared: half width, lower case, and one form of the variants that
/// converters leave in simplified texts (後, 馀).
std::u32string folded(std::u32string_view text);

std::string to_utf8(std::u32string_view text);

bool is_han(char32_t c);
bool is_letter(char32_t c);  ///< a–z, folded
bool is_digit(char32_t c);   ///< 0–9, folded
bool is_space(char32_t c);

}  // namespace tongzhou::search
