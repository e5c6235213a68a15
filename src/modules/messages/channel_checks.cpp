// What a channel of each kind needs, and what it has no use for.
#include "base/text.hpp"
#include "modules/messages/channels.hpp"
#include "modules/messages/variables.hpp"
#include "platform/json/json.hpp"
#include "platform/outgoing/mail_message.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::messages {
namespace {

using Faults = std::vector<FieldFault>;

void add(Faults& faults, std::string path, const char* code, const char* zh, const char* en) {
    faults.push_back({std::move(path), code, {zh, en}});
}

enum class Use { no, may, must };

/// Whether a kind uses each setting and secret, in the order of `given`.
struct Uses {
    Use address = Use::no, format = Use::no, account = Use::no, fields = Use::no, gateway_body = Use::no,
        gateway = Use::no, server = Use::no, mail = Use::no;
    Use access_token = Use::no, secret = Use::no, login = Use::no;
};

Uses uses_of(ChannelKind kind) {
    using enum Use;
    switch (kind) {
        case ChannelKind::dingtalk_robot: return {.address = may, .format = may, .access_token = may, .secret = may};
        case ChannelKind::wecom_robot: return {.address = may, .format = may, .access_token = may};
        case ChannelKind::wechat_template: return {.address = may, .account = must, .fields = must, .secret = may};
        case ChannelKind::sms: return {.address = must, .gateway_body = must, .gateway = may, .login = may};
        case ChannelKind::mail: return {.server = must, .mail = may, .login = may};
        case ChannelKind::webhook: return {.address = must, .secret = may};
        case ChannelKind::inbox: return {};
    }
    return {};
}

class Checker {
  public:
    Checker(const ChannelRequest& request, Faults& faults) : request_(request), faults_(faults) {}

    void check_presence() {
        const auto& s = request_.settings;
        const auto uses = uses_of(request_.kind);
        one("address", s.address.has_value(), uses.address);
        one("format", s.format.has_value(), uses.format);
        one("app_id", s.app_id.has_value(), uses.account);
        one("template_id", s.template_id.has_value(), uses.account);
        one("fields", !s.fields.empty(), uses.fields);
        one("body", s.body.has_value(), uses.gateway_body);
        one("encoding", s.encoding.has_value(), uses.gateway);
        one("signature", s.signature.has_value(), uses.gateway);
        one("answer_field", s.answer_field.has_value(), uses.gateway);
        one("answer_good", s.answer_good.has_value(), uses.gateway);
        one("answer_again", !s.answer_again.empty(), uses.gateway);
        one("reference_field", s.reference_field.has_value(), uses.gateway);
        one("most_characters", s.most_characters.has_value(), uses.gateway);
        one("host", s.host.has_value(), uses.server);
        one("from", s.from.has_value(), uses.server);
        one("port", s.port.has_value(), uses.mail);
        one("protection", s.protection.has_value(), uses.mail);
        one("from_name", s.from_name.has_value(), uses.mail);
        if (!request_.secrets) return;
        const auto& secrets = *request_.secrets;
        secret("access_token", secrets.access_token.has_value(), uses.access_token);
        secret("secret", secrets.secret.has_value(), uses.secret);
        secret("user", secrets.user.has_value(), uses.login);
        secret("password", secrets.password.has_value(), uses.login);
    }

    void check_address() {
        const auto& address = request_.settings.address;
        if (!address) return;
        const auto host = outgoing::host_of(address->value);
        if (!host)
            return add(faults_, "/settings/address", "not_an_address",
                       "请填写网址，例如 https://sms.example.cn/send，不带用户名、# 和空格。",
                       "Give an address like https://sms.example.cn/send, without user name, # or spaces.");
        if (address->value.starts_with("http:") && !outgoing::may_go_unencrypted(*host))
            add(faults_, "/settings/address", "not_encrypted", "外网地址须用 https；http 只能用于本机和内网 IP 地址。",
                "Use https; http is only for this machine and for private networks by number.");
        if (address->value.find('?') != std::string::npos)
            add(faults_, "/settings/address", "has_query", "地址不带“?”后的参数；令牌请填入“密钥”，以便密封保存。",
                "Leave out what follows “?”; tokens belong into the secrets, where they are sealed.");
    }

    void check_server() {
        const auto& s = request_.settings;
        if (s.host) {
            const bool is_host = std::ranges::all_of(s.host->value, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                       c == '-';
            });
            if (!is_host)
                add(faults_, "/settings/host", "not_a_host", "请填写主机名，例如 smtp.example.cn。",
                    "Give the name of a host, such as smtp.example.cn.");
            if (s.protection == MailProtection::none && !outgoing::may_go_unencrypted(s.host->value))
                add(faults_, "/settings/protection", "not_encrypted", "外网邮件服务器须用 STARTTLS 或 TLS。",
                    "Use STARTTLS or TLS; mail goes unencrypted only within this machine and private networks.");
        }
        if (s.from && !outgoing::is_mail_address(s.from->value))
            add(faults_, "/settings/from", "not_a_mail_address", "请填写邮箱地址，例如 notice@example.cn。",
                "Give a mail address such as notice@example.cn.");
    }

    void check_texts() {
        const auto& s = request_.settings;
        for (std::size_t i = 0; i < s.fields.size(); ++i)
            check_variables(s.fields[i].value.value, {"title", "text"}, fmt::format("/settings/fields/{}/value", i),
                            faults_);
        if (s.body) check_body(s.body->value);
        if (s.answer_field.has_value() != s.answer_good.has_value())
            add(faults_, "/settings/answer_good", "answer_incomplete", "“结果字段”和“成功值”要一起填写。",
                "Give answer_field and answer_good together.");
    }

    void check_limits() {
        const bool is_robot = request_.kind == ChannelKind::dingtalk_robot || request_.kind == ChannelKind::wecom_robot;
        if (!is_robot || !request_.per_minute) return;
        if (request_.per_minute->value == 0 || request_.per_minute->value > robot_per_minute)
            add(faults_, "/per_minute", "too_fast", "群机器人每分钟最多 20 条，超过会被限流 10 分钟。",
                "Robots take 20 a minute; beyond it they are throttled for ten minutes.");
    }

  private:
    void one(const char* name, bool is_given, Use use) {
        const auto path = std::string("/settings/") + name;
        if (use == Use::must && !is_given)
            add(faults_, path, "missing", "此类通道须填写这一项。", "A channel of this kind needs it.");
        if (use == Use::no && is_given)
            add(faults_, path, "not_for_this_kind", "此类通道没有这一项，请去掉。",
                "Channels of this kind have no such setting; leave it out.");
    }
    void secret(const char* name, bool is_given, Use use) {
        if (use == Use::no && is_given)
            add(faults_, std::string("/secrets/") + name, "not_for_this_kind", "此类通道没有这一项，请去掉。",
                "Channels of this kind have no such secret; leave it out.");
    }
    void check_body(const std::string& body) {
        const std::vector<std::string> own{"mobile", "text", "id", "user", "password"};
        const auto before = faults_.size();
        check_variables(body, own, "/settings/body", faults_);
        if (faults_.size() > before) return;
        if (!mentions(body, "mobile") || !mentions(body, "text"))
            return add(faults_, "/settings/body", "nobody_addressed", "内容模板须含 {{mobile}} 和 {{text}}。",
                       "The body must have {{mobile}} and {{text}}.");
        if (request_.settings.encoding == BodyEncoding::form) return;
        try {
            from_json<RawJson>(render(body, {{"mobile", ""},
                                             {"text", ""},
                                             {"id", ""},
                                             {"user", ""},
                                             {"password", ""},
                                             {"recipient", ""},
                                             {"link", ""},
                                             {"apply_link", ""}}));
        } catch (const Problem& problem) {
            faults_.push_back({"/settings/body", "not_json", problem.detail()});
        }
    }

    const ChannelRequest& request_;
    Faults& faults_;
};

}  // namespace

void check(const ChannelRequest& request, std::vector<FieldFault>& faults) {
    if (request.kind == ChannelKind::inbox)
        return add(faults, "/kind", "inbox_needs_no_channel", "站内消息无需设置通道。", "The inbox needs no channel.");
    Checker checker(request, faults);
    checker.check_presence();
    checker.check_address();
    checker.check_server();
    checker.check_texts();
    checker.check_limits();
}

}  // namespace tongzhou::messages
