// A webhook: another system of the city is told by a signed POST. `X-Tongzhou-Id` is the same each time a message is
// sent, so that the receiver takes it once; any 2xx says that it did.
#include "base/text.hpp"
#include "modules/messages/answers.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

struct HookMessage {
    Id<Message> id;
    std::optional<Id<Broadcast>> broadcast;
    std::string title, text;
    std::optional<std::string> link;
    Instant sent_at;
};
BOOST_DESCRIBE_STRUCT(HookMessage, (), (id, broadcast, title, text, link, sent_at))

class Webhook final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel&, const std::string&, const std::string& text) const override {
        return {text};
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        HookMessage message{parcel.id, parcel.broadcast, parcel.title, parcel.text, std::nullopt, parcel.at};
        if (!parcel.link.empty()) message.link = parcel.link;
        outgoing::HttpRequest request;
        request.url = channel.settings.address.value_or("").value;
        request.body = to_json(message);
        request.headers = {{"Content-Type", "application/json; charset=utf-8"},
                           {"X-Tongzhou-Id", parcel.key()},
                           {"X-Tongzhou-Timestamp", std::to_string(parcel.at.ms())},
                           {"X-Tongzhou-Signature",
                            webhook_sign(channel.secrets.secret.value_or("").value, parcel.at.ms(), request.body)}};
        request.time = channel.time();
        request.connection = outgoing::Connection::kept;
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel&) const override {
        if (auto verdict = verdict_by_status(answer)) return *std::move(verdict);
        // Some receivers answer 200 and say in the body that it went wrong.
        const auto [code, message] = coded_answer(answer.body);
        if (!code || *code == 0) return accepted(member_of(answer.body, "id").value_or(""));
        if (*code == -1) return again("webhook_busy", message);
        return refused(fmt::format("webhook_{}", *code), message);
    }

    int window() const override { return 32; }
};

}  // namespace

std::string webhook_sign(std::string_view secret, std::int64_t timestamp, std::string_view body) {
    return "sha256=" + hex(bytes_of(outgoing::hmac_sha256(secret, fmt::format("{}.{}", timestamp, body))));
}

const Protocol& webhook_protocol() {
    static const Webhook protocol;
    return protocol;
}

const Protocol& protocol_of(ChannelKind kind) {
    switch (kind) {
        case ChannelKind::dingtalk_robot: return dingtalk_protocol();
        case ChannelKind::wecom_robot: return wecom_protocol();
        case ChannelKind::wechat_template: return wechat_protocol();
        case ChannelKind::sms: return sms_protocol();
        case ChannelKind::mail: return mail_protocol();
        case ChannelKind::webhook: return webhook_protocol();
        case ChannelKind::inbox: break;
    }
    throw std::logic_error("the inbox has no protocol");
}

}  // namespace tongzhou::messages
