// What anybody may do without an account: ask, follow one's question by number and code, rate the answer. Private to
// this module. A number with a wrong code and one that does not exist are the same 404.
#pragma once

#include "modules/hotline/calls.hpp"

namespace tongzhou::hotline {

struct PublicQuestion {
    std::optional<Id<Call>> id;  ///< made by the page: sent twice it is asked once
    DivisionCode division;
    std::optional<CallerKind> kind;  ///< person, unless said
    std::optional<Text<50>> name;
    std::optional<Text<30>> number;  ///< to be called back
    std::optional<Category> category;
    Text<2000, 4> question;
    std::optional<bool> confidential;
};
BOOST_DESCRIBE_STRUCT(PublicQuestion, (), (id, division, kind, name, number, category, question, confidential))
/// Whoever is signed in for an enterprise asks for it.
OpenedCall ask_question(Tx& tx, const Actor& actor, const PublicQuestion& question);

struct FollowTicket {
    Text<30, 1> number;
    Text<30, 1> code;
};
BOOST_DESCRIBE_STRUCT(FollowTicket, (), (number, code))

struct PublicStatus {
    std::string number;
    TicketState state{};
    Category category{};
    Instant accepted_at;
    std::optional<Instant> due_at;            ///< by when a department is to reply
    std::optional<std::string> answer;        ///< once there is one
    std::optional<std::string> reason;        ///< of a rejection
    std::optional<std::string> merged_into;   ///< the number of the ticket that this one is dealt with under
    std::optional<Rating> rating;
    bool may_rate = false;
};
BOOST_DESCRIBE_STRUCT(PublicStatus, (),
                      (number, state, category, accepted_at, due_at, answer, reason, merged_into, rating, may_rate))
/// By POST, so that the code stands in no address. Reads only.
PublicStatus follow_ticket(Snapshot& snapshot, const Actor& actor, const FollowTicket& request);

struct RateTicket {
    Text<30, 1> number;
    Text<30, 1> code;
    Rating rating{};
    std::optional<Text<500>> comment;
};
BOOST_DESCRIBE_STRUCT(RateTicket, (), (number, code, rating, comment))
/// Once for each answer; a redone ticket may be rated again.
PublicStatus rate_ticket(Tx& tx, const Actor& actor, const RateTicket& request);

}  // namespace tongzhou::hotline
