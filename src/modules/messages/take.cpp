// Taking what is due: by the channel's pace, at hours when people may be disturbed, whole with text and address.
#include "modules/messages/contacts.hpp"
#include "modules/messages/payload.hpp"
#include "modules/rules/rules.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

struct DueMessage {
    std::string county;
    Id<Message> id;
    DivisionCode division;
    std::optional<Id<Broadcast>> broadcast;
    RecipientKind recipient_kind{};
    std::optional<Uuid> recipient;
    std::string recipient_name;
    std::optional<std::string> key_day, payload_sealed, masked_address;
    Urgency urgency{};
    int attempts = 0, parts_sent = 0;
    std::optional<Instant> in_doubt_since;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(DueMessage, (),
                      (county, id, division, broadcast, recipient_kind, recipient, recipient_name, key_day,
                       payload_sealed, masked_address, urgency, attempts, parts_sent, in_doubt_since, created_at))

const sql::Query find_due{R"(
    SELECT county, id, division, broadcast, recipient_kind, recipient, recipient_name, key_day, payload_sealed,
           masked_address, urgency, attempts, parts_sent, in_doubt_since, created_at
    FROM   messages
    WHERE  channel = :channel AND state = 'waiting' AND urgency = :urgency AND due_at <= :now
    ORDER BY due_at, id
    LIMIT  :most)"};
const sql::Query take_one{R"(
    UPDATE messages
    SET state = 'sending', holder = :holder, lease_until = :lease_until, attempts = :attempts, parts = :parts,
        masked_address = :masked_address
    WHERE county = :county AND id = :id AND state = 'waiting')"};
const sql::Query put_off{R"(
    UPDATE messages SET due_at = :due_at WHERE county = :county AND id = :id AND state = 'waiting')"};
const sql::Query end_one{R"(
    UPDATE messages SET state = :state, reason = :reason WHERE county = :county AND id = :id AND state = 'waiting')"};

class Taking {
  public:
    Taking(Tx& tx, const Taker& taker, const OpenChannel& channel)
        : tx_(tx), taker_(taker), channel_(channel), protocol_(protocol_of(channel.kind)) {}

    std::vector<Taken> take(int room) {
        const auto most = std::min(room, channel_.pace.allowance(tx_.now()));
        if (most <= 0 || channel_.paused_until > tx_.now()) return {};
        auto due = due_of(Urgency::urgent, most);
        if (std::ssize(due) < most)
            for (auto& message : due_of(Urgency::normal, most - static_cast<int>(due.size())))
                due.push_back(std::move(message));
        if (due.empty() || !reserve(static_cast<int>(due.size()))) return {};
        std::vector<Taken> taken;
        for (const auto& message : due)
            if (auto one = take_one_of(message)) taken.push_back(std::move(*one));
        give_back(static_cast<int>(due.size()), static_cast<int>(taken.size()));
        return taken;
    }

  private:
    std::vector<DueMessage> due_of(Urgency urgency, int most) {
        return tx_.all<DueMessage>(find_due, channel_.id, urgency, tx_.now(), most);
    }

    // The pace is taken before the messages: of two nodes at one channel the second finds it changed and waits.
    bool reserve(int count) {
        if (channel_.pace.per_minute == 0) return true;
        return set_pace(tx_, channel_.id, channel_.pace.recovered, channel_.pace.after(tx_.now(), count));
    }
    void give_back(int reserved, int used) {
        if (channel_.pace.per_minute == 0 || reserved == used) return;
        set_pace(tx_, channel_.id, channel_.pace.after(tx_.now(), reserved), channel_.pace.after(tx_.now(), used));
    }

    bool waits_for_morning(const DueMessage& message) {
        if (message.urgency == Urgency::urgent) return false;
        const auto allowed = due_time(tx_, message.urgency, message.division);
        if (allowed <= tx_.now()) return false;
        tx_.run(put_off, allowed, message.county, message.id);
        return true;
    }

    void end(const DueMessage& message, MessageState state, const char* reason, const Change& change) {
        if (tx_.run(end_one, state, std::optional<std::string>(reason), message.county, message.id) == 0) return;
        count(tx_, message.broadcast, change);
    }

    struct Said {
        std::string title, text, variable_values;
        bool has_link = false;
        std::optional<std::string> address;
    };

    std::optional<Said> said_by(const DueMessage& message) {
        if (message.broadcast) {
            auto [known, is_new] = broadcasts_.try_emplace(*message.broadcast);
            if (is_new) known->second = find_broadcast_text(tx_, *message.broadcast).value();
            const auto& text = known->second;
            if (text.state == "withdrawn") {
                end(message, MessageState::withdrawn, "withdrawn", {.waiting = -1});
                return std::nullopt;
            }
            return Said{text.title, text.body, text.variable_values, text.link || text.apply_link, {}};
        }
        auto payload = open_payload(tx_, message.id, message.key_day, message.payload_sealed);
        if (!payload) {
            end(message, MessageState::failed, "destroyed", {.waiting = -1, .failed = 1});
            return std::nullopt;
        }
        return Said{payload->title, payload->text, to_json(payload->values), payload->link || payload->apply_link,
                    payload->address};
    }

    std::optional<Reached> reach(const DueMessage& message, const Said& said) {
        const auto kind = contact_kind_of(channel_.kind);
        if (!kind) return Reached{};
        if (said.address) return Reached{*said.address, message.masked_address.value_or("")};
        auto reached = message.recipient ? find_contact(tx_, *message.recipient, *kind) : std::nullopt;
        if (!reached) end(message, MessageState::failed, "no_address", {.waiting = -1, .failed = 1});
        return reached;
    }

    Composed composed(const DueMessage& message, const Said& said) {
        std::string link, apply_link;
        if (said.has_link) {
            keep_link(tx_, message.county, message.id);
            link = fmt::format("{}/l/{}", taker_.public_url, link_code(tx_, message.id));
            apply_link = link + "/apply";
        }
        return compose(said.title, said.text, said.variable_values, message.recipient_name, link, apply_link);
    }

    std::optional<Taken> take_one_of(const DueMessage& message) {
        if (waits_for_morning(message)) return std::nullopt;
        if (message.in_doubt_since &&
            !may_resend(channel_.kind, channel_.in_doubt, *message.in_doubt_since, tx_.now())) {
            end(message, MessageState::uncertain, "in_doubt_too_long", {.waiting = -1, .uncertain = 1});
            return std::nullopt;
        }
        auto said = said_by(message);
        if (!said) return std::nullopt;
        auto reached = reach(message, *said);
        if (!reached) return std::nullopt;
        auto text = composed(message, *said);
        auto parts = protocol_.parts_of(channel_, text.title, text.text);
        // A channel whose format was changed in the middle may cut otherwise; what is left is at least the last part.
        const auto next = std::min(static_cast<std::size_t>(message.parts_sent), parts.size() - 1);
        std::optional<std::string> masked;
        if (!reached->masked.empty()) masked = reached->masked;
        if (tx_.run(take_one, taker_.node, tx_.now() + taker_.lease, message.attempts + 1,
                    static_cast<int>(parts.size()), masked, message.county, message.id) == 0)
            return std::nullopt;
        Taken taken{message.county,     message.broadcast,      message.attempts + 1,
                    message.created_at, message.in_doubt_since, {}};
        taken.parcel = {.id = message.id,
                        .broadcast = message.broadcast,
                        .recipient = message.recipient_name,
                        .address = std::move(reached->address),
                        .title = std::move(text.title),
                        .text = std::move(parts[next]),
                        .link = std::move(text.link),
                        .part = static_cast<int>(next) + 1,
                        .parts = static_cast<int>(parts.size()),
                        .at = tx_.now()};
        return taken;
    }

    Tx& tx_;
    const Taker& taker_;
    const OpenChannel& channel_;
    const Protocol& protocol_;
    std::map<Id<Broadcast>, BroadcastText> broadcasts_;
};

}  // namespace

std::vector<Taken> take_due(Tx& tx, const Taker& taker, const OpenChannel& channel, int room) {
    return Taking(tx, taker, channel).take(room);
}

bool may_resend(ChannelKind kind, InDoubt in_doubt, Instant since, Instant now) {
    if (in_doubt == InDoubt::hold) return false;
    return kind != ChannelKind::wechat_template || now - since <= wechat_remembers;
}

}  // namespace tongzhou::messages
