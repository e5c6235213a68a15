#include "modules/messages/spreading.hpp"

#include "modules/messages/sending.hpp"
#include "modules/rules/rules.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::messages {
namespace {

struct Spreading {
    Id<Broadcast> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    ChannelKind kind{};
    std::optional<Id<Channel>> channel;
    Urgency urgency{};
    std::optional<std::string> link, apply_link;
    std::string audience, scope_reach;
    std::optional<DivisionCode> scope_division;
    std::optional<Id<Organization>> scope_organization;
    std::string spread_to;
};
BOOST_DESCRIBE_STRUCT(Spreading, (),
                      (id, division, organization, kind, channel, urgency, link, apply_link, audience, scope_reach,
                       scope_division, scope_organization, spread_to))

const sql::Query find_next{R"(
    SELECT id, division, organization, kind, channel, urgency, link, apply_link, audience, scope_reach, scope_division,
           scope_organization, spread_to
    FROM broadcasts WHERE state = 'spreading' ORDER BY created_at LIMIT 1)"};
// Of two nodes that come to the same page one moves on, and the other finds that it has been done.
const sql::Query go_on{R"(
    UPDATE broadcasts SET spread_to = :next, state = :state, cut_short = :cut_short
    WHERE id = :id AND state = 'spreading' AND spread_to = :spread_to)"};
const sql::Query place_of_channel{"SELECT division FROM channels WHERE id = :id"};

struct Progress {
    Id<Broadcast> id;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (id))

Scope scope_of(const Spreading& broadcast) {
    const auto division = broadcast.scope_division.value_or(DivisionCode());
    if (broadcast.scope_reach == "everything") return Scope::everything();
    if (broadcast.scope_reach == "organization" && broadcast.scope_organization)
        return Scope::of_organization(*broadcast.scope_organization, division);
    return division.is_set() ? Scope::of_division(division) : Scope();
}

struct FoundPage {
    AudiencePage page;
    std::optional<std::string> cut_short;
};

// An audience that can no longer be asked for (its policy was withdrawn meanwhile) holds up nobody else's messages: the
// broadcast ends with those it has reached, and says why.
FoundPage next_page(Tx& tx, const Spreading& broadcast, const DivisionCode& place) {
    auto author = Actor::system("messages");
    author.scope = scope_of(broadcast);
    try {
        return {audience_page(tx, author, from_json<Audience>(broadcast.audience), place, broadcast.spread_to), {}};
    } catch (const Problem& problem) {
        log::warn("broadcast_cut_short", {{"broadcast", broadcast.id}, {"reason", problem.code()}});
        return {{}, problem.code()};
    }
}

NewMessage message_for(Tx& tx, const Spreading& broadcast, const AudienceMember& member) {
    NewMessage message;
    message.county = member.division.county();
    message.id = Id<Message>::make(tx.now());
    message.division = member.division;
    message.organization = member.organization;
    message.broadcast = broadcast.id;
    message.channel = broadcast.channel;
    message.kind = broadcast.kind;
    message.recipient_kind = member.kind;
    message.recipient = member.id;
    message.recipient_name = member.name;
    message.urgency = broadcast.urgency;
    message.due_at = due_time(tx, broadcast.urgency, member.division);
    message.created_at = tx.now();
    if (broadcast.kind == ChannelKind::inbox) {
        message.state = MessageState::accepted;
        message.accepted_at = message.delivered_at = tx.now();
    }
    return message;
}

}  // namespace

bool spread_some(Tx& tx) {
    const auto broadcast = tx.find<Spreading>(find_next);
    if (!broadcast) return false;
    const auto place = broadcast->channel ? tx.value<DivisionCode>(place_of_channel, *broadcast->channel)
                                          : std::optional(broadcast->division);
    const auto [page, cut_short] = next_page(tx, *broadcast, place.value_or(broadcast->division));
    const bool is_last = page.next.empty();
    if (tx.run(go_on, page.next, is_last ? BroadcastState::sending : BroadcastState::spreading, cut_short,
               broadcast->id, broadcast->spread_to) == 0)
        return true;
    const bool is_inbox = broadcast->kind == ChannelKind::inbox;
    for (const auto& member : page.members) {
        const auto message = message_for(tx, *broadcast, member);
        insert_message(tx, message);
        if (is_inbox && (broadcast->link || broadcast->apply_link)) keep_link(tx, message.county, message.id);
    }
    const auto added = std::ssize(page.members);
    count(tx, broadcast->id,
          is_inbox ? Change{.recipients = added, .accepted = added, .delivered = added}
                   : Change{.recipients = added, .waiting = added});
    if (is_last) {
        tx.service<events::Bus>().publish(
            tx, {"message", broadcast->division, broadcast->organization, to_json(Progress{broadcast->id})});
    }
    return true;
}

}  // namespace tongzhou::messages
