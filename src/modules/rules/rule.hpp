// A rule as it is stored, and how each kind spells its values. Private to this module.
#pragma once

#include "modules/rules/rules.hpp"

namespace tongzhou {

struct Rule {
    Id<Rule> id;
    rules::RuleKind kind{};
    std::optional<DivisionCode> division;  ///< absent: the whole country
    std::string value;                     ///< as its kind spells it, or "withdrawn"
    Instant effective_from;
    std::string source;          ///< document and clause
    std::optional<Uuid> author;  ///< absent: came with the program
    std::string author_name;
    std::string note;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Rule, (),
                      (id, kind, division, value, effective_from, source, author, author_name, note, created_at))

}  // namespace tongzhou

namespace tongzhou::rules {

inline constexpr std::string_view withdrawn = "withdrawn";

/// The value as the kind spells it: "37.3", "14", "true", "approval". The fault says what would do.
Parsed<std::string> parse_value(RuleKind kind, std::string_view text);

/// What the values of these kinds say; a stored value can always be read.
std::vector<Hours> hours_of(std::string_view value);
std::vector<std::vector<Stage>> stages_of(std::string_view value);

/// What the kind is called, with its unit.
const Bilingual& name_of_kind(RuleKind kind);

}  // namespace tongzhou::rules
