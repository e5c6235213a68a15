#include <stdexcept>

#include "modules/messages/contacts.hpp"
#include "modules/messages/payload.hpp"
#include "modules/messages/sending.hpp"
#include "modules/messages/variables.hpp"
#include "modules/rules/rules.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

const sql::Query count_known{"SELECT COUNT(*) FROM messages WHERE county = :county AND id = :id"};
const sql::Query insert_message_row{R"(
    INSERT INTO messages (county, id, division, organization, broadcast, channel, kind, recipient_kind, recipient,
                          recipient_name, masked_address, about_kind, about, key_day, payload_sealed, urgency, state,
                          due_at, attempts, parts, parts_sent, lease_until, reason, created_at, accepted_at,
                          delivered_at)
    VALUES (:county, :id, :division, :organization, :broadcast, :channel, :kind, :recipient_kind, :recipient,
            :recipient_name, :masked_address, :about_kind, :about, :key_day, :payload_sealed, :urgency, :state, :due_at,
            0, 0, 0, 0, :reason, :created_at, :accepted_at, :delivered_at))"};

bool fits(ChannelKind by, RecipientKind to) {
    switch (by) {
        case ChannelKind::inbox: return to == RecipientKind::account || to == RecipientKind::organization;
        case ChannelKind::sms:
        case ChannelKind::mail:
        case ChannelKind::wechat_template: return to != RecipientKind::group;
        default: return to == RecipientKind::group;
    }
}

void require_sound(const Message& message) {
    if (!message.division.is_set()) throw std::logic_error("a message has a division");
    if (!fits(message.by, message.to.kind))
        throw std::logic_error(
            fmt::format("a message by {} cannot go to {}", name_of(message.by), name_of(message.to.kind)));
    std::vector<FieldFault> faults;
    std::vector<std::string> own;
    for (const auto& [name, _] : message.values) own.push_back(name);
    check_variables(message.title, own, "title", faults);
    check_variables(message.text, own, "text", faults);
    if (!faults.empty()) throw std::logic_error(faults.front().message.en);
}

struct Arrived {
    Id<Message> id;
};
BOOST_DESCRIBE_STRUCT(Arrived, (), (id))

}  // namespace

Instant due_time(Snapshot& snapshot, Urgency urgency, const DivisionCode& division) {
    if (urgency == Urgency::urgent) return snapshot.now();
    return next_allowed(rules::message_hours(snapshot, division, snapshot.now()), snapshot.now());
}

void insert_message(Tx& tx, const NewMessage& message) { tx.run(insert_message_row, message); }

Id<Message> enqueue(Tx& tx, const Message& message) {
    require_sound(message);
    NewMessage row;
    row.county = message.division.county();
    row.id = message.id.value_or(Id<Message>::make(tx.now()));
    if (message.id && tx.value<std::int64_t>(count_known, row.county, row.id).value_or(0) > 0) return row.id;
    row.division = message.division;
    row.organization = message.organization;
    row.kind = message.by;
    row.recipient_kind = message.to.kind;
    if (!message.to.id.is_nil()) row.recipient = message.to.id;
    row.recipient_name = message.to.name;
    if (!message.about_kind.empty()) {
        row.about_kind = message.about_kind;
        row.about = message.about;
    }
    row.urgency = message.urgency;
    row.due_at = due_time(tx, message.urgency, message.division);
    row.created_at = tx.now();

    Payload payload{{}, message.title, message.text, message.link, message.apply_link, {}};
    for (const auto& [name, value] : message.values) payload.values.push_back({name, value});
    if (message.to.kind == RecipientKind::address) {
        const auto kind = contact_kind_of(message.by).value();
        if (const auto address = parse_address(kind, message.to.address)) {
            payload.address = *address;
            row.masked_address = masked_address(kind, *address);
        } else {
            row.state = MessageState::failed;
            row.reason = "bad_address";
        }
    }
    if (message.by == ChannelKind::inbox) {
        row.state = MessageState::accepted;
        row.accepted_at = row.delivered_at = tx.now();
    } else if (const auto channel = nearest_channel(tx, message.by, message.division)) {
        row.channel = channel->id;
    } else if (row.state == MessageState::waiting) {
        row.state = MessageState::failed;
        row.reason = "no_channel";
    }
    auto sealed = seal_payload(tx, row.id, payload);
    row.key_day = std::move(sealed.key_day);
    row.payload_sealed = std::move(sealed.sealed);
    insert_message(tx, row);
    if (message.by == ChannelKind::inbox) {
        if (message.link || message.apply_link) keep_link(tx, row.county, row.id);
        tx.service<events::Bus>().publish(
            tx, {"message", message.division, message.organization, to_json(Arrived{row.id})});
    } else {
        wake_after(tx);
    }
    return row.id;
}

}  // namespace tongzhou::messages
