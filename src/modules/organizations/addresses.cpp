// Which county an address lies in. Addresses are written by people for people: the province and the city are often
// left out, counties lose their last character, towns have become sub-districts since.
#include "base/text.hpp"
#include "modules/organizations/divisions.hpp"

namespace tongzhou::organizations {

namespace {

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view b) { return text.starts_with(b); });
}

/// 邹城路, 兖州北街: a road is named after a place it leads to, not after the one it lies in.
bool begins_with_road(std::string_view text) {
    for (std::string_view side : {"东", "西", "南", "北", "中"})
        if (text.starts_with(side)) {
            text.remove_prefix(side.size());
            break;
        }
    return starts_with_any(text, {"路", "街", "大道", "大街", "巷", "桥", "胡同"});
}

/// What may follow the short name of a town, whatever it is called today: 柳行镇 is now 柳行街道.
bool begins_with_town_ending(std::string_view text) {
    return starts_with_any(text, {"镇", "乡", "街道", "办事处", "街办", "辖区"});
}

/// What was found at the earliest place of a text, the longest if several begin there.
struct Finding {
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
    DivisionCode county;
    bool ambiguous = false;

    void take(std::size_t where, std::size_t size, const DivisionCode& code) {
        if (where > at || (where == at && size < length)) return;
        ambiguous = where == at && size == length && (ambiguous || code != county);
        at = where;
        length = size;
        county = code;
    }
    bool any() const { return at != std::string_view::npos; }
    std::optional<DivisionCode> result() const { return ambiguous ? std::nullopt : std::optional(county); }
};

}  // namespace

std::string_view short_name_of_division(std::string_view name) {
    for (std::string_view ending : {"街道", "区", "县", "市", "镇", "乡", "省"}) {
        if (!name.ends_with(ending)) continue;
        const auto rest = name.substr(0, name.size() - ending.size());
        return utf8_length(rest) >= 2 ? rest : std::string_view{};
    }
    return {};
}

void Divisions::index_addresses() {
    for (const auto& entry : entries_) {
        switch (entry.code.level()) {
            case DivisionLevel::prefecture:
                address_names_.push_back({entry.code, entry.name, short_name_of_division(entry.name), {}, {}, {}});
                break;
            case DivisionLevel::county: {
                auto& names = address_names_.back();
                names.counties.push_back({entry.name, entry.code});
                if (auto brief = short_name_of_division(entry.name); !brief.empty())
                    names.abbreviated.push_back({brief, entry.code});
                // 济宁经济开发区 is also written 济宁市经济开发区, which leaves 经济开发区 once the city is taken off.
                const auto city = names.short_name;
                if (!city.empty() && entry.name.starts_with(city) && entry.name.size() > city.size() + 3)
                    names.abbreviated.push_back({entry.name.substr(city.size()), entry.code});
                break;
            }
            case DivisionLevel::town:
                if (auto brief = short_name_of_division(entry.name); !brief.empty())
                    if (auto county = entry.code.parent(); county && county->level() == DivisionLevel::county)
                        address_names_.back().towns.push_back({brief, *county});
                break;
            case DivisionLevel::province:
                provinces_.push_back(entry);
                provinces_in_short_.push_back(short_name_of_division(entry.name));
                break;
            case DivisionLevel::village: break;
        }
    }
    for (const auto& alias : aliases_) {
        if (alias.code.level() != DivisionLevel::county) continue;
        for (auto& names : address_names_)
            if (names.prefecture.contains(alias.code)) names.counties.push_back(alias);
    }
}

std::span<const Divisions::AddressNames> Divisions::address_names_within(const DivisionCode& place) const {
    const auto first = std::ranges::lower_bound(address_names_, place, {}, &AddressNames::prefecture);
    const auto last =
        std::find_if(first, address_names_.end(), [&](const AddressNames& n) { return !place.contains(n.prefecture); });
    return {first, last};
}

std::optional<DivisionCode> Divisions::settle_county(std::string_view address, const DivisionCode& hint) const {
    if (!hint.is_set()) return std::nullopt;
    const auto text = without_spaces(to_half_width(address));
    std::string_view rest = text;
    DivisionCode place = hint;
    while (place.level() > DivisionLevel::prefecture) place = *place.parent();

    for (std::size_t i = 0; i < provinces_.size(); ++i) {
        auto named = provinces_[i].name;
        if (!rest.starts_with(named)) named = provinces_in_short_[i];
        if (named.empty() || !rest.starts_with(named)) continue;
        if (!provinces_[i].code.contains(place)) return std::nullopt;
        rest.remove_prefix(named.size());
        break;
    }
    const auto begins_with_city = [&](const AddressNames& names) { return rest.starts_with(names.name); };
    // Mostly the city that is asked about; else any of China's.
    auto cities = address_names_within(place);
    auto city = std::ranges::find_if(cities, begins_with_city);
    if (city == cities.end()) {
        cities = address_names_;
        city = std::ranges::find_if(cities, begins_with_city);
    }
    if (city != cities.end()) {
        if (!place.contains(city->prefecture)) return std::nullopt;
        place = city->prefecture;
        rest.remove_prefix(city->name.size());
    }

    Finding county, beginning, town;
    for (const auto& names : address_names_within(place)) {
        for (const auto& [name, code] : names.counties)
            if (auto at = text.find(name); at != text.npos) county.take(at, name.size(), code);
        if (county.any()) continue;
        auto within_city = rest;
        if (within_city.starts_with(names.short_name)) within_city.remove_prefix(names.short_name.size());
        for (const auto& [name, code] : names.abbreviated)
            for (auto from : {rest, within_city})
                if (from.starts_with(name) && !begins_with_road(from.substr(name.size())))
                    beginning.take(0, name.size(), code);
        for (const auto& [name, code] : names.towns)
            for (auto at = text.find(name); at != text.npos; at = text.find(name, at + name.size()))
                if (begins_with_town_ending(std::string_view(text).substr(at + name.size())))
                    town.take(at, name.size(), code);
    }
    for (const auto& found : {county, beginning, town})
        if (found.any()) return found.result();
    return std::nullopt;
}

}  // namespace tongzhou::organizations
