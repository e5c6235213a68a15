#include "platform/table/columns.hpp"

#include "base/text.hpp"

namespace tongzhou::table {

namespace {

struct Name {
    std::string full;  ///< with what stands in brackets
    std::string bare;  ///< without
    std::string unit;
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// The brackets of all kinds as round ones, one width, one case.
std::string levelled(std::string_view text) {
    auto level = to_lower_ascii(to_half_width(text));
    for (const auto opening : {"[", "【", "〔", "〈", "《"}) replace_all(level, opening, "(");
    for (const auto closing : {"]", "】", "〕", "〉", "》"}) replace_all(level, closing, ")");
    return level;
}

std::string letters_of(std::string_view text) {
    auto letters = without_spaces(text);
    std::erase_if(letters,
                  [](char c) { return c == '_' || c == '-' || c == '*' || c == ':' || c == '\'' || c == '"'; });
    return letters;
}

Name name_of(std::string_view header) {
    const auto level = levelled(header);
    Name name;
    std::string bare;
    std::size_t at = 0;
    for (;;) {
        const auto opening = level.find('(', at);
        const auto closing = opening == level.npos ? level.npos : level.find(')', opening);
        bare += level.substr(at, (closing == level.npos ? level.size() : opening) - at);
        if (closing == level.npos) break;
        name.unit = trim(level.substr(opening + 1, closing - opening - 1));
        at = closing + 1;
    }
    name.full = letters_of(level);
    name.bare = letters_of(bare);
    return name;
}

std::vector<Name> names_of(const FieldSpec& field) {
    std::vector<Name> names;
    const auto add = [&](std::string_view text) {
        auto name = name_of(text);
        if (!name.full.empty()) names.push_back(std::move(name));
    };
    add(field.name);
    add(field.zh);
    add(field.en);
    std::ranges::for_each(field.synonyms, add);
    return names;
}

enum class Match { none, bare, full };

Match match_of(const Name& header, const std::vector<Name>& names) {
    auto best = Match::none;
    for (const auto& name : names) {
        if (header.full == name.full) return Match::full;
        // 地址（注册） may be a field 地址, but not a field 地址（英文）.
        if (header.bare == name.full) best = Match::bare;
    }
    return best;
}

std::string quoted(std::span<const std::string> header, std::size_t column) {
    return fmt::format("“{}”", header[column]);
}

/// The columns that the choices speak of, with their field; "" for those to be ignored.
std::map<std::size_t, std::string> chosen_columns(std::span<const std::string> header,
                                                  std::span<const FieldSpec> fields, const ColumnChoices& choices) {
    std::map<std::size_t, std::string> chosen;
    for (const auto& choice : choices) {
        const auto& wanted = choice.first;
        const auto& field = choice.second;
        if (!field.empty() && std::ranges::find(fields, field, &FieldSpec::name) == fields.end())
            throw Problem::bad_request("no_such_field", fmt::format("没有名为 {} 的字段，请检查列对应关系。", field),
                                       fmt::format("There is no field {}. Check the column choices.", field));
        const auto name = name_of(wanted).full;
        const auto same = std::ranges::find(header, wanted);
        const auto alike = same != header.end() ? same : std::ranges::find_if(header, [&](const std::string& text) {
            return name_of(text).full == name;
        });
        if (alike == header.end())
            throw Problem::bad_request(
                "no_such_column", fmt::format("表头中没有“{}”这一列，请检查列对应关系。", wanted),
                fmt::format("The header has no column \"{}\". Check the column choices.", wanted));
        const auto again = [&](const auto& earlier) { return !field.empty() && earlier.second == field; };
        if (std::ranges::any_of(chosen, again))
            throw Problem::bad_request("field_chosen_twice", fmt::format("字段 {} 对应了多列，只能选一列。", field),
                                       fmt::format("Several columns are chosen for the field {}. Choose one.", field));
        chosen[static_cast<std::size_t>(alike - header.begin())] = field;
    }
    return chosen;
}

}  // namespace

std::optional<std::size_t> ColumnMap::column_of(std::string_view field) const {
    const auto found = std::ranges::find(mapped, field, &MappedColumn::field);
    return found == mapped.end() ? std::nullopt : std::optional(found->column);
}

ColumnMap map_columns(std::span<const std::string> header, std::span<const FieldSpec> fields,
                      const ColumnChoices& choices) {
    const auto chosen = chosen_columns(header, fields, choices);
    std::vector<Name> headers;
    for (const auto& text : header) headers.push_back(name_of(text));

    // Per column the fields that it equals in full: 地址（英文） is then no 地址, whichever field comes first.
    std::vector<std::vector<Name>> labels;
    std::vector<bool> settled(header.size());
    for (const auto& field : fields) labels.push_back(names_of(field));
    for (std::size_t i = 0; i < header.size(); ++i)
        settled[i] =
            std::ranges::any_of(labels, [&](const auto& names) { return match_of(headers[i], names) == Match::full; });

    ColumnMap map;
    std::vector<bool> taken(header.size());
    for (std::size_t f = 0; f < fields.size(); ++f) {
        const auto& field = fields[f];
        std::vector<std::size_t> exact, loose;
        const auto choice = std::ranges::find_if(chosen, [&](const auto& c) { return c.second == field.name; });
        if (choice != chosen.end()) {
            exact.push_back(choice->first);
        } else {
            for (std::size_t i = 0; i < headers.size(); ++i) {
                if (chosen.contains(i)) continue;
                const auto match = match_of(headers[i], labels[f]);
                if (match == Match::full) exact.push_back(i);
                if (match == Match::bare && !settled[i]) loose.push_back(i);
            }
        }
        const auto& columns = exact.empty() ? loose : exact;
        for (const auto column : columns) taken[column] = true;
        if (columns.size() == 1)
            map.mapped.push_back({field.name, columns[0], header[columns[0]], headers[columns[0]].unit});
        else if (columns.size() > 1)
            map.ambiguous.push_back({field.name, columns});
        else if (field.need == Need::required)
            map.missing.push_back(field.name);
    }
    for (std::size_t i = 0; i < header.size(); ++i)
        if (!taken[i]) map.unmapped.push_back(i);
    return map;
}

Problem unusable_columns(const ColumnMap& map, std::span<const std::string> header, std::span<const FieldSpec> fields) {
    std::vector<FieldFault> faults;
    const auto spec = [&](const std::string& name) { return *std::ranges::find(fields, name, &FieldSpec::name); };
    for (const auto& name : map.missing) {
        const auto field = spec(name);
        faults.push_back({"/columns/" + name,
                          "missing",
                          {fmt::format("表头中缺少必需的“{}”列。", field.zh),
                           fmt::format("The header has no column \"{}\", which is required.", field.en)}});
    }
    for (const auto& [name, columns] : map.ambiguous) {
        const auto field = spec(name);
        std::string names;
        for (const auto column : columns) names += quoted(header, column);
        faults.push_back({"/columns/" + name,
                          "ambiguous",
                          {fmt::format("“{}”对应了多列：{}，请指定使用哪一列。", field.zh, names),
                           fmt::format("Several columns may be \"{}\": {}. Say which one to take.", field.en, names)}});
    }
    return Problem::invalid(std::move(faults));
}

}  // namespace tongzhou::table
