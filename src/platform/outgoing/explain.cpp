#include <fmt/format.h>

#include "platform/outgoing/transfer.hpp"

namespace tongzhou::outgoing {

void explain(CURLcode result, Answer& answer) {
    const auto say = [&](const char* fault, const char* zh, const char* en) {
        answer.fault = fault;
        answer.why = {zh, en};
    };
    switch (result) {
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return say("bad_address", "对方地址写法有误，请检查通道设置。",
                       "The address is not well formed; check the channel's settings.");
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return say("no_such_host", "找不到对方主机，请检查地址和域名解析。",
                       "The host cannot be found; check the address and name resolution.");
        case CURLE_COULDNT_CONNECT:
            return say("no_connection", "连接不上对方主机，请检查端口、防火墙和对方是否在运行。",
                       "The host does not accept connections; check the port, firewalls and whether it is running.");
        case CURLE_OPERATION_TIMEDOUT:
            return say("timed_out", "对方在时限内没有答复。", "The other side did not answer in time.");
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return say(
                "certificate_refused", "对方证书未通过验证；如用自建证书，请把签发证书填入通道设置。",
                "The certificate of the other side is not trusted; if it is your own, enter its authority in the "
                "channel's settings.");
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CIPHER:
            return say("no_tls", "与对方建立加密连接失败，请检查端口与加密方式。",
                       "No encrypted connection could be made; check the port and the kind of encryption.");
        case CURLE_USE_SSL_FAILED:
            return say("no_starttls", "对方邮件服务器不支持 STARTTLS，请改用 TLS 端口。",
                       "The mail server does not offer STARTTLS; use its TLS port instead.");
        case CURLE_LOGIN_DENIED:
            return say("login_denied", "对方不接受用户名或密码，请检查通道密钥。",
                       "The user name or password is refused; check the channel's secrets.");
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
            return say("broken_off", "对方中断了连接。", "The other side broke the connection off.");
        case CURLE_WEIRD_SERVER_REPLY:
            return say("not_understood", "对方的答复看不懂，请检查地址是否填对。",
                       "The answer makes no sense; check that the address is the right one.");
        default:
            answer.fault = "transfer_failed";
            answer.why = {fmt::format("发送失败（{}）。", curl_easy_strerror(result)),
                          fmt::format("The transfer failed ({}).", curl_easy_strerror(result))};
    }
}

}  // namespace tongzhou::outgoing
