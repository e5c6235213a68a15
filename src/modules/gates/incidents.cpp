#include "modules/gates/incidents.hpp"

#include "modules/rules/rules.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_incident{R"(
    INSERT INTO fever_incidents (county, id, division, organization, site, gate, person, masked_name, workshop, shuttle,
                                 direction, opened_at, first_reading, threshold, state, notes, contacts, traced_at,
                                 trace_until)
    VALUES (:county, :id, :division, :organization, :site, :gate, :person, :masked_name, :workshop, :shuttle,
            :direction, :opened_at, :first_reading, :threshold, 'open', '', 0, 0, :trace_until)
    ON CONFLICT (county, id) DO NOTHING)"};

}  // namespace

void open_incident(Tx& tx, const Record& p, const GateRules& rules) {
    const auto window = std::chrono::minutes(rules::contact_window_minutes(tx, p.division, p.at));
    tx.run(insert_incident, p.division.county(), p.id, p.division, p.organization, p.site, p.gate, p.person,
           p.masked_name, p.workshop, p.shuttle, p.direction, p.at, p.temperature, rules.fever_threshold,
           p.at + window);
}

}  // namespace tongzhou::gates
