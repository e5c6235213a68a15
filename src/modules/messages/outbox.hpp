// The outbox as a table: writing messages into it, taking those that are due, recording what became of them. Everything
// here happens within one transaction; the network is the courier's. Private to this module.
#pragma once

#include "modules/messages/protocol.hpp"

namespace tongzhou {
/// waiting: to be sent, or to be sent again. sending: in a node's hands until its lease is over. uncertain: nobody
/// knows whether it was taken, and it is not sent again unless somebody says so. withdrawn: before it was sent.
BOOST_DEFINE_ENUM_CLASS(MessageState, waiting, sending, accepted, failed, uncertain, withdrawn)
}  // namespace tongzhou

namespace tongzhou::messages {

/// A variable and what stands for it.
struct NamedValue {
    std::string name, value;
};
BOOST_DESCRIBE_STRUCT(NamedValue, (), (name, value))

/// What a message that belongs to no broadcast says; sealed as JSON.
struct Payload {
    std::optional<std::string> address;
    std::string title, text;
    std::optional<std::string> link, apply_link;
    std::vector<NamedValue> values;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (address, title, text, link, apply_link, values))

/// A new row.
struct NewMessage {
    std::string county;
    Id<Message> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Broadcast>> broadcast;
    std::optional<Id<Channel>> channel;
    ChannelKind kind{};
    RecipientKind recipient_kind{};
    std::optional<Uuid> recipient;
    std::string recipient_name;
    std::optional<std::string> masked_address, about_kind;
    std::optional<Uuid> about;
    std::optional<std::string> key_day, payload_sealed;
    Urgency urgency{};
    MessageState state = MessageState::waiting;
    Instant due_at;
    std::optional<std::string> reason;
    Instant created_at;
    std::optional<Instant> accepted_at, delivered_at;
};
BOOST_DESCRIBE_STRUCT(NewMessage, (),
                      (county, id, division, organization, broadcast, channel, kind, recipient_kind, recipient,
                       recipient_name, masked_address, about_kind, about, key_day, payload_sealed, urgency, state,
                       due_at, reason, created_at, accepted_at, delivered_at))
void insert_message(Tx& tx, const NewMessage& message);

/// When a message to that place may go: now, or when its hours begin.
Instant due_time(Snapshot& snapshot, Urgency urgency, const DivisionCode& division);

/// What happened to the counters of a broadcast; gathered and written once per commit. The broadcast is finished when
/// none of its messages waits.
struct Change {
    std::int64_t recipients = 0, waiting = 0, accepted = 0, delivered = 0, opened = 0, applied = 0, failed = 0,
                 uncertain = 0;
};
void count(Tx& tx, const std::optional<Id<Broadcast>>& broadcast, const Change& change);

/// A message in this node's hands.
struct Taken {
    std::string county;
    std::optional<Id<Broadcast>> broadcast;
    int attempts = 0;  ///< with this one
    Instant created_at;
    std::optional<Instant> in_doubt_since;
    Parcel parcel;
};

/// Who takes: a node, and for how long before others may take over.
struct Taker {
    Uuid node;
    std::chrono::milliseconds lease{30'000};
    std::string public_url;
};

/// Takes up to `room` messages of the channel that are due and that its pace allows, the urgent first. Those that
/// cannot be sent at all (no address, night, withdrawn) are dealt with on the way.
std::vector<Taken> take_due(Tx& tx, const Taker& taker, const OpenChannel& channel, int room);

/// Records a verdict on what this node has sent.
void record_verdict(Tx& tx, const Taker& taker, const OpenChannel& channel, const Taken& taken, const Verdict& verdict);

/// Deals with messages that a node took and did not finish within its lease: it has died, or has been cut off. Returns
/// how many.
int take_over(Tx& tx, const Taker& taker);

/// An official account forgets what it was sent after ten minutes.
inline constexpr std::chrono::minutes wechat_remembers{9};
/// After so long nothing is tried again, whatever the reason.
inline constexpr std::chrono::hours longest_life{72};

/// Whether what is in doubt since then may be sent again.
bool may_resend(ChannelKind kind, InDoubt in_doubt, Instant since, Instant now);

}  // namespace tongzhou::messages
