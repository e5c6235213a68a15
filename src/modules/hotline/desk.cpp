#include "modules/hotline/desk.hpp"

#include "modules/hotline/articles.hpp"
#include "modules/hotline/departments.hpp"
#include "modules/rules/rules.hpp"
#include "platform/calendar/calendar.hpp"

namespace tongzhou::hotline {
namespace {

using calendar::end_of_term;
using Move = TicketMove;

std::optional<std::string> reason_of(const auto& text) {
    if (!text || text->empty()) return std::nullopt;
    return text->value;
}

// 山东 2020: the handler replies within five working days and returns what is not its own within two.
void begin_term(Tx& tx, TicketRow& ticket) {
    ticket.dispatched_at = tx.now();
    if (!ticket.first_dispatched_at) ticket.first_dispatched_at = tx.now();
    ticket.due_at = end_of_term(tx.now(), rules::ticket_reply_days(tx, ticket.division, tx.now()));
    ticket.return_by = end_of_term(tx.now(), rules::ticket_return_days(tx, ticket.division, tx.now()));
    ticket.extended_days = 0;
    ticket.asked_days.reset();
    ticket.yellow_at.reset();
}

}  // namespace

TicketRow answer_directly(Tx& tx, const Actor& actor, const AnswerTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    if (request.article) use_article(tx, actor, *request.article);
    if (request.policy) policies::require_policy(tx, actor, *request.policy, "/policy");
    make_move(tx, actor, ticket, Move::answered_directly, {}, [&](TicketRow& t) {
        t.answer = request.answer.value;
        if (request.policy) t.quote_policy = request.policy->uuid();
        t.quote_article = request.article;
        t.replied_at = tx.now();
    });
    return ticket;
}

void check(const DispatchTicket& request, std::vector<FieldFault>& faults) {
    if (request.others.size() > 10)
        faults.push_back({"/others",
                          "too_many_items",
                          {"协办单位最多十个，请减少。", "At most ten departments give their opinion; name fewer."}});
}

TicketRow dispatch_ticket(Tx& tx, const Actor& actor, const DispatchTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    require_handler(tx, ticket, request.lead, "/lead");
    for (std::size_t i = 0; i < request.others.size(); ++i)
        require_handler(tx, ticket, request.others[i], fmt::format("/others/{}", i));
    make_move(tx, actor, ticket, Move::dispatched, {request.lead, reason_of(request.why)}, [&](TicketRow& t) {
        t.lead = request.lead;
        if (const auto said = reason_of(request.matter))
            t.matter = said;
        else if (const auto theirs = matter_of(tx, ticket.division, request.lead))
            t.matter = theirs;
        if (t.gap_state == GapState::none) t.gap_state = GapState::waiting;
        begin_term(tx, t);
    });
    assign_handlers(tx, ticket, request.lead, request.others);
    return ticket;
}

TicketRow reassign_ticket(Tx& tx, const Actor& actor, const ReassignTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    require_handler(tx, ticket, request.lead, "/lead");
    if (ticket.lead == request.lead)
        throw Problem::invalid("/lead", "same_lead", "已由该单位主办，请选择另一个单位。",
                               "It leads already; choose another department.");
    std::vector<Id<Organization>> others;
    for (const auto& handler : handlers_of(tx, ticket))
        if (!handler.lead) others.push_back(handler.organization);
    make_move(tx, actor, ticket, Move::reassigned, {request.lead, request.why.value}, [&](TicketRow& t) {
        t.lead = request.lead;
        t.matter = matter_of(tx, ticket.division, request.lead);
        begin_term(tx, t);
    });
    assign_handlers(tx, ticket, request.lead, others);
    return ticket;
}

TicketRow join_handler(Tx& tx, const Actor& actor, const JoinTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    require_handler(tx, ticket, request.organization, "/organization");
    require_move(ticket.standing(), Move::joined, tx.now());
    if (!add_handler(tx, ticket, request.organization)) return ticket;
    make_move(tx, actor, ticket, Move::joined, {request.organization, reason_of(request.why)}, [](TicketRow&) {});
    return ticket;
}

TicketRow reject_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    make_move(tx, actor, ticket, Move::rejected, {{}, request.why.value}, [&](TicketRow& t) {
        t.ended_reason = request.why.value;
        t.closed_at = tx.now();
    });
    return ticket;
}

TicketRow redo_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    make_move(tx, actor, ticket, Move::redone, {ticket.lead, request.why.value}, [&](TicketRow& t) {
        ++t.redone;
        t.replied_at.reset();
        t.followed_up_at.reset();
        t.reached.reset();
        t.rating.reset();
        t.rated_by.reset();
        t.rating_comment.reset();
        begin_term(tx, t);
        t.return_by = tx.now();  // it is theirs: they have answered it before
    });
    return ticket;
}

TicketRow merge_ticket(Tx& tx, const Actor& actor, const MergeTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    auto into = require_ticket(tx, actor, request.into);
    if (into.id == ticket.id || !is_open(into.state))
        throw Problem::conflict("merged_into_nothing", "只能并入另一个未办结的工单，请重新选择。",
                                "A ticket is merged into another one that is open; choose again.");
    make_move(tx, actor, ticket, Move::merged, {{}, reason_of(request.why)}, [&](TicketRow& t) {
        t.merged_into = into.id;
        t.ended_reason = into.number;
        t.closed_at = tx.now();
        t.gap_state = GapState::gathered;
    });
    make_move(tx, actor, into, Move::absorbed, {{}, ticket.number}, [](TicketRow&) {});
    return ticket;
}

TicketRow follow_up_ticket(Tx& tx, const Actor& actor, const FollowUpTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    if (request.reached && !request.rating && !ticket.rating)
        throw Problem::invalid("/rating", "missing", "已联系上来电人，请记录评价。",
                               "The caller was reached: say how they rate the answer.");
    if (request.rating && ticket.rating && *ticket.rating != *request.rating)
        throw Problem::conflict("rated_already", "来电人已自行评价，以其评价为准；请不要再填评价。",
                                "The caller has rated it already, and that stands; leave the rating out.");
    make_move(tx, actor, ticket, Move::followed_up, {{}, reason_of(request.comment)}, [&](TicketRow& t) {
        t.followed_up_at = tx.now();
        t.reached = request.reached;
        if (!t.rating && request.rating) {
            t.rating = request.rating;
            t.rated_by = RatedBy::follow_up;
            t.rating_comment = reason_of(request.comment);
        }
    });
    return ticket;
}

TicketRow close_ticket(Tx& tx, const Actor& actor, const TicketById& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    make_move(tx, actor, ticket, Move::closed, {}, [&](TicketRow& t) { t.closed_at = tx.now(); });
    return ticket;
}

}  // namespace tongzhou::hotline
