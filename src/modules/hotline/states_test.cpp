// Every state against every move, and the conditions beyond the table.
#include "modules/hotline/states.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace tongzhou::hotline {
namespace {

using enum TicketState;
using Move = TicketMove;

const auto monday = Instant::of("2020-02-24T08:00:00+08:00");

// Written out once more, by state: what the table in states.cpp must be.
const std::map<TicketState, std::map<Move, TicketState>> allowed{
    {accepted,
     {{Move::answered_directly, answered_directly},
      {Move::dispatched, dispatched},
      {Move::rejected, rejected},
      {Move::merged, merged},
      {Move::absorbed, accepted}}},
    {dispatched,
     {{Move::started, in_progress},
      {Move::replied, replied},
      {Move::returned, accepted},
      {Move::reassigned, dispatched},
      {Move::extended, dispatched},
      {Move::extension_asked, dispatched},
      {Move::extension_refused, dispatched},
      {Move::supervised, dispatched},
      {Move::joined, dispatched},
      {Move::advised, dispatched},
      {Move::merged, merged},
      {Move::absorbed, dispatched},
      {Move::published, dispatched}}},
    {in_progress,
     {{Move::replied, replied},
      {Move::returned, accepted},
      {Move::reassigned, dispatched},
      {Move::extended, in_progress},
      {Move::extension_asked, in_progress},
      {Move::extension_refused, in_progress},
      {Move::supervised, in_progress},
      {Move::joined, in_progress},
      {Move::advised, in_progress},
      {Move::merged, merged},
      {Move::absorbed, in_progress},
      {Move::published, in_progress}}},
    {replied,
     {{Move::followed_up, followed_up},
      {Move::redone, dispatched},
      {Move::supervised, replied},
      {Move::rated, replied},
      {Move::absorbed, replied},
      {Move::published, replied}}},
    {followed_up,
     {{Move::closed, closed},
      {Move::redone, dispatched},
      {Move::supervised, followed_up},
      {Move::rated, followed_up},
      {Move::absorbed, followed_up},
      {Move::published, followed_up}}},
    {answered_directly, {{Move::rated, answered_directly}, {Move::published, answered_directly}}},
    {closed, {{Move::rated, closed}, {Move::published, closed}}},
    {rejected, {}},
    {merged, {}},
};

TEST(TicketStates, AllowEachMoveOfTheTableAndNoOther) {
    int moves = 0, refused = 0;
    for (const auto state : values_of<TicketState>())
        for (const auto move : values_of<TicketMove>()) {
            SCOPED_TRACE(std::string(name_of(state)) + " " + std::string(name_of(move)));
            const auto& row = allowed.at(state);
            const auto expected = row.find(move);
            const auto after = state_after(state, move);
            ASSERT_EQ(after.has_value(), expected != row.end());
            if (after) {
                EXPECT_EQ(*after, expected->second);
                ++moves;
                continue;
            }
            Standing ticket;
            ticket.state = state;
            EXPECT_EQ(obstacle_to(ticket, move, monday), "wrong_state");
            ++refused;
        }
    EXPECT_EQ(moves, 46);
    EXPECT_EQ(refused, 9 * 21 - 46);
}

struct Case {
    const char* says;
    Standing ticket;
    Move move;
    const char* obstacle;
};

Standing in(TicketState state) {
    Standing ticket;
    ticket.state = state;
    ticket.dispatched_before = state != accepted;
    ticket.due_at = Instant::of("2020-02-28T23:59:59.999+08:00");
    ticket.return_by = Instant::of("2020-02-25T23:59:59.999+08:00");
    return ticket;
}
Standing with(Standing ticket, auto change) {
    change(ticket);
    return ticket;
}
Standing rated(TicketState state, Rating rating, int redone) {
    return with(in(state), [&](Standing& t) {
        t.rating = rating;
        t.redone = redone;
    });
}

TEST(TicketStates, HaveConditionsBeyondTheTable) {
    const auto returned = with(in(accepted), [](Standing& t) { t.dispatched_before = true; });
    const auto late = with(in(dispatched), [](Standing& t) { t.due_at = monday - std::chrono::milliseconds(1); });
    const auto last_instant = with(in(dispatched), [](Standing& t) { t.due_at = t.return_by = monday; });
    const auto too_late = with(in(dispatched), [](Standing& t) { t.return_by = monday - std::chrono::milliseconds(1); });
    const auto waiting = with(in(dispatched), [](Standing& t) { t.asked_days = 3; });
    const Case cases[] = {
        {"a fresh ticket is answered", in(accepted), Move::answered_directly, ""},
        {"one that came back is not", returned, Move::answered_directly, "answered_once"},
        {"but dispatched again", returned, Move::dispatched, ""},
        {"returned in time", in(dispatched), Move::returned, ""},
        {"at the last instant", last_instant, Move::returned, ""},
        {"too late", too_late, Move::returned, "return_too_late"},
        {"extended in time", in(dispatched), Move::extended, ""},
        {"at the last instant", last_instant, Move::extended, ""},
        {"not when overdue", late, Move::extended, "already_overdue"},
        {"nor asked for", late, Move::extension_asked, "already_overdue"},
        {"refused when asked", waiting, Move::extension_refused, ""},
        {"not when nobody asked", in(dispatched), Move::extension_refused, "nothing_asked"},
        {"supervised when overdue", late, Move::supervised, ""},
        {"not before", in(dispatched), Move::supervised, "nothing_to_supervise"},
        {"dissatisfied once", rated(followed_up, Rating::dissatisfied, 0), Move::supervised, "nothing_to_supervise"},
        {"dissatisfied again", rated(followed_up, Rating::dissatisfied, 1), Move::supervised, ""},
        {"satisfied after redoing", rated(followed_up, Rating::satisfied, 1), Move::supervised, "nothing_to_supervise"},
        {"closed satisfied", rated(followed_up, Rating::basically_satisfied, 0), Move::closed, ""},
        {"closed without a rating", in(followed_up), Move::closed, ""},
        {"not closed dissatisfied", rated(followed_up, Rating::very_dissatisfied, 0), Move::closed, "redo_first"},
        {"but after redoing", rated(followed_up, Rating::very_dissatisfied, 1), Move::closed, ""},
        {"rated once", in(replied), Move::rated, ""},
        {"not twice", rated(replied, Rating::satisfied, 0), Move::rated, "rated_already"},
    };
    for (const auto& c : cases) EXPECT_EQ(obstacle_to(c.ticket, c.move, monday), c.obstacle) << c.says;
}

TEST(TicketStates, EveryObstacleSaysWhatToDo) {
    for (const auto state : values_of<TicketState>())
        for (const auto move : values_of<TicketMove>()) {
            auto ticket = in(state);
            ticket.due_at = ticket.return_by = monday - std::chrono::hours(1);
            ticket.rating = Rating::dissatisfied;
            const auto obstacle = obstacle_to(ticket, move, monday);
            try {
                require_move(ticket, move, monday);
                EXPECT_EQ(obstacle, "");
            } catch (const Problem& problem) {
                EXPECT_EQ(problem.code(), obstacle);
                EXPECT_EQ(problem.status(), 409);
                EXPECT_FALSE(problem.detail().zh.empty() || problem.detail().en.empty());
            }
        }
}

// 山东 2020: yellow with one working day left, red on the first overdue day.
TEST(TicketStates, CardsGoByWorkingDays) {
    auto ticket = in(in_progress);  // until Friday 28 February
    const std::pair<const char*, Card> days[] = {
        {"2020-02-26T23:59:59+08:00", Card::none},   {"2020-02-27T00:00:00+08:00", Card::yellow},
        {"2020-02-28T12:00:00+08:00", Card::yellow}, {"2020-02-28T23:59:59.999+08:00", Card::yellow},
        {"2020-02-29T00:00:00+08:00", Card::red},    {"2020-03-02T09:00:00+08:00", Card::red}};
    for (const auto& [day, card] : days) EXPECT_EQ(card_of(ticket, Instant::of(day)), card) << day;
    ticket.due_at = Instant::of("2020-02-03T23:59:59.999+08:00");  // the first working day after the Spring Festival
    EXPECT_EQ(card_of(ticket, Instant::of("2020-01-22T12:00:00+08:00")), Card::none);
    EXPECT_EQ(card_of(ticket, Instant::of("2020-01-23T12:00:00+08:00")), Card::yellow);
    EXPECT_EQ(card_of(ticket, Instant::of("2020-02-01T12:00:00+08:00")), Card::yellow);
    for (const auto state : {accepted, answered_directly, replied, followed_up, closed, rejected, merged}) {
        ticket.state = state;
        EXPECT_EQ(card_of(ticket, Instant::of("2020-03-02T09:00:00+08:00")), Card::none) << name_of(state);
    }
}

}  // namespace
}  // namespace tongzhou::hotline
