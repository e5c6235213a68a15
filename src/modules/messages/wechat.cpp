// An official account's template messages, https://developers.weixin.qq.com/doc/offiaccount/Message_Management/
// Template_Message_Interface.html. `client_msg_id` keeps the same message from being sent twice within ten minutes.
#include "modules/messages/answers.hpp"
#include "modules/messages/variables.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

std::string base_of(const OpenChannel& channel) {
    auto address =
        channel.settings.address ? channel.settings.address->value : std::string("https://api.weixin.qq.com");
    while (address.ends_with('/')) address.pop_back();
    return address;
}

// The keys of `data` are the template's, so this object has no struct.
std::string data_of(const OpenChannel& channel, const Parcel& parcel) {
    const Values values{{"title", parcel.title},
                        {"text", parcel.text},
                        {"recipient", parcel.recipient},
                        {"link", parcel.link},
                        {"apply_link", parcel.link}};
    std::string data = "{";
    for (const auto& field : channel.settings.fields) {
        if (data.size() > 1) data += ',';
        write_json_text(field.key.value, data);
        data += ":{\"value\":";
        write_json_text(render(field.value.value, values), data);
        if (field.color) {
            data += ",\"color\":";
            write_json_text(field.color->value, data);
        }
        data += '}';
    }
    return data + "}";
}

struct TemplateMessage {
    std::string touser, template_id;
    std::optional<std::string> url;
    std::string client_msg_id;
    RawJson data;
};
BOOST_DESCRIBE_STRUCT(TemplateMessage, (), (touser, template_id, url, client_msg_id, data))

class WeChat final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel&, const std::string&, const std::string& text) const override {
        return {text};
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        TemplateMessage message;
        message.touser = parcel.address;
        message.template_id = channel.settings.template_id.value_or("").value;
        if (!parcel.link.empty()) message.url = parcel.link;
        message.client_msg_id = parcel.id.text();
        message.data.json = data_of(channel, parcel);
        outgoing::HttpRequest request;
        request.url = base_of(channel) +
                      "/cgi-bin/message/template/send?access_token=" + outgoing::percent_encoded(channel.token);
        request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
        request.body = to_json(message);
        request.time = channel.time();
        request.connection = outgoing::Connection::kept;
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel&) const override {
        if (auto verdict = verdict_by_status(answer)) return *std::move(verdict);
        const auto [code, message] = coded_answer(answer.body);
        if (!code) return not_understood(answer);
        const auto reason = fmt::format("wechat_{}", *code);
        switch (*code) {
            case 0: return accepted(member_of(answer.body, "msgid").value_or(""));
            case 40001:  // the token is wrong, was replaced, has expired
            case 40014:
            case 42001: {
                auto verdict = again(reason, message);
                verdict.needs_token = true;
                return verdict;
            }
            case 45009: return throttled(reason, message, std::chrono::hours(1));  // the quota of the day
            case 45011: return throttled(reason, message, std::chrono::minutes(1));
            case -1: return again(reason, message);
            default: return refused(reason, message);
        }
    }

    int window() const override { return 16; }
};

}  // namespace

outgoing::HttpRequest token_request(const OpenChannel& channel) {
    outgoing::HttpRequest request;
    request.method = "GET";
    request.url = fmt::format("{}/cgi-bin/token?grant_type=client_credential&appid={}&secret={}", base_of(channel),
                              outgoing::percent_encoded(channel.settings.app_id.value_or("").value),
                              outgoing::percent_encoded(channel.secrets.secret.value_or("").value));
    request.time = channel.time();
    request.certificates = channel.certificates();
    return request;
}

FetchedToken token_in(const outgoing::Answer& answer) {
    if (auto verdict = verdict_by_status(answer)) return {.failure = *std::move(verdict)};
    const auto token = member_of(answer.body, "access_token");
    if (!token || token->empty()) {
        const auto [code, message] = coded_answer(answer.body);
        if (!code) return {.failure = not_understood(answer)};
        return {.failure = refused(fmt::format("wechat_{}", *code), message)};
    }
    const auto seconds = shape_detail::integer_of(member_of(answer.body, "expires_in").value_or("")).value_or(600);
    // Renewed a little early: what is on its way when it expires is refused.
    return {.token = *token, .good_for = std::chrono::seconds(std::clamp<std::int64_t>(seconds - 120, 60, 7'200))};
}

const Protocol& wechat_protocol() {
    static const WeChat protocol;
    return protocol;
}

}  // namespace tongzhou::messages
