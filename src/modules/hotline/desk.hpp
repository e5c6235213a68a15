// What the desk does with a ticket: answers it, sends it to a department, asks the caller, closes it. Private to this
// module. All of it throws the 404 of require_ticket(), and the 409s of states.hpp.
#pragma once

#include "modules/hotline/handlers.hpp"
#include "modules/policies/policies.hpp"

namespace tongzhou::hotline {

struct AnswerTicket {
    Id<Ticket> id;
    Answer answer;
    std::optional<Id<Policy>> policy;   ///< whose passage the answer quotes
    std::optional<Id<Article>> article; ///< or which article
};
BOOST_DESCRIBE_STRUCT(AnswerTicket, (), (id, answer, policy, article))
/// Within the call: 即时答复.
TicketRow answer_directly(Tx& tx, const Actor& actor, const AnswerTicket& request);

struct DispatchTicket {
    Id<Ticket> id;
    Id<Organization> lead;
    std::vector<Id<Organization>> others;  ///< up to ten, who give the lead their opinion
    std::optional<Text<50>> matter;        ///< class of department; that of the lead, unless said
    std::optional<Reason> why;
};
BOOST_DESCRIBE_STRUCT(DispatchTicket, (), (id, lead, others, matter, why))
void check(const DispatchTicket& request, std::vector<FieldFault>& faults);
/// The term of the rule ticket_reply_days begins.
TicketRow dispatch_ticket(Tx& tx, const Actor& actor, const DispatchTicket& request);

struct ReassignTicket {
    Id<Ticket> id;
    Id<Organization> lead;
    Reason why;
};
BOOST_DESCRIBE_STRUCT(ReassignTicket, (), (id, lead, why))
/// To another lead, with a term of its own. Whoever was late stays so: the red card is kept.
TicketRow reassign_ticket(Tx& tx, const Actor& actor, const ReassignTicket& request);

struct JoinTicket {
    Id<Ticket> id;
    Id<Organization> organization;
    std::optional<Reason> why;
};
BOOST_DESCRIBE_STRUCT(JoinTicket, (), (id, organization, why))
/// A further handler beside the lead.
TicketRow join_handler(Tx& tx, const Actor& actor, const JoinTicket& request);

struct MoveWithReason {
    Id<Ticket> id;
    Reason why;
};
BOOST_DESCRIBE_STRUCT(MoveWithReason, (), (id, why))
/// 不予受理.
TicketRow reject_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request);
/// 重办: the department has another term, and what the caller said of its reply is on the ticket's moves alone.
TicketRow redo_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request);

struct MergeTicket {
    Id<Ticket> id;
    Id<Ticket> into;  ///< an open ticket about the same
    std::optional<Reason> why;
};
BOOST_DESCRIBE_STRUCT(MergeTicket, (), (id, into, why))
/// 并单: the callers follow the other one. Throws 409 "merged_into_nothing" when that is not open, or is itself.
TicketRow merge_ticket(Tx& tx, const Actor& actor, const MergeTicket& request);

struct FollowUpTicket {
    Id<Ticket> id;
    bool reached = false;          ///< somebody answered
    std::optional<Rating> rating;  ///< needed when reached, unless the caller has rated already
    std::optional<Text<500>> comment;
};
BOOST_DESCRIBE_STRUCT(FollowUpTicket, (), (id, reached, rating, comment))
TicketRow follow_up_ticket(Tx& tx, const Actor& actor, const FollowUpTicket& request);

TicketRow close_ticket(Tx& tx, const Actor& actor, const TicketById& request);

}  // namespace tongzhou::hotline
