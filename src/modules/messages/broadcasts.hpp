// Broadcasts: one thing said to many, and how far it has got. Private to this module.
#pragma once

#include "modules/messages/audience.hpp"
#include "modules/messages/outbox.hpp"
#include "modules/messages/payload.hpp"

namespace tongzhou {
struct MessageTemplate;
/// spreading: its recipients are being given their messages. sending: some wait. done_with_failures: none waits, and
/// some failed or are uncertain, or not everybody was found.
BOOST_DEFINE_ENUM_CLASS(BroadcastState, spreading, sending, done, done_with_failures, withdrawn)
}  // namespace tongzhou

namespace tongzhou::messages {

struct BroadcastDraft {
    std::optional<Id<Broadcast>> id;                   ///< made by the client: sending it twice makes one
    std::optional<DivisionCode> division;              ///< whose it is; absent: the actor's own
    std::optional<Id<Channel>> channel;                ///< absent: the inbox
    std::optional<Id<MessageTemplate>> from_template;  ///< instead of title and text
    std::optional<Text<100>> title;
    std::optional<Text<10000>> text;             ///< with {{recipient}}, {{link}}, {{apply_link}}
    std::vector<VariableValue> values;           ///< of the template's own variables
    std::optional<Text<1000>> link, apply_link;  ///< https addresses, or paths of this server
    std::optional<Urgency> urgency;
    Audience audience;
};
BOOST_DESCRIBE_STRUCT(BroadcastDraft, (),
                      (id, division, channel, from_template, title, text, values, link, apply_link, urgency, audience))
void check(const BroadcastDraft& draft, std::vector<FieldFault>& faults);

/// What a broadcast would be, before it is one.
struct BroadcastPreview {
    std::int64_t recipients = 0;
    bool is_more = false;                  ///< beyond those counted here
    std::int64_t without_address = 0;      ///< of those; they would fail
    std::string title, text;               ///< as the first recipient would read it
    std::int64_t parts = 1;                ///< messages each gets
    std::optional<std::int64_t> segments;  ///< short messages each is charged for, on an SMS channel
    std::optional<Instant> held_until;     ///< the hours in which the first may be sent
};
BOOST_DESCRIBE_STRUCT(BroadcastPreview, (),
                      (recipients, is_more, without_address, title, text, parts, segments, held_until))

struct BroadcastRow {
    Id<Broadcast> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    ChannelKind kind{};
    std::optional<Id<Channel>> channel;
    std::string title;
    Urgency urgency{};
    BroadcastState state{};
    std::int64_t recipients = 0, waiting = 0, accepted = 0, delivered = 0, opened = 0, applied = 0, failed = 0,
                 uncertain = 0;
    std::string author_name;
    Instant created_at;
    std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(BroadcastRow, (),
                      (id, division, organization, kind, channel, title, urgency, state, recipients, waiting, accepted,
                       delivered, opened, applied, failed, uncertain, author_name, created_at, finished_at))

/// Why messages of a broadcast failed or are uncertain, the most frequent first.
struct FailureReason {
    std::string reason;
    std::int64_t messages = 0;
    std::string says_zh, says_en;
};
BOOST_DESCRIBE_STRUCT(FailureReason, (), (reason, messages, says_zh, says_en))

struct BroadcastView : BroadcastRow {
    std::string text;
    std::vector<VariableValue> values;
    std::optional<std::string> link, apply_link;
    Audience audience;
    std::vector<FailureReason> failures;
    std::optional<FailureReason> cut_short;  ///< why it ended before everybody had been found
};
BOOST_DESCRIBE_STRUCT(BroadcastView, (BroadcastRow), (text, values, link, apply_link, audience, failures, cut_short))

struct BroadcastFilter : ListRequest {
    std::vector<BroadcastState> state;
    std::vector<ChannelKind> kind;
    std::optional<DivisionCode> division;
    std::optional<Text<100>> title;
    std::optional<Instant> from, until;
};
BOOST_DESCRIBE_STRUCT(BroadcastFilter, (ListRequest), (state, kind, division, title, from, until))
struct BroadcastExport : BroadcastFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(BroadcastExport, (BroadcastFilter), (format))

struct BroadcastById {
    Id<Broadcast> id;
};
BOOST_DESCRIBE_STRUCT(BroadcastById, (), (id))

struct RetryRequest {
    Id<Broadcast> id;
    std::optional<bool> uncertain;  ///< also those of which nobody knows, at the risk of a double
};
BOOST_DESCRIBE_STRUCT(RetryRequest, (), (id, uncertain))
struct RetryResult {
    Id<Broadcast> id;
    std::int64_t messages = 0;  ///< that will be tried again
};
BOOST_DESCRIBE_STRUCT(RetryResult, (), (id, messages))

/// Problems: unknown_variable, value_missing, audience_not_for_channel, link_needed, channel_disabled; not_found for a
/// channel that the actor may not send by.
BroadcastPreview preview_broadcast(Snapshot& snapshot, const Actor& actor, const BroadcastDraft& draft);
/// The same problems, and those of EligibleOrganizations. The recipients are those of the next seconds, within the
/// actor's scope of now.
BroadcastView create_broadcast(Tx& tx, const Actor& actor, const BroadcastDraft& draft);
BroadcastView show_broadcast(Snapshot& snapshot, const Actor& actor, const BroadcastById& request);
Page<BroadcastRow> list_broadcasts(Snapshot& snapshot, const Actor& actor, const BroadcastFilter& filter);
Download export_broadcasts(Database& database, const Actor& actor, const BroadcastExport& filter);
/// What failed is tried again, and nothing else.
RetryResult retry_broadcast(Tx& tx, const Actor& actor, const RetryRequest& request);
/// What has not been sent yet is not sent any more.
BroadcastView withdraw_broadcast(Tx& tx, const Actor& actor, const BroadcastById& request);

/// The row, if it lies within the scope; else not_found.
BroadcastRow require_broadcast(Snapshot& snapshot, const Actor& actor, const Id<Broadcast>& id);

}  // namespace tongzhou::messages
