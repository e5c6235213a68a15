// WeCom's group robot, https://developer.work.weixin.qq.com/document/path/91770: text of at most 2,048 bytes, markdown
// of at most 4,096, 20 a minute.
#include "modules/messages/answers.hpp"
#include "modules/messages/split.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

struct Body {
    std::string content;
};
BOOST_DESCRIBE_STRUCT(Body, (), (content))
struct TextMessage {
    std::string msgtype = "text";
    Body text;
};
BOOST_DESCRIBE_STRUCT(TextMessage, (), (msgtype, text))
struct MarkdownMessage {
    std::string msgtype = "markdown";
    Body markdown;
};
BOOST_DESCRIBE_STRUCT(MarkdownMessage, (), (msgtype, markdown))

class WeCom final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel& channel, const std::string& title,
                                      const std::string& text) const override {
        const bool is_markdown = channel.settings.format == TextFormat::markdown;
        return split_text(title.empty() ? text : title + "\n" + text, is_markdown ? 4096 : 2048, cost_in_bytes);
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        const auto& address = channel.settings.address;
        outgoing::HttpRequest request;
        request.url = (address ? address->value : std::string("https://qyapi.weixin.qq.com/cgi-bin/webhook/send")) +
                      "?key=" + outgoing::percent_encoded(channel.secrets.access_token.value_or("").value);
        request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        request.body = channel.settings.format == TextFormat::markdown
                           ? to_json(MarkdownMessage{.markdown = {parcel.text}})
                           : to_json(TextMessage{.text = {parcel.text}});
        request.time = channel.time();
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel&) const override {
        if (auto verdict = verdict_by_status(answer)) return *std::move(verdict);
        const auto [code, message] = coded_answer(answer.body);
        if (!code) return not_understood(answer);
        const auto reason = fmt::format("wecom_{}", *code);
        switch (*code) {
            case 0: return accepted();
            case 45009: return throttled(reason, message, std::chrono::minutes(1));
            case -1: return again(reason, message);  // the system is busy
            default: return refused(reason, message);
        }
    }

    int window() const override { return 1; }
};

}  // namespace

const Protocol& wecom_protocol() {
    static const WeCom protocol;
    return protocol;
}

}  // namespace tongzhou::messages
