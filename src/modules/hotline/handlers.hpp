// Who works on a ticket: one lead, who answers to the caller, and others who give the lead their opinion. Private to
// this module.
#pragma once

#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

struct HandlerRow {
    Id<Organization> organization;
    std::string name;
    bool lead = false;
    Instant assigned_at;
    std::optional<std::string> opinion, opinion_by;
    std::optional<Instant> opinion_at;
};
BOOST_DESCRIBE_STRUCT(HandlerRow, (), (organization, name, lead, assigned_at, opinion, opinion_by, opinion_at))

std::vector<HandlerRow> handlers_of(Snapshot& snapshot, const TicketRow& ticket);

/// Throws 422 at `path` unless it is a command or department whose place contains the ticket's, and so may see it.
void require_handler(Snapshot& snapshot, const TicketRow& ticket, const Id<Organization>& handler,
                     const std::string& path);

/// Puts the lead and the others in the place of whoever worked on it before; opinions of those who stay are kept.
void assign_handlers(Tx& tx, const TicketRow& ticket, const Id<Organization>& lead,
                     const std::vector<Id<Organization>>& others);
/// A further handler; false when it is one already.
bool add_handler(Tx& tx, const TicketRow& ticket, const Id<Organization>& handler);
void remove_handlers(Tx& tx, const TicketRow& ticket);
void keep_opinion(Tx& tx, const TicketRow& ticket, const Id<Organization>& handler, const Actor& actor,
                  std::string_view opinion);

/// As whom the actor works on the ticket: the own organisation where it is a handler (the lead, if `lead_only`); a
/// command that supervises acts for the lead. Throws 403 "not_the_handler" otherwise.
Id<Organization> acting_handler(Snapshot& snapshot, const Actor& actor, const TicketRow& ticket, bool lead_only);

}  // namespace tongzhou::hotline
