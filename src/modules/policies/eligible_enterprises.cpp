#include "modules/policies/eligible_enterprises.hpp"

namespace tongzhou::policies {

namespace {

/// An enterprise with both kinds of facts, as a list reads it.
struct CaseRow : organizations::Enterprise {
    std::optional<bool> state_owned_tenant, supplies_maker;
    std::optional<std::int64_t> layoff_permille;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (organizations::Enterprise), (state_owned_tenant, supplies_maker, layoff_permille))

struct CasesRequest : EnterprisesRequest {
    std::optional<DivisionCode> holds_in;
};
BOOST_DESCRIBE_STRUCT(CasesRequest, (EnterprisesRequest), (holds_in))

const List<CaseRow> cases{
    {.name = "enterprises_for_policy",
     .select = R"(SELECT o.id, o.name, o.uscc, o.county, o.division, o.address, e.legal_type, e.registered, e.capital,
                         e.business_scope, e.section, e.size_industry, e.staff, e.revenue, e.assets,
                         e.qualified_contractor, e.size_class, e.above_designated_size, e.county_source, e.source,
                         o.created_at, o.updated_at, f.state_owned_tenant, f.supplies_maker, f.layoff_permille
                  FROM organizations o JOIN enterprises e ON e.organization = o.id
                       LEFT JOIN enterprise_facts f ON f.organization = o.id)",
     .scope = {"o.county", "o.division", "o.id"},
     .filters = {{"holds_in", "o.division >= :holds_in_low AND o.division < :holds_in_high", Match::within},
                 {"division", "o.division >= :division_low AND o.division < :division_high", Match::within},
                 {"name", "o.name LIKE :name", Match::contains}},
     .sorts = {{"name", "o.name"}},
     .key = "o.id"}};

CasesRequest cases_of(const Policy& policy, const EnterprisesRequest& request) {
    CasesRequest asked;
    static_cast<EnterprisesRequest&>(asked) = request;
    asked.holds_in = policy.division;
    return asked;
}

/// Those of which the expression says one of these; all, where none is asked for.
Condition is_one_of(const std::vector<Eligibility>& wanted, const std::vector<EligibilityCondition>& conditions) {
    if (wanted.empty()) return {};
    auto said = eligibility_expression(conditions);
    std::string names;
    for (const auto eligibility : wanted)
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", name_of(eligibility));
    said.text += fmt::format(" IN ({})", names);
    return said;
}

Page<CaseRow> page_of_cases(Snapshot& snapshot, const Actor& actor, const Applicable& applicable,
                            const EnterprisesRequest& request) {
    return cases.page(snapshot, actor, cases_of(applicable.policy, request),
                      is_one_of(request.eligibility, applicable.conditions));
}

EnterpriseCase case_of(const CaseRow& row) {
    return {row, {row.state_owned_tenant, row.supplies_maker, row.layoff_permille}};
}

struct CountedEligibility {
    Eligibility eligibility{};
    std::int64_t enterprises = 0;
};
BOOST_DESCRIBE_STRUCT(CountedEligibility, (), (eligibility, enterprises))

}  // namespace

Page<EnterpriseForPolicy> enterprises_for_policy(Snapshot& snapshot, const Actor& actor,
                                                 const EnterprisesRequest& request) {
    const auto applicable = policy_with_conditions(snapshot, actor, request.id);
    auto page = page_of_cases(snapshot, actor, applicable, request);
    Page<EnterpriseForPolicy> found;
    found.next = std::move(page.next);
    found.total = page.total;
    found.total_is_more = page.total_is_more;
    for (const auto& row : page.items) {
        auto checked = checked_by(applicable.conditions, case_of(row));
        const auto eligibility = eligibility_of(checked);
        found.items.push_back({row.id, row.name, row.division, eligibility, std::move(checked)});
    }
    return found;
}

EligibilityTotals count_enterprises_for_policy(Snapshot& snapshot, const Actor& actor, const PolicyById& request) {
    const auto [policy, conditions] = policy_with_conditions(snapshot, actor, request.id);
    auto said = eligibility_expression(conditions);
    auto rows = cases.rows(actor, cases_of(policy, {}));
    std::ranges::move(rows.arguments, std::back_inserter(said.arguments));
    EligibilityTotals totals;
    for (const auto& counted : snapshot.all_of<CountedEligibility>(
             fmt::format("SELECT eligibility, COUNT(*) AS enterprises FROM (SELECT {} AS eligibility{}) said GROUP BY "
                         "eligibility",
                         said.text, rows.text),
             std::move(said.arguments))) {
        switch (counted.eligibility) {
            case Eligibility::eligible: totals.eligible = counted.enterprises; break;
            case Eligibility::unclear: totals.unclear = counted.enterprises; break;
            case Eligibility::ineligible: totals.ineligible = counted.enterprises; break;
        }
    }
    return totals;
}

EligibleEnterprises eligible_enterprises(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id,
                                         const std::optional<std::string>& after) {
    EnterprisesRequest request;
    request.eligibility = {Eligibility::eligible};
    request.limit = 500;
    if (after) request.cursor = Text<500>(*after);
    auto page = page_of_cases(snapshot, actor, policy_with_conditions(snapshot, actor, id), request);
    EligibleEnterprises found;
    found.next = std::move(page.next);
    for (const auto& row : page.items) found.enterprises.push_back(row.id);
    return found;
}

}  // namespace tongzhou::policies
