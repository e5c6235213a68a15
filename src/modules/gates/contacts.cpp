#include "modules/gates/contacts.hpp"

#include "modules/rules/rules.hpp"

namespace tongzhou::gates {
namespace {

// The organisation's index carries `at`: only the window's rows are read. Of each person the first passage stays, and
// all that speaks for a contact is gathered in its row.
const sql::Query gather_contacts{R"(
    INSERT INTO incident_contacts (county, incident, contact, passage, division, organization, at, same_gate,
                                   same_workshop, same_shuttle)
    SELECT n.county, :incident, n.contact, n.id, n.division, n.organization, n.at, n.any_gate, n.any_workshop,
           n.any_shuttle
    FROM (
        SELECT q.county, q.contact, q.id, q.division, q.organization, q.at,
               MAX(q.near_gate)     OVER (PARTITION BY q.contact) AS any_gate,
               MAX(q.near_workshop) OVER (PARTITION BY q.contact) AS any_workshop,
               MAX(q.near_shuttle)  OVER (PARTITION BY q.contact) AS any_shuttle,
               ROW_NUMBER()         OVER (PARTITION BY q.contact ORDER BY q.at, q.id) AS place
        FROM (
            SELECT p.county, COALESCE(p.person, p.id) AS contact, p.id, p.division, p.organization, p.at,
                   CASE WHEN p.gate = :gate AND p.at >= :gate_from AND p.at <= :gate_until THEN 1 ELSE 0 END
                       AS near_gate,
                   CASE WHEN p.workshop = :workshop THEN 1 ELSE 0 END AS near_workshop,
                   CASE WHEN p.shuttle = :shuttle THEN 1 ELSE 0 END AS near_shuttle
            FROM passages p
            WHERE p.organization = :organization AND p.at >= :from AND p.at <= :until AND p.id <> :self
              AND (p.person IS NULL OR p.person IS DISTINCT FROM :person)
              AND NOT EXISTS (SELECT 1 FROM passages c WHERE c.county = p.county AND c.corrects = p.id)) q
        WHERE q.near_gate + q.near_workshop + q.near_shuttle > 0) n
    WHERE n.place = 1
    ON CONFLICT (county, incident, contact) DO UPDATE
        SET passage = excluded.passage, at = excluded.at, same_gate = excluded.same_gate,
            same_workshop = excluded.same_workshop, same_shuttle = excluded.same_shuttle)"};
const sql::Query note_traced{R"(
    UPDATE fever_incidents
    SET traced_at = :now,
        contacts = (SELECT COUNT(*) FROM incident_contacts k
                    WHERE k.county = fever_incidents.county AND k.incident = fever_incidents.id)
    WHERE county = :county AND id = :id)"};
// Once more after the window has ended, for what arrived meanwhile.
const sql::Query still_traced{R"(
    SELECT i.id, i.opened_at, i.division, i.organization, i.site, i.gate, i.person, i.masked_name, i.workshop,
           i.shuttle, i.direction, i.first_reading, i.threshold, i.state, i.isolated_at, i.second_reading,
           i.second_reading_at, i.outcome, i.closed_at, i.handled_by, i.notes, i.contacts
    FROM fever_incidents i
    WHERE i.traced_at < i.trace_until AND i.traced_at < :before
    ORDER BY i.traced_at LIMIT 100)"};

std::chrono::milliseconds minutes_around(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return std::chrono::minutes(rules::contact_window_minutes(snapshot, division, at));
}

struct ContactQuery : ListRequest {
    std::string county;
    Id<FeverIncident> incident;
    std::optional<bool> same_gate, same_workshop, same_shuttle;
};
BOOST_DESCRIBE_STRUCT(ContactQuery, (ListRequest), (county, incident, same_gate, same_workshop, same_shuttle))

const List<ContactRow> contacts{
    {.name = "incident_contacts",
     .select = "SELECT k.contact AS id, k.passage, k.at, p.gate, p.means, p.verdict, p.masked_name, p.workshop, "
               "p.shuttle, k.same_gate, k.same_workshop, k.same_shuttle FROM incident_contacts k "
               "JOIN passages p ON p.county = k.county AND p.id = k.passage",
     .scope = {"k.county", "k.division", "k.organization"},
     .filters = {{"county", "k.county = :county"},
                 {"incident", "k.incident = :incident"},
                 {"same_gate", "k.same_gate = :same_gate"},
                 {"same_workshop", "k.same_workshop = :same_workshop"},
                 {"same_shuttle", "k.same_shuttle = :same_shuttle"}},
     .sorts = {{"at", "k.at"}},
     .key = "k.contact"}};

}  // namespace

Window contact_window(Snapshot& snapshot, const DivisionCode& division, Instant at, bool whole_day) {
    const auto around = minutes_around(snapshot, division, at);
    Window window{at - around, at + around};
    if (!whole_day) return window;
    const auto day = date_in_shanghai(at);
    return {
        std::min(window.from, start_of_day_in_shanghai(day)),
        std::max(window.until, start_of_day_in_shanghai(day + std::chrono::days(1)) - std::chrono::milliseconds(1))};
}

void trace_contacts(Tx& tx, const IncidentRow& i) {
    const auto around = minutes_around(tx, i.division, i.opened_at);
    const auto window = contact_window(tx, i.division, i.opened_at, i.workshop || i.shuttle);
    tx.run(gather_contacts, i.id, i.gate, i.opened_at - around, i.opened_at + around, i.workshop, i.shuttle,
           i.organization, window.from, window.until, i.id, i.person);
    tx.run(note_traced, tx.now(), i.division.county(), i.id);
}

Page<ContactRow> list_contacts(Snapshot& snapshot, const Actor& actor, const ContactRequest& request) {
    const auto incident = show_incident(snapshot, actor, {request.id});
    ContactQuery query;
    static_cast<ListRequest&>(query) = request;
    query.county = incident.division.county();
    query.incident = request.id;
    if (request.why == ContactWhy::same_gate) query.same_gate = true;
    if (request.why == ContactWhy::same_workshop) query.same_workshop = true;
    if (request.why == ContactWhy::same_shuttle) query.same_shuttle = true;
    return contacts.page(snapshot, actor, query);
}

std::int64_t trace_open_incidents(Database& database) {
    const auto before = database.clock().now() - std::chrono::minutes(4);
    std::int64_t looked_at = 0;
    for (;;) {
        const auto due =
            database.read_value([&](Snapshot& snapshot) { return snapshot.all<IncidentRow>(still_traced, before); });
        if (due.empty()) return looked_at;
        for (const auto& incident : due) database.write([&](Tx& tx) { trace_contacts(tx, incident); });
        looked_at += static_cast<std::int64_t>(due.size());
    }
}

}  // namespace tongzhou::gates
