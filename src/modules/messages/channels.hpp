// Channels: by what messages leave, with their addresses, limits and sealed secrets. Private to this module.
//
// A secret is write-only: it is given, replaced or removed, and never shown, logged or put into an error again.
#pragma once

#include "modules/messages/messages.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {

/// What to do with a message of which nobody knows whether it was taken: hold it as `uncertain` until somebody decides,
/// or send it again at the risk of a double.
BOOST_DEFINE_ENUM_CLASS(InDoubt, hold, resend)
BOOST_DEFINE_ENUM_CLASS(MailProtection, starttls, tls, none)
BOOST_DEFINE_ENUM_CLASS(TextFormat, text, markdown)
BOOST_DEFINE_ENUM_CLASS(BodyEncoding, json, form)

}  // namespace tongzhou

namespace tongzhou::messages {

/// One line of an official account's template.
struct TemplateField {
    Text<40, 1> key;     ///< "first", "keyword1"
    Text<200, 1> value;  ///< with {{title}}, {{text}}, {{recipient}}
    std::optional<Text<7>> color;
};
BOOST_DESCRIBE_STRUCT(TemplateField, (), (key, value, color))

/// What a channel needs to know, by its kind; what belongs to another kind is refused.
struct ChannelSettings {
    /// Of robots, gateways, webhooks and official accounts: http(s), without secrets. Robots and official accounts have
    /// that of their provider unless said.
    std::optional<Text<500, 1>> address;
    std::optional<TextFormat> format;  ///< of robots; plain text unless said
    // Official account
    std::optional<Text<100, 1>> app_id, template_id;
    std::vector<TemplateField> fields;
    // SMS gateway
    std::optional<BodyEncoding> encoding;
    std::optional<Text<2000, 1>> body;           ///< with {{mobile}} {{text}} {{id}} {{user}} {{password}}
    std::optional<Text<20>> signature;           ///< in front of each text: 【济宁市指挥部】
    std::optional<Text<60, 1>> answer_field;     ///< where the gateway's JSON says how it went: "code", "data.status"
    std::optional<Text<60>> answer_good;         ///< what it says there when it took the message
    std::vector<Text<60, 1>> answer_again;       ///< what it says there when it should be tried again
    std::optional<Text<60, 1>> reference_field;  ///< where it says its own number, for receipts
    std::optional<Bounded<70, 1000>> most_characters;
    // Mail
    std::optional<Text<200, 1>> host;
    std::optional<Bounded<1, 65535>> port;
    std::optional<MailProtection> protection;
    std::optional<Text<254, 1>> from;
    std::optional<Text<100>> from_name;
    // All
    std::optional<Text<20000>> certificates;     ///< PEM of authorities of one's own
    std::optional<Bounded<1, 20>> time_seconds;  ///< for the other side to answer, 10 unless said
};
BOOST_DESCRIBE_STRUCT(ChannelSettings, (),
                      (address, format, app_id, template_id, fields, encoding, body, signature, answer_field,
                       answer_good, answer_again, reference_field, most_characters, host, port, protection, from,
                       from_name, certificates, time_seconds))

/// Each given anew or left as it is; an empty text removes it.
struct ChannelSecrets {
    std::optional<Text<500>> access_token;  ///< of a DingTalk robot's address; of WeCom the `key`
    std::optional<Text<500>> secret;  ///< signs: DingTalk's SEC…, a webhook's; of an official account the app secret
    std::optional<Text<200>> user, password;  ///< of a mail server or an SMS gateway
};
BOOST_DESCRIBE_STRUCT(ChannelSecrets, (), (access_token, secret, user, password))

struct ChannelView {
    Id<Channel> id;
    Title name;
    ChannelKind kind = ChannelKind::webhook;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    ChannelSettings settings;
    std::vector<std::string> secrets;  ///< names of those that are set
    bool shared = false, enabled = true;
    int per_minute = 0;
    int most_attempts = 0, first_retry_seconds = 0;
    InDoubt in_doubt = InDoubt::hold;
    bool takes_receipts = false;
    std::int64_t waiting = 0;             ///< messages that have not been sent yet, of those that the actor sees
    std::optional<Instant> paused_until;  ///< as the other side asked
    std::optional<std::string> last_reason;
    std::string says_zh, says_en;  ///< of the last reason
    std::optional<Instant> last_reason_at;
    std::string created_by;
    Instant created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(ChannelView, (),
                      (id, name, kind, division, organization, settings, secrets, shared, enabled, per_minute,
                       most_attempts, first_retry_seconds, in_doubt, takes_receipts, waiting, paused_until, last_reason,
                       says_zh, says_en, last_reason_at, created_by, created_at, updated_at))

struct ChannelRow {
    Id<Channel> id;
    std::string name;
    ChannelKind kind{};
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    bool shared = false, enabled = true;
    int per_minute = 0;
    std::optional<std::string> last_reason;
    std::optional<Instant> last_reason_at;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(ChannelRow, (),
                      (id, name, kind, division, organization, shared, enabled, per_minute, last_reason, last_reason_at,
                       created_at))

/// What a channel is made or changed to: everything but the secrets that are left out. A kind never changes.
struct ChannelRequest {
    std::optional<Id<Channel>> id;
    Title name;
    ChannelKind kind = ChannelKind::webhook;
    std::optional<DivisionCode> division;  ///< absent: the actor's own
    ChannelSettings settings;
    std::optional<ChannelSecrets> secrets;
    std::optional<bool> shared;                          ///< places below may send by it; not unless said
    std::optional<bool> enabled;                         ///< unless said
    std::optional<Bounded<0, 60000>> per_minute;         ///< 0: as many as it takes; robots 20 at most and unless said
    std::optional<Bounded<1, 20>> most_attempts;         ///< 12 unless said: half a working day
    std::optional<Bounded<1, 600>> first_retry_seconds;  ///< 30 unless said
    std::optional<InDoubt> in_doubt;                     ///< by its kind unless said
};
BOOST_DESCRIBE_STRUCT(ChannelRequest, (),
                      (id, name, kind, division, settings, secrets, shared, enabled, per_minute, most_attempts,
                       first_retry_seconds, in_doubt))
/// What a channel of that kind needs, and what it has no use for.
void check(const ChannelRequest& request, std::vector<FieldFault>& faults);

struct ChannelFilter : ListRequest {
    std::vector<ChannelKind> kind;
    std::optional<DivisionCode> division;
    std::optional<bool> enabled;
};
BOOST_DESCRIBE_STRUCT(ChannelFilter, (ListRequest), (kind, division, enabled))

struct ChannelById {
    Id<Channel> id;
};
BOOST_DESCRIBE_STRUCT(ChannelById, (), (id))

/// A channel that the actor may send by, were it made above the actor's place.
struct UsableChannel {
    Id<Channel> id;
    std::string name;
    ChannelKind kind{};
    DivisionCode division;
};
BOOST_DESCRIBE_STRUCT(UsableChannel, (), (id, name, kind, division))
struct UsableChannels {
    std::vector<UsableChannel> items;
};
BOOST_DESCRIBE_STRUCT(UsableChannels, (), (items))

/// Shown this one time.
struct ReceiptToken {
    Id<Channel> id;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(ReceiptToken, (), (id, token))

ChannelView create_channel(Tx& tx, const Actor& actor, const ChannelRequest& request);
ChannelView change_channel(Tx& tx, const Actor& actor, const ChannelRequest& request);
ChannelView show_channel(Snapshot& snapshot, const Actor& actor, const ChannelById& request);
Page<ChannelRow> list_channels(Snapshot& snapshot, const Actor& actor, const ChannelFilter& filter);
/// Those of the actor's place and below, and the shared ones above; enabled ones alone.
UsableChannels list_usable_channels(Snapshot& snapshot, const Actor& actor);
/// A token with which the gateway tells what was delivered; the one before opens nothing more.
ReceiptToken make_receipt_token(Tx& tx, const Actor& actor, const ChannelById& request);

/// The robots' limit, and their providers'.
inline constexpr int robot_per_minute = 20;

}  // namespace tongzhou::messages
