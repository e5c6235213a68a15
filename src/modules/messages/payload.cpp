#include "modules/messages/payload.hpp"

#include "modules/messages/variables.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::messages {
namespace {

const sql::Query find_key{"SELECT wrapped FROM message_keys WHERE key_day = :key_day"};
const sql::Query insert_key{
    "INSERT INTO message_keys (key_day, wrapped) VALUES (:key_day, :wrapped) ON CONFLICT (key_day) DO NOTHING"};
const sql::Query all_keys{"SELECT key_day, wrapped FROM message_keys"};
const sql::Query replace_key{"UPDATE message_keys SET wrapped = :after WHERE key_day = :key_day AND wrapped = :before"};
const sql::Query delete_keys{"DELETE FROM message_keys WHERE key_day < :key_day"};
const sql::Query find_text{R"(
    SELECT title, body, variable_values, link, apply_link, state FROM broadcasts WHERE id = :id)"};
const sql::Query insert_link{R"(
    INSERT INTO message_links (code_hash, county, message) VALUES (:code_hash, :county, :message)
    ON CONFLICT (code_hash) DO NOTHING)"};

struct DayKey {
    std::string key_day, wrapped;
};
BOOST_DESCRIBE_STRUCT(DayKey, (), (key_day, wrapped))

constexpr std::size_t code_length = 12;

std::string context_of(const Id<Message>& message) { return "message.payload:" + message.text(); }

std::string key_of(Tx& tx, const std::string& day) {
    if (auto wrapped = tx.value<std::string>(find_key, day)) return *std::move(wrapped);
    // Of two nodes that begin a day at once, one makes the key and both use it.
    tx.run(insert_key, day, tx.service<seal::KeyRing>().new_data_key().text);
    return tx.value<std::string>(find_key, day).value();
}

}  // namespace

SealedPayload seal_payload(Tx& tx, const Id<Message>& message, const Payload& payload) {
    const auto day = date_in_shanghai(tx.now()).iso();
    const auto key = tx.service<seal::KeyRing>().unwrap({key_of(tx, day)});
    return {day, seal::seal_with(key, to_json(payload), context_of(message)).text};
}

std::optional<Payload> open_payload(Snapshot& snapshot, const Id<Message>& message,
                                    const std::optional<std::string>& key_day,
                                    const std::optional<std::string>& sealed) {
    if (!key_day || !sealed) return std::nullopt;
    auto wrapped = snapshot.value<std::string>(find_key, *key_day);
    if (!wrapped) return std::nullopt;
    const auto key = snapshot.service<seal::KeyRing>().unwrap({*std::move(wrapped)});
    return from_json<Payload>(seal::unseal_with(key, *sealed, context_of(message)));
}

std::optional<BroadcastText> find_broadcast_text(Snapshot& snapshot, const Id<Broadcast>& broadcast) {
    return snapshot.find<BroadcastText>(find_text, broadcast);
}

Composed compose(std::string_view title, std::string_view text, const std::string& variable_values,
                 const std::string& recipient, const std::string& link, const std::string& apply_link) {
    Values values{{"recipient", recipient}, {"link", link}, {"apply_link", apply_link}};
    if (!variable_values.empty())
        for (auto& [name, value] : from_json<std::vector<NamedValue>>(variable_values))
            values.insert_or_assign(std::move(name), std::move(value));
    return {render(title, values), render(text, values), link};
}

std::string link_code(Snapshot& snapshot, const Id<Message>& message) {
    return snapshot.service<seal::KeyRing>().tag(message.text(), "message.link").substr(0, code_length);
}

void keep_link(Tx& tx, const std::string& county, const Id<Message>& message) {
    tx.run(insert_link, seal::hash_token(link_code(tx, message)), county, message);
}

std::int64_t rewrap_day_keys(Tx& tx) {
    const auto& keys = tx.service<seal::KeyRing>();
    std::int64_t rewrapped = 0;
    for (const auto& key : tx.all<DayKey>(all_keys)) {
        if (keys.is_current(key.wrapped)) continue;
        rewrapped += tx.run(replace_key, keys.rewrap({key.wrapped}).text, key.key_day, key.wrapped);
    }
    return rewrapped;
}

std::int64_t destroy_day_keys(Tx& tx, const std::string& before) { return tx.run(delete_keys, before); }

}  // namespace tongzhou::messages
