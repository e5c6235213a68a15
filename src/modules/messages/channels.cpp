#include "modules/messages/channels.hpp"

#include "modules/messages/channel_store.hpp"
#include "modules/messages/message_list.hpp"
#include "modules/messages/place.hpp"
#include "modules/messages/reasons.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::messages {
namespace {

const List<ChannelRow> channels{
    {.name = "channels",
     .select = "SELECT c.id, c.name, c.kind, c.division, c.organization, c.shared, c.enabled, c.per_minute, "
               "c.last_reason, c.last_reason_at, c.created_at FROM channels c",
     .scope = {"c.county", "c.division", "c.organization"},
     .filters = {{"kind", "c.kind IN (:kind)"},
                 {"division", "c.division >= :division_low AND c.division < :division_high", Match::within},
                 {"enabled", "c.enabled = :enabled"}},
     .sorts = {{"name", "c.name"}, {"created_at", "c.created_at", SortOrder::descending}},
     .key = "c.id"}};

// A webhook knows an id it has seen; RFC 5321 §4.5.4.1 asks mail to be tried again; an official account tells doubles
// for ten minutes. The rest would say everything twice.
InDoubt usual_in_doubt(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::webhook:
        case ChannelKind::mail:
        case ChannelKind::wechat_template: return InDoubt::resend;
        default: return InDoubt::hold;
    }
}

bool is_robot(ChannelKind kind) { return kind == ChannelKind::dingtalk_robot || kind == ChannelKind::wecom_robot; }

template <class Text>
void replace(std::optional<Text>& kept, const std::optional<Text>& given) {
    if (given) kept = given->empty() ? std::nullopt : given;
}

ChannelSecrets merged(ChannelSecrets kept, const std::optional<ChannelSecrets>& given) {
    if (!given) return kept;
    replace(kept.access_token, given->access_token);
    replace(kept.secret, given->secret);
    replace(kept.user, given->user);
    replace(kept.password, given->password);
    return kept;
}

void require_secrets(ChannelKind kind, const ChannelSecrets& secrets) {
    const auto missing = [](const char* path) {
        return Problem::invalid(path, "missing", "此类通道须填写这一项密钥。",
                                "A channel of this kind needs this secret.");
    };
    if (is_robot(kind) && !secrets.access_token) throw missing("/secrets/access_token");
    const bool signs = kind == ChannelKind::webhook || kind == ChannelKind::wechat_template;
    if (signs && !secrets.secret) throw missing("/secrets/secret");
    if (secrets.user.has_value() != secrets.password.has_value())
        throw missing(secrets.user ? "/secrets/password" : "/secrets/user");
}

void apply(StoredChannel& channel, const ChannelRequest& request) {
    channel.name = request.name.value;
    channel.settings = to_json(request.settings);
    channel.shared = request.shared.value_or(channel.shared);
    channel.enabled = request.enabled.value_or(channel.enabled);
    if (request.per_minute) channel.per_minute = static_cast<int>(request.per_minute->value);
    if (request.most_attempts) channel.most_attempts = static_cast<int>(request.most_attempts->value);
    if (request.first_retry_seconds) channel.first_retry_seconds = static_cast<int>(request.first_retry_seconds->value);
    channel.in_doubt = request.in_doubt.value_or(channel.in_doubt);
}

void put_secrets(Snapshot& snapshot, StoredChannel& channel, const ChannelSecrets& secrets) {
    require_secrets(channel.kind, secrets);
    channel.secrets_sealed = seal_secrets(snapshot, channel.id, secrets);
    channel.secret_names.clear();
    for (const auto& [name, _] : list_of(secrets))
        channel.secret_names += (channel.secret_names.empty() ? "" : " ") + name;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto space = text.find(' ');
        words.emplace_back(text.substr(0, space));
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    }
    return words;
}

std::int64_t count_unsent(Snapshot& snapshot, const Actor& actor, const Id<Channel>& channel) {
    MessageFilter filter;
    filter.channel = channel;
    filter.state = {MessageState::waiting, MessageState::sending};
    return count_messages(snapshot, actor, filter);
}

ChannelView view_of(Snapshot& snapshot, const Actor& actor, const StoredChannel& c) {
    ChannelView view;
    view.id = c.id;
    view.name = c.name;
    view.kind = c.kind;
    view.division = c.division;
    view.organization = c.organization;
    view.settings = from_json<ChannelSettings>(c.settings);
    view.secrets = words_of(c.secret_names);
    view.shared = c.shared;
    view.enabled = c.enabled;
    view.per_minute = c.per_minute;
    view.most_attempts = c.most_attempts;
    view.first_retry_seconds = c.first_retry_seconds;
    view.in_doubt = c.in_doubt;
    view.takes_receipts = c.receipt_hash.has_value();
    view.waiting = count_unsent(snapshot, actor, c.id);
    if (c.paused_until > snapshot.now()) view.paused_until = c.paused_until;
    view.last_reason = c.last_reason;
    if (c.last_reason) {
        auto says = explain_reason(*c.last_reason);
        view.says_zh = std::move(says.zh);
        view.says_en = std::move(says.en);
    }
    view.last_reason_at = c.last_reason_at;
    view.created_by = c.created_by;
    view.created_at = c.created_at;
    view.updated_at = c.updated_at;
    return view;
}

StoredChannel require_channel(Snapshot& snapshot, const Actor& actor, const Id<Channel>& id) {
    auto channel = find_channel(snapshot, id);
    if (!channel) throw no_such_record();
    actor.scope.require(channel->division, channel->organization);
    return *std::move(channel);
}

}  // namespace

ChannelView create_channel(Tx& tx, const Actor& actor, const ChannelRequest& request) {
    if (request.id) {
        if (const auto known = find_channel(tx, *request.id)) {
            actor.scope.require(known->division, known->organization);
            if (known->kind != request.kind || known->name != request.name.value)
                throw Problem::conflict("id_taken", "该编号已用于另一个通道，请换一个编号。",
                                        "Another channel has this id; use another.");
            return view_of(tx, actor, *known);
        }
    }
    const auto place = whose(actor, request.division);
    StoredChannel channel;
    channel.id = request.id.value_or(Id<Channel>::make(tx.now()));
    channel.county = place.county();
    channel.division = place.division;
    channel.organization = place.organization;
    channel.kind = request.kind;
    channel.per_minute = is_robot(request.kind) ? robot_per_minute : 0;
    channel.in_doubt = usual_in_doubt(request.kind);
    channel.created_at = channel.updated_at = tx.now();
    channel.created_by = actor.name;
    apply(channel, request);
    put_secrets(tx, channel, merged({}, request.secrets));
    insert_channel(tx, channel);
    return view_of(tx, actor, channel);
}

ChannelView change_channel(Tx& tx, const Actor& actor, const ChannelRequest& request) {
    auto channel = require_channel(tx, actor, request.id.value_or(Id<Channel>()));
    if (channel.kind != request.kind)
        throw Problem::invalid("/kind", "kind_is_fixed", "通道的类别不能更改，请另建通道。",
                               "A channel keeps its kind; make another channel.");
    if (request.division && *request.division != channel.division)
        throw Problem::invalid("/division", "division_is_fixed", "通道不能迁往他处，请另建通道。",
                               "A channel keeps its place; make another channel.");
    apply(channel, request);
    put_secrets(tx, channel, merged(open_secrets(tx, channel), request.secrets));
    channel.updated_at = tx.now();
    update_channel(tx, channel);
    return view_of(tx, actor, *find_channel(tx, channel.id));
}

ChannelView show_channel(Snapshot& snapshot, const Actor& actor, const ChannelById& request) {
    return view_of(snapshot, actor, require_channel(snapshot, actor, request.id));
}

Page<ChannelRow> list_channels(Snapshot& snapshot, const Actor& actor, const ChannelFilter& filter) {
    return channels.page(snapshot, actor, filter);
}

UsableChannels list_usable_channels(Snapshot& snapshot, const Actor& actor) {
    UsableChannels usable;
    for (const auto& channel : enabled_channels(snapshot)) {
        const bool is_own = actor.scope.covers(channel.division, channel.organization);
        if (is_own || (channel.shared && channel.division.contains(actor.scope.division())))
            usable.items.push_back({channel.id, channel.name, channel.kind, channel.division});
    }
    return usable;
}

ReceiptToken make_receipt_token(Tx& tx, const Actor& actor, const ChannelById& request) {
    const auto channel = require_channel(tx, actor, request.id);
    ReceiptToken made{channel.id, seal::new_token(seal::TokenKind::api)};
    set_receipt_hash(tx, channel.id, seal::hash_token(made.token));
    return made;
}

}  // namespace tongzhou::messages
