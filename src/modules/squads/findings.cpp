#include "modules/squads/findings.hpp"

namespace tongzhou::squads {
namespace {

const sql::Query find_finding_row{R"(
    SELECT f.id, f.division, f.organization, o.name AS organization_name, f.visit, f.item, f.text, f.due_on,
           f.found_at, f.rectified_at, f.rectified_by, f.how
    FROM visit_findings f JOIN organizations o ON o.id = f.organization
    WHERE f.id = :id)"};
const sql::Query find_of_visit{R"(
    SELECT f.id, f.division, f.organization, o.name AS organization_name, f.visit, f.item, f.text, f.due_on,
           f.found_at, f.rectified_at, f.rectified_by, f.how
    FROM visit_findings f JOIN organizations o ON o.id = f.organization
    WHERE f.visit = :visit ORDER BY f.id)"};
const sql::Query insert_finding_row{R"(
    INSERT INTO visit_findings (county, id, division, organization, visit, item, text, due_on, found_at, rectified_at,
                                rectified_by, how)
    VALUES (:county, :id, :division, :organization, :visit, :item, :text, :due_on, :found_at, NULL, NULL, NULL)
    ON CONFLICT DO NOTHING)"};
const sql::Query rectify_row{R"(
    UPDATE visit_findings SET rectified_at = :rectified_at, rectified_by = :rectified_by, how = :how
    WHERE county = :county AND id = :id AND rectified_at IS NULL)"};

struct FindingQuery : FindingFilter {
    std::optional<bool> still_open, closed;
    std::optional<Date> late_on;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(FindingQuery, (FindingFilter), (still_open, closed, late_on, format))

const List<FindingRow> findings{
    {.name = "visit-findings",
     .select = R"(SELECT f.id, f.division, f.organization, o.name AS organization_name, f.visit, f.item, f.text,
                         f.due_on, f.found_at, f.rectified_at, f.rectified_by, f.how
                  FROM visit_findings f JOIN organizations o ON o.id = f.organization)",
     .scope = {"f.county", "f.division", "f.organization"},
     .filters = {{"division", "f.division >= :division_low AND f.division < :division_high", Match::within},
                 {"organization", "f.organization = :organization"},
                 {"item", "f.item IN (:item)"},
                 {"still_open", "f.rectified_at IS NULL AND 1 = :still_open"},
                 {"closed", "f.rectified_at IS NOT NULL AND 1 = :closed"},
                 {"late_on", "f.rectified_at IS NULL AND f.due_on < :late_on"}},
     .sorts = {{"due_on", "f.due_on"}, {"found_at", "f.found_at", SortOrder::descending}},
     .key = "f.id",
     .labels = {{"id", "编号"},
                {"division", "行政区划"},
                {"organization", "企业编号"},
                {"organization_name", "企业"},
                {"visit", "走访"},
                {"item", "检查项"},
                {"text", "问题"},
                {"due_on", "整改期限"},
                {"found_at", "发现时间"},
                {"rectified_at", "整改时间"},
                {"rectified_by", "确认人"},
                {"how", "整改情况"}}}};

FindingQuery query_of(const FindingFilter& filter, Instant now) {
    FindingQuery query;
    static_cast<FindingFilter&>(query) = filter;
    if (filter.open) (*filter.open ? query.still_open : query.closed) = true;
    if (filter.overdue.value_or(false)) query.late_on = date_in_shanghai(now);
    return query;
}

FindingRow require_finding(Snapshot& snapshot, const Actor& actor, const Id<VisitFinding>& id) {
    auto finding = snapshot.find<FindingRow>(find_finding_row, id);
    if (!finding) throw no_such_record();
    actor.scope.require(finding->division, finding->organization);
    return *std::move(finding);
}

files::Owner owner_of(const VisitRow& visit) { return {"visit", visit.id.uuid(), visit.division, visit.organization}; }

}  // namespace

bool keep_finding(Tx& tx, const DivisionCode& division, const NewVisit& visit, const NewFinding& finding) {
    return tx.run(insert_finding_row, division.county(), finding.id, division, visit.organization, visit.id, finding.item,
                  finding.text.value, finding.due_on, visit.at) != 0;
}

std::vector<FindingRow> findings_of(Snapshot& snapshot, const Id<Visit>& visit) {
    return snapshot.all<FindingRow>(find_of_visit, visit);
}

Page<FindingRow> list_findings(Snapshot& snapshot, const Actor& actor, const FindingFilter& filter) {
    return findings.page(snapshot, actor, query_of(filter, snapshot.now()));
}

Download export_findings(Database& database, const Actor& actor, const FindingExport& filter) {
    auto query = query_of(filter, database.read_value([](Snapshot& snapshot) { return snapshot.now(); }));
    query.format = filter.format;
    return findings.download(database, actor, query);
}

FindingRow rectify_finding(Tx& tx, const Actor& actor, const RectifyRequest& request) {
    require_not_enterprise(actor);
    const auto finding = require_finding(tx, actor, request.id);
    tx.run(rectify_row, tx.now(), actor.name, request.how.value, finding.division.county(), finding.id);
    return require_finding(tx, actor, request.id);
}

files::FileView attach_to_visit(Database& database, const Actor& actor, const AttachToVisit& request,
                                const Upload& upload) {
    require_not_enterprise(actor);
    return files::keep(database, actor,
                       {.id = request.file, .role = std::string(name_of(request.paper)), .name = request.name.value},
                       upload.body, [&](Tx& tx) { return owner_of(show_visit(tx, actor, {request.id})); });
}

http::Response read_visit_file(Database& database, const Actor& actor, const FileOfVisit& request) {
    return files::read(database, actor, request.file,
                       [&](Snapshot& snapshot) { return owner_of(show_visit(snapshot, actor, {request.id})); });
}

}  // namespace tongzhou::squads
