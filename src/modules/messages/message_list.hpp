// Messages as those who answer for them see them: one by one, of a broadcast, of a recipient. Private to this module.
#pragma once

#include "modules/messages/broadcasts.hpp"

namespace tongzhou::messages {

struct MessageRow {
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
    Urgency urgency{};
    MessageState state{};
    int attempts = 0, parts = 0, parts_sent = 0;
    std::optional<std::string> reason, detail;
    Instant due_at, created_at;
    std::optional<Instant> accepted_at, delivered_at, opened_at, applied_at;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (id, division, organization, broadcast, channel, kind, recipient_kind, recipient, recipient_name,
                       masked_address, about_kind, about, urgency, state, attempts, parts, parts_sent, reason, detail,
                       due_at, created_at, accepted_at, delivered_at, opened_at, applied_at))

struct MessageFilter : ListRequest {
    std::optional<Id<Broadcast>> broadcast;
    std::optional<Id<Channel>> channel;
    std::vector<ChannelKind> kind;
    std::vector<MessageState> state;
    std::optional<Uuid> recipient;
    std::optional<Uuid> about;
    std::optional<DivisionCode> division;
    std::optional<Text<60>> reason;
    /// Whether it ever got so far, whatever became of it since: what a broadcast counts by these names.
    std::optional<bool> accepted, delivered, opened, applied;
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(MessageFilter, (ListRequest),
                      (broadcast, channel, kind, state, recipient, about, division, reason, accepted, delivered, opened,
                       applied, from, until))
struct MessageExport : MessageFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(MessageExport, (MessageFilter), (format))

struct MessageById {
    Id<Message> id;
};
BOOST_DESCRIBE_STRUCT(MessageById, (), (id))

struct MessageView : MessageRow {
    std::string says_zh, says_en;            ///< of the reason
    std::optional<std::string> title, text;  ///< of a broadcast's; what was said to one alone is unmasked by itself
};
BOOST_DESCRIBE_STRUCT(MessageView, (MessageRow), (says_zh, says_en, title, text))

struct MessageUnmasking {
    Id<Message> id;
    Text<200, 1> reason;
};
BOOST_DESCRIBE_STRUCT(MessageUnmasking, (), (id, reason))
struct UnmaskedMessage {
    Id<Message> id;
    std::string title, text;
    std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(UnmaskedMessage, (), (id, title, text, address))

Page<MessageRow> list_messages(Snapshot& snapshot, const Actor& actor, const MessageFilter& filter);
/// Those that the actor sees; never more than 100,000.
std::int64_t count_messages(Snapshot& snapshot, const Actor& actor, MessageFilter filter);
Download export_messages(Database& database, const Actor& actor, const MessageExport& filter);
MessageView show_message(Snapshot& snapshot, const Actor& actor, const MessageById& request);
/// What was said to one person, and to which address; audited. Throws 409 "message_destroyed".
UnmaskedMessage unmask_message(Tx& tx, const Actor& actor, const MessageUnmasking& request);
/// One failed or uncertain message is tried again. Throws 409 "nothing_to_retry".
MessageView retry_message(Tx& tx, const Actor& actor, const MessageById& request);

}  // namespace tongzhou::messages
