#include "modules/messages/reasons.hpp"

#include <fmt/format.h>

#include <array>

namespace tongzhou::messages {
namespace {

struct Reason {
    std::string_view name, zh, en;
};

constexpr Reason known[] = {
    // Before it was sent
    {"no_channel", "本地没有可用的此类通道，请先设置通道再重试。",
     "No channel of this kind may be used here; set one up and retry."},
    {"no_address", "对方没有登记此类联系方式，请补登后重试。",
     "No contact of this kind is on file; enter one and retry."},
    {"bad_address", "联系方式有误，请更正后另发。", "The address is wrong; correct it and send anew."},
    {"destroyed", "内容已按保存期限销毁。", "What it said has been destroyed, its time being over."},
    {"withdrawn", "已撤回，未发出。", "Withdrawn before it was sent."},
    {"not_found", "按其选择对象的政策已不在库中，未能找全对象；请另选对象再发。",
     "The policy its recipients were chosen by is gone, so not all were found; choose them otherwise and send anew."},
    {"no_conditions", "按其选择对象的政策没有申报条件，未能找全对象；请补上条件或另选对象再发。",
     "The policy its recipients were chosen by has no conditions, so not all were found; add them or choose "
     "otherwise."},
    {"no_policies", "本系统未启用政策库，不能按政策条件选择对象。",
     "This installation has no policies to choose recipients by."},
    // On the way
    {"interrupted", "发送途中程序中断，不知对方是否收到。",
     "The program ended in the middle; whether it was taken nobody knows."},
    {"in_doubt_too_long", "发送后没有得到答复，且对方已不能识别重复，请人工确认。",
     "There was no answer, and the other side no longer tells doubles; somebody should look."},
    {"no_such_host", "找不到对方主机，请检查通道地址和域名解析。",
     "The host cannot be found; check the channel's address and name resolution."},
    {"no_connection", "连接不上对方主机，请检查端口、防火墙和对方是否在运行。",
     "The host takes no connections; check port, firewalls and whether it runs."},
    {"timed_out", "对方在时限内没有答复。", "The other side did not answer in time."},
    {"broken_off", "对方中断了连接。", "The other side broke the connection off."},
    {"certificate_refused", "对方证书未通过验证，请检查证书或在通道设置中填入签发证书。",
     "The certificate is not trusted; check it, or enter its authority in the channel's settings."},
    {"no_tls", "与对方建立加密连接失败，请检查端口与加密方式。",
     "No encrypted connection could be made; check port and encryption."},
    {"no_starttls", "对方邮件服务器不支持 STARTTLS，请改用 TLS 端口。",
     "The mail server does not offer STARTTLS; use its TLS port."},
    {"login_denied", "对方不接受用户名或密码，请检查通道密钥。",
     "User name or password is refused; check the channel's secrets."},
    {"answer_not_understood", "对方的答复看不懂，不知是否收到；请检查地址是否填对。",
     "The answer makes no sense, so whether it was taken nobody knows; check the address."},
    {"not_delivered", "对方回执：未送达。", "A receipt says that it did not arrive."},
    // What the providers say
    {"dingtalk_310000", "钉钉拒收：关键词、签名或 IP 不符合机器人的安全设置。",
     "DingTalk refused: keyword, signature or address does not meet the robot's security settings."},
    {"dingtalk_300001", "钉钉拒收：access_token 无效，请更新通道密钥。",
     "DingTalk refused: the access token is not valid; replace it."},
    {"dingtalk_130101", "钉钉限流：每分钟超过 20 条，10 分钟后自动再发。",
     "DingTalk throttles: over 20 in a minute; it goes on in ten minutes."},
    {"wecom_45009", "企业微信限流，稍后自动再发。", "WeCom throttles; it goes on shortly."},
    {"wecom_93000", "企业微信拒收：机器人地址无效或已被移出群，请更新密钥。",
     "WeCom refused: the robot's key is not valid or it has left the group; replace the key."},
    {"wechat_40003", "公众号拒收：openid 无效，请更正联系方式。",
     "The official account refused: the openid is not valid; correct the contact."},
    {"wechat_40037", "公众号拒收：模板编号无效，请检查通道设置。",
     "The official account refused: the template id is not valid; check the settings."},
    {"wechat_43101", "公众号拒收：用户拒收此类消息。",
     "The official account refused: the user does not want such messages."},
    {"wechat_47003", "公众号拒收：模板数据不符合要求，请检查各字段。",
     "The official account refused: the template's data is not as it should be; check the fields."},
    {"wechat_40001", "公众号令牌失效，已重新获取。",
     "The official account's token was no longer good; a new one was fetched."},
    {"wechat_42001", "公众号令牌过期，已重新获取。",
     "The official account's token had expired; a new one was fetched."},
    {"wechat_45009", "公众号当日额度用完，稍后自动再试。",
     "The official account's quota of the day is used up; it is tried again later."},
    {"gateway_refused", "短信网关拒收，详见网关返回值。", "The SMS gateway refused; its own answer says why."},
    {"gateway_busy", "短信网关繁忙，稍后自动再试。", "The SMS gateway is busy; it is tried again."},
    {"webhook_busy", "对方系统繁忙，稍后自动再试。", "The other system is busy; it is tried again."},
};

}  // namespace

Bilingual explain_reason(std::string_view reason) {
    for (const auto& entry : known)
        if (entry.name == reason) return {std::string(entry.zh), std::string(entry.en)};
    const auto underscore = reason.find('_');
    const auto kind = reason.substr(0, underscore);
    const auto code = underscore == std::string_view::npos ? std::string_view() : reason.substr(underscore + 1);
    if (kind == "http")
        return {fmt::format("对方返回 HTTP {}，请检查通道地址与密钥。", code),
                fmt::format("The other side answered HTTP {}; check the channel's address and secrets.", code)};
    if (kind == "smtp" && code.starts_with('4'))
        return {fmt::format("邮件服务器暂时不收（{}），自动再试。", code),
                fmt::format("The mail server does not take it for now ({}); it is tried again.", code)};
    if (kind == "smtp")
        return {fmt::format("邮件服务器拒收（{}），请核对邮箱地址。", code),
                fmt::format("The mail server refused it ({}); check the address.", code)};
    if (reason.empty()) return {"未说明原因。", "No reason was given."};
    return {fmt::format("对方拒收，代码 {}。", reason), fmt::format("The other side refused it, code {}.", reason)};
}

}  // namespace tongzhou::messages
