#include "modules/hotline/tickets.hpp"

#include "platform/events/events.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query insert_row{R"(
    INSERT INTO tickets (county, id, division, organization, number, code_hash, channel, level, category, matter, title,
                         question, confidential, state, moves, accepted_at, extended_days, returned, redone, gap_state,
                         updated_at)
    VALUES (:county, :id, :division, :organization, :number, :code_hash, :channel, :level, :category, :matter, :title,
            :question, :confidential, :state, 1, :accepted_at, 0, 0, 0, 'none', :updated_at)
    ON CONFLICT DO NOTHING)"};
// Every column a move may change, if nobody moved it meanwhile.
const sql::Query change_ticket_row{R"(
    UPDATE tickets
    SET state = :state, moves = :moves, matter = :matter, lead = :lead, first_dispatched_at = :first_dispatched_at,
        dispatched_at = :dispatched_at, return_by = :return_by, due_at = :due_at, extended_days = :extended_days,
        asked_days = :asked_days, returned = :returned, redone = :redone, yellow_at = :yellow_at, red_at = :red_at,
        supervised_at = :supervised_at, answer = :answer, quote_policy = :quote_policy,
        quote_article = :quote_article, replied_at = :replied_at, followed_up_at = :followed_up_at,
        reached = :reached, rating = :rating, rated_by = :rated_by, rating_comment = :rating_comment,
        closed_at = :closed_at, ended_reason = :ended_reason, merged_into = :merged_into,
        public_summary = :public_summary, gap_state = :gap_state, updated_at = :updated_at
    WHERE county = :county AND id = :id AND moves = :before)"};
const sql::Query insert_move{R"(
    INSERT INTO ticket_moves (county, ticket, number, at, actor, actor_name, move, state, handler, why)
    VALUES (:county, :ticket, :number, :at, :actor, :actor_name, :move, :state, :handler, :why))"};
const sql::Query by_id{R"(
    SELECT county, id, division, organization, number, channel, level, category, matter, title, question, confidential,
           state, moves, lead, accepted_at, first_dispatched_at, dispatched_at, return_by, due_at, extended_days,
           asked_days, returned, redone, yellow_at, red_at, supervised_at, answer, quote_policy, quote_article,
           replied_at, followed_up_at, reached, rating, rated_by, rating_comment, closed_at, ended_reason, merged_into,
           public_summary, gap_state, updated_at
    FROM tickets WHERE id = :id)"};
const sql::Query by_number{R"(
    SELECT county, id, division, organization, number, channel, level, category, matter, title, question, confidential,
           state, moves, lead, accepted_at, first_dispatched_at, dispatched_at, return_by, due_at, extended_days,
           asked_days, returned, redone, yellow_at, red_at, supervised_at, answer, quote_policy, quote_article,
           replied_at, followed_up_at, reached, rating, rated_by, rating_comment, closed_at, ended_reason, merged_into,
           public_summary, gap_state, updated_at
    FROM tickets WHERE number = :number)"};
const sql::Query take_number{R"(
    INSERT INTO ticket_numbers (county, year, last) VALUES (:county, :year, 1)
    ON CONFLICT (county, year) DO UPDATE SET last = ticket_numbers.last + 1
    RETURNING last)"};

struct Told {
    Id<Ticket> id;
    std::string number;
    TicketState state{};
    TicketMove move{};
};
BOOST_DESCRIBE_STRUCT(Told, (), (id, number, state, move))

void write_move(Tx& tx, const Actor& actor, const TicketRow& ticket, TicketMove move, const MoveNote& note) {
    std::optional<Uuid> who;
    if (!actor.id.is_nil()) who = actor.id;
    tx.run(insert_move, ticket.county, ticket.id, ticket.moves, tx.now(), who, actor.name, move, ticket.state,
           note.handler, note.why);
    tx.service<events::Bus>().publish(tx, {"ticket", ticket.division, ticket.organization,
                                           to_json(Told{ticket.id, ticket.number, ticket.state, move})});
}

}  // namespace

Standing TicketRow::standing() const {
    Standing now;
    now.state = state;
    now.return_by = return_by;
    now.due_at = due_at;
    now.replied_at = replied_at;
    now.extended_days = extended_days;
    now.asked_days = asked_days;
    now.returned = returned;
    now.redone = redone;
    now.dispatched_before = first_dispatched_at.has_value();
    now.rating = rating;
    return now;
}

std::optional<TicketRow> find_ticket(Snapshot& snapshot, const Id<Ticket>& id) {
    return snapshot.find<TicketRow>(by_id, id);
}

std::optional<TicketRow> find_ticket(Snapshot& snapshot, std::string_view number) {
    return snapshot.find<TicketRow>(by_number, number);
}

TicketRow require_ticket(Snapshot& snapshot, const Actor& actor, const Id<Ticket>& id) {
    auto ticket = find_ticket(snapshot, id);
    if (!ticket) throw no_such_record();
    actor.scope.require(ticket->division, ticket->organization);
    return *std::move(ticket);
}

void insert_ticket(Tx& tx, const Actor& actor, const TicketRow& ticket, std::string_view code_hash) {
    tx.run(insert_row, ticket.county, ticket.id, ticket.division, ticket.organization, ticket.number, code_hash,
           ticket.channel, ticket.level, ticket.category, ticket.matter, ticket.title, ticket.question,
           ticket.confidential, ticket.state, ticket.accepted_at, ticket.updated_at);
    write_move(tx, actor, ticket, TicketMove::accepted, {});
}

void make_move(Tx& tx, const Actor& actor, TicketRow& t, TicketMove move, const MoveNote& note,
               const std::function<void(TicketRow&)>& change) {
    require_move(t.standing(), move, tx.now());
    change(t);
    const auto before = t.moves++;
    t.state = *state_after(t.state, move);
    t.updated_at = tx.now();
    if (tx.run(change_ticket_row, t.state, t.moves, t.matter, t.lead, t.first_dispatched_at, t.dispatched_at, t.return_by,
               t.due_at, t.extended_days, t.asked_days, t.returned, t.redone, t.yellow_at, t.red_at, t.supervised_at,
               t.answer, t.quote_policy, t.quote_article, t.replied_at, t.followed_up_at, t.reached, t.rating,
               t.rated_by, t.rating_comment, t.closed_at, t.ended_reason, t.merged_into, t.public_summary,
               t.gap_state, t.updated_at, t.county, t.id, before) == 0)
        throw Problem::conflict("ticket_moved", "此工单刚被他人办理，请刷新后再试。",
                                "Somebody else has just dealt with this ticket; read it again.");
    write_move(tx, actor, t, move, note);
}

std::string next_number(Tx& tx, const DivisionCode& division) {
    const auto year = date_in_shanghai(tx.now()).year();
    const auto last = tx.value<std::int64_t>(take_number, division.county(), year);
    return fmt::format("{}-{}-{:06}", division.county(), year, last.value());
}

}  // namespace tongzhou::hotline
