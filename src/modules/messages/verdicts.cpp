// Recording what became of what was sent.
#include "modules/messages/outbox.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::messages {
namespace {

const sql::Query find_state{R"(
    SELECT state FROM messages
    WHERE county = :county AND id = :id AND holder = :holder AND attempts = :attempts
      AND state IN ('sending', 'uncertain'){postgres:  FOR UPDATE})"};
const sql::Query record_one{R"(
    UPDATE messages
    SET state = :state, due_at = :due_at, attempts = :attempts, parts_sent = :parts_sent,
        in_doubt_since = :in_doubt_since, reason = :reason, detail = :detail, reference = :reference,
        accepted_at = :accepted_at, lease_until = 0
    WHERE county = :county AND id = :id)"};

struct Abandoned {
    std::string county;
    Id<Message> id;
    std::optional<Id<Broadcast>> broadcast;
    ChannelKind kind{};
    InDoubt in_doubt = InDoubt::hold;
    std::optional<Instant> in_doubt_since;
    Instant lease_until, created_at;
};
BOOST_DESCRIBE_STRUCT(Abandoned, (), (county, id, broadcast, kind, in_doubt, in_doubt_since, lease_until, created_at))

const sql::Query find_abandoned{R"(
    SELECT m.county, m.id, m.broadcast, m.kind, c.in_doubt, m.in_doubt_since, m.lease_until, m.created_at
    FROM   messages m JOIN channels c ON c.id = m.channel
    WHERE  m.state = 'sending' AND m.lease_until < :now
    ORDER BY m.lease_until
    LIMIT  500)"};
const sql::Query end_lease{R"(
    UPDATE messages
    SET state = :state, due_at = :due_at, in_doubt_since = :in_doubt_since, reason = 'interrupted', lease_until = 0
    WHERE county = :county AND id = :id AND state = 'sending' AND lease_until = :lease_before)"};

/// What is to be written.
struct Next {
    MessageState state = MessageState::waiting;
    Instant due_at;
    int attempts = 0, parts_sent = 0;
    std::optional<Instant> in_doubt_since;
    std::optional<std::string> reason, detail, reference;
    std::optional<Instant> accepted_at;
};

Change change_into(MessageState state, int by) {
    switch (state) {
        case MessageState::waiting:
        case MessageState::sending: return {.waiting = by};
        case MessageState::accepted: return {.accepted = by};
        case MessageState::failed: return {.failed = by};
        case MessageState::uncertain: return {.uncertain = by};
        case MessageState::withdrawn: break;
    }
    return {};
}

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Next next_of(Instant now, const OpenChannel& channel, const Taken& taken, const Verdict& verdict) {
    using Kind = Verdict::Kind;
    Next next;
    next.due_at = now;
    next.attempts = taken.attempts;
    next.parts_sent = taken.parcel.part - 1;
    next.in_doubt_since = taken.in_doubt_since;
    next.reason = unless_empty(verdict.reason);
    next.detail = unless_empty(without_secrets(verdict.detail, channel));
    next.reference = unless_empty(verdict.reference);
    const auto wait = back_off(taken.attempts, std::chrono::seconds(channel.first_retry_seconds));
    const bool is_over = taken.attempts >= channel.most_attempts || now - taken.created_at > longest_life;
    switch (verdict.kind) {
        case Kind::accepted:
            next.attempts = 0;
            next.parts_sent = taken.parcel.part;
            next.in_doubt_since.reset();
            next.reason.reset();
            if (taken.parcel.part < taken.parcel.parts) return next;
            next.state = MessageState::accepted;
            next.accepted_at = now;
            return next;
        case Kind::refused: next.state = MessageState::failed; return next;
        case Kind::throttled:
            // That there was too much is no fault of this message.
            next.attempts = taken.attempts - 1;
            next.due_at = now + std::max<std::chrono::seconds>(verdict.pause, std::chrono::seconds(1));
            if (now - taken.created_at > longest_life) next.state = MessageState::failed;
            return next;
        case Kind::again:
            next.due_at = verdict.needs_token ? now : now + wait;
            if (is_over) next.state = taken.in_doubt_since ? MessageState::uncertain : MessageState::failed;
            return next;
        case Kind::unknown: break;
    }
    if (!next.in_doubt_since) next.in_doubt_since = now;
    next.due_at = now + wait;
    if (is_over || !may_resend(channel.kind, channel.in_doubt, *next.in_doubt_since, next.due_at))
        next.state = MessageState::uncertain;
    return next;
}

}  // namespace

void record_verdict(Tx& tx, const Taker& taker, const OpenChannel& channel, const Taken& taken,
                    const Verdict& verdict) {
    const auto& parcel = taken.parcel;
    const auto before = tx.value<MessageState>(find_state, taken.county, parcel.id, taker.node, taken.attempts);
    if (!before) {
        // Another node took it over after our lease had run out, and knows better by now.
        log::warn("message_lease_lost", {{"message", parcel.id}, {"reason", verdict.reason}});
        return;
    }
    if (*before == MessageState::uncertain && verdict.kind != Verdict::Kind::accepted) return;
    const auto next = next_of(tx.now(), channel, taken, verdict);
    tx.run(record_one, next.state, next.due_at, next.attempts, next.parts_sent, next.in_doubt_since, next.reason,
           next.detail, next.reference, next.accepted_at, taken.county, parcel.id);
    const bool still_waits = *before == MessageState::sending && next.state == MessageState::waiting;
    if (!still_waits) {
        count(tx, taken.broadcast, change_into(*before, -1));
        count(tx, taken.broadcast, change_into(next.state, 1));
    }
    if (verdict.kind == Verdict::Kind::accepted) return;
    if (verdict.kind == Verdict::Kind::throttled) pause_channel(tx, channel.id, next.due_at);
    note_reason(tx, channel.id, verdict.reason);
}

int take_over(Tx& tx, const Taker& taker) {
    const auto abandoned = tx.all<Abandoned>(find_abandoned, tx.now());
    for (const auto& message : abandoned) {
        const auto since = message.in_doubt_since.value_or(message.lease_until - taker.lease);
        const bool again = may_resend(message.kind, message.in_doubt, since, tx.now());
        const auto state = again ? MessageState::waiting : MessageState::uncertain;
        // Before those that have never been sent: doubles are told for a while only.
        if (tx.run(end_lease, state, message.created_at, since, message.county, message.id, message.lease_until) == 0)
            continue;
        if (!again) count(tx, message.broadcast, {.waiting = -1, .uncertain = 1});
        log::warn("message_taken_over", {{"message", message.id}, {"state", name_of(state)}});
    }
    return static_cast<int>(abandoned.size());
}

}  // namespace tongzhou::messages
