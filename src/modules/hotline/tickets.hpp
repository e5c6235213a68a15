// The ticket as it is kept, and what every move shares: reading it within the actor's scope, writing it with its move,
// and telling the screens. Private to this module.
#pragma once

#include <functional>

#include "modules/hotline/hotline.hpp"
#include "modules/hotline/states.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(Channel, phone, visit, page, open311, chat, mail)
/// 咨询, 求助, 建议, 投诉, 举报.
BOOST_DEFINE_ENUM_CLASS(Category, consultation, assistance, suggestion, complaint, report)
BOOST_DEFINE_ENUM_CLASS(DeskLevel, city, county)
BOOST_DEFINE_ENUM_CLASS(RatedBy, follow_up, caller)
/// Whether its question waits to be gathered into the knowledge gaps.
BOOST_DEFINE_ENUM_CLASS(GapState, none, waiting, gathered)

/// A row of the table, whole but for the hash of its code.
struct TicketRow {
    std::string county;
    Id<Ticket> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string number;
    Channel channel{};
    DeskLevel level{};
    Category category{};
    std::optional<std::string> matter;
    std::string title, question;
    bool confidential = false;
    TicketState state{};
    std::int64_t moves = 0;
    std::optional<Id<Organization>> lead;
    Instant accepted_at;
    std::optional<Instant> first_dispatched_at, dispatched_at, return_by, due_at;
    int extended_days = 0;
    std::optional<int> asked_days;
    int returned = 0, redone = 0;
    std::optional<Instant> yellow_at, red_at, supervised_at;
    std::optional<std::string> answer;
    std::optional<Uuid> quote_policy;
    std::optional<Id<Article>> quote_article;
    std::optional<Instant> replied_at, followed_up_at;
    std::optional<bool> reached;
    std::optional<Rating> rating;
    std::optional<RatedBy> rated_by;
    std::optional<std::string> rating_comment;
    std::optional<Instant> closed_at;
    std::optional<std::string> ended_reason;
    std::optional<Id<Ticket>> merged_into;
    std::optional<std::string> public_summary;
    GapState gap_state{};
    Instant updated_at;

    Standing standing() const;
};
BOOST_DESCRIBE_STRUCT(TicketRow, (),
                      (county, id, division, organization, number, channel, level, category, matter, title, question,
                       confidential, state, moves, lead, accepted_at, first_dispatched_at, dispatched_at, return_by,
                       due_at, extended_days, asked_days, returned, redone, yellow_at, red_at, supervised_at, answer,
                       quote_policy, quote_article, replied_at, followed_up_at, reached, rating, rated_by,
                       rating_comment, closed_at, ended_reason, merged_into, public_summary, gap_state, updated_at))

struct TicketById {
    Id<Ticket> id;
};
BOOST_DESCRIBE_STRUCT(TicketById, (), (id))

/// Throws the 404 of a ticket that does not exist or lies outside the actor's scope.
TicketRow require_ticket(Snapshot& snapshot, const Actor& actor, const Id<Ticket>& id);
std::optional<TicketRow> find_ticket(Snapshot& snapshot, const Id<Ticket>& id);
std::optional<TicketRow> find_ticket(Snapshot& snapshot, std::string_view number);

/// What a move says beside its name.
struct MoveNote {
    std::optional<Id<Organization>> handler = {};
    std::optional<std::string> why = {};
};

/// Writes a new ticket with its first move.
void insert_ticket(Tx& tx, const Actor& actor, const TicketRow& ticket, std::string_view code_hash);

/// Checks the move against the table, lets `change` set what else it changes, and writes ticket and move. Throws the 409
/// of require_move(), and 409 "ticket_moved" when somebody else was faster.
void make_move(Tx& tx, const Actor& actor, TicketRow& ticket, TicketMove move, const MoveNote& note,
               const std::function<void(TicketRow&)>& change);

/// The next "370831-2020-000012".
std::string next_number(Tx& tx, const DivisionCode& division);

/// An answer, a reason, a note: never empty, so that what is on record says something.
using Reason = Text<500, 2>;
using Answer = Text<4000, 2>;

}  // namespace tongzhou::hotline
