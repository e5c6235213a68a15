// Tickets as screens show them: the list, one with its story, and what the actor may do with it now. Private to this
// module.
#pragma once

#include "modules/hotline/calls.hpp"
#include "modules/hotline/handlers.hpp"
#include "modules/hotline/ticket_sets.hpp"

namespace tongzhou::hotline {

struct TicketLine {
    Id<Ticket> id;
    std::string number;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Channel channel{};
    DeskLevel level{};
    Category category{};
    std::optional<std::string> matter;
    std::string title;
    bool confidential = false;
    TicketState state{};
    std::optional<Id<Organization>> lead;
    std::optional<std::string> lead_name;
    Instant accepted_at;
    std::optional<Instant> due_at;
    std::optional<int> asked_days;
    int returned = 0, redone = 0;
    std::optional<Instant> yellow_at, red_at, supervised_at, replied_at;
    std::optional<Rating> rating;
    std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(TicketLine, (),
                      (id, number, division, organization, channel, level, category, matter, title, confidential, state,
                       lead, lead_name, accepted_at, due_at, asked_days, returned, redone, yellow_at, red_at,
                       supervised_at, replied_at, rating, closed_at))

struct TicketFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Id<Organization>> organization;
    std::optional<Text<30>> number;
    std::optional<TicketState> state;
    std::optional<bool> open;  ///< true: not ended
    std::optional<DeskLevel> level;
    std::optional<Channel> channel;
    std::optional<Category> category;
    std::optional<Text<50>> matter;
    std::optional<Id<Organization>> lead;
    std::optional<bool> unassigned;           ///< true: no department leads
    std::optional<Id<Organization>> handler;  ///< leading or not
    std::optional<Rating> rating;
    std::optional<bool> overdue;  ///< true: the term is over and the department has not replied
    std::optional<bool> red;      ///< true: had a red card
    std::optional<bool> asks_extension;
    std::optional<Text<100>> text;  ///< in the title or the question
    std::optional<TicketSet> set;   ///< what a figure of the rates counts
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(TicketFilter, (ListRequest),
                      (division, organization, number, state, open, level, channel, category, matter, lead, unassigned,
                       handler, rating, overdue, red, asks_extension, text, set, from, until))
struct TicketExport : TicketFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(TicketExport, (TicketFilter), (format))

Page<TicketLine> list_tickets(Snapshot& snapshot, const Actor& actor, const TicketFilter& filter);
Download export_tickets(Database& database, const Actor& actor, const TicketExport& filter);

struct TicketMoveRow {
    std::int64_t number = 0;
    Instant at;
    std::string actor_name;
    TicketMove move{};
    TicketState state{};
    std::optional<Id<Organization>> handler;
    std::optional<std::string> handler_name, why;
};
BOOST_DESCRIBE_STRUCT(TicketMoveRow, (), (number, at, actor_name, move, state, handler, handler_name, why))

struct CallOfTicket {
    Id<Call> id;
    Channel channel{};
    CallerKind caller_kind{};
    std::optional<std::string> masked_name, masked_number;
    Instant answered_at;
};
BOOST_DESCRIBE_STRUCT(CallOfTicket, (), (id, channel, caller_kind, masked_name, masked_number, answered_at))

/// Whole. The caller of a confidential ticket is shown to the desk alone; opinions of departments to those inside.
struct TicketView : TicketRow {
    Card card{};
    std::optional<std::string> lead_name;
    std::vector<HandlerRow> handlers;
    std::vector<CallOfTicket> calls;
    std::vector<TicketMoveRow> story;
    std::vector<TicketMove> may;  ///< what the table and the actor's permissions allow now
};
BOOST_DESCRIBE_STRUCT(TicketView, (TicketRow), (card, lead_name, handlers, calls, story, may))
TicketView show_ticket(Snapshot& snapshot, const Actor& actor, const TicketById& request);

}  // namespace tongzhou::hotline
