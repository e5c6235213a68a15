// DingTalk's group robot, https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages: at most 20,000
// bytes, 20 a minute, then a throttle of ten minutes. It answers 200 whatever happens; `errcode` says what did.
#include "base/text.hpp"
#include "modules/messages/answers.hpp"
#include "modules/messages/split.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

// Of 20,000 bytes the braces around the text and its title take some.
constexpr std::size_t most_bytes = 19'000;

struct TextBody {
    std::string content;
};
BOOST_DESCRIBE_STRUCT(TextBody, (), (content))
struct TextMessage {
    std::string msgtype = "text";
    TextBody text;
};
BOOST_DESCRIBE_STRUCT(TextMessage, (), (msgtype, text))
struct MarkdownBody {
    std::string title, text;
};
BOOST_DESCRIBE_STRUCT(MarkdownBody, (), (title, text))
struct MarkdownMessage {
    std::string msgtype = "markdown";
    MarkdownBody markdown;
};
BOOST_DESCRIBE_STRUCT(MarkdownMessage, (), (msgtype, markdown))

class DingTalk final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel&, const std::string& title,
                                      const std::string& text) const override {
        return split_text(title.empty() ? text : title + "\n" + text, most_bytes, cost_in_json);
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        const auto& address = channel.settings.address;
        outgoing::HttpRequest request;
        request.url = (address ? address->value : std::string("https://oapi.dingtalk.com/robot/send")) +
                      "?access_token=" + outgoing::percent_encoded(channel.secrets.access_token.value_or("").value);
        if (channel.secrets.secret)
            request.url +=
                fmt::format("&timestamp={}&sign={}", parcel.at.ms(),
                            outgoing::percent_encoded(dingtalk_sign(channel.secrets.secret->value, parcel.at.ms())));
        request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        request.body = channel.settings.format == TextFormat::markdown
                           ? to_json(MarkdownMessage{.markdown = {parcel.title, parcel.text}})
                           : to_json(TextMessage{.text = {parcel.text}});
        request.time = channel.time();
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel&) const override {
        if (auto verdict = verdict_by_status(answer)) return *std::move(verdict);
        const auto [code, message] = coded_answer(answer.body);
        if (!code) return not_understood(answer);
        const auto reason = fmt::format("dingtalk_{}", *code);
        switch (*code) {
            case 0: return accepted();
            case 130101: return throttled(reason, message, std::chrono::minutes(10));
            case -1: return again(reason, message);  // the system is busy
            default: return refused(reason, message);
        }
    }

    int window() const override { return 1; }
};

}  // namespace

std::string dingtalk_sign(std::string_view secret, std::int64_t timestamp) {
    return base64(bytes_of(outgoing::hmac_sha256(secret, fmt::format("{}\n{}", timestamp, secret))));
}

const Protocol& dingtalk_protocol() {
    static const DingTalk protocol;
    return protocol;
}

}  // namespace tongzhou::messages
