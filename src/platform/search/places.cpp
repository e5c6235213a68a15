#include "platform/search/places.hpp"

#include "platform/search/terms.hpp"

namespace tongzhou::search {

void Gazetteer::add(std::string_view name, std::string_view code) {
    const auto characters = folded(Characters(name).view());
    if (characters.size() < 2) return;
    auto& names = names_[pair_key(characters[0], characters[1])];
    auto rest = characters.substr(2);
    if (std::ranges::find(names, rest, &Name::rest) != names.end()) return;
    const auto shorter = [&](const Name& other) { return other.rest.size() < rest.size(); };
    names.insert(std::ranges::find_if(names, shorter), Name{rest, std::string(code)});
}

std::vector<std::string_view> Gazetteer::places_in(std::u32string_view text, std::size_t characters) const {
    text = text.substr(0, characters);
    std::vector<std::string_view> places;
    for (std::size_t at = 0; at + 1 < text.size();) {
        std::size_t length = 1;
        if (const auto found = names_.find(pair_key(text[at], text[at + 1])); found != names_.end()) {
            for (const auto& name : found->second) {
                if (!text.substr(at + 2).starts_with(name.rest)) continue;
                places.emplace_back(name.code);
                length = 2 + name.rest.size();
                break;
            }
        }
        at += length;
    }
    return places;
}

}  // namespace tongzhou::search
