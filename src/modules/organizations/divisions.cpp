#include "modules/organizations/divisions.hpp"

#include "base/text.hpp"
#include "platform/divisions/divisions_data.hpp"

namespace tongzhou::organizations {

namespace {

/// Takes the next line of a table without its end.
std::string_view take_line(std::string_view& table) {
    const auto line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(table.size(), line.size() + 1));
    return line;
}

std::string_view take_cell(std::string_view& line) {
    const auto cell = line.substr(0, line.find('\t'));
    line.remove_prefix(std::min(line.size(), cell.size() + 1));
    return cell;
}

// Levels that exist only to number what hangs directly on the level above.
bool is_filler(std::string_view name) {
    return name == "市辖区" || name == "县" || name == "省直辖县级行政区划" || name == "自治区直辖县级行政区划";
}

}  // namespace

Divisions::Divisions(std::string_view china, std::string_view villages, std::string_view aliases) {
    for (auto table : {china, villages})
        while (!table.empty()) {
            auto line = take_line(table);
            const auto code = DivisionCode::of(take_cell(line));
            entries_.push_back({code, line});
        }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.code < b.code; });
    while (!aliases.empty()) {
        auto line = take_line(aliases);
        if (line.empty() || line.starts_with('#')) continue;
        const auto code = DivisionCode::of(take_cell(line));
        const auto name = take_cell(line);
        const auto in_force = DivisionCode::of(line);
        aliases_.push_back({name, in_force});
        if (code != in_force) abolished_.emplace(code, in_force);
    }
    index_addresses();
}

const Divisions::Entry* Divisions::find(const DivisionCode& code) const {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), code,
                               [](const Entry& entry, const DivisionCode& wanted) { return entry.code < wanted; });
    return at != entries_.end() && at->code == code ? &*at : nullptr;
}

std::span<const Divisions::Entry> Divisions::within(const DivisionCode& parent) const {
    if (!parent.is_set()) return entries_;
    auto first = std::lower_bound(entries_.begin(), entries_.end(), parent,
                                  [](const Entry& entry, const DivisionCode& wanted) { return entry.code < wanted; });
    auto last = std::find_if(first, entries_.end(), [&](const Entry& entry) { return !parent.contains(entry.code); });
    return {first, last};
}

DivisionCode Divisions::in_force(const DivisionCode& code) const {
    auto found = abolished_.find(code);
    return found == abolished_.end() ? code : found->second;
}

std::string Divisions::name(const DivisionCode& code) const {
    const auto* entry = find(code);
    return entry ? std::string(entry->name) : code.text();
}

std::string Divisions::full_name(const DivisionCode& code) const {
    std::string name;
    for (std::optional<DivisionCode> at = code; at; at = at->parent()) {
        const auto* entry = find(*at);
        if (!entry)
            name = at->text() + name;
        else if (!is_filler(entry->name))
            name = std::string(entry->name) + name;
    }
    return name;
}

std::vector<Divisions::Entry> Divisions::children(const DivisionCode& parent) const {
    if (!parent.is_set()) return provinces_;
    std::vector<Entry> found;
    for (const auto& entry : within(parent))
        if (entry.code.parent() == parent) found.push_back(entry);
    return found;
}

std::optional<DivisionCode> Divisions::find_by_name(const DivisionCode& parent, std::string_view name) const {
    std::optional<DivisionCode> found;
    bool several = false;
    const auto take = [&](const DivisionCode& code) {
        if (!found || code.contains(*found))
            found = code;
        else if (!found->contains(code))
            several = true;
    };
    for (const auto& alias : aliases_)
        if (alias.name == name && (!parent.is_set() || parent.contains(alias.code))) take(alias.code);
    for (const auto& entry : within(parent))
        if (entry.name == name) take(entry.code);
    if (found) return several ? std::nullopt : found;
    for (const auto& entry : within(parent))
        if (short_name_of_division(entry.name) == name) take(entry.code);
    return several ? std::nullopt : found;
}

const Divisions& divisions() {
    static const Divisions all(tongzhou::divisions::all_china_tsv(), tongzhou::divisions::city_villages_tsv(),
                               tongzhou::divisions::aliases_tsv());
    return all;
}

}  // namespace tongzhou::organizations
