// Yellow and red cards, given by the clock.
#include "modules/hotline/handling.hpp"
#include "platform/events/events.hpp"

namespace tongzhou::hotline {
namespace {

// A yellow card comes with the last but one working day: a week of holidays and two weekends before the end at most.
constexpr std::chrono::hours furthest_yellow{24 * 16};
constexpr int tickets_at_once = 200;  // tickets in one transaction

const sql::Query running_until{R"(
    SELECT id, due_at FROM tickets
    WHERE state IN ('dispatched', 'in_progress') AND due_at < :until AND (due_at, id) > (:due_after, :id_after)
    ORDER BY due_at, id LIMIT :most)"};
struct Running {
    Id<Ticket> id;
    Instant due_at;
};
BOOST_DESCRIBE_STRUCT(Running, (), (id, due_at))

const sql::Query give_yellow{R"(
    UPDATE tickets SET yellow_at = :now WHERE county = :county AND id = :id AND moves = :moves AND yellow_at IS NULL)"};
const sql::Query give_red{R"(
    UPDATE tickets SET red_at = :now
    WHERE county = :county AND id = :id AND moves = :moves AND red_at IS NULL)"};

struct Carded {
    Id<Ticket> id;
    std::string number;
    Card card{};
};
BOOST_DESCRIBE_STRUCT(Carded, (), (id, number, card))

bool give_card(Tx& tx, const Id<Ticket>& id) {
    auto ticket = find_ticket(tx, id);
    if (!ticket) return false;
    const auto card = card_of(ticket->standing(), tx.now());
    bool given = false;
    if (card == Card::yellow) given = tx.run(give_yellow, tx.now(), ticket->county, id, ticket->moves) == 1;
    if (card == Card::red) {
        given = tx.run(give_red, tx.now(), ticket->county, id, ticket->moves) == 1;
        // Read by make_move(), which writes what stands in the row.
        if (!ticket->red_at) ticket->red_at = tx.now();
        if (!ticket->supervised_at || *ticket->supervised_at < *ticket->due_at)
            make_move(tx, Actor::system("hotline"), *ticket, TicketMove::supervised,
                      {ticket->lead, "已超期，自动督办 / overdue"}, [&](TicketRow& t) { t.supervised_at = tx.now(); });
    }
    if (given)
        // To commands and departments of the place; the enterprise that asked is not told of cards.
        tx.service<events::Bus>().publish(
            tx, {"ticket_card", ticket->division, std::nullopt, to_json(Carded{id, ticket->number, card})});
    return given;
}

}  // namespace

std::int64_t give_cards(Database& database) {
    std::int64_t given = 0;
    Running last;
    for (;;) {
        const auto running = database.read_value([&](Snapshot& snapshot) {
            return snapshot.all<Running>(running_until, snapshot.now() + furthest_yellow, last.due_at, last.id, tickets_at_once);
        });
        if (running.empty()) return given;
        last = running.back();
        given += database.write_value([&](Tx& tx) {
            std::int64_t count = 0;
            for (const auto& ticket : running) count += give_card(tx, ticket.id);
            return count;
        });
    }
}

}  // namespace tongzhou::hotline
