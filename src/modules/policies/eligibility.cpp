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
const sql::Query policies_with_conditions{R"(
    SELECT p.id, p.division, p.title, p.document_number, p.issuer, p.issuer_level, p.kind, p.published_on,
           p.effective_from, p.effective_until, p.superseded_by, p.withdrawn_at, p.source, p.external_id, p.version,
           p.created_at, p.updated_at
    FROM   policies p
    WHERE  p.superseded_by IS NULL AND p.withdrawn_at IS NULL
      AND  EXISTS (SELECT 1 FROM policy_conditions c WHERE c.policy = p.id))"};
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

EligibilityCondition condition_of(const ConditionRow& row) {
    return {row.fact, row.relation, from_json<std::vector<std::string>>(row.values_), row.clause};
}

std::vector<EligibilityCondition> load_conditions(Snapshot& snapshot, const Id<Policy>& policy) {
    std::vector<EligibilityCondition> conditions;
    for (const auto& row : snapshot.all<ConditionRow>(conditions_of, policy)) conditions.push_back(condition_of(row));
    return conditions;
}

EligibilityCondition condition_of(const NewCondition& asked) {
    EligibilityCondition condition{asked.fact, asked.relation, {}, asked.clause.value_or("").value};
    for (const auto& value : asked.values) condition.values.push_back(value.value);
    return condition;
}

FactName name_of_fact(const FactSpec& spec) {
    FactName name{spec.fact, spec.name.zh, spec.name.en, spec.kind, spec.on_register, {}};
    for (const auto relation : relations_of(spec.kind)) {
        const auto said = words_of(relation, spec.kind);
        name.relations.push_back({relation, said.zh, said.en});
    }
    return name;
}

bool holds_for(const Policy& policy, const organizations::Enterprise& enterprise) {
    return !policy.division || policy.division->contains(enterprise.division);
}

}  // namespace

Applicable policy_with_conditions(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id) {
    Applicable found{readable_policy(snapshot, actor, id), load_conditions(snapshot, id)};
    if (found.conditions.empty())
        throw Problem::conflict("no_conditions", "该政策还没有填写申领条件，请先填写。",
                                "No conditions are entered for this policy yet; enter them first.");
    return found;
}

std::vector<Checked> checked_by(const std::vector<EligibilityCondition>& conditions, const EnterpriseCase& subject) {
    std::vector<Checked> checked;
    for (const auto& condition : conditions) checked.push_back(check_condition(condition, subject));
    return checked;
}

void check(const NewConditions& request, std::vector<FieldFault>& faults) {
    if (request.conditions.size() > 30)
        faults.push_back({"/conditions", "too_many", {"条件不得超过 30 条。", "At most 30 conditions."}});
    for (std::size_t i = 0; i < request.conditions.size() && i < 30; ++i)
        check(condition_of(request.conditions[i]), fmt::format("/conditions/{}", i), faults);
}

FactNames list_facts(Snapshot&, const Actor&) {
    FactNames names;
    for (const auto fact : values_of<Fact>()) names.items.push_back(name_of_fact(spec_of(fact)));
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
    for (const auto& policy : snapshot.all<Policy>(policies_with_conditions)) {
        if (!in_force(policy, today) || !sees(actor, policy.division) || !holds_for(policy, enterprise)) continue;
        auto checked = checked_by(by_policy[policy.id], subject);
        const auto eligibility = eligibility_of(checked);
        found.items.push_back({policy.id, policy.title, policy.document_number, eligibility, std::move(checked)});
    }
    std::ranges::stable_sort(found.items, {}, [](const auto& item) { return std::pair(item.eligibility, item.title); });
    return found;
}

}  // namespace tongzhou::policies
