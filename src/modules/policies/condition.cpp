#include "modules/policies/condition.hpp"

namespace tongzhou::policies {

namespace {

enum class Sort { place, choice, text, number, date, yes_no };

Sort sort_of(Fact fact) {
    switch (fact) {
        case Fact::division: return Sort::place;
        case Fact::section:
        case Fact::size_class: return Sort::choice;
        case Fact::legal_type: return Sort::text;
        case Fact::staff:
        case Fact::capital:
        case Fact::revenue:
        case Fact::assets:
        case Fact::layoff_permille: return Sort::number;
        case Fact::registered: return Sort::date;
        case Fact::above_designated_size:
        case Fact::qualified_contractor:
        case Fact::state_owned_tenant:
        case Fact::supplies_maker: return Sort::yes_no;
    }
    throw std::logic_error("a fact without a sort");
}

std::optional<std::string> text_of(const std::optional<bool>& value) {
    return value ? std::optional<std::string>(*value ? "yes" : "no") : std::nullopt;
}
std::optional<std::string> text_of(const std::optional<std::int64_t>& value) {
    return value ? std::optional(std::to_string(*value)) : std::nullopt;
}
std::optional<std::string> text_of(const std::optional<Money>& value) {
    return value ? std::optional(std::to_string(value->fen())) : std::nullopt;
}
template <class T>
    requires std::is_enum_v<T>
std::optional<std::string> text_of(const std::optional<T>& value) {
    return value ? std::optional(std::string(name_of(*value))) : std::nullopt;
}

std::optional<std::string> found_in(const EnterpriseCase& subject, Fact fact) {
    const auto& enterprise = subject.enterprise;
    switch (fact) {
        case Fact::division: return enterprise.division.text();
        case Fact::section: return text_of(enterprise.section);
        case Fact::size_class: return text_of(enterprise.size_class);
        case Fact::above_designated_size: return text_of(enterprise.above_designated_size);
        case Fact::staff: return text_of(enterprise.staff);
        case Fact::registered: return enterprise.registered ? std::optional(enterprise.registered->iso()) : std::nullopt;
        case Fact::capital: return text_of(enterprise.capital);
        case Fact::revenue: return text_of(enterprise.revenue);
        case Fact::assets: return text_of(enterprise.assets);
        case Fact::legal_type: return enterprise.legal_type;
        case Fact::qualified_contractor: return text_of(enterprise.qualified_contractor);
        case Fact::state_owned_tenant: return text_of(subject.facts.state_owned_tenant);
        case Fact::supplies_maker: return text_of(subject.facts.supplies_maker);
        case Fact::layoff_permille: return text_of(subject.facts.layoff_permille);
    }
    throw std::logic_error("a fact that is nowhere");
}

/// −1, 0 or 1, as the fact is less than, equal to or more than the value.
int compared(Sort sort, const std::string& found, const std::string& value) {
    if (sort == Sort::date) return found.compare(value);  // ISO 8601 dates sort as texts
    const auto a = shape_detail::integer_of(found).value(), b = shape_detail::integer_of(value).value();
    return a < b ? -1 : a > b ? 1 : 0;
}

bool matches(Sort sort, const std::string& found, const std::string& value) {
    if (sort == Sort::place) return DivisionCode::of(value).contains(DivisionCode::of(found));
    if (sort == Sort::text) return found.find(value) != std::string::npos;
    return found == value;
}

bool holds(const EligibilityCondition& condition, const std::string& found) {
    const auto sort = sort_of(condition.fact);
    const auto any = [&] {
        return std::ranges::any_of(condition.values, [&](const auto& value) { return matches(sort, found, value); });
    };
    switch (condition.relation) {
        case Relation::one_of: return any();
        case Relation::none_of: return !any();
        case Relation::at_least: return compared(sort, found, condition.values.front()) >= 0;
        case Relation::at_most: return compared(sort, found, condition.values.front()) <= 0;
        case Relation::yes: return found == "yes";
        case Relation::no: return found == "no";
    }
    throw std::logic_error("a relation without a meaning");
}

bool fits(Sort sort, Relation relation) {
    switch (sort) {
        case Sort::place:
        case Sort::choice:
        case Sort::text: return relation == Relation::one_of || relation == Relation::none_of;
        case Sort::number:
        case Sort::date: return relation == Relation::at_least || relation == Relation::at_most;
        case Sort::yes_no: return relation == Relation::yes || relation == Relation::no;
    }
    return false;
}

bool readable(Fact fact, const std::string& value) {
    switch (sort_of(fact)) {
        case Sort::place: {
            const auto code = DivisionCode::parse(value);
            return code && organizations::divisions().has(*code);
        }
        case Sort::choice:
            return fact == Fact::section ? enum_from<IndustrySection>(value).has_value()
                                         : enum_from<organizations::SizeClass>(value).has_value();
        case Sort::text: return !value.empty() && value.size() <= 300;
        case Sort::number: {
            const auto number = shape_detail::integer_of(value);
            return number && *number >= 0;
        }
        case Sort::date: return static_cast<bool>(Date::parse(value));
        case Sort::yes_no: return false;
    }
    return false;
}

}  // namespace

Checked check_condition(const EligibilityCondition& condition, const EnterpriseCase& enterprise) {
    Checked checked{condition, Outcome::unknown, found_in(enterprise, condition.fact)};
    if (checked.found) checked.outcome = holds(condition, *checked.found) ? Outcome::holds : Outcome::fails;
    return checked;
}

Eligibility eligibility_of(std::span<const Checked> checked) {
    const auto any = [&](Outcome outcome) { return std::ranges::count(checked, outcome, &Checked::outcome) > 0; };
    if (any(Outcome::fails)) return Eligibility::ineligible;
    return any(Outcome::unknown) ? Eligibility::unclear : Eligibility::eligible;
}

void check(const EligibilityCondition& condition, std::string_view path, std::vector<FieldFault>& faults) {
    const auto sort = sort_of(condition.fact);
    if (!fits(sort, condition.relation)) {
        faults.push_back({fmt::format("{}/relation", path),
                          "relation_does_not_fit",
                          {"该事实没有这种关系：地区、行业、规模、类型用“属于/不属于”，数值和日期用“不低于/不高于”，其余用“是/否”。",
                           "That fact has no such relation: places, sections, sizes and types take one_of or none_of, "
                           "numbers and dates at_least or at_most, the others yes or no."}});
        return;
    }
    const auto least = sort == Sort::yes_no ? 0U : 1U;
    const auto most = sort == Sort::yes_no ? 0U : sort == Sort::number || sort == Sort::date ? 1U : 200U;
    if (condition.values.size() < least || condition.values.size() > most)
        faults.push_back({fmt::format("{}/values", path),
                          "wrong_number_of_values",
                          {fmt::format("此处应有 {} 至 {} 个值。", least, most),
                           fmt::format("Give {} to {} values here.", least, most)}});
    for (std::size_t i = 0; i < condition.values.size() && i < most; ++i)
        if (!readable(condition.fact, condition.values[i]))
            faults.push_back({fmt::format("{}/values/{}", path, i),
                              "not_a_value",
                              {"该值与所选事实不符：地区填区划代码，行业填门类字母，规模填 large、medium、small、micro，"
                               "金额以分计，日期如 2020-01-31。",
                               "That is no value of the fact: give a division's code, a section's letter, a size class, "
                               "fen, or a date such as 2020-01-31."}});
}

const Bilingual& name_of_fact(Fact fact) {
    static const std::array<Bilingual, EnumTable<Fact>::size> names{{{"所在地区", "Place"},
                                                                     {"行业门类", "Industry section"},
                                                                     {"企业规模", "Size class"},
                                                                     {"规模以上", "Above designated size"},
                                                                     {"从业人员", "Staff"},
                                                                     {"成立日期", "Registered on"},
                                                                     {"注册资本（分）", "Capital (fen)"},
                                                                     {"营业收入（分）", "Revenue (fen)"},
                                                                     {"资产总额（分）", "Assets (fen)"},
                                                                     {"企业类型", "Legal type"},
                                                                     {"有资质建筑业企业", "Qualified contractor"},
                                                                     {"承租国有房产", "Tenant of state-owned premises"},
                                                                     {"生产防疫物资", "Makes supplies against the epidemic"},
                                                                     {"裁员率（‰）", "Layoffs (permille)"}}};
    return names.at(static_cast<std::size_t>(fact));
}

}  // namespace tongzhou::policies
