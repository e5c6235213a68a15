#include "modules/messages/channel_store.hpp"

#include "base/text.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::messages {
namespace {

const sql::Query find_channel_row{R"(
    SELECT id, county, division, organization, name, kind, settings, secrets_sealed, secret_names, shared, enabled,
           per_minute, most_attempts, first_retry_seconds, in_doubt, pace_at, paused_until, last_reason, last_reason_at,
           token_sealed, token_until, receipt_hash, created_at, created_by, updated_at
    FROM channels WHERE id = :id)"};
const sql::Query find_by_receipt{R"(
    SELECT id, county, division, organization, name, kind, settings, secrets_sealed, secret_names, shared, enabled,
           per_minute, most_attempts, first_retry_seconds, in_doubt, pace_at, paused_until, last_reason, last_reason_at,
           token_sealed, token_until, receipt_hash, created_at, created_by, updated_at
    FROM channels WHERE receipt_hash = :receipt_hash)"};
const sql::Query find_enabled{R"(
    SELECT id, county, division, organization, name, kind, settings, secrets_sealed, secret_names, shared, enabled,
           per_minute, most_attempts, first_retry_seconds, in_doubt, pace_at, paused_until, last_reason, last_reason_at,
           token_sealed, token_until, receipt_hash, created_at, created_by, updated_at
    FROM channels WHERE enabled = 1 ORDER BY id)"};
const sql::Query insert_channel_row{R"(
    INSERT INTO channels (id, county, division, organization, name, kind, settings, secrets_sealed, secret_names, shared,
                          enabled, per_minute, most_attempts, first_retry_seconds, in_doubt, pace_at, paused_until,
                          last_reason, last_reason_at, token_sealed, token_until, receipt_hash, created_at, created_by,
                          updated_at)
    VALUES (:id, :county, :division, :organization, :name, :kind, :settings, :secrets_sealed, :secret_names, :shared,
            :enabled, :per_minute, :most_attempts, :first_retry_seconds, :in_doubt, :pace_at, :paused_until,
            :last_reason, :last_reason_at, :token_sealed, :token_until, :receipt_hash, :created_at, :created_by,
            :updated_at))"};
// What sending keeps in the row stays; a new account or secret needs a new token.
const sql::Query update_channel_row{R"(
    UPDATE channels
    SET name = :name, settings = :settings, secrets_sealed = :secrets_sealed, secret_names = :secret_names,
        shared = :shared, enabled = :enabled, per_minute = :per_minute, most_attempts = :most_attempts,
        first_retry_seconds = :first_retry_seconds, in_doubt = :in_doubt, token_sealed = NULL, token_until = 0,
        paused_until = 0, updated_at = :updated_at
    WHERE id = :id)"};
const sql::Query update_receipt{"UPDATE channels SET receipt_hash = :receipt_hash WHERE id = :id"};
const sql::Query update_pace{"UPDATE channels SET pace_at = :after WHERE id = :id AND pace_at = :before"};
const sql::Query update_pause{"UPDATE channels SET paused_until = :until WHERE id = :id AND paused_until < :later"};
const sql::Query update_reason{"UPDATE channels SET last_reason = :reason, last_reason_at = :at WHERE id = :id"};
const sql::Query update_token{"UPDATE channels SET token_sealed = :token_sealed, token_until = :until WHERE id = :id"};
const sql::Query all_sealed_channels{"SELECT id, secrets_sealed FROM channels"};
const sql::Query replace_sealed_channel{R"(
    UPDATE channels SET secrets_sealed = :after, token_sealed = NULL, token_until = 0
    WHERE id = :id AND secrets_sealed = :before)"};

struct SealedChannelRow {
    Id<Channel> id;
    std::string secrets_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedChannelRow, (), (id, secrets_sealed))

std::string context_of(const Id<Channel>& id) { return "channel.secrets:" + id.text(); }
std::string token_context(const Id<Channel>& id) { return "channel.token:" + id.text(); }

bool may_use(const Actor& actor, const StoredChannel& channel) {
    if (actor.scope.covers(channel.division, channel.organization)) return true;
    return channel.shared && channel.division.contains(actor.scope.division());
}

}  // namespace

std::optional<StoredChannel> find_channel(Snapshot& snapshot, const Id<Channel>& id) {
    return snapshot.find<StoredChannel>(find_channel_row, id);
}

StoredChannel require_usable(Snapshot& snapshot, const Actor& actor, const Id<Channel>& id) {
    auto channel = find_channel(snapshot, id);
    if (!channel || !may_use(actor, *channel)) throw no_such_record();
    if (!channel->enabled)
        throw Problem::conflict("channel_disabled", "该通道已停用，请先启用或另选通道。",
                                "This channel is disabled; enable it or choose another.");
    return *std::move(channel);
}

std::vector<StoredChannel> enabled_channels(Snapshot& snapshot) { return snapshot.all<StoredChannel>(find_enabled); }

std::optional<StoredChannel> nearest_channel(Snapshot& snapshot, ChannelKind kind, const DivisionCode& division) {
    std::optional<StoredChannel> nearest;
    for (auto& channel : enabled_channels(snapshot)) {
        const bool is_here = channel.division == division && !channel.organization;
        const bool is_above = channel.shared && channel.division.contains(division);
        if (channel.kind != kind || (!is_here && !is_above)) continue;
        if (!nearest || channel.division.view().size() > nearest->division.view().size()) nearest = std::move(channel);
    }
    return nearest;
}

OpenChannel open_channel(Snapshot& snapshot, const StoredChannel& stored) {
    OpenChannel open;
    open.id = stored.id;
    open.kind = stored.kind;
    open.division = stored.division;
    open.settings = from_json<ChannelSettings>(stored.settings);
    open.secrets = open_secrets(snapshot, stored);
    open.most_attempts = stored.most_attempts;
    open.first_retry_seconds = stored.first_retry_seconds;
    open.in_doubt = stored.in_doubt;
    open.pace = {stored.per_minute, stored.pace_at};
    open.paused_until = stored.paused_until;
    open.token = open_token(snapshot, stored);
    return open;
}

void insert_channel(Tx& tx, const StoredChannel& channel) { tx.run(insert_channel_row, channel); }
void update_channel(Tx& tx, const StoredChannel& c) {
    tx.run(update_channel_row, c.name, c.settings, c.secrets_sealed, c.secret_names, c.shared, c.enabled, c.per_minute,
           c.most_attempts, c.first_retry_seconds, c.in_doubt, c.updated_at, c.id);
}
void set_receipt_hash(Tx& tx, const Id<Channel>& id, const std::string& hash) { tx.run(update_receipt, hash, id); }
std::optional<StoredChannel> channel_of_receipt(Snapshot& snapshot, const std::string& hash) {
    return snapshot.find<StoredChannel>(find_by_receipt, hash);
}

bool set_pace(Tx& tx, const Id<Channel>& id, Instant before, Instant after) {
    return tx.run(update_pace, after, id, before) > 0;
}
void pause_channel(Tx& tx, const Id<Channel>& id, Instant until) { tx.run(update_pause, until, id, until); }
void note_reason(Tx& tx, const Id<Channel>& id, std::string_view reason) {
    tx.run(update_reason, std::string(reason), tx.now(), id);
}
void keep_token(Tx& tx, const Id<Channel>& id, std::string_view token, Instant until) {
    tx.run(update_token, tx.service<seal::KeyRing>().seal(token, token_context(id)).text, until, id);
}
std::string open_token(Snapshot& snapshot, const StoredChannel& channel) {
    if (!channel.token_sealed || channel.token_until <= snapshot.now()) return {};
    return snapshot.service<seal::KeyRing>().unseal(*channel.token_sealed, token_context(channel.id));
}
void drop_token(Tx& tx, const Id<Channel>& id, std::string_view token) {
    const auto stored = find_channel(tx, id);
    if (stored && open_token(tx, *stored) == token) tx.run(update_token, std::optional<std::string>(), Instant(), id);
}

std::string seal_secrets(Snapshot& snapshot, const Id<Channel>& id, const ChannelSecrets& secrets) {
    return snapshot.service<seal::KeyRing>().seal(to_json(secrets), context_of(id)).text;
}
ChannelSecrets open_secrets(Snapshot& snapshot, const StoredChannel& channel) {
    return from_json<ChannelSecrets>(
        snapshot.service<seal::KeyRing>().unseal(channel.secrets_sealed, context_of(channel.id)));
}

std::int64_t reseal_channels(Tx& tx) {
    const auto& keys = tx.service<seal::KeyRing>();
    std::int64_t resealed = 0;
    for (const auto& row : tx.all<SealedChannelRow>(all_sealed_channels)) {
        if (keys.is_current(row.secrets_sealed)) continue;
        resealed += tx.run(replace_sealed_channel, keys.reseal(row.secrets_sealed, context_of(row.id)).text, row.id,
                           row.secrets_sealed);
    }
    return resealed;
}

std::vector<std::pair<std::string, std::string>> list_of(const ChannelSecrets& secrets) {
    std::vector<std::pair<std::string, std::string>> list;
    const auto add = [&](const char* name, const auto& secret) {
        if (secret && !secret->empty()) list.emplace_back(name, secret->value);
    };
    add("access_token", secrets.access_token);
    add("secret", secrets.secret);
    add("user", secrets.user);
    add("password", secrets.password);
    return list;
}

std::string without_secrets(std::string_view text, const OpenChannel& channel) {
    std::string clean(text);
    auto hidden = list_of(channel.secrets);
    if (!channel.token.empty()) hidden.emplace_back("token", channel.token);
    for (const auto& [name, secret] : hidden)
        for (std::size_t at = 0; (at = clean.find(secret, at)) != std::string::npos;)
            clean.replace(at, secret.size(), "***");
    std::ranges::replace_if(
        clean, [](unsigned char c) { return c < 0x20; }, ' ');
    if (!valid_utf8(clean)) return {};
    return std::string(utf8_prefix(clean, 600));
}

}  // namespace tongzhou::messages
