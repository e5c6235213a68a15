#include "modules/policies/handouts.hpp"

#include "modules/organizations/organizations.hpp"
#include "modules/policies/compendia.hpp"

namespace tongzhou::policies {

namespace {

const sql::Query insert_handout_row{R"(
    INSERT INTO handouts (id, county, division, organization, recipient, policy, compendium, title, copies, given_by,
                          given_by_name, given_at, corrects, note)
    VALUES (:id, :county, :division, :organization, :recipient, :policy, :compendium, :title, :copies, :given_by,
            :given_by_name, :given_at, :corrects, :note))"};
const sql::Query find_handout_row{R"(
    SELECT id, county, division, organization, recipient, policy, compendium, title, copies, given_by, given_by_name,
           given_at, corrects, note
    FROM   handouts WHERE id = :id)"};
const sql::Query correction_of{R"(
    SELECT id, county, division, organization, recipient, policy, compendium, title, copies, given_by, given_by_name,
           given_at, corrects, note
    FROM   handouts WHERE county = :county AND corrects = :corrects)"};

const List<HandoutRow> handouts{
    {.name = "handouts",
     .select = R"(SELECT h.id, h.county, h.division, h.organization, h.recipient, h.policy, h.compendium, h.title,
                         h.copies, h.given_by, h.given_by_name, h.given_at, h.corrects, h.note FROM handouts h)",
     .scope = {"h.county", "h.division", "h.organization"},
     .filters = {{"division", "h.division >= :division_low AND h.division < :division_high", Match::within},
                 {"organization", "h.organization = :organization"},
                 {"policy", "h.policy = :policy"},
                 {"compendium", "h.compendium = :compendium"},
                 {"from", "h.given_at >= :from"},
                 {"until", "h.given_at < :until"}},
     .sorts = {{"given_at", "h.given_at", SortOrder::descending}},
     .key = "h.id",
     .labels = {{"id", "编号"},
                {"county", "县市区代码"},
                {"division", "行政区划代码"},
                {"organization", "单位"},
                {"recipient", "领取人"},
                {"policy", "政策"},
                {"compendium", "汇编"},
                {"title", "资料名称"},
                {"copies", "份数"},
                {"given_by", "发放人编号"},
                {"given_by_name", "发放人"},
                {"given_at", "发放时间"},
                {"corrects", "冲销"},
                {"note", "备注"}}}};

struct HandoutSums {
    std::int64_t copies = 0, handouts = 0, recipients = 0;
};
BOOST_DESCRIBE_STRUCT(HandoutSums, (), (copies, handouts, recipients))

std::string title_given(Snapshot& snapshot, const Actor& actor, const NewHandout& request) {
    return request.policy ? readable_policy(snapshot, actor, *request.policy).title
                          : readable_compendium(snapshot, actor, *request.compendium).title;
}

bool same_request(const HandoutRow& a, const HandoutRow& b) {
    return std::tie(a.organization, a.recipient, a.policy, a.compendium, a.copies, a.corrects) ==
           std::tie(b.organization, b.recipient, b.policy, b.compendium, b.copies, b.corrects);
}

}  // namespace

void check(const NewHandout& handout, std::vector<FieldFault>& faults) {
    if (handout.policy.has_value() == handout.compendium.has_value())
        faults.push_back(
            {"/policy",
             "policy_or_compendium",
             {"请填写所发的政策或汇编，二者之一。", "Say which policy or which compendium was given: one of them."}});
    if (!handout.organization && handout.recipient.value_or("").empty())
        faults.push_back({"/recipient", "missing", {"请填写领取单位或领取人。", "Say who was given it."}});
}

HandoutRow record_handout(Tx& tx, const Actor& actor, const NewHandout& request) {
    HandoutRow row;
    row.id = request.id.value_or(Id<Handout>::make(tx.now()));
    row.recipient = request.recipient.value_or("").value;
    row.division = request.division.value_or(actor.scope.division());
    if (request.organization) {
        const auto place = organizations::find_organization(tx, *request.organization);
        if (!place) throw no_such_record();
        row.organization = place->id;
        row.division = place->division;
        if (row.recipient.empty()) row.recipient = place->name;
    }
    if (!row.division.is_set() || !organizations::divisions().has(row.division))
        throw Problem::invalid("/division", "no_such_division", "请填写发放地点的行政区划代码。",
                               "Say the code of the division where it was given.");
    actor.scope.require(row.division, row.organization);
    row.county = row.division.county();
    row.policy = request.policy;
    row.compendium = request.compendium;
    row.title = title_given(tx, actor, request);
    row.copies = request.copies;
    if (!actor.id.is_nil()) row.given_by = actor.id;
    row.given_by_name = actor.name;
    row.given_at = request.given_at.value_or(tx.now());
    row.note = request.note.value_or("").value;
    if (row.given_at > tx.now() + std::chrono::minutes(5))
        throw Problem::invalid("/given_at", "in_the_future", "发放时间不能晚于现在，请核对。",
                               "It cannot have been given in the future; check the time.");
    if (const auto before = tx.find<HandoutRow>(find_handout_row, row.id)) {
        actor.scope.require(before->division, before->organization);
        if (same_request(*before, row)) return *before;
        throw Problem::conflict("id_taken", "该编号已用于另一次发放。", "That id belongs to another hand-out.");
    }
    tx.run(insert_handout_row, row);
    return row;
}

void hand_out(Tx& tx, const Actor& actor, const CopiesGiven& given) {
    NewHandout handout;
    handout.organization = given.organization;
    handout.policy = given.policy;
    handout.copies = given.copies;
    handout.given_at = given.given_at;
    record_handout(tx, actor, handout);
}

HandoutRow take_back_handout(Tx& tx, const Actor& actor, const HandoutById& request) {
    const auto given = tx.find<HandoutRow>(find_handout_row, request.id);
    if (!given) throw no_such_record();
    actor.scope.require(given->division, given->organization);
    if (given->corrects)
        throw Problem::conflict("is_a_correction", "这是一条冲销记录，不能再冲销；请重新登记发放。",
                                "This row takes another back and cannot be taken back; record the hand-out anew.");
    if (tx.find<HandoutRow>(correction_of, given->county, given->id))
        throw Problem::conflict("already_taken_back", "这次发放已经冲销。", "This hand-out has been taken back.");
    auto row = *given;
    row.id = Id<Handout>::make(tx.now());
    row.copies = -given->copies;
    row.corrects = given->id;
    row.given_by = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    row.given_by_name = actor.name;
    row.given_at = tx.now();
    row.note = request.note.value_or("").value;
    tx.run(insert_handout_row, row);
    return row;
}

Page<HandoutRow> list_handouts(Snapshot& snapshot, const Actor& actor, const HandoutFilter& filter) {
    return handouts.page(snapshot, actor, filter);
}

Download export_handouts(Database& database, const Actor& actor, const HandoutExport& filter) {
    return handouts.download(database, actor, filter);
}

HandoutTotals total_handouts(Snapshot& snapshot, const Actor& actor, const HandoutFilter& filter) {
    const auto rows = handouts.rows(actor, filter);
    constexpr auto sums =
        "CAST(COALESCE(SUM(h.copies), 0) AS BIGINT) AS copies, COUNT(*) AS handouts, "
        "COUNT(DISTINCT h.organization) AS recipients";
    HandoutTotals totals;
    const auto all = snapshot.all_of<HandoutSums>(fmt::format("SELECT {}{}", sums, rows.text), rows.arguments).front();
    totals.copies = all.copies;
    totals.handouts = all.handouts;
    totals.recipients = all.recipients;
    // What was taken back whole is not shown.
    totals.items = snapshot.all_of<HandoutTotal>(
        fmt::format("SELECT h.policy, h.compendium, MAX(h.title) AS title, {}{} GROUP BY h.policy, h.compendium HAVING "
                    "SUM(h.copies) <> 0 ORDER BY SUM(h.copies) DESC, MAX(h.title) LIMIT 500",
                    sums, rows.text),
        rows.arguments);
    return totals;
}

}  // namespace tongzhou::policies
