#include "modules/policies/condition.hpp"

namespace tongzhou::policies {

namespace {

/// −1, 0 or 1, as the fact is less than, equal to or more than the value.
int compared(ValueKind kind, const std::string& found, const std::string& value) {
    if (kind == ValueKind::date) return found.compare(value);  // ISO 8601 dates sort as texts
    const auto a = shape_detail::integer_of(found).value(), b = shape_detail::integer_of(value).value();
    return a < b ? -1 : a > b ? 1 : 0;
}

bool matches(ValueKind kind, const std::string& found, const std::string& value) {
    if (kind == ValueKind::place) return DivisionCode::of(value).contains(DivisionCode::of(found));
    if (kind == ValueKind::text) return found.find(value) != std::string::npos;
    return found == value;
}

bool holds(const EligibilityCondition& condition, const std::string& found) {
    const auto kind = spec_of(condition.fact).kind;
    const auto any = [&] {
        return std::ranges::any_of(condition.values, [&](const auto& value) { return matches(kind, found, value); });
    };
    switch (condition.relation) {
        case Relation::one_of: return any();
        case Relation::none_of: return !any();
        case Relation::at_least: return compared(kind, found, condition.values.front()) >= 0;
        case Relation::at_most: return compared(kind, found, condition.values.front()) <= 0;
        case Relation::yes: return found == "yes";
        case Relation::no: return found == "no";
    }
    throw std::logic_error("a relation without a meaning");
}

bool takes_one_value(ValueKind kind) { return relations_of(kind).front() == Relation::at_least; }

bool readable(ValueKind kind, const std::string& value) {
    switch (kind) {
        case ValueKind::place: {
            const auto code = DivisionCode::parse(value);
            return code && organizations::divisions().has(*code);
        }
        case ValueKind::section: return enum_from<IndustrySection>(value).has_value();
        case ValueKind::size_class: return enum_from<organizations::SizeClass>(value).has_value();
        case ValueKind::text: return !value.empty() && value.size() <= 300;
        case ValueKind::people:
        case ValueKind::money:
        case ValueKind::permille: {
            const auto number = shape_detail::integer_of(value);
            return number && *number >= 0;
        }
        case ValueKind::date: return static_cast<bool>(Date::parse(value));
        case ValueKind::yes_no: return false;
    }
    return false;
}

/// "“不少于”“不多于”" / "“at least”, “at most”"
Bilingual names_of_relations(ValueKind kind) {
    Bilingual names;
    for (const auto relation : relations_of(kind)) {
        const auto name = words_of(relation, kind);
        names.zh += fmt::format("“{}”", name.zh);
        names.en += fmt::format("{}“{}”", names.en.empty() ? "" : ", ", name.en);
    }
    return names;
}

/// Conditions as SQL. Its logic of three values is theirs: what compares with a fact that is not on record is NULL, a
/// failure outweighs it in AND, and it outweighs what holds.
class Expression {
  public:
    void add(const EligibilityCondition& condition) {
        if (!text_.empty()) text_ += " AND ";
        text_ += text_of(condition);
    }
    Condition eligibility() && {
        return {fmt::format("CASE ({}) WHEN TRUE THEN '{}' WHEN FALSE THEN '{}' ELSE '{}' END", text_,
                            name_of(Eligibility::eligible), name_of(Eligibility::ineligible),
                            name_of(Eligibility::unclear)),
                std::move(arguments_)};
    }

  private:
    template <class T>
    std::string parameter(const T& value) {
        arguments_.push_back(sql::argument(value));
        return fmt::format(":condition_{}", arguments_.size());
    }
    std::string text_of(const EligibilityCondition& condition) {
        const auto& fact = spec_of(condition.fact);
        switch (condition.relation) {
            case Relation::one_of: return any_of(fact, condition.values);
            case Relation::none_of: return "NOT " + any_of(fact, condition.values);
            case Relation::at_least:
                return fmt::format("{} >= {}", fact.column, amount(fact, condition.values.front()));
            case Relation::at_most: return fmt::format("{} <= {}", fact.column, amount(fact, condition.values.front()));
            case Relation::yes: return fmt::format("{} = 1", fact.column);
            case Relation::no: return fmt::format("{} = 0", fact.column);
        }
        throw std::logic_error("a relation without a meaning");
    }
    std::string any_of(const FactSpec& fact, const std::vector<std::string>& values) {
        std::string any;
        for (const auto& value : values) any += (any.empty() ? "" : " OR ") + matched(fact, value);
        return "(" + any + ")";
    }
    std::string matched(const FactSpec& fact, const std::string& value) {
        if (fact.kind == ValueKind::place) {
            const auto [low, high] = DivisionCode::of(value).range();
            const auto from = parameter(low);
            return fmt::format("({0} >= {1} AND {0} < {2})", fact.column, from, parameter(high));
        }
        // Neither LIKE nor a search for a part is the same on both engines.
        if (fact.kind == ValueKind::text)
            return fmt::format("replace({0}, {1}, '') <> {0}", fact.column, parameter(value));
        return fmt::format("{} = {}", fact.column, parameter(value));
    }
    std::string amount(const FactSpec& fact, const std::string& value) {
        return fact.kind == ValueKind::date ? parameter(value) : parameter(shape_detail::integer_of(value).value());
    }

    std::string text_;
    std::vector<sql::Argument> arguments_;
};

}  // namespace

Checked check_condition(const EligibilityCondition& condition, const EnterpriseCase& enterprise) {
    Checked checked{condition, Outcome::unknown, spec_of(condition.fact).found(enterprise)};
    if (checked.found) checked.outcome = holds(condition, *checked.found) ? Outcome::holds : Outcome::fails;
    return checked;
}

Eligibility eligibility_of(std::span<const Checked> checked) {
    const auto any = [&](Outcome outcome) { return std::ranges::count(checked, outcome, &Checked::outcome) > 0; };
    if (any(Outcome::fails)) return Eligibility::ineligible;
    return any(Outcome::unknown) ? Eligibility::unclear : Eligibility::eligible;
}

void check(const EligibilityCondition& condition, std::string_view path, std::vector<FieldFault>& faults) {
    const auto kind = spec_of(condition.fact).kind;
    if (std::ranges::count(relations_of(kind), condition.relation) == 0) {
        const auto names = names_of_relations(kind);
        faults.push_back({fmt::format("{}/relation", path),
                          "relation_does_not_fit",
                          {fmt::format("该事实没有这种关系，只能用{}。", names.zh),
                           fmt::format("That fact has no such relation; choose one of {}.", names.en)}});
        return;
    }
    const auto least = kind == ValueKind::yes_no ? 0U : 1U;
    const auto most = kind == ValueKind::yes_no ? 0U : takes_one_value(kind) ? 1U : 200U;
    if (condition.values.size() < least || condition.values.size() > most)
        faults.push_back({fmt::format("{}/values", path),
                          "wrong_number_of_values",
                          {fmt::format("此处应有 {} 至 {} 个值。", least, most),
                           fmt::format("Give {} to {} values here.", least, most)}});
    for (std::size_t i = 0; i < condition.values.size() && i < most; ++i)
        if (!readable(kind, condition.values[i]))
            faults.push_back(
                {fmt::format("{}/values/{}", path, i),
                 "not_a_value",
                 {"该值与所选事实不符：地区填区划代码，行业填门类字母，规模填 large、medium、small、micro，"
                  "金额以分计，日期如 2020-01-31。",
                  "That is no value of the fact: give a division's code, a section's letter, a size class, "
                  "fen, or a date such as 2020-01-31."}});
}

Condition eligibility_expression(std::span<const EligibilityCondition> conditions) {
    Expression expression;
    for (const auto& condition : conditions) expression.add(condition);
    return std::move(expression).eligibility();
}

}  // namespace tongzhou::policies
