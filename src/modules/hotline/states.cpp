#include "modules/hotline/states.hpp"

#include <array>

#include "platform/calendar/calendar.hpp"

namespace tongzhou::hotline {
namespace {

using enum TicketState;
using Move = TicketMove;

// Marks the same state after the move.
constexpr std::optional<TicketState> stays{};

struct Rule {
    TicketState from;
    Move move;
    std::optional<TicketState> to;
};

constexpr Rule table[] = {
    {accepted, Move::answered_directly, answered_directly},
    {accepted, Move::dispatched, dispatched},
    {accepted, Move::rejected, rejected},
    {accepted, Move::merged, merged},
    {accepted, Move::absorbed, stays},
    {dispatched, Move::started, in_progress},
    {dispatched, Move::replied, replied},
    {dispatched, Move::returned, accepted},
    {dispatched, Move::reassigned, dispatched},
    {dispatched, Move::extended, stays},
    {dispatched, Move::extension_asked, stays},
    {dispatched, Move::extension_refused, stays},
    {dispatched, Move::supervised, stays},
    {dispatched, Move::joined, stays},
    {dispatched, Move::advised, stays},
    {dispatched, Move::merged, merged},
    {dispatched, Move::absorbed, stays},
    {in_progress, Move::replied, replied},
    {in_progress, Move::returned, accepted},
    {in_progress, Move::reassigned, dispatched},
    {in_progress, Move::extended, stays},
    {in_progress, Move::extension_asked, stays},
    {in_progress, Move::extension_refused, stays},
    {in_progress, Move::supervised, stays},
    {in_progress, Move::joined, stays},
    {in_progress, Move::advised, stays},
    {in_progress, Move::merged, merged},
    {in_progress, Move::absorbed, stays},
    {replied, Move::followed_up, followed_up},
    {replied, Move::redone, dispatched},
    {replied, Move::supervised, stays},
    {replied, Move::rated, stays},
    {replied, Move::absorbed, stays},
    {followed_up, Move::closed, closed},
    {followed_up, Move::redone, dispatched},
    {followed_up, Move::supervised, stays},
    {followed_up, Move::rated, stays},
    {followed_up, Move::absorbed, stays},
    {answered_directly, Move::rated, stays},
    {closed, Move::rated, stays},
    // What everybody may read of it is decided whenever there is something to say.
    {answered_directly, Move::published, stays},
    {dispatched, Move::published, stays},
    {in_progress, Move::published, stays},
    {replied, Move::published, stays},
    {followed_up, Move::published, stays},
    {closed, Move::published, stays},
};

bool overdue(const Standing& ticket, Instant now) {
    return is_running(ticket.state) && ticket.due_at && now > *ticket.due_at;
}

const Bilingual& says(std::string_view obstacle) {
    static const std::pair<std::string_view, Bilingual> sentences[] = {
        {"wrong_state",
         {"工单当前状态不能这样办理，请刷新后查看可办的事项。",
          "The ticket's state does not allow this; read it again and see what may be done."}},
        {"answered_once",
         {"工单已派过单，不能再按直接答复办结；请派单或由承办单位答复。",
          "It was dispatched before and is no longer answered directly; dispatch it, or let the department reply."}},
        {"return_too_late",
         {"已超过退回时限，请办理，或请受理台改派。",
          "The working days for returning it are over; handle it, or ask the desk to reassign it."}},
        {"already_overdue",
         {"工单已超期，不能再延期；请尽快答复。", "It is overdue and cannot be extended; reply as soon as you can."}},
        {"nothing_asked", {"没有待审批的延期申请。", "Nobody has asked for an extension."}},
        {"nothing_to_supervise",
         {"工单未超期，也没有重办后仍不满意，暂不能督办。",
          "It is neither overdue nor still unsatisfactory after being redone; there is nothing to supervise."}},
        {"redo_first",
         {"来电人不满意，请先退回重办一次，再办结。",
          "The caller is dissatisfied: have it redone once before closing it."}},
        {"rated_already", {"已经评价过了，谢谢。", "It has been rated already; thank you."}},
    };
    for (const auto& [code, sentence] : sentences)
        if (code == obstacle) return sentence;
    throw std::logic_error("no sentence for " + std::string(obstacle));
}

}  // namespace

std::optional<TicketState> state_after(TicketState state, TicketMove move) {
    for (const auto& rule : table)
        if (rule.from == state && rule.move == move) return rule.to.value_or(state);
    return std::nullopt;
}

std::string obstacle_to(const Standing& ticket, TicketMove move, Instant now) {
    if (!state_after(ticket.state, move)) return "wrong_state";
    const bool unhappy = ticket.rating && !is_satisfied(*ticket.rating);
    switch (move) {
        case Move::answered_directly: return ticket.dispatched_before ? "answered_once" : "";
        case Move::returned: return ticket.return_by && now > *ticket.return_by ? "return_too_late" : "";
        case Move::extension_asked:
        case Move::extended: return overdue(ticket, now) ? "already_overdue" : "";
        case Move::extension_refused: return ticket.asked_days ? "" : "nothing_asked";
        case Move::supervised:
            return overdue(ticket, now) || (ticket.redone > 0 && unhappy) ? "" : "nothing_to_supervise";
        case Move::closed: return unhappy && ticket.redone == 0 ? "redo_first" : "";
        case Move::rated: return ticket.rating ? "rated_already" : "";
        default: return "";
    }
}

void require_move(const Standing& ticket, TicketMove move, Instant now) {
    const auto obstacle = obstacle_to(ticket, move, now);
    if (obstacle.empty()) return;
    const auto& sentence = says(obstacle);
    throw Problem::conflict(obstacle, sentence.zh, sentence.en);
}

bool is_open(TicketState state) {
    return state == accepted || is_running(state) || state == replied || state == followed_up;
}

bool is_running(TicketState state) { return state == dispatched || state == in_progress; }

Card card_of(const Standing& ticket, Instant now) {
    if (!is_running(ticket.state) || !ticket.due_at) return Card::none;
    if (now > *ticket.due_at) return Card::red;
    const auto left = calendar::working_days_between(date_in_shanghai(now), date_in_shanghai(*ticket.due_at));
    return left <= 1 ? Card::yellow : Card::none;
}

}  // namespace tongzhou::hotline
