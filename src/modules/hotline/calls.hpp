// A call comes in and makes a ticket, at the desk or by somebody's own hand. Private to this module.
#pragma once

#include "modules/hotline/callers.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::hotline {

struct NewCall {
    std::optional<Id<Call>> id;        ///< made by the client: sent twice it is one call; the ticket has the same UUID
    std::optional<Id<Ticket>> about;   ///< a ticket this call asks after: no new one is made
    DivisionCode division;             ///< where the matter is
    std::optional<Channel> channel;    ///< phone, unless said
    Caller caller;
    std::optional<Category> category;  ///< consultation, unless said
    std::optional<Text<50>> matter;    ///< class of department, if known
    std::optional<Text<60>> title;     ///< the beginning of the question, unless said
    Text<4000, 2> question;
    std::optional<bool> confidential;
    std::optional<Instant> rang_at;      ///< for the time it took to answer
    std::optional<Instant> answered_at;  ///< now, unless said
};
BOOST_DESCRIBE_STRUCT(NewCall, (),
                      (id, about, division, channel, caller, category, matter, title, question, confidential, rang_at,
                       answered_at))
void check(const NewCall& call, std::vector<FieldFault>& faults);

/// The ticket that a call made, and how the caller follows it.
struct OpenedCall {
    Id<Ticket> id;
    Id<Call> call;
    std::string number;
    std::optional<std::string> code;  ///< to be told to the caller; of a call about another ticket there is none
    TicketState state{};
};
BOOST_DESCRIBE_STRUCT(OpenedCall, (), (id, call, number, code, state))

/// Throws 422 for a division outside the desk's or an enterprise it does not know, 409 "id_reused" for an id that stands
/// for another call.
OpenedCall open_call(Tx& tx, const Actor& actor, const NewCall& call);

/// The same for anybody, without a desk: the public page, Open311. The division is checked to lie in the register only.
OpenedCall open_public_call(Tx& tx, const Actor& actor, const NewCall& call);

/// Whether that is the ticket's code, however it is spaced.
bool is_code_of(Snapshot& snapshot, const Id<Ticket>& ticket, std::string_view code);

struct CallRow {
    Id<Call> id;
    Id<Ticket> ticket;
    std::string number;  ///< of the ticket
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Channel channel{};
    DeskLevel level{};
    std::string operator_name;
    CallerKind caller_kind{};
    std::optional<std::string> masked_name, masked_number;
    std::optional<Instant> rang_at;
    Instant answered_at;
};
BOOST_DESCRIBE_STRUCT(CallRow, (),
                      (id, ticket, number, division, organization, channel, level, operator_name, caller_kind,
                       masked_name, masked_number, rang_at, answered_at))

struct CallFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Id<Organization>> organization;
    std::optional<Id<Ticket>> ticket;
    std::optional<Channel> channel;
    std::optional<DeskLevel> level;
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(CallFilter, (ListRequest), (division, organization, ticket, channel, level, from, until))
Page<CallRow> list_calls(Snapshot& snapshot, const Actor& actor, const CallFilter& filter);

/// Earlier calls of a number: by POST, so that the number stands in no address and no log.
struct EarlierCalls {
    Text<30, 5> caller_number;
};
BOOST_DESCRIBE_STRUCT(EarlierCalls, (), (caller_number))
struct CallList {
    std::vector<CallRow> items;  ///< the latest first, at most twenty
};
BOOST_DESCRIBE_STRUCT(CallList, (), (items))
CallList find_earlier_calls(Snapshot& snapshot, const Actor& actor, const EarlierCalls& request);

}  // namespace tongzhou::hotline
