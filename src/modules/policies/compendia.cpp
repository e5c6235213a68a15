#include "modules/policies/compendia.hpp"

#include <set>

#include "modules/policies/print.hpp"
#include "modules/policies/visible.hpp"

namespace tongzhou::policies {

namespace {

const sql::Query insert_compendium_row{R"(
    INSERT INTO compendia (id, division, title, preface, author_name, created_at)
    VALUES (:id, :division, :title, :preface, :author_name, :created_at))"};
const sql::Query find_compendium_row{
    "SELECT id, division, title, preface, author_name, created_at FROM compendia WHERE id = :id"};
const sql::Query insert_entry{R"(
    INSERT INTO compendium_policies (compendium, position, policy, version)
    VALUES (:compendium, :position, :policy, :version))"};
const sql::Query entries_of{R"(
    SELECT c.policy, c.version, v.title, p.document_number
    FROM   compendium_policies c
    JOIN   policy_versions v ON v.policy = c.policy AND v.version = c.version
    JOIN   policies p ON p.id = c.policy
    WHERE  c.compendium = :compendium
    ORDER  BY c.position)"};
const sql::Query printed_of{R"(
    SELECT v.title, p.document_number, p.issuer, p.published_on, v.text
    FROM   compendium_policies c
    JOIN   policy_versions v ON v.policy = c.policy AND v.version = c.version
    JOIN   policies p ON p.id = c.policy
    WHERE  c.compendium = :compendium
    ORDER  BY c.position)"};

struct CompendiaRequest : CompendiumFilter, SeenFrom {};
BOOST_DESCRIBE_STRUCT(CompendiaRequest, (CompendiumFilter, SeenFrom), ())

const List<Compendium> compendia{
    {.name = "compendia",
     .select = "SELECT p.id, p.division, p.title, p.preface, p.author_name, p.created_at FROM compendia p",
     .scope = {"", "p.division", ""},
     .filters = {{"seen_from", seen_from_condition},
                 {"holding_for", holding_for_condition},
                 {"seen_by_none", seen_by_none_condition},
                 {"title", "p.title LIKE :title", Match::contains}},
     .sorts = {{"created_at", "p.created_at", SortOrder::descending}},
     .key = "p.id"}};

}  // namespace

void check(const NewCompendium& compendium, std::vector<FieldFault>& faults) {
    const std::set<Id<Policy>> distinct(compendium.policies.begin(), compendium.policies.end());
    if (compendium.policies.empty() || compendium.policies.size() > 500)
        faults.push_back({"/policies", "wrong_number", {"请选择 1 至 500 项政策。", "Choose 1 to 500 policies."}});
    else if (distinct.size() < compendium.policies.size())
        faults.push_back({"/policies", "chosen_twice", {"有政策被选了两次，请去掉重复的。", "A policy is chosen twice."}});
}

Compendium readable_compendium(Snapshot& snapshot, const Actor& actor, const Id<Compendium>& id) {
    auto compendium = snapshot.find<Compendium>(find_compendium_row, id);
    if (!compendium) throw no_such_record();
    require_sees(actor, compendium->division);
    return *std::move(compendium);
}

CompendiumView show_compendium(Snapshot& snapshot, const Actor& actor, const CompendiumById& request) {
    CompendiumView view;
    static_cast<Compendium&>(view) = readable_compendium(snapshot, actor, request.id);
    view.policies = snapshot.all<CompendiumEntry>(entries_of, request.id);
    return view;
}

CompendiumView make_compendium(Tx& tx, const Actor& actor, const NewCompendium& request) {
    Compendium compendium;
    compendium.id = request.id.value_or(Id<Compendium>::make(tx.now()));
    compendium.division = request.division;
    if (!compendium.division && actor.scope.division().is_set()) compendium.division = actor.scope.division();
    require_keeps(actor, compendium.division);
    if (const auto before = tx.find<Compendium>(find_compendium_row, compendium.id)) {
        require_keeps(actor, before->division);
        auto view = show_compendium(tx, actor, {before->id});
        const bool same = before->title == request.title.value &&
                          std::ranges::equal(view.policies, request.policies, {}, &CompendiumEntry::policy);
        if (same) return view;
        throw Problem::conflict("id_taken", "该编号已用于另一本汇编。", "That id belongs to another compendium.");
    }
    compendium.title = request.title.value;
    compendium.preface = request.preface.value_or("").value;
    compendium.author_name = actor.name;
    compendium.created_at = tx.now();
    tx.run(insert_compendium_row, compendium);
    std::int64_t position = 0;
    for (const auto& id : request.policies) {
        const auto policy = readable_policy(tx, actor, id);
        // A policy of a place outside the compendium's own would be read there by people who do not see it.
        if (policy.division && !(compendium.division && policy.division->contains(*compendium.division)) &&
            !(compendium.division && compendium.division->contains(*policy.division)))
            throw no_such_record();
        tx.run(insert_entry, compendium.id, ++position, id, policy.version);
    }
    return show_compendium(tx, actor, {compendium.id});
}

Page<Compendium> list_compendia(Snapshot& snapshot, const Actor& actor, const CompendiumFilter& filter) {
    CompendiaRequest request;
    static_cast<CompendiumFilter&>(request) = filter;
    static_cast<SeenFrom&>(request) = seen_from(actor);
    return compendia.page(snapshot, for_list(actor), request);
}

http::Response print_compendium(Snapshot& snapshot, const Actor& actor, const CompendiumById& request) {
    const auto compendium = readable_compendium(snapshot, actor, request.id);
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers.emplace_back("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    response.headers.emplace_back("x-content-type-options", "nosniff");
    response.body = printed(compendium, snapshot.all<PrintedPolicy>(printed_of, request.id));
    return response;
}

}  // namespace tongzhou::policies
