// Channels as the courier needs them: open, with their secrets. Private to this module.
#pragma once

#include "modules/messages/channels.hpp"
#include "modules/messages/pace.hpp"

namespace tongzhou::messages {

/// The row.
struct StoredChannel {
    Id<Channel> id;
    std::string county;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string name;
    ChannelKind kind = ChannelKind::webhook;
    std::string settings, secrets_sealed, secret_names;
    bool shared = false, enabled = true;
    int per_minute = 0, most_attempts = 12, first_retry_seconds = 30;
    InDoubt in_doubt = InDoubt::hold;
    Instant pace_at, paused_until;
    std::optional<std::string> last_reason;
    std::optional<Instant> last_reason_at;
    std::optional<std::string> token_sealed;
    Instant token_until;
    std::optional<std::string> receipt_hash;
    Instant created_at;
    std::string created_by;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(StoredChannel, (),
                      (id, county, division, organization, name, kind, settings, secrets_sealed, secret_names, shared,
                       enabled, per_minute, most_attempts, first_retry_seconds, in_doubt, pace_at, paused_until,
                       last_reason, last_reason_at, token_sealed, token_until, receipt_hash, created_at, created_by,
                       updated_at))

/// A channel that can be sent by. Keep it no longer than the round, and never log it.
struct OpenChannel {
    Id<Channel> id;
    ChannelKind kind = ChannelKind::webhook;
    DivisionCode division;
    ChannelSettings settings;
    ChannelSecrets secrets;
    std::string token;  ///< of an official account, for now; empty: to be fetched
    int most_attempts = 12, first_retry_seconds = 30;
    InDoubt in_doubt = InDoubt::hold;
    Pace pace;
    Instant paused_until;

    std::chrono::milliseconds time() const {
        return std::chrono::seconds(settings.time_seconds ? settings.time_seconds->value : 10);
    }
    std::string certificates() const { return settings.certificates ? settings.certificates->value : std::string(); }
};

std::optional<StoredChannel> find_channel(Snapshot& snapshot, const Id<Channel>& id);
/// Throws no_such_record() for a channel that the actor may not send by; 409 "channel_disabled".
StoredChannel require_usable(Snapshot& snapshot, const Actor& actor, const Id<Channel>& id);
std::vector<StoredChannel> enabled_channels(Snapshot& snapshot);
/// The nearest enabled channel of that kind which the division may use.
std::optional<StoredChannel> nearest_channel(Snapshot& snapshot, ChannelKind kind, const DivisionCode& division);
OpenChannel open_channel(Snapshot& snapshot, const StoredChannel& stored);

void insert_channel(Tx& tx, const StoredChannel& channel);
void update_channel(Tx& tx, const StoredChannel& channel);
void set_receipt_hash(Tx& tx, const Id<Channel>& id, const std::string& hash);
std::optional<StoredChannel> channel_of_receipt(Snapshot& snapshot, const std::string& hash);

/// What sending changes of a channel. `set_pace` is false when another node has changed it since.
bool set_pace(Tx& tx, const Id<Channel>& id, Instant before, Instant after);
void pause_channel(Tx& tx, const Id<Channel>& id, Instant until);
void note_reason(Tx& tx, const Id<Channel>& id, std::string_view reason);
void keep_token(Tx& tx, const Id<Channel>& id, std::string_view token, Instant until);
/// The token in force; empty when there is none.
std::string open_token(Snapshot& snapshot, const StoredChannel& channel);
/// Forgets the token if it is still that one.
void drop_token(Tx& tx, const Id<Channel>& id, std::string_view token);

std::string seal_secrets(Snapshot& snapshot, const Id<Channel>& id, const ChannelSecrets& secrets);
ChannelSecrets open_secrets(Snapshot& snapshot, const StoredChannel& channel);
std::int64_t reseal_channels(Tx& tx);

/// Each secret's name and value, those that are set.
std::vector<std::pair<std::string, std::string>> list_of(const ChannelSecrets& secrets);
/// The text without any of the channel's secrets in it, at most 200 characters: what others say may echo them.
std::string without_secrets(std::string_view text, const OpenChannel& channel);

}  // namespace tongzhou::messages
