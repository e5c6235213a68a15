// What a department does with a ticket: takes it up, gives an opinion, returns it, replies. Private to this module.
// Besides the 404 of require_ticket() and the 409s of states.hpp: 403 "not_the_handler".
#pragma once

#include "modules/hotline/desk.hpp"

namespace tongzhou::hotline {

TicketRow start_ticket(Tx& tx, const Actor& actor, const TicketById& request);
/// It came to the wrong department: back to the desk, with the reason, within the rule ticket_return_days.
TicketRow return_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request);

struct AdviseTicket {
    Id<Ticket> id;
    Text<2000, 2> opinion;
};
BOOST_DESCRIBE_STRUCT(AdviseTicket, (), (id, opinion))
/// Of any of its handlers, for the lead to put together.
TicketRow advise_ticket(Tx& tx, const Actor& actor, const AdviseTicket& request);

struct ReplyTicket {
    Id<Ticket> id;
    Answer answer;
};
BOOST_DESCRIBE_STRUCT(ReplyTicket, (), (id, answer))
/// By the lead, to the caller.
TicketRow reply_ticket(Tx& tx, const Actor& actor, const ReplyTicket& request);

struct ExtendTicket {
    Id<Ticket> id;
    Bounded<1, 60> days;  ///< working days more
    Reason why;
};
BOOST_DESCRIBE_STRUCT(ExtendTicket, (), (id, days, why))
/// The lead asks for more time. Throws 422 "extension_too_long" beyond the rule ticket_extension_days, counted from the
/// beginning.
TicketRow ask_extension(Tx& tx, const Actor& actor, const ExtendTicket& request);

// What a command decides.

/// Puts the end of the term off by that many working days, asked for or not. Throws as ask_extension().
TicketRow extend_ticket(Tx& tx, const Actor& actor, const ExtendTicket& request);
TicketRow refuse_extension(Tx& tx, const Actor& actor, const MoveWithReason& request);
/// 督办: of one that is overdue, or whose caller is still dissatisfied after it was redone.
TicketRow supervise_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request);

struct PublishTicket {
    Id<Ticket> id;
    std::optional<Text<500>> summary;  ///< without anything personal; absent: no longer public
};
BOOST_DESCRIBE_STRUCT(PublishTicket, (), (id, summary))
/// What everybody may read of it. Throws 409 "confidential_ticket" for one whose caller asked for confidence.
TicketRow publish_ticket(Tx& tx, const Actor& actor, const PublishTicket& request);

/// The job: a yellow card with one working day left, a red one on the first overdue day, and supervision of what is
/// overdue. Returns how many cards it gave.
std::int64_t give_cards(Database& database);

}  // namespace tongzhou::hotline
