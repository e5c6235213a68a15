#include "modules/messages/receipts.hpp"

#include "platform/seal/secret.hpp"

namespace tongzhou::messages {
namespace {

constexpr std::size_t most_items = 1000;

struct Known {
    std::string county;
    Id<Message> id;
    std::optional<Id<Broadcast>> broadcast;
    MessageState state{};
    std::optional<Instant> delivered_at;
};
BOOST_DESCRIBE_STRUCT(Known, (), (county, id, broadcast, state, delivered_at))

const sql::Query by_id{R"(
    SELECT county, id, broadcast, state, delivered_at FROM messages WHERE id = :id AND channel = :channel)"};
const sql::Query by_reference{R"(
    SELECT county, id, broadcast, state, delivered_at FROM messages
    WHERE channel = :channel AND reference = :reference LIMIT 1)"};
const sql::Query deliver{R"(
    UPDATE messages
    SET delivered_at = :now, state = 'accepted', accepted_at = COALESCE(accepted_at, :accepted), reason = NULL
    WHERE county = :county AND id = :id AND state = :before)"};
const sql::Query fail{R"(
    UPDATE messages SET state = 'failed', reason = 'not_delivered', detail = :detail
    WHERE county = :county AND id = :id AND state = :before)"};

void take_one(Tx& tx, const Known& message, const Receipt& receipt) {
    const bool was_uncertain = message.state == MessageState::uncertain;
    // Of one that waits to be sent again the next answer will tell.
    if (!was_uncertain && message.state != MessageState::accepted) return;
    if (receipt.delivered) {
        if (message.delivered_at && !was_uncertain) return;
        if (tx.run(deliver, tx.now(), tx.now(), message.county, message.id, message.state) == 0) return;
        count(tx, message.broadcast,
              {.accepted = was_uncertain ? 1 : 0,
               .delivered = message.delivered_at ? 0 : 1,
               .uncertain = was_uncertain ? -1 : 0});
        return;
    }
    if (message.delivered_at) return;
    std::optional<std::string> detail;
    if (receipt.detail) detail = receipt.detail->value;
    if (tx.run(fail, detail, message.county, message.id, message.state) == 0) return;
    count(tx, message.broadcast, {.failed = 1, .uncertain = was_uncertain ? -1 : 0});
}

}  // namespace

void check(const ReceiptsRequest& request, std::vector<FieldFault>& faults) {
    if (request.items.size() > most_items)
        faults.push_back(
            {"/items",
             "number_of_items",
             {fmt::format("一次最多 {} 条。", most_items), fmt::format("At most {} at a time.", most_items)}});
    for (std::size_t i = 0; i < request.items.size(); ++i)
        if (request.items[i].message.has_value() == request.items[i].reference.has_value())
            faults.push_back({fmt::format("/items/{}", i),
                              "message_or_reference",
                              {"请给出 message 或 reference，二者取一。", "Give either message or reference."}});
}

ReceiptsResult take_receipts(Tx& tx, const Actor&, const ReceiptsRequest& request) {
    const auto channel = channel_of_receipt(tx, seal::hash_token(request.token.value));
    if (!channel)
        throw Problem::unauthorized("receipt_token_unknown", "回执令牌无效，请在通道设置中重新生成。",
                                    "This receipt token is not valid; make a new one in the channel's settings.");
    ReceiptsResult result;
    for (const auto& receipt : request.items) {
        const auto message = receipt.message
                                 ? tx.find<Known>(by_id, *receipt.message, channel->id)
                                 : tx.find<Known>(by_reference, channel->id, receipt.reference.value_or("").value);
        ++(message ? result.known : result.unknown);
        if (message) take_one(tx, *message, receipt);
    }
    return result;
}

}  // namespace tongzhou::messages
