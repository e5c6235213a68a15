#include "modules/hotline/handling.hpp"

#include "modules/rules/rules.hpp"
#include "platform/calendar/calendar.hpp"

namespace tongzhou::hotline {
namespace {

using Move = TicketMove;

// 山东 2020: generally at most ten working days more.
int allowed_extension(Snapshot& snapshot, const TicketRow& ticket, std::int64_t days) {
    const int most = rules::ticket_extension_days(snapshot, ticket.division, snapshot.now());
    if (ticket.extended_days + days <= most) return static_cast<int>(days);
    throw Problem::invalid(
        "/days", "extension_too_long",
        fmt::format("最多可延期{}个工作日，已延期{}个，请减少天数。", most, ticket.extended_days),
        fmt::format("At most {} working days may be added and {} have been; ask for fewer.", most,
                    ticket.extended_days));
}

}  // namespace

TicketRow start_ticket(Tx& tx, const Actor& actor, const TicketById& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto handler = acting_handler(tx, actor, ticket, true);
    make_move(tx, actor, ticket, Move::started, {handler, {}}, [](TicketRow&) {});
    return ticket;
}

TicketRow return_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto handler = acting_handler(tx, actor, ticket, true);
    make_move(tx, actor, ticket, Move::returned, {handler, request.why.value}, [&](TicketRow& t) {
        ++t.returned;
        t.lead.reset();
        t.matter.reset();
        t.due_at.reset();
        t.return_by.reset();
        t.asked_days.reset();
        t.yellow_at.reset();
    });
    remove_handlers(tx, ticket);
    return ticket;
}

TicketRow advise_ticket(Tx& tx, const Actor& actor, const AdviseTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto handler = acting_handler(tx, actor, ticket, false);
    make_move(tx, actor, ticket, Move::advised, {handler, {}}, [](TicketRow&) {});
    keep_opinion(tx, ticket, handler, actor, request.opinion.value);
    return ticket;
}

TicketRow reply_ticket(Tx& tx, const Actor& actor, const ReplyTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto handler = acting_handler(tx, actor, ticket, true);
    make_move(tx, actor, ticket, Move::replied, {handler, {}}, [&](TicketRow& t) {
        t.answer = request.answer.value;
        t.replied_at = tx.now();
        t.asked_days.reset();
    });
    return ticket;
}

TicketRow ask_extension(Tx& tx, const Actor& actor, const ExtendTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto handler = acting_handler(tx, actor, ticket, true);
    const auto days = allowed_extension(tx, ticket, request.days);
    make_move(tx, actor, ticket, Move::extension_asked, {handler, request.why.value},
              [&](TicketRow& t) { t.asked_days = days; });
    return ticket;
}

TicketRow extend_ticket(Tx& tx, const Actor& actor, const ExtendTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const auto days = allowed_extension(tx, ticket, request.days);
    make_move(tx, actor, ticket, Move::extended, {ticket.lead, request.why.value}, [&](TicketRow& t) {
        t.due_at = calendar::end_of_term(*t.due_at, days);
        t.extended_days += days;
        t.asked_days.reset();
        t.yellow_at.reset();
    });
    return ticket;
}

TicketRow refuse_extension(Tx& tx, const Actor& actor, const MoveWithReason& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    make_move(tx, actor, ticket, Move::extension_refused, {ticket.lead, request.why.value},
              [](TicketRow& t) { t.asked_days.reset(); });
    return ticket;
}

TicketRow supervise_ticket(Tx& tx, const Actor& actor, const MoveWithReason& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    make_move(tx, actor, ticket, Move::supervised, {ticket.lead, request.why.value},
              [&](TicketRow& t) { t.supervised_at = tx.now(); });
    return ticket;
}

TicketRow publish_ticket(Tx& tx, const Actor& actor, const PublishTicket& request) {
    auto ticket = require_ticket(tx, actor, request.id);
    const bool publishes = request.summary && !request.summary->empty();
    if (publishes && ticket.confidential)
        throw Problem::conflict("confidential_ticket", "来电人要求保密，此工单不能公开。",
                                "The caller asked for confidence; nothing of this ticket is made public.");
    make_move(tx, actor, ticket, Move::published, {{}, publishes ? std::nullopt : std::optional<std::string>("-")},
              [&](TicketRow& t) {
                  t.public_summary.reset();
                  if (publishes) t.public_summary = request.summary->value;
              });
    return ticket;
}

}  // namespace tongzhou::hotline
