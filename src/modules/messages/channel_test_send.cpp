#include "modules/messages/channel_test_send.hpp"

#include "modules/messages/contacts.hpp"
#include "modules/messages/protocol.hpp"
#include "modules/messages/reasons.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::messages {
namespace {

std::string address_for(ChannelKind kind, const TestSendRequest& request) {
    const auto contact = contact_kind_of(kind);
    if (!contact) return {};
    return parse_address(*contact, request.to.value_or("").value).or_throw("/to");
}

// Takes the channel's pace for one message.
OpenChannel reserve(Tx& tx, const Actor& actor, const TestSendRequest& request) {
    const auto stored = find_channel(tx, request.id);
    if (!stored) throw no_such_record();
    actor.scope.require(stored->division, stored->organization);
    auto channel = open_channel(tx, *stored);
    const auto next = std::max(channel.pace.next(tx.now()), channel.paused_until);
    const auto wait = (next - tx.now()).count();
    if (wait > 0)
        throw Problem(409, "too_fast", fmt::format("通道限速，请 {} 秒后再试。", wait / 1000 + 1),
                      fmt::format("The channel is at its limit; try again in {} seconds.", wait / 1000 + 1))
            .retry_after(static_cast<int>(wait / 1000 + 1));
    if (channel.pace.per_minute > 0) set_pace(tx, channel.id, channel.pace.recovered, channel.pace.after(tx.now(), 1));
    return channel;
}

// An official account's token first; what stands in the way, if anything.
std::optional<Verdict> fetch_token(Database& database, OpenChannel& channel) {
    if (channel.kind != ChannelKind::wechat_template || !channel.token.empty()) return std::nullopt;
    auto fetched = token_in(outgoing::send_and_wait(token_request(channel)));
    if (fetched.token.empty()) return std::move(fetched.failure);
    channel.token = std::move(fetched.token);
    database.write([&](Tx& tx) { keep_token(tx, channel.id, channel.token, tx.now() + fetched.good_for); });
    return std::nullopt;
}

Verdict send(const OpenChannel& channel, const std::string& address, const TestSendRequest& request, Instant now,
             std::int64_t& milliseconds) {
    const auto& protocol = protocol_of(channel.kind);
    const auto text = request.text ? request.text->value : std::string("同舟通道测试 Test of a channel of Tongzhou");
    const Parcel parcel{.id = Id<Message>::make(now),
                        .broadcast = {},
                        .recipient = "测试",
                        .address = address,
                        .title = "同舟",
                        .text = protocol.parts_of(channel, {}, text).front(),
                        .link = {},
                        .at = now};
    auto request_for = protocol.request_for(channel, parcel);
    const auto answer = std::visit([](auto& r) { return outgoing::send_and_wait(std::move(r)); }, request_for);
    milliseconds = answer.took.count();
    return protocol.verdict_on(answer, channel);
}

TestOutcome outcome_of(Verdict::Kind kind) {
    switch (kind) {
        case Verdict::Kind::accepted: return TestOutcome::accepted;
        case Verdict::Kind::again: return TestOutcome::again;
        case Verdict::Kind::throttled: return TestOutcome::throttled;
        case Verdict::Kind::refused: return TestOutcome::refused;
        case Verdict::Kind::unknown: break;
    }
    return TestOutcome::unknown;
}

}  // namespace

TestSendResult test_channel(Database& database, const Actor& actor, const TestSendRequest& request) {
    std::string address;
    auto channel = database.write_value([&](Tx& tx) {
        const auto stored = find_channel(tx, request.id);
        if (!stored) throw no_such_record();
        actor.scope.require(stored->division, stored->organization);
        address = address_for(stored->kind, request);
        return reserve(tx, actor, request);
    });
    TestSendResult result;
    result.id = channel.id;
    auto verdict = fetch_token(database, channel);
    if (!verdict) verdict = send(channel, address, request, database.clock().now(), result.milliseconds);
    result.outcome = outcome_of(verdict->kind);
    result.reason = verdict->reason;
    result.detail = without_secrets(verdict->detail, channel);
    if (result.outcome != TestOutcome::accepted) {
        auto says = explain_reason(result.reason);
        result.says_zh = std::move(says.zh);
        result.says_en = std::move(says.en);
    }
    database.write([&](Tx& tx) {
        if (!result.reason.empty()) note_reason(tx, channel.id, result.reason);
        if (verdict->kind == Verdict::Kind::throttled) pause_channel(tx, channel.id, tx.now() + verdict->pause);
        audit::record(
            tx, actor,
            {.action = "channel_test",
             .subject_kind = "channels",
             .subject = channel.id.text(),
             .outcome = result.outcome == TestOutcome::accepted ? audit::Outcome::done : audit::Outcome::failed,
             .division = channel.division});
    });
    return result;
}

}  // namespace tongzhou::messages
