// How each channel is spoken to, and what its answers mean.
#include "base/text.hpp"
#include "modules/messages/answers.hpp"
#include "modules/messages/reasons.hpp"
#include "modules/messages/split.hpp"
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using Kind = Verdict::Kind;
using ::testing::HasSubstr;
using ::testing::Not;

outgoing::Answer answered(int status, std::string body) {
    outgoing::Answer answer;
    answer.fate = outgoing::Fate::answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}
outgoing::Answer not_answered(outgoing::Fate fate, std::string fault) {
    outgoing::Answer answer;
    answer.fate = fate;
    answer.fault = std::move(fault);
    return answer;
}

OpenChannel open(ChannelKind kind) {
    OpenChannel channel;
    channel.kind = kind;
    channel.secrets.access_token = "tok/en";
    channel.secrets.secret = "this is secret";
    channel.secrets.user = "user";
    channel.secrets.password = "pa\"ss";
    return channel;
}

Parcel parcel() {
    return {.id = Id<Message>::of("01706e00-0000-7000-8000-000000000001"),
            .broadcast = {},
            .recipient = "泗水机械厂",
            .address = "13800138000",
            .title = "标题",
            .text = "第一行\n\"引号\"",
            .link = {},
            .at = Instant::from_ms(1580515200000)};
}

// The vector of the provider's documentation, as others have verified it.
TEST(DingTalk, SignsAsItsDocumentationSays) {
    EXPECT_EQ(dingtalk_sign("this is secret", 1580515200000), "e4Wa96S52dzVPMP1DiI8tjnIvNw5txHmW66kjEoW6hU=");
    const auto request =
        std::get<outgoing::HttpRequest>(dingtalk_protocol().request_for(open(ChannelKind::dingtalk_robot), parcel()));
    EXPECT_EQ(request.url,
              "https://oapi.dingtalk.com/robot/send?access_token=tok%2Fen&timestamp=1580515200000&sign="
              "e4Wa96S52dzVPMP1DiI8tjnIvNw5txHmW66kjEoW6hU%3D");
    EXPECT_EQ(request.body, R"({"msgtype":"text","text":{"content":"第一行\n\"引号\""}})");
    EXPECT_EQ(request.connection, outgoing::Connection::fresh) << "a robot tells no doubles";
}

TEST(DingTalk, TakesNoMoreThanItsLimitInBytes) {
    const auto channel = open(ChannelKind::dingtalk_robot);
    std::string text;
    for (int i = 0; i < 9'000; ++i) text += i % 50 == 49 ? "\n" : "情";
    const auto parts = dingtalk_protocol().parts_of(channel, "标题", text);
    EXPECT_EQ(parts.size(), 2u);
    for (const auto& part : parts) {
        auto one = parcel();
        one.text = part;
        EXPECT_LE(std::get<outgoing::HttpRequest>(dingtalk_protocol().request_for(channel, one)).body.size(), 20'000u);
    }
}

TEST(WeCom, TakesTextOf2048BytesAndMarkdownOf4096) {
    auto channel = open(ChannelKind::wecom_robot);
    const std::string text(2049, 'x');
    const auto parts = wecom_protocol().parts_of(channel, "", text);
    ASSERT_EQ(parts.size(), 2u);
    for (const auto& part : parts) EXPECT_LE(part.size(), 2048u);
    channel.settings.format = TextFormat::markdown;
    EXPECT_EQ(wecom_protocol().parts_of(channel, "", text).size(), 1u);
    EXPECT_THAT(std::get<outgoing::HttpRequest>(wecom_protocol().request_for(channel, parcel())).body,
                HasSubstr(R"({"msgtype":"markdown","markdown":{"content":)"));
}

TEST(WeChat, FillsItsTemplateAndNamesTheMessageSoThatItIsSentOnce) {
    auto channel = open(ChannelKind::wechat_template);
    channel.token = "access";
    channel.settings.template_id = "T1";
    channel.settings.fields = {{"first", "{{recipient}}：{{title}}", {}}, {"remark", "{{text}}", "#173177"}};
    auto one = parcel();
    one.link = "https://tongzhou.example/l/x";
    const auto request = std::get<outgoing::HttpRequest>(wechat_protocol().request_for(channel, one));
    EXPECT_EQ(request.url, "https://api.weixin.qq.com/cgi-bin/message/template/send?access_token=access");
    EXPECT_EQ(
        request.body,
        R"({"touser":"13800138000","template_id":"T1","url":"https://tongzhou.example/l/x",)"
        R"("client_msg_id":"01706e00-0000-7000-8000-000000000001",)"
        R"("data":{"first":{"value":"泗水机械厂：标题"},"remark":{"value":"第一行\n\"引号\"","color":"#173177"}}})");
}

TEST(Sms, KeepsItsBodyWellFormedWhateverStandsInTheText) {
    auto channel = open(ChannelKind::sms);
    channel.settings.address = "https://sms.example.cn/send";
    channel.settings.body = R"({"to":"{{mobile}}","text":"{{text}}","key":"{{password}}","id":"{{id}}"})";
    auto request = std::get<outgoing::HttpRequest>(sms_protocol().request_for(channel, parcel()));
    EXPECT_EQ(
        request.body,
        R"({"to":"13800138000","text":"第一行\n\"引号\"","key":"pa\"ss","id":"01706e00-0000-7000-8000-000000000001"})");
    channel.settings.encoding = BodyEncoding::form;
    channel.settings.body = "to={{mobile}}&text={{text}}";
    request = std::get<outgoing::HttpRequest>(sms_protocol().request_for(channel, parcel()));
    EXPECT_EQ(request.body, "to=13800138000&text=" + outgoing::percent_encoded(parcel().text));
    channel.settings.signature = "【济宁】";
    EXPECT_THAT(sms_protocol().parts_of(channel, "", "正文").front(), ::testing::StartsWith("【济宁】正文"));
}

TEST(Webhook, IsSignedOverTimeAndBody) {
    auto channel = open(ChannelKind::webhook);
    channel.settings.address = "https://other.example.cn/hook";
    const auto request = std::get<outgoing::HttpRequest>(webhook_protocol().request_for(channel, parcel()));
    const auto header = [&](std::string_view name) {
        for (const auto& [key, value] : request.headers)
            if (key == name) return value;
        return std::string();
    };
    EXPECT_EQ(header("X-Tongzhou-Id"), parcel().id.text());
    EXPECT_EQ(header("X-Tongzhou-Timestamp"), "1580515200000");
    EXPECT_EQ(header("X-Tongzhou-Signature"),
              "sha256=" + hex(bytes_of(outgoing::hmac_sha256("this is secret", "1580515200000." + request.body))));
}

struct Case {
    ChannelKind channel;
    outgoing::Answer answer;
    Kind verdict;
    const char* reason;
};

TEST(Verdicts, FollowTheProvidersCodes) {
    const std::string empty_code = R"({"errcode":)";
    const auto code = [](std::int64_t n) { return fmt::format(R"({{"errcode":{},"errmsg":"words"}})", n); };
    using enum ChannelKind;
    const Case cases[] = {
        {dingtalk_robot, answered(200, code(0)), Kind::accepted, ""},
        {dingtalk_robot, answered(200, code(310000)), Kind::refused, "dingtalk_310000"},
        {dingtalk_robot, answered(200, code(300001)), Kind::refused, "dingtalk_300001"},
        {dingtalk_robot, answered(200, code(130101)), Kind::throttled, "dingtalk_130101"},
        {dingtalk_robot, answered(200, code(-1)), Kind::again, "dingtalk_-1"},
        {dingtalk_robot, answered(200, "<html>"), Kind::unknown, "answer_not_understood"},
        {dingtalk_robot, answered(200, empty_code), Kind::unknown, "answer_not_understood"},
        {wecom_robot, answered(200, code(0)), Kind::accepted, ""},
        {wecom_robot, answered(200, code(45009)), Kind::throttled, "wecom_45009"},
        {wecom_robot, answered(200, code(93000)), Kind::refused, "wecom_93000"},
        {wechat_template, answered(200, R"({"errcode":0,"errmsg":"ok","msgid":200228332})"), Kind::accepted, ""},
        {wechat_template, answered(200, code(40003)), Kind::refused, "wechat_40003"},
        {wechat_template, answered(200, code(40037)), Kind::refused, "wechat_40037"},
        {wechat_template, answered(200, code(43101)), Kind::refused, "wechat_43101"},
        {wechat_template, answered(200, code(47003)), Kind::refused, "wechat_47003"},
        {wechat_template, answered(200, code(42001)), Kind::again, "wechat_42001"},
        {wechat_template, answered(200, code(45009)), Kind::throttled, "wechat_45009"},
        {mail, answered(250, "queued"), Kind::accepted, ""},
        {mail, answered(421, "closing"), Kind::throttled, "smtp_421"},
        {mail, answered(450, "later"), Kind::again, "smtp_450"},
        {mail, answered(451, "later"), Kind::again, "smtp_451"},
        {mail, answered(535, "login"), Kind::refused, "smtp_535"},
        {mail, answered(550, "nobody"), Kind::refused, "smtp_550"},
        {mail, answered(554, "no"), Kind::refused, "smtp_554"},
        {mail, not_answered(outgoing::Fate::unknown, "broken_off"), Kind::unknown, "broken_off"},
        {mail, not_answered(outgoing::Fate::not_sent, "no_connection"), Kind::again, "no_connection"},
        {webhook, answered(200, ""), Kind::accepted, ""},
        {webhook, answered(204, ""), Kind::accepted, ""},
        {webhook, answered(200, code(17)), Kind::refused, "webhook_17"},
        {webhook, answered(302, ""), Kind::refused, "http_302"},
        {webhook, answered(404, ""), Kind::refused, "http_404"},
        {webhook, answered(429, ""), Kind::throttled, "http_429"},
        {webhook, answered(500, ""), Kind::again, "http_500"},
        {webhook, answered(503, ""), Kind::again, "http_503"},
        {webhook, answered(504, ""), Kind::unknown, "http_504"},
        {webhook, not_answered(outgoing::Fate::unknown, "timed_out"), Kind::unknown, "timed_out"},
        {sms, answered(200, "anything"), Kind::accepted, ""},
    };
    for (const auto& c : cases) {
        const auto verdict = protocol_of(c.channel).verdict_on(c.answer, open(c.channel));
        EXPECT_EQ(static_cast<int>(verdict.kind), static_cast<int>(c.verdict))
            << name_of(c.channel) << " " << c.answer.status << " " << c.answer.body;
        EXPECT_EQ(verdict.reason, c.reason) << name_of(c.channel) << " " << c.answer.body;
        const auto says = explain_reason(verdict.reason);
        EXPECT_FALSE(says.zh.empty());
        EXPECT_FALSE(says.en.empty());
    }
    EXPECT_EQ(dingtalk_protocol().verdict_on(answered(200, code(130101)), open(dingtalk_robot)).pause, 10min);
}

TEST(Verdicts, ReadAGatewayAsItsSettingsSay) {
    auto channel = open(ChannelKind::sms);
    channel.settings.answer_field = "result.code";
    channel.settings.answer_good = "0";
    channel.settings.answer_again = {"99"};
    channel.settings.reference_field = "result.sid";
    const auto on = [&](const char* body) { return sms_protocol().verdict_on(answered(200, body), channel); };
    const auto taken = on(R"({"result":{"code":0,"sid":"A17"}})");
    EXPECT_EQ(taken.kind, Kind::accepted);
    EXPECT_EQ(taken.reference, "A17");
    EXPECT_EQ(on(R"({"result":{"code":"0"}})").kind, Kind::accepted);
    EXPECT_EQ(on(R"({"result":{"code":99}})").kind, Kind::again);
    EXPECT_EQ(on(R"({"result":{"code":5}})").kind, Kind::refused);
    EXPECT_EQ(on(R"({"result":{}})").kind, Kind::unknown) << "a 200 that says nothing";
    EXPECT_EQ(on("<html>portal</html>").kind, Kind::unknown);
}

TEST(Details, HoldNoSecretEvenWhenItIsEchoed) {
    const auto channel = open(ChannelKind::sms);
    const auto clean = without_secrets("bad key pa\"ss of user for tok/en, this is secret\r\n", channel);
    for (const auto& [name, secret] : list_of(channel.secrets)) EXPECT_THAT(clean, Not(HasSubstr(secret))) << name;
    EXPECT_THAT(clean, HasSubstr("bad key ***"));
}

TEST(Doubt, IsResentOnlyWhereDoublesAreToldOrTheProtocolAsksForIt) {
    const auto then = Instant::of("2020-02-24T08:00:00+08:00");
    EXPECT_FALSE(may_resend(ChannelKind::sms, InDoubt::hold, then, then));
    EXPECT_TRUE(may_resend(ChannelKind::sms, InDoubt::resend, then, then + 24h));
    EXPECT_TRUE(may_resend(ChannelKind::webhook, InDoubt::resend, then, then + 24h));
    EXPECT_TRUE(may_resend(ChannelKind::wechat_template, InDoubt::resend, then, then + 9min));
    EXPECT_FALSE(may_resend(ChannelKind::wechat_template, InDoubt::resend, then, then + 10min));
}

}  // namespace
}  // namespace tongzhou::messages::testing
