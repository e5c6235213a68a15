#include "modules/gates/incidents.hpp"

#include "modules/gates/contacts.hpp"
#include "platform/events/events.hpp"

namespace tongzhou::gates {
namespace {

constexpr std::string_view columns =
    "i.id, i.opened_at, i.division, i.organization, i.site, i.gate, i.person, i.masked_name, i.workshop, i.shuttle, "
    "i.direction, i.first_reading, i.threshold, i.state, i.isolated_at, i.second_reading, i.second_reading_at, "
    "i.outcome, i.closed_at, i.handled_by, i.notes, i.contacts";

const sql::Query insert_incident{R"(
    INSERT INTO fever_incidents (county, id, division, organization, site, gate, person, masked_name, workshop, shuttle,
                                 direction, opened_at, first_reading, threshold, state, notes, contacts, traced_at,
                                 trace_until)
    VALUES (:county, :id, :division, :organization, :site, :gate, :person, :masked_name, :workshop, :shuttle,
            :direction, :opened_at, :first_reading, :threshold, 'open', '', 0, 0, :trace_until)
    ON CONFLICT (county, id) DO NOTHING)"};
const sql::Query find_incident{R"(
    SELECT i.id, i.opened_at, i.division, i.organization, i.site, i.gate, i.person, i.masked_name, i.workshop,
           i.shuttle, i.direction, i.first_reading, i.threshold, i.state, i.isolated_at, i.second_reading,
           i.second_reading_at, i.outcome, i.closed_at, i.handled_by, i.notes, i.contacts
    FROM fever_incidents i WHERE i.id = :id)"};
const sql::Query change_incident{R"(
    UPDATE fever_incidents
    SET state = :state, isolated_at = :isolated_at, second_reading = :second_reading,
        second_reading_at = :second_reading_at, outcome = :outcome, closed_at = :closed_at, handled_by = :handled_by,
        notes = :notes
    WHERE county = :county AND id = :id AND state = :before)"};

struct IncidentQuery : IncidentFilter {
    std::optional<std::string> county;
    std::optional<bool> not_closed;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(IncidentQuery, (IncidentFilter), (county, not_closed, format))

const std::string select_incidents = fmt::format("SELECT {} FROM fever_incidents i", columns);
const List<IncidentRow> incidents{
    {.name = "fever_incidents",
     .select = select_incidents,
     .scope = {"i.county", "i.division", "i.organization"},
     .filters = {{"county", "i.county = :county"},
                 {"division", "i.division >= :division_low AND i.division < :division_high", Match::within},
                 {"organization", "i.organization = :organization"},
                 {"site", "i.site = :site"},
                 {"state", "i.state = :state"},
                 {"outcome", "i.outcome = :outcome"},
                 {"not_closed", "i.state <> 'closed' AND 1 = :not_closed"},
                 {"from", "i.opened_at >= :from"},
                 {"until", "i.opened_at < :until"}},
     .sorts = {{"opened_at", "i.opened_at", SortOrder::descending}},
     .key = "i.id",
     .labels = {{"id", "编号"},
                {"opened_at", "发现时间"},
                {"division", "区划"},
                {"organization", "单位"},
                {"site", "厂区"},
                {"gate", "通道"},
                {"person", "人员"},
                {"masked_name", "姓名"},
                {"workshop", "车间"},
                {"shuttle", "班车"},
                {"direction", "方向"},
                {"first_reading", "首次体温（0.1 ℃）"},
                {"threshold", "界值"},
                {"state", "状态"},
                {"isolated_at", "隔离时间"},
                {"second_reading", "复测体温（0.1 ℃）"},
                {"second_reading_at", "复测时间"},
                {"outcome", "结果"},
                {"closed_at", "结束时间"},
                {"handled_by", "处置人"},
                {"notes", "记录"},
                {"contacts", "接触者"}}}};

IncidentQuery query_of(const IncidentFilter& filter) {
    IncidentQuery query;
    static_cast<IncidentFilter&>(query) = filter;
    if (filter.division && filter.division->level() >= DivisionLevel::county) query.county = filter.division->county();
    if (filter.open == true) query.not_closed = true;
    return query;
}

struct Opened {
    Id<FeverIncident> id;
    Id<Site> site;
    Id<Gate> gate;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Opened, (), (id, site, gate, at))

void note(IncidentRow& incident, Instant now, const Actor& actor, std::string_view what,
          const std::optional<Text<500>>& words) {
    if (!incident.notes.empty()) incident.notes += '\n';
    incident.notes += fmt::format("{} {} {}", now.iso(), actor.name, what);
    if (words && !words->empty()) incident.notes += ": " + words->value;
    incident.handled_by = actor.name;
}

void change(Tx& tx, const IncidentRow& i, IncidentState before) {
    if (tx.run(change_incident, i.state, i.isolated_at, i.second_reading, i.second_reading_at, i.outcome, i.closed_at,
               i.handled_by, i.notes, i.division.county(), i.id, before) == 0)
        throw Problem::conflict("incident_moved", "此事件刚被他人处理，请刷新后再试。",
                                "Somebody else has just dealt with this incident; read it again.");
}

[[noreturn]] void refuse(const std::string& code) {
    if (code == "second_reading_needed")
        throw Problem::conflict(code, "请先复测体温，再按解除或误报结束。",
                                "Take a second reading before closing as released or false alarm.");
    if (code == "still_feverish")
        throw Problem::conflict(code, "复测仍达到发热界值，不能按解除或误报结束。",
                                "The second reading is still a fever; it cannot be closed as released or false alarm.");
    throw Problem::conflict(code, "事件当前状态不允许此操作，请刷新后查看。",
                            "The incident's state does not allow this; read it again.");
}

void require_move(const IncidentRow& incident, IncidentState to, std::optional<IncidentOutcome> outcome = {}) {
    if (const auto obstacle = obstacle_to(incident, to, outcome); !obstacle.empty()) refuse(obstacle);
}

}  // namespace

std::string obstacle_to(const IncidentRow& incident, IncidentState to, std::optional<IncidentOutcome> outcome) {
    const bool forward = static_cast<int>(to) > static_cast<int>(incident.state);
    if (!forward) return "incident_moved_on";
    const bool well = outcome == IncidentOutcome::released || outcome == IncidentOutcome::false_alarm;
    if (to == IncidentState::closed && well) {
        if (!incident.second_reading) return "second_reading_needed";
        if (*incident.second_reading >= incident.threshold) return "still_feverish";
    }
    return {};
}

void open_incident(Tx& tx, const Record& p, const GateRules& rules) {
    const auto window = contact_window(tx, p.division, p.at, p.workshop || p.shuttle);
    const Id<FeverIncident> id(p.id.uuid());
    if (tx.run(insert_incident, p.division.county(), id, p.division, p.organization, p.site, p.gate, p.person,
               p.masked_name, p.workshop, p.shuttle, p.direction, p.at, p.temperature, rules.fever_threshold,
               window.until) == 0)
        return;
    trace_contacts(tx, *tx.find<IncidentRow>(find_incident, id));
    tx.service<events::Bus>().publish(
        tx, {"fever_incident", p.division, p.organization, to_json(Opened{id, p.site, p.gate, p.at})});
}

IncidentRow show_incident(Snapshot& snapshot, const Actor& actor, const IncidentById& request) {
    auto incident = snapshot.find<IncidentRow>(find_incident, request.id);
    if (!incident) throw no_such_record();
    actor.scope.require(incident->division, incident->organization);
    return *incident;
}

Page<IncidentRow> list_incidents(Snapshot& snapshot, const Actor& actor, const IncidentFilter& filter) {
    return incidents.page(snapshot, actor, query_of(filter));
}

Download export_incidents(Database& database, const Actor& actor, const IncidentExport& filter) {
    auto query = query_of(filter);
    query.format = filter.format;
    return incidents.download(database, actor, query);
}

IncidentRow isolate(Tx& tx, const Actor& actor, const IsolateRequest& request) {
    auto incident = show_incident(tx, actor, {request.id});
    if (incident.state == IncidentState::isolated) return incident;
    require_move(incident, IncidentState::isolated);
    const auto before = std::exchange(incident.state, IncidentState::isolated);
    incident.isolated_at = tx.now();
    note(incident, tx.now(), actor, "isolated", request.note);
    change(tx, incident, before);
    return incident;
}

IncidentRow read_again(Tx& tx, const Actor& actor, const SecondReadingRequest& request) {
    auto incident = show_incident(tx, actor, {request.id});
    if (incident.state == IncidentState::second_reading && incident.second_reading == request.temperature)
        return incident;
    require_move(incident, IncidentState::second_reading);
    const auto before = std::exchange(incident.state, IncidentState::second_reading);
    incident.second_reading = request.temperature;
    incident.second_reading_at = tx.now();
    note(incident, tx.now(), actor, fmt::format("second_reading {}", request.temperature.text()), request.note);
    change(tx, incident, before);
    return incident;
}

IncidentRow close_incident(Tx& tx, const Actor& actor, const CloseRequest& request) {
    auto incident = show_incident(tx, actor, {request.id});
    if (incident.state == IncidentState::closed && incident.outcome == request.outcome) return incident;
    require_move(incident, IncidentState::closed, request.outcome);
    const auto before = std::exchange(incident.state, IncidentState::closed);
    incident.outcome = request.outcome;
    incident.closed_at = tx.now();
    note(incident, tx.now(), actor, fmt::format("closed {}", name_of(request.outcome)), request.note);
    change(tx, incident, before);
    return incident;
}

IncidentRow trace_again(Tx& tx, const Actor& actor, const IncidentById& request) {
    trace_contacts(tx, show_incident(tx, actor, request));
    return show_incident(tx, actor, request);
}

}  // namespace tongzhou::gates
