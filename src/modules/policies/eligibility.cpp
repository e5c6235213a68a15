#include "modules/policies/eligibility.hpp"

#include "modules/policies/visible.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::policies {

namespace {

struct ConditionRow {
    Id<Policy> policy;
    std::int64_t position = 0;
    Fact fact{};
    Relation relation{};
    std::string values_;
    std::string clause;
};
BOOST_DESCRIBE_STRUCT(ConditionRow, (), (policy, position, fact, relation, values_, clause))

const sql::Query conditions_of{R"(
    SELECT policy, position, fact, relation, values_, clause FROM policy_conditions
    WHERE  policy = :policy ORDER BY position)"};
// Some hundreds of rows in all.
const sql::Query all_conditions{R"(
    SELECT c.policy, c.position, c.fact, c.relation, c.values_, c.clause
    FROM   policy_conditions c ORDER BY c.policy, c.position)"};
const sql::Query forget_conditions{"DELETE FROM policy_conditions WHERE policy = :policy"};
const sql::Query insert_condition{R"(
    INSERT INTO policy_conditions (policy, position, fact, relation, values_, clause)
    VALUES (:policy, :position, :fact, :relation, :values_, :clause))"};

const sql::Query facts_of{R"(
    SELECT state_owned_tenant, supplies_maker, layoff_permille, organization AS id, updated_by, updated_at
    FROM   enterprise_facts WHERE organization = :organization)"};
const sql::Query forget_facts{"DELETE FROM enterprise_facts WHERE organization = :organization"};
const sql::Query insert_facts{R"(
    INSERT INTO enterprise_facts (organization, county, division, state_owned_tenant, supplies_maker, layoff_permille,
                                  updated_by, updated_at)
    VALUES (:organization, :county, :division, :state_owned_tenant, :supplies_maker, :layoff_permille, :updated_by,
            :updated_at))"};

/// An enterprise with both kinds of facts, as a list reads it.
struct CaseRow : organizations::Enterprise {
    std::optional<bool> state_owned_tenant, supplies_maker;
    std::optional<std::int64_t> layoff_permille;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (organizations::Enterprise), (state_owned_tenant, supplies_maker, layoff_permille))

struct CasesRequest : ListRequest {
    std::optional<DivisionCode> division;
};
BOOST_DESCRIBE_STRUCT(CasesRequest, (ListRequest), (division))

const List<CaseRow> cases{
    {.name = "enterprises_for_policy",
     .select = R"(SELECT o.id, o.name, o.uscc, o.county, o.division, o.address, e.legal_type, e.registered, e.capital,
                         e.business_scope, e.section, e.size_industry, e.staff, e.revenue, e.assets,
                         e.qualified_contractor, e.size_class, e.above_designated_size, e.county_source, e.source,
                         o.created_at, o.updated_at, f.state_owned_tenant, f.supplies_maker, f.layoff_permille
                  FROM organizations o JOIN enterprises e ON e.organization = o.id
                       LEFT JOIN enterprise_facts f ON f.organization = o.id)",
     .scope = {"o.county", "o.division", "o.id"},
     .filters = {{"division", "o.division >= :division_low AND o.division < :division_high", Match::within}},
     .sorts = {{"name", "o.name"}},
     .key = "o.id"}};

EligibilityCondition condition_of(const ConditionRow& row) {
    return {row.fact, row.relation, from_json<std::vector<std::string>>(row.values_), row.clause};
}

std::vector<EligibilityCondition> load_conditions(Snapshot& snapshot, const Id<Policy>& policy) {
    std::vector<EligibilityCondition> conditions;
    for (const auto& row : snapshot.all<ConditionRow>(conditions_of, policy)) conditions.push_back(condition_of(row));
    return conditions;
}

std::vector<Checked> checked_by(const std::vector<EligibilityCondition>& conditions, const EnterpriseCase& subject) {
    std::vector<Checked> checked;
    for (const auto& condition : conditions) checked.push_back(check_condition(condition, subject));
    return checked;
}

EligibilityCondition condition_of(const NewCondition& asked) {
    EligibilityCondition condition{asked.fact, asked.relation, {}, asked.clause.value_or("").value};
    for (const auto& value : asked.values) condition.values.push_back(value.value);
    return condition;
}

struct Applicable {
    StoredPolicy policy;
    std::vector<EligibilityCondition> conditions;
};

Applicable policy_with_conditions(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id) {
    Applicable found{readable_policy(snapshot, actor, id), load_conditions(snapshot, id)};
    if (found.conditions.empty())
        throw Problem::conflict("no_conditions", "该政策还没有填写申领条件，请先填写。",
                                "No conditions are entered for this policy yet; enter them first.");
    return found;
}

Page<CaseRow> cases_for(Snapshot& snapshot, const Actor& actor, const Policy& policy, const ListRequest& page) {
    CasesRequest request;
    static_cast<ListRequest&>(request) = page;
    request.count.reset();
    request.division = policy.division;
    return cases.page(snapshot, actor, request);
}

EnterpriseCase case_of(const CaseRow& row) {
    return {row, {row.state_owned_tenant, row.supplies_maker, row.layoff_permille}};
}

}  // namespace

void check(const NewConditions& request, std::vector<FieldFault>& faults) {
    if (request.conditions.size() > 30)
        faults.push_back({"/conditions", "too_many", {"条件不得超过 30 条。", "At most 30 conditions."}});
    for (std::size_t i = 0; i < request.conditions.size() && i < 30; ++i)
        check(condition_of(request.conditions[i]), fmt::format("/conditions/{}", i), faults);
}

FactNames list_facts(Snapshot&, const Actor&) {
    FactNames names;
    for (const auto fact : values_of<Fact>())
        names.items.push_back({fact, name_of_fact(fact).zh, name_of_fact(fact).en});
    return names;
}

Conditions show_conditions(Snapshot& snapshot, const Actor& actor, const PolicyById& request) {
    readable_policy(snapshot, actor, request.id);
    return {request.id, load_conditions(snapshot, request.id)};
}

Conditions set_conditions(Tx& tx, const Actor& actor, const NewConditions& request) {
    writable_policy(tx, actor, request.id);
    tx.run(forget_conditions, request.id);
    std::int64_t position = 0;
    for (const auto& asked : request.conditions) {
        const auto condition = condition_of(asked);
        tx.run(insert_condition, request.id, ++position, condition.fact, condition.relation, to_json(condition.values),
               condition.clause);
    }
    return {request.id, load_conditions(tx, request.id)};
}

FactsView show_facts(Snapshot& snapshot, const Actor& actor, const EnterpriseById& request) {
    organizations::get_enterprise(snapshot, actor, {request.id});
    auto facts = snapshot.find<FactsView>(facts_of, request.id).value_or(FactsView{});
    facts.id = request.id;
    return facts;
}

FactsView set_facts(Tx& tx, const Actor& actor, const ChangedFacts& request) {
    const auto enterprise = organizations::get_enterprise(tx, actor, {request.id});
    std::optional<std::int64_t> layoffs;
    if (request.layoff_permille) layoffs = *request.layoff_permille;
    tx.run(forget_facts, request.id);
    tx.run(insert_facts, request.id, enterprise.county, enterprise.division, request.state_owned_tenant,
           request.supplies_maker, layoffs, actor.name, tx.now());
    return show_facts(tx, actor, {request.id});
}

PoliciesForEnterprise policies_for_enterprise(Snapshot& snapshot, const Actor& actor, const EnterpriseById& request) {
    const auto enterprise = organizations::get_enterprise(snapshot, actor, {request.id});
    const EnterpriseCase subject{enterprise, show_facts(snapshot, actor, request)};
    std::map<Id<Policy>, std::vector<EligibilityCondition>> by_policy;
    for (const auto& row : snapshot.all<ConditionRow>(all_conditions))
        by_policy[row.policy].push_back(condition_of(row));
    const auto today = date_in_shanghai(snapshot.now());
    PoliciesForEnterprise found;
    for (const auto& [id, conditions] : by_policy) {
        const auto policy = load_policy(snapshot, id);
        if (!policy || !in_force(*policy, today) || !sees(actor, policy->division)) continue;
        if (policy->division && !policy->division->contains(enterprise.division)) continue;
        auto checked = checked_by(conditions, subject);
        const auto eligibility = eligibility_of(checked);
        found.items.push_back({id, policy->title, policy->document_number, eligibility, std::move(checked)});
    }
    std::ranges::stable_sort(found.items, {}, [](const auto& item) { return std::pair(item.eligibility, item.title); });
    return found;
}

EnterprisesForPolicy enterprises_for_policy(Snapshot& snapshot, const Actor& actor, const EnterprisesRequest& request) {
    const auto [policy, conditions] = policy_with_conditions(snapshot, actor, request.id);
    const auto page = cases_for(snapshot, actor, policy, request);
    EnterprisesForPolicy found;
    found.examined = static_cast<std::int64_t>(page.items.size());
    found.next = page.next;
    for (const auto& row : page.items) {
        auto checked = checked_by(conditions, case_of(row));
        const auto eligibility = eligibility_of(checked);
        if (request.eligibility && *request.eligibility != eligibility) continue;
        found.items.push_back({row.id, row.name, row.division, eligibility, std::move(checked)});
    }
    return found;
}

EligibleEnterprises eligible_enterprises(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id,
                                         const std::optional<std::string>& after) {
    const auto [policy, conditions] = policy_with_conditions(snapshot, actor, id);
    ListRequest request;
    request.limit = 500;
    if (after) request.cursor = Text<500>(*after);
    const auto page = cases_for(snapshot, actor, policy, request);
    EligibleEnterprises found;
    found.next = page.next;
    for (const auto& row : page.items)
        if (eligibility_of(checked_by(conditions, case_of(row))) == Eligibility::eligible)
            found.enterprises.push_back(row.id);
    return found;
}

}  // namespace tongzhou::policies
