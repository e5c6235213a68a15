// An SMS gateway over HTTP: each provider has its own, so its body is a template and its answers are read by the
// channel's settings. Without an id that the gateway tells doubles by, what broke off stays uncertain.
#include "modules/messages/answers.hpp"
#include "modules/messages/split.hpp"
#include "modules/messages/variables.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::messages {
namespace {

std::string escaped_for_json(const std::string& text) {
    std::string quoted;
    write_json_text(text, quoted);
    return quoted.substr(1, quoted.size() - 2);
}

class Sms final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel& channel, const std::string& title,
                                      const std::string& text) const override {
        const auto signature = channel.settings.signature.value_or("").value;
        const auto most = channel.settings.most_characters ? channel.settings.most_characters->value : 500;
        const auto room = static_cast<std::size_t>(most) - std::min<std::size_t>(signature.size(), 30);
        auto parts = split_text(title.empty() ? text : title + "：" + text, room, cost_in_sms);
        for (auto& part : parts) part.insert(0, signature);
        return parts;
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        const bool is_form = channel.settings.encoding == BodyEncoding::form;
        const auto encoded = is_form ? outgoing::percent_encoded
                                     : [](std::string_view text) { return escaped_for_json(std::string(text)); };
        Values values{{"mobile", parcel.address},
                      {"text", parcel.text},
                      {"id", parcel.key()},
                      {"user", channel.secrets.user.value_or("").value},
                      {"password", channel.secrets.password.value_or("").value},
                      {"recipient", parcel.recipient},
                      {"link", parcel.link},
                      {"apply_link", parcel.link}};
        for (auto& [_, value] : values) value = encoded(value);
        outgoing::HttpRequest request;
        request.url = channel.settings.address.value_or("").value;
        request.headers = {{"Content-Type", is_form ? "application/x-www-form-urlencoded; charset=utf-8"
                                                    : "application/json; charset=utf-8"}};
        request.body = render(channel.settings.body.value_or("").value, values);
        request.time = channel.time();
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel& channel) const override {
        if (auto verdict = verdict_by_status(answer)) return *std::move(verdict);
        const auto& s = channel.settings;
        const auto reference =
            s.reference_field ? member_of(answer.body, s.reference_field->value).value_or("") : std::string();
        if (!s.answer_field) return accepted(reference);
        const auto said = member_of(answer.body, s.answer_field->value);
        if (!said) return not_understood(answer);
        if (*said == s.answer_good.value_or("").value) return accepted(reference);
        const bool may_pass =
            std::ranges::any_of(s.answer_again, [&](const auto& code) { return code.value == *said; });
        return may_pass ? again("gateway_busy", *said) : refused("gateway_refused", *said);
    }

    int window() const override { return 8; }
};

}  // namespace

const Protocol& sms_protocol() {
    static const Sms protocol;
    return protocol;
}

}  // namespace tongzhou::messages
