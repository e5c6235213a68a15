// Mail over SMTP (RFC 5321). A reply of 4xx may pass, one of 5xx will not. After a break in the middle of the end
// nobody knows; the standard asks to send again, and the Message-ID stays the same so that receivers can tell
// (§4.5.4.1).
#include "modules/messages/answers.hpp"
#include "platform/outgoing/mail_message.hpp"

namespace tongzhou::messages {
namespace {

outgoing::MailSecurity security_of(MailProtection protection) {
    switch (protection) {
        case MailProtection::starttls: return outgoing::MailSecurity::starttls;
        case MailProtection::tls: return outgoing::MailSecurity::tls;
        case MailProtection::none: break;
    }
    return outgoing::MailSecurity::none;
}

class Mail final : public Protocol {
  public:
    std::vector<std::string> parts_of(const OpenChannel&, const std::string&, const std::string& text) const override {
        return {text};
    }

    Request request_for(const OpenChannel& channel, const Parcel& parcel) const override {
        const auto& s = channel.settings;
        const auto protection = s.protection.value_or(MailProtection::starttls);
        outgoing::MailRequest request;
        request.host = s.host.value_or("").value;
        request.port = static_cast<std::uint16_t>(s.port                              ? s.port->value
                                                  : protection == MailProtection::tls ? 465
                                                                                      : 587);
        request.security = security_of(protection);
        request.user = channel.secrets.user.value_or("").value;
        request.password = channel.secrets.password.value_or("").value;
        request.from = s.from.value_or("").value;
        request.to = parcel.address;
        request.message = outgoing::mail_message({.id = parcel.id.text(),
                                                  .from_name = s.from_name.value_or("").value,
                                                  .from = request.from,
                                                  .to = parcel.address,
                                                  .subject = parcel.title,
                                                  .text = parcel.text,
                                                  .at = parcel.at});
        request.time = channel.time();
        request.certificates = channel.certificates();
        return request;
    }

    Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel&) const override {
        if (answer.fate != outgoing::Fate::answered) return *verdict_by_status(answer);
        const auto reason = fmt::format("smtp_{}", answer.status);
        if (answer.status / 100 == 2) return accepted();
        if (answer.status == 421) return throttled(reason, answer.body, std::chrono::minutes(1));
        if (answer.status / 100 == 4) return again(reason, answer.body);
        return refused(reason, answer.body);
    }

    int window() const override { return 8; }
};

}  // namespace

const Protocol& mail_protocol() {
    static const Mail protocol;
    return protocol;
}

}  // namespace tongzhou::messages
