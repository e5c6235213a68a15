#include "modules/organizations/size_class.hpp"

#include <array>
#include <limits>

#include "base/enums.hpp"

namespace tongzhou::organizations {

namespace {

using enum IndustrySection;

/// Lower bounds of large, medium and small; all zero where the annex does not list the figure.
struct Bounds {
    std::int64_t large = 0, medium = 0, small = 0;
    constexpr bool listed() const { return large != 0; }
};

enum class Designated : std::uint8_t { none, by_revenue, every, qualified_contractors };

struct Rule {
    SizeIndustry industry;
    std::array<IndustrySection, 3> sections;  // the last one repeated where there are fewer
    Bounds staff, revenue_wan, assets_wan;    // 人, 万元, 万元
    Designated designated;
    std::int64_t designated_revenue_wan;
    Bilingual name;
};

// Annex of 国统字〔2017〕213号, and the statistical scope of 规模以上, row by row.
const std::array rules{
    Rule{SizeIndustry::agriculture,
         {A, A, A},
         {},
         {20000, 500, 50},
         {},
         Designated::none,
         0,
         {"农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"}},
    Rule{SizeIndustry::industry,
         {B, C, D},
         {1000, 300, 20},
         {40000, 2000, 300},
         {},
         Designated::by_revenue,
         2000,
         {"工业", "Industry"}},
    Rule{SizeIndustry::construction,
         {E, E, E},
         {},
         {80000, 6000, 300},
         {80000, 5000, 300},
         Designated::qualified_contractors,
         0,
         {"建筑业", "Construction"}},
    Rule{SizeIndustry::wholesale,
         {F, F, F},
         {200, 20, 5},
         {40000, 5000, 1000},
         {},
         Designated::by_revenue,
         2000,
         {"批发业", "Wholesale"}},
    Rule{SizeIndustry::retail,
         {F, F, F},
         {300, 50, 10},
         {20000, 500, 100},
         {},
         Designated::by_revenue,
         500,
         {"零售业", "Retail"}},
    Rule{SizeIndustry::transport,
         {G, G, G},
         {1000, 300, 20},
         {30000, 3000, 200},
         {},
         Designated::by_revenue,
         2000,
         {"交通运输业", "Transport"}},
    Rule{SizeIndustry::rail_transport,
         {G, G, G},
         {},
         {},
         {},
         Designated::by_revenue,
         2000,
         {"铁路运输业", "Rail transport"}},
    Rule{SizeIndustry::warehousing,
         {G, G, G},
         {200, 100, 20},
         {30000, 1000, 100},
         {},
         Designated::by_revenue,
         2000,
         {"仓储业", "Warehousing"}},
    Rule{SizeIndustry::post,
         {G, G, G},
         {1000, 300, 20},
         {30000, 2000, 100},
         {},
         Designated::by_revenue,
         2000,
         {"邮政业", "Post"}},
    Rule{SizeIndustry::accommodation_catering,
         {H, H, H},
         {300, 100, 10},
         {10000, 2000, 100},
         {},
         Designated::by_revenue,
         200,
         {"住宿和餐饮业", "Accommodation and catering"}},
    Rule{SizeIndustry::information_transmission,
         {I, I, I},
         {2000, 100, 10},
         {100000, 1000, 100},
         {},
         Designated::by_revenue,
         2000,
         {"信息传输业", "Information transmission"}},
    Rule{SizeIndustry::software,
         {I, I, I},
         {300, 100, 10},
         {10000, 1000, 50},
         {},
         Designated::by_revenue,
         2000,
         {"软件和信息技术服务业", "Software and information technology services"}},
    Rule{SizeIndustry::real_estate_development,
         {K, K, K},
         {},
         {200000, 1000, 100},
         {10000, 5000, 2000},
         Designated::every,
         0,
         {"房地产开发经营", "Real estate development"}},
    Rule{SizeIndustry::property_management,
         {K, K, K},
         {1000, 300, 100},
         {5000, 1000, 500},
         {},
         Designated::by_revenue,
         1000,
         {"物业管理", "Property management"}},
    Rule{SizeIndustry::leasing_business,
         {L, L, L},
         {300, 100, 10},
         {},
         {120000, 8000, 100},
         Designated::by_revenue,
         1000,
         {"租赁和商务服务业", "Leasing and business services"}},
    Rule{SizeIndustry::research_technology,
         {M, M, M},
         {300, 100, 10},
         {},
         {},
         Designated::by_revenue,
         1000,
         {"科学研究和技术服务业", "Scientific research and technical services"}},
    Rule{SizeIndustry::water_environment,
         {N, N, N},
         {300, 100, 10},
         {},
         {},
         Designated::by_revenue,
         2000,
         {"水利、环境和公共设施管理业", "Water, environment and public facilities"}},
    Rule{SizeIndustry::resident_services,
         {O, O, O},
         {300, 100, 10},
         {},
         {},
         Designated::by_revenue,
         500,
         {"居民服务、修理和其他服务业", "Resident, repair and other services"}},
    Rule{SizeIndustry::education, {P, P, P}, {}, {}, {}, Designated::by_revenue, 1000, {"教育", "Education"}},
    Rule{SizeIndustry::health, {Q, Q, Q}, {}, {}, {}, Designated::by_revenue, 2000, {"卫生", "Health"}},
    Rule{SizeIndustry::social_work,
         {Q, Q, Q},
         {300, 100, 10},
         {},
         {},
         Designated::by_revenue,
         500,
         {"社会工作", "Social work"}},
    Rule{SizeIndustry::culture_sports,
         {R, R, R},
         {300, 100, 10},
         {},
         {},
         Designated::by_revenue,
         500,
         {"文化、体育和娱乐业", "Culture, sports and entertainment"}}};
static_assert(std::tuple_size_v<decltype(rules)> == EnumTable<SizeIndustry>::size);

bool in_section(const Rule& rule, IndustrySection section) {
    return std::ranges::find(rule.sections, section) != rule.sections.end();
}

std::int64_t fen_of_wan(std::int64_t wan) { return wan * 10'000 * 100; }

/// large 0 … micro 3, by one figure alone.
int class_by(const Bounds& bounds, std::int64_t figure, std::int64_t unit) {
    if (!bounds.listed() || figure >= bounds.large * unit) return 0;
    if (figure >= bounds.medium * unit) return 1;
    return figure >= bounds.small * unit ? 2 : 3;
}

/// "所列指标须同时满足下限，否则下划一档": the class of the lowest figure. An unknown figure is taken as `unknown`.
int class_of(const Rule& rule, const SizeInputs& inputs, std::int64_t unknown) {
    const auto fen = [&](const std::optional<Money>& amount) { return amount ? amount->fen() : unknown; };
    return std::max({class_by(rule.staff, inputs.staff.value_or(unknown), 1),
                     class_by(rule.revenue_wan, fen(inputs.revenue), fen_of_wan(1)),
                     class_by(rule.assets_wan, fen(inputs.assets), fen_of_wan(1))});
}

std::optional<SizeClass> size_class_by(const Rule& rule, const SizeInputs& inputs) {
    if (!rule.staff.listed() && !rule.revenue_wan.listed() && !rule.assets_wan.listed()) return std::nullopt;
    const int if_least = class_of(rule, inputs, 0);
    const int if_most = class_of(rule, inputs, std::numeric_limits<std::int64_t>::max());
    if (if_least != if_most) return std::nullopt;
    return static_cast<SizeClass>(if_least);
}

std::optional<bool> designated_by(const Rule& rule, const SizeInputs& inputs) {
    switch (rule.designated) {
        case Designated::none: return std::nullopt;
        case Designated::every: return true;
        case Designated::qualified_contractors: return inputs.qualified_contractor;
        case Designated::by_revenue: break;
    }
    if (!inputs.revenue) return std::nullopt;
    return inputs.revenue->fen() >= fen_of_wan(rule.designated_revenue_wan);
}

/// The answer that all industries it may be agree on.
template <class Answer, class Ask>
std::optional<Answer> unanimous(const SizeInputs& inputs, Ask ask) {
    std::optional<Answer> all;
    bool first = true;
    for (const auto& rule : rules) {
        const bool candidate =
            inputs.industry ? rule.industry == *inputs.industry : inputs.section && in_section(rule, *inputs.section);
        if (!candidate) continue;
        const auto answer = ask(rule, inputs);
        if (!answer || (!first && answer != all)) return std::nullopt;
        all = answer;
        first = false;
    }
    return all;
}

const Rule& rule_of(SizeIndustry industry) { return *std::ranges::find(rules, industry, &Rule::industry); }

}  // namespace

const Bilingual& name_of_size_industry(SizeIndustry industry) { return rule_of(industry).name; }

bool lies_in(SizeIndustry industry, IndustrySection section) { return in_section(rule_of(industry), section); }

std::optional<SizeClass> size_class_of(const SizeInputs& inputs) { return unanimous<SizeClass>(inputs, size_class_by); }

std::optional<bool> above_designated_size(const SizeInputs& inputs) { return unanimous<bool>(inputs, designated_by); }

}  // namespace tongzhou::organizations
