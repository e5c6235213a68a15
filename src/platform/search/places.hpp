// Names of places in a text, by the codes they stand for. A question from one place is seldom answered by a policy of
// another.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tongzhou::search {

class Gazetteer {
  public:
    /// Codes nest by prefix. Of two places of one name the first that is added counts.
    void add(std::string_view name, std::string_view code);
    /// The codes of the places that the beginning of a text names, the longest name at each position.
    std::vector<std::string_view> places_in(std::u32string_view text, std::size_t characters) const;

  private:
    struct Name {
        std::u32string rest;  ///< after the first two characters
        std::string code;
    };
    std::unordered_map<std::uint64_t, std::vector<Name>> names_;  // by the first two; longest first
};

}  // namespace tongzhou::search
