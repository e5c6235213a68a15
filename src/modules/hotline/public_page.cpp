#include "modules/hotline/public_page.hpp"

namespace tongzhou::hotline {
namespace {

bool has_answer(TicketState state) {
    return state == TicketState::answered_directly || state == TicketState::replied ||
           state == TicketState::followed_up || state == TicketState::closed;
}

TicketRow require_code(Snapshot& snapshot, std::string_view number, std::string_view code) {
    auto ticket = find_ticket(snapshot, number);
    if (!ticket || !is_code_of(snapshot, ticket->id, code))
        throw Problem::not_found("no_such_ticket", "没有这个工单，或查询码不对，请核对后再试。",
                                 "There is no such ticket, or the code is another one's; check both.");
    return *std::move(ticket);
}

PublicStatus status_of(Snapshot& snapshot, const TicketRow& own) {
    PublicStatus status{own.number, own.state, own.category, own.accepted_at, own.due_at, {}, {}, {}, own.rating, false};
    auto shown = own;
    // A merged ticket has the fate of the one it was merged into.
    for (int steps = 0; shown.merged_into && steps < 10; ++steps) {
        auto into = find_ticket(snapshot, *shown.merged_into);
        if (!into) break;
        shown = *std::move(into);
        status.merged_into = shown.number;
        status.state = shown.state;
        status.due_at = shown.due_at;
    }
    const bool theirs = !status.merged_into || !shown.confidential;
    if (has_answer(shown.state) && theirs) status.answer = shown.answer;
    if (shown.state == TicketState::rejected && theirs) status.reason = shown.ended_reason;
    status.may_rate = obstacle_to(own.standing(), TicketMove::rated, snapshot.now()).empty();
    return status;
}

// The moves of those without an account stand under this name.
Actor named(const Actor& actor) {
    auto caller = actor;
    if (caller.name.empty()) caller.name = "来电人 caller";
    return caller;
}

}  // namespace

OpenedCall ask_question(Tx& tx, const Actor& actor, const PublicQuestion& question) {
    NewCall call;
    call.id = question.id;
    call.division = question.division;
    call.channel = Channel::page;
    call.caller.kind = question.kind.value_or(CallerKind::person);
    if (actor.scope.is_organization()) {
        call.caller.kind = CallerKind::enterprise;
        call.caller.organization = actor.scope.organization();
    }
    call.caller.name = question.name;
    call.caller.number = question.number;
    call.category = question.category;
    call.question = question.question.value;
    call.confidential = question.confidential;
    std::vector<FieldFault> faults;
    check(call.caller, faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));
    return open_public_call(tx, named(actor), call);
}

PublicStatus follow_ticket(Snapshot& snapshot, const Actor&, const FollowTicket& request) {
    return status_of(snapshot, require_code(snapshot, request.number.value, request.code.value));
}

PublicStatus rate_ticket(Tx& tx, const Actor& actor, const RateTicket& request) {
    auto ticket = require_code(tx, request.number.value, request.code.value);
    if (ticket.rating == request.rating && ticket.rated_by == RatedBy::caller) return status_of(tx, ticket);
    make_move(tx, named(actor), ticket, TicketMove::rated, {{}, std::string(name_of(request.rating))},
              [&](TicketRow& t) {
                  t.rating = request.rating;
                  t.rated_by = RatedBy::caller;
                  if (request.comment && !request.comment->empty()) t.rating_comment = request.comment->value;
              });
    return status_of(tx, ticket);
}

}  // namespace tongzhou::hotline
