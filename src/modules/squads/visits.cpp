#include "modules/squads/visits.hpp"

#include "base/text.hpp"
#include "modules/squads/findings.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::squads {
namespace {

constexpr std::chrono::minutes clock_runs_ahead{10};
constexpr std::chrono::days longest_offline{30};

const sql::Query find_visit_row{R"(
    SELECT v.id, v.division, v.organization, o.name AS organization_name, v.squad, s.name AS squad_name,
           v.visitor_name, v.at, v.received_at,
           (SELECT COUNT(*) FROM visit_findings f WHERE f.visit = v.id) AS findings,
           (SELECT COUNT(*) FROM visit_findings f WHERE f.visit = v.id AND f.rectified_at IS NULL) AS open_findings
    FROM visits v
    JOIN organizations o ON o.id = v.organization
    JOIN squads s ON s.id = v.squad
    WHERE v.id = :id)"};
const sql::Query find_content{R"(SELECT items, handouts, note, signed_as FROM visits WHERE id = :id)"};
const sql::Query insert_visit_row{R"(
    INSERT INTO visits (county, id, division, organization, squad, visitor, visitor_name, at, received_at, items,
                        handouts, note, signed_as)
    VALUES (:county, :id, :division, :organization, :squad, :visitor, :visitor_name, :at, :received_at, :items,
            :handouts, :note, :signed_as)
    ON CONFLICT DO NOTHING)"};

struct VisitQuery : VisitFilter {
    std::optional<bool> with_open;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(VisitQuery, (VisitFilter), (with_open, format))

const List<VisitRow> visits{
    {.name = "visits",
     .select = R"(SELECT v.id, v.division, v.organization, o.name AS organization_name, v.squad,
                         s.name AS squad_name, v.visitor_name, v.at, v.received_at,
                         (SELECT COUNT(*) FROM visit_findings f WHERE f.visit = v.id) AS findings,
                         (SELECT COUNT(*) FROM visit_findings f
                          WHERE f.visit = v.id AND f.rectified_at IS NULL) AS open_findings
                  FROM visits v
                  JOIN organizations o ON o.id = v.organization
                  JOIN squads s ON s.id = v.squad)",
     .scope = {"v.county", "v.division", "v.organization"},
     .filters = {{"division", "v.division >= :division_low AND v.division < :division_high", Match::within},
                 {"organization", "v.organization = :organization"},
                 {"squad", "v.squad = :squad"},
                 {"from", "v.at >= :from"},
                 {"until", "v.at < :until"},
                 {"with_open",
                  "EXISTS (SELECT 1 FROM visit_findings f WHERE f.visit = v.id "
                  "AND f.rectified_at IS NULL) AND 1 = :with_open"}},
     .sorts = {{"at", "v.at", SortOrder::descending}},
     .key = "v.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"organization", "企业编号"},
                {"organization_name", "企业"},
                {"squad", "先锋队编号"},
                {"squad_name", "先锋队"},
                {"visitor_name", "走访人"},
                {"at", "走访时间"},
                {"received_at", "收到时间"},
                {"findings", "问题数"},
                {"open_findings", "未整改"}}}};

struct Content {
    RawJson items{"[]"}, handouts{"[]"};
    std::string note;
    std::optional<std::string> signed_as;
    bool operator==(const Content&) const = default;
};
BOOST_DESCRIBE_STRUCT(Content, (), (items, handouts, note, signed_as))

struct VisitEvent {
    Id<Visit> id;
    Id<Squad> squad;
};
BOOST_DESCRIBE_STRUCT(VisitEvent, (), (id, squad))

Content content_of(const NewVisit& visit) {
    Content content{{to_json(visit.items)}, {to_json(visit.handouts)}, visit.note.value, {}};
    if (visit.signed_as) content.signed_as = masked_name(visit.signed_as->value);
    return content;
}

Problem id_taken() {
    return Problem::conflict("id_taken", "该编号已用于另一次走访，请换一个编号再提交。",
                             "That id belongs to another visit; send this one under a new id.");
}

/// What is sent again is what was recorded; else it is another visit under the same id.
VisitView recorded(Tx& tx, const Actor& actor, const NewVisit& visit) {
    const auto before = tx.find<VisitRow>(find_visit_row, visit.id);
    if (!before) throw id_taken();
    actor.scope.require(before->division, before->organization);
    auto view = show_visit(tx, actor, {visit.id});
    const auto same_finding = [](const FindingRow& row, const NewFinding& finding) {
        return std::tie(row.id, row.item, row.text, row.due_on) ==
               std::tie(finding.id, finding.item, finding.text.value, finding.due_on);
    };
    auto findings = visit.findings;
    std::ranges::sort(findings, {}, &NewFinding::id);
    const bool same = before->organization == visit.organization && before->at == visit.at &&
                      tx.find<Content>(find_content, visit.id) == content_of(visit) &&
                      std::ranges::equal(view.found, findings, same_finding);
    if (!same) throw id_taken();
    return view;
}

SquadRow squad_of_visit(Tx& tx, const Actor& actor, const NewVisit& visit) {
    if (visit.squad) return show_squad(tx, actor, {*visit.squad});
    const auto assigned = squad_of(tx, visit.organization);
    if (!assigned)
        throw Problem::conflict("no_squad", "该企业还没有先锋队联系，请注明是哪支先锋队走访。",
                                "No squad looks after this enterprise; say whose visit it is.");
    return show_squad(tx, actor, {assigned->id});
}

void check_time(const NewVisit& visit, Instant now) {
    if (visit.at > now + clock_runs_ahead)
        throw Problem::invalid("/at", "in_the_future", "走访时间晚于现在，请核对手机时间。",
                               "The visit lies in the future; check the phone's clock.");
    if (visit.at < now - longest_offline)
        throw Problem::invalid("/at", "too_old", "走访已超过30天，不能补报。", "The visit is more than 30 days old.");
}

}  // namespace

void require_not_enterprise(const Actor& actor) {
    if (actor.scope.is_organization())
        throw Problem::forbidden("not_a_squad", "走访由先锋队和指挥部填报，企业只能查看。",
                                 "Visits are written by squads and commands; an enterprise reads them.");
}

void check(const NewVisit& visit, std::vector<FieldFault>& faults) {
    std::set<VisitItem> answered, not_ok, found;
    for (const auto& answer : visit.items) {
        if (!answered.insert(answer.item).second)
            faults.push_back({"/items", "given_twice", {"每项只能有一个结果。", "Give one answer for each item."}});
        if (answer.result == VisitResult::not_ok) not_ok.insert(answer.item);
    }
    std::string zh, en;
    for (const auto item : values_of<VisitItem>()) {
        if (answered.contains(item)) continue;
        zh += (zh.empty() ? "" : "；") + words_of_item(item).text.zh;
        en += (en.empty() ? "" : "; ") + words_of_item(item).text.en;
    }
    if (!zh.empty())
        faults.push_back(
            {"/items", "unanswered", {"请逐项检查，还缺：" + zh + "。", "Answer every item; open: " + en + "."}});
    for (std::size_t i = 0; i < visit.findings.size(); ++i) {
        const auto& finding = visit.findings[i];
        found.insert(finding.item);
        if (finding.due_on < date_in_shanghai(visit.at))
            faults.push_back({fmt::format("/findings/{}/due_on", i),
                              "out_of_range",
                              {"整改期限不能早于走访当天。", "The deadline must not lie before the visit."}});
    }
    if (found != not_ok)
        faults.push_back({"/findings",
                          "findings",
                          {"每个不合格项都须写明问题和整改期限，合格项不写。",
                           "Every item that is not in order needs a finding with a deadline, and no other has one."}});
    if (visit.findings.size() > 50 || visit.handouts.size() > 50 || visit.difficulties.size() > 20)
        faults.push_back(
            {"/findings",
             "too_many_items",
             {"问题和资料最多50项，难题最多20项。", "At most 50 findings, 50 hand-outs and 20 difficulties."}});
}

VisitView record_visit(Tx& tx, const Actor& actor, const NewVisit& visit) {
    require_not_enterprise(actor);
    const auto enterprise = organizations::get_enterprise(tx, actor, {visit.organization});
    if (tx.find<Content>(find_content, visit.id)) return recorded(tx, actor, visit);
    check_time(visit, tx.now());
    const auto squad = squad_of_visit(tx, actor, visit);
    const auto content = content_of(visit);
    const auto visitor = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    if (tx.run(insert_visit_row, enterprise.division.county(), visit.id, enterprise.division, visit.organization, squad.id,
               visitor, actor.name, visit.at, tx.now(), content.items.json, content.handouts.json, content.note,
               content.signed_as) == 0)
        return recorded(tx, actor, visit);  // it came twice at once
    for (const auto& finding : visit.findings)
        if (!keep_finding(tx, enterprise.division, visit, finding)) throw id_taken();
    for (std::size_t i = 0; i < visit.handouts.size(); ++i) {
        const auto& [title, policy, copies] = visit.handouts[i];
        if (!policy) continue;
        policies::require_policy(tx, actor, *policy, fmt::format("/handouts/{}/policy", i));
        policies::hand_out(tx, actor, {visit.organization, *policy, copies, visit.at});
    }
    if (!visit.difficulties.empty()) actor.require(Permission::difficulty_write);
    for (const auto& raised : visit.difficulties)
        difficulties::raise(tx, actor,
                            {.id = raised.id,
                             .organization = visit.organization,
                             .kind = raised.kind,
                             .text = raised.text,
                             .source = difficulties::DifficultySource::visit,
                             .source_record = visit.id.uuid()});
    tx.service<events::Bus>().publish(
        tx, {"visit", enterprise.division, visit.organization, to_json(VisitEvent{visit.id, squad.id})});
    return show_visit(tx, actor, {visit.id});
}

VisitView show_visit(Snapshot& snapshot, const Actor& actor, const VisitById& request) {
    const auto row = snapshot.find<VisitRow>(find_visit_row, request.id);
    if (!row) throw no_such_record();
    actor.scope.require(row->division, row->organization);
    const auto content = snapshot.find<Content>(find_content, request.id);
    VisitView view;
    static_cast<VisitRow&>(view) = *row;
    view.items = from_json<std::vector<VisitAnswer>>(content->items.json);
    view.handouts = from_json<std::vector<Handout>>(content->handouts.json);
    view.note = content->note;
    view.signed_as = content->signed_as;
    view.found = findings_of(snapshot, request.id);
    view.files = files::files_of(snapshot, "visit", request.id.uuid());
    return view;
}

Page<VisitRow> list_visits(Snapshot& snapshot, const Actor& actor, const VisitFilter& filter) {
    VisitQuery query;
    static_cast<VisitFilter&>(query) = filter;
    if (filter.open.value_or(false)) query.with_open = true;
    return visits.page(snapshot, actor, query);
}

Download export_visits(Database& database, const Actor& actor, const VisitExport& filter) {
    VisitQuery query;
    static_cast<VisitFilter&>(query) = filter;
    if (filter.open.value_or(false)) query.with_open = true;
    query.format = filter.format;
    return visits.download(database, actor, query);
}

VisitChecklist show_visit_checklist(Snapshot&, const Actor&) { return whole_checklist(); }

}  // namespace tongzhou::squads
