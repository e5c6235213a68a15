#include "modules/policies/facts.hpp"

namespace tongzhou::policies {

namespace {

using OnRecord = std::optional<std::string>;

OnRecord text_of(const DivisionCode& value) { return value.text(); }
OnRecord text_of(const std::optional<std::string>& value) { return value; }
OnRecord text_of(const std::optional<Date>& value) { return value ? OnRecord(value->iso()) : std::nullopt; }
OnRecord text_of(const std::optional<bool>& value) { return value ? OnRecord(*value ? "yes" : "no") : std::nullopt; }
OnRecord text_of(const std::optional<std::int64_t>& value) {
    return value ? OnRecord(std::to_string(*value)) : std::nullopt;
}
OnRecord text_of(const std::optional<Money>& value) {
    return value ? OnRecord(std::to_string(value->fen())) : std::nullopt;
}
template <class T>
requires std::is_enum_v<T> OnRecord text_of(const std::optional<T>& value) {
    return value ? OnRecord(std::string(name_of(*value))) : std::nullopt;
}

template <auto Member>
OnRecord registered_as(const EnterpriseCase& subject) {
    return text_of(subject.enterprise.*Member);
}
template <auto Member>
OnRecord known_as(const EnterpriseCase& subject) {
    return text_of(subject.facts.*Member);
}

constexpr bool register_ = true, further = false;

const std::array<FactSpec, EnumTable<Fact>::size>& specs() {
    using E = organizations::Enterprise;
    using F = EnterpriseFacts;
    using enum Fact;
    using Kind = ValueKind;
    static const std::array<FactSpec, EnumTable<Fact>::size> table{{
        {division, {"所在地区", "Place"}, Kind::place, register_, "o.division", registered_as<&E::division>},
        {section, {"行业门类", "Industry section"}, Kind::section, register_, "e.section", registered_as<&E::section>},
        {legal_type, {"企业类型", "Legal type"}, Kind::text, register_, "e.legal_type", registered_as<&E::legal_type>},
        {registered,
         {"成立日期", "Registered on"},
         Kind::date,
         register_,
         "e.registered",
         registered_as<&E::registered>},
        {size_class,
         {"企业规模", "Size class"},
         Kind::size_class,
         register_,
         "e.size_class",
         registered_as<&E::size_class>},
        {above_designated_size,
         {"规模以上", "Above designated size"},
         Kind::yes_no,
         register_,
         "e.above_designated_size",
         registered_as<&E::above_designated_size>},
        {staff, {"从业人员", "Staff"}, Kind::people, register_, "e.staff", registered_as<&E::staff>},
        {layoff_permille,
         {"裁员率", "Layoffs"},
         Kind::permille,
         further,
         "f.layoff_permille",
         known_as<&F::layoff_permille>},
        {revenue, {"营业收入", "Revenue"}, Kind::money, register_, "e.revenue", registered_as<&E::revenue>},
        {assets, {"资产总额", "Assets"}, Kind::money, register_, "e.assets", registered_as<&E::assets>},
        {capital, {"注册资本", "Capital"}, Kind::money, register_, "e.capital", registered_as<&E::capital>},
        {qualified_contractor,
         {"有资质建筑业企业", "Qualified contractor"},
         Kind::yes_no,
         register_,
         "e.qualified_contractor",
         registered_as<&E::qualified_contractor>},
        {state_owned_tenant,
         {"承租国有房产", "Tenant of state-owned premises"},
         Kind::yes_no,
         further,
         "f.state_owned_tenant",
         known_as<&F::state_owned_tenant>},
        {supplies_maker,
         {"生产防疫物资", "Makes supplies against the epidemic"},
         Kind::yes_no,
         further,
         "f.supplies_maker",
         known_as<&F::supplies_maker>},
    }};
    return table;
}

}  // namespace

const FactSpec& spec_of(Fact fact) { return specs().at(static_cast<std::size_t>(fact)); }

std::span<const Relation> relations_of(ValueKind kind) {
    static constexpr Relation of_choices[] = {Relation::one_of, Relation::none_of},
                              of_amounts[] = {Relation::at_least, Relation::at_most},
                              of_yes_no[] = {Relation::yes, Relation::no};
    switch (kind) {
        case ValueKind::place:
        case ValueKind::section:
        case ValueKind::size_class:
        case ValueKind::text: return of_choices;
        case ValueKind::people:
        case ValueKind::money:
        case ValueKind::permille:
        case ValueKind::date: return of_amounts;
        case ValueKind::yes_no: return of_yes_no;
    }
    throw std::logic_error("values without relations");
}

Bilingual words_of(Relation relation, ValueKind kind) {
    const bool is_date = kind == ValueKind::date;
    switch (relation) {
        case Relation::one_of: return {"属于", "one of"};
        case Relation::none_of: return {"不属于", "none of"};
        case Relation::at_least: return is_date ? Bilingual{"不早于", "not before"} : Bilingual{"不少于", "at least"};
        case Relation::at_most: return is_date ? Bilingual{"不晚于", "not after"} : Bilingual{"不多于", "at most"};
        case Relation::yes: return {"是", "yes"};
        case Relation::no: return {"不是", "no"};
    }
    throw std::logic_error("a relation without a name");
}

}  // namespace tongzhou::policies
