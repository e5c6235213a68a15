#include "modules/hotline/handlers.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query of_ticket{R"(
    SELECT h.organization, o.name, h.lead, h.assigned_at, h.opinion, h.opinion_by, h.opinion_at
    FROM ticket_handlers h JOIN organizations o ON o.id = h.organization
    WHERE h.county = :county AND h.ticket = :ticket ORDER BY h.lead DESC, h.assigned_at, h.organization)"};
const sql::Query put_handler{R"(
    INSERT INTO ticket_handlers (county, ticket, organization, lead, assigned_at)
    VALUES (:county, :ticket, :organization, :lead, :assigned_at)
    ON CONFLICT (county, ticket, organization) DO UPDATE SET lead = excluded.lead)"};
const sql::Query join_handler{R"(
    INSERT INTO ticket_handlers (county, ticket, organization, lead, assigned_at)
    VALUES (:county, :ticket, :organization, 0, :assigned_at)
    ON CONFLICT (county, ticket, organization) DO NOTHING)"};
const sql::Query delete_handlers{"DELETE FROM ticket_handlers WHERE county = :county AND ticket = :ticket"};
const sql::Query delete_handler{R"(
    DELETE FROM ticket_handlers WHERE county = :county AND ticket = :ticket AND organization = :organization)"};
const sql::Query put_opinion{R"(
    UPDATE ticket_handlers SET opinion = :opinion, opinion_by = :opinion_by, opinion_at = :opinion_at
    WHERE county = :county AND ticket = :ticket AND organization = :organization)"};

}  // namespace

std::vector<HandlerRow> handlers_of(Snapshot& snapshot, const TicketRow& ticket) {
    return snapshot.all<HandlerRow>(of_ticket, ticket.county, ticket.id);
}

void require_handler(Snapshot& snapshot, const TicketRow& ticket, const Id<Organization>& handler,
                     const std::string& path) {
    const auto place = organizations::find_organization(snapshot, handler);
    if (place && place->kind <= OrganizationKind::department && place->division.contains(ticket.division)) return;
    throw Problem::invalid(path, "no_such_handler", "没有这个承办单位，或工单所在区划不归它管，请重新选择。",
                           "There is no such department, or the ticket's place is not within its own; choose another.");
}

void assign_handlers(Tx& tx, const TicketRow& ticket, const Id<Organization>& lead,
                     const std::vector<Id<Organization>>& others) {
    for (const auto& before : handlers_of(tx, ticket))
        if (before.organization != lead && std::ranges::find(others, before.organization) == others.end())
            tx.run(delete_handler, ticket.county, ticket.id, before.organization);
    for (const auto& other : others)
        if (other != lead) tx.run(put_handler, ticket.county, ticket.id, other, false, tx.now());
    tx.run(put_handler, ticket.county, ticket.id, lead, true, tx.now());
}

bool add_handler(Tx& tx, const TicketRow& ticket, const Id<Organization>& handler) {
    return tx.run(join_handler, ticket.county, ticket.id, handler, tx.now()) == 1;
}

void remove_handlers(Tx& tx, const TicketRow& ticket) { tx.run(delete_handlers, ticket.county, ticket.id); }

void keep_opinion(Tx& tx, const TicketRow& ticket, const Id<Organization>& handler, const Actor& actor,
                  std::string_view opinion) {
    tx.run(put_opinion, opinion, actor.name, tx.now(), ticket.county, ticket.id, handler);
}

Id<Organization> acting_handler(Snapshot& snapshot, const Actor& actor, const TicketRow& ticket, bool lead_only) {
    for (const auto& handler : handlers_of(snapshot, ticket))
        if (handler.organization == actor.organization && (handler.lead || !lead_only)) return handler.organization;
    if (ticket.lead && actor.permissions.has(Permission::ticket_supervise)) return *ticket.lead;
    throw Problem::forbidden("not_the_handler",
                             lead_only ? "此事须由主办单位办理；如不属本单位职责，请联系受理台改派。"
                                       : "本单位不是此工单的承办单位，请联系受理台。",
                             lead_only ? "Only the lead department may do this; ask the desk to reassign it if it is yours."
                                       : "Your organisation does not handle this ticket; ask the desk.");
}

}  // namespace tongzhou::hotline
