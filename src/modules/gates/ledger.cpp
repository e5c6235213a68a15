#include "modules/gates/ledger.hpp"

namespace tongzhou::gates {
namespace {

// What a filter means to the indexes of the ledger. The literals let a partial index serve it; a parameter could not.
struct LedgerQuery : PassageFilter {
    std::optional<std::string> county;
    std::optional<bool> exceptional, looked_at, was_offline, stands;
    std::vector<Id<Person>> people;
    std::vector<Id<Organization>> places;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(LedgerQuery, (PassageFilter),
                      (county, exceptional, looked_at, was_offline, stands, people, places, format))

class Ledger final : public List<PassageRow> {
  public:
    using List::List;
    Selection selection(const Actor& actor, const LedgerQuery& query) const {
        return select_page(actor, shape_of<LedgerQuery>(), &query, {}, query, order_of(query));
    }
};

const Ledger ledger{
    {.name = "passages",
     .select = "SELECT p.id, p.at, p.division, p.organization, p.site, p.gate, g.name AS gate_name, p.direction, "
               "p.means, CASE WHEN p.means = 'visitor' OR p.reason = 'not_on_roster' THEN NULL ELSE p.person END AS "
               "person, p.masked_name, p.workshop, p.shuttle, p.temperature, p.verdict, p.reason, p.review, "
               "p.review_reasons, p.offline, p.received_at, p.skew_ms, p.device, p.corrects, c.id AS corrected_by "
               "FROM passages p LEFT JOIN gates g ON g.id = p.gate "
               "LEFT JOIN passages c ON c.county = p.county AND c.corrects = p.id",
     .scope = {"p.county", "p.division", "p.organization"},
     .filters = {{"county", "p.county = :county"},
                 {"division", "p.division >= :division_low AND p.division < :division_high", Match::within},
                 {"organization", "p.organization = :organization"},
                 {"site", "p.site = :site"},
                 {"gate", "p.gate = :gate"},
                 {"places", "p.organization IN (:places)"},
                 {"people", "p.person IN (:people)"},
                 {"direction", "p.direction = :direction"},
                 {"exceptional", "p.reason <> 'none' AND 1 = :exceptional"},
                 {"verdict", "p.verdict = :verdict"},
                 {"reason", "p.reason = :reason"},
                 {"looked_at", "p.review <> 'none' AND 1 = :looked_at"},
                 {"review", "p.review = :review"},
                 {"was_offline", "p.offline = 1 AND 1 = :was_offline"},
                 {"offline", "p.offline = :offline"},
                 {"stands", "c.id IS NULL AND 1 = :stands"},
                 {"from", "p.at >= :from"},
                 {"until", "p.at < :until"}},
     .sorts = {{"at", "p.at", SortOrder::descending}},
     .key = "p.id",
     .labels = {{"id", "编号"},
                {"at", "时间"},
                {"division", "区划"},
                {"organization", "单位"},
                {"site", "厂区"},
                {"gate", "通道编号"},
                {"gate_name", "通道"},
                {"direction", "方向"},
                {"means", "方式"},
                {"person", "人员"},
                {"masked_name", "姓名"},
                {"workshop", "车间"},
                {"shuttle", "班车"},
                {"temperature", "体温（0.1 ℃）"},
                {"verdict", "结果"},
                {"reason", "原因"},
                {"review", "复核"},
                {"review_reasons", "复核原因"},
                {"offline", "离线"},
                {"received_at", "收到时间"},
                {"skew_ms", "时钟偏差（毫秒）"},
                {"device", "设备"},
                {"corrects", "更正"},
                {"corrected_by", "被更正"}}}};

const sql::Query places_of{R"(
    SELECT DISTINCT organization FROM presence WHERE person = :person)"};
const sql::Query passage_anywhere{R"(
    SELECT id, division, organization, site, gate, device, actor, person, pass, direction, means, temperature, verdict,
           reason, at, received_at, offline, skew_ms, review, review_reasons, workshop, shuttle, masked_name, corrects,
           fingerprint
    FROM passages WHERE county IN (SELECT county FROM county_inside) AND id = :id)"};
const sql::Query correction_of{R"(
    SELECT id FROM passages WHERE county = :county AND corrects = :id)"};
const sql::Query name_of_gate{"SELECT name FROM gates WHERE id = :id"};

// A site's and a gate's passages are found at their organisation; a person's at those they ever went to. False when
// nothing can be found.
bool narrow(Snapshot& snapshot, LedgerQuery& query) {
    std::optional<Id<Organization>> owner;
    if (query.gate) {
        const auto gate = find_gate(snapshot, *query.gate);
        if (!gate) return false;
        owner = gate->organization;
    }
    if (query.site) {
        const auto site = organizations::find_site(snapshot, *query.site);
        if (!site) return false;
        if (owner && *owner != site->organization) return false;
        owner = site->organization;
    }
    if (owner && query.organization && *query.organization != *owner) return false;
    if (owner) query.organization = owner;
    if (query.division && query.division->level() >= DivisionLevel::county) query.county = query.division->county();
    if (query.person) {
        query.people = people::files_of(snapshot, *query.person);
        if (query.people.empty()) query.people.push_back(*query.person);
        for (const auto& person : query.people)
            for (auto& place : snapshot.all<Id<Organization>>(places_of, person))
                if (std::ranges::find(query.places, place) == query.places.end()) query.places.push_back(place);
        if (query.places.empty()) return false;
    }
    const bool kept_out = query.verdict && *query.verdict != Verdict::admitted;
    if (kept_out || (query.reason && *query.reason != VerdictReason::none)) query.exceptional = true;
    if (query.review && *query.review != Review::none) query.looked_at = true;
    if (query.offline == true) query.was_offline = true;
    if (query.standing == true) query.stands = true;
    return true;
}

LedgerQuery query_of(const PassageFilter& filter) {
    LedgerQuery query;
    static_cast<PassageFilter&>(query) = filter;
    return query;
}

}  // namespace

Page<PassageRow> list_passages(Snapshot& snapshot, const Actor& actor, const PassageFilter& filter) {
    auto query = query_of(filter);
    if (narrow(snapshot, query)) return ledger.page(snapshot, actor, query);
    Page<PassageRow> none;
    if (filter.count.value_or(false)) none.total = 0;
    return none;
}

Download export_passages(Database& database, const Actor& actor, const PassageExport& filter) {
    auto query = query_of(filter);
    query.format = filter.format;
    const bool any = database.read_value([&](Snapshot& snapshot) { return narrow(snapshot, query); });
    if (!any) query.until = Instant{};  // an empty file says so better than none
    return ledger.download(database, actor, query);
}

Page<PassageRow> list_person_passages(Snapshot& snapshot, const Actor& actor, const PersonPassages& request) {
    PassageFilter filter;
    static_cast<ListRequest&>(filter) = request;
    filter.person = request.id;
    filter.from = request.from;
    filter.until = request.until;
    return list_passages(snapshot, actor, filter);
}

Page<PassageRow> list_own_passages(Snapshot& snapshot, const Actor& actor, const OwnPassages& request) {
    PersonPassages own;
    static_cast<ListRequest&>(own) = request;
    own.id = people::own_person(actor);
    own.from = request.from;
    own.until = request.until;
    return list_person_passages(snapshot, actor, own);
}

Selection selection_of_passages(Snapshot& snapshot, const Actor& actor, const PassageFilter& filter) {
    auto query = query_of(filter);
    narrow(snapshot, query);
    return ledger.selection(actor, query);
}

Record require_passage(Snapshot& snapshot, const Actor& actor, const Id<Passage>& id) {
    for (auto& record : snapshot.all<Record>(passage_anywhere, id))
        if (actor.scope.covers(record.division, record.organization)) return record;
    throw no_such_record();
}

PassageRow show_passage(Snapshot& snapshot, const Actor& actor, const PassageById& request) {
    const auto r = require_passage(snapshot, actor, request.id);
    PassageRow row{.id = r.id,
                   .at = r.at,
                   .division = r.division,
                   .organization = r.organization,
                   .site = r.site,
                   .gate = r.gate,
                   .gate_name = snapshot.value<std::string>(name_of_gate, r.gate),
                   .direction = r.direction,
                   .means = r.means,
                   .person = r.person,
                   .masked_name = r.masked_name,
                   .workshop = r.workshop,
                   .shuttle = r.shuttle,
                   .temperature = r.temperature,
                   .verdict = r.verdict,
                   .reason = r.reason,
                   .review = r.review,
                   .review_reasons = r.review_reasons,
                   .offline = r.offline,
                   .received_at = r.received_at,
                   .skew_ms = r.skew_ms,
                   .device = r.device,
                   .corrects = r.corrects,
                   .corrected_by = snapshot.value<Id<Passage>>(correction_of, r.division.county(), r.id)};
    if (r.means == Means::visitor || r.reason == VerdictReason::not_on_roster) row.person.reset();
    return row;
}

}  // namespace tongzhou::gates
