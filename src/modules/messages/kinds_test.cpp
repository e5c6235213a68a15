// Official accounts with their tokens, mail with its encryption, and what is kept of a message's content.
#include "modules/messages/test_post_office.hpp"
#include "platform/outgoing/test_mail_server.hpp"

namespace tongzhou::messages::testing {
namespace {

using outgoing::testing::MailServer;
using outgoing::testing::MailTreatment;
using outgoing::testing::ReceivedMail;
using ::testing::HasSubstr;
using ::testing::Not;

using Kinds = PostOffice;

TEST_F(Kinds, AnOfficialAccountsTokenIsFetchedKeptAndRenewed) {
    Receiver receiver([tokens = 0](const http::Request& request) mutable -> Reaction {
        if (request.path == "/cgi-bin/token")
            return {.body = fmt::format(R"({{"access_token":"T{}","expires_in":7200}})", ++tokens)};
        if (request.query == "access_token=T1" && tokens == 1) return {.body = R"({"errcode":0,"msgid":1})"};
        if (request.query == "access_token=T2") return {.body = R"({"errcode":0,"msgid":2})"};
        return coded(40001, "invalid credential T1");
    });
    channel(
        "wechat_template",
        fmt::format(
            R"({{"address":"{}","app_id":"wx1","template_id":"t","fields":[{{"key":"first","value":"{{{{text}}}}"}}]}})",
            receiver.address("")),
        R"({"secret":"app-secret"})");
    const auto first = post(message(ChannelKind::wechat_template));
    deliver();
    EXPECT_EQ(shown(first).state, MessageState::accepted);
    EXPECT_THAT(receiver.seen()[0].query, HasSubstr("appid=wx1&secret=app-secret"));
    const auto second = post(message(ChannelKind::wechat_template));
    deliver();
    EXPECT_EQ(shown(second).state, MessageState::accepted);
    EXPECT_EQ(receiver.count(), 3u) << "the token is kept";
    db.clock().advance(2h);
    const auto third = post(message(ChannelKind::wechat_template));
    deliver();
    EXPECT_EQ(shown(third).state, MessageState::accepted) << "it had expired and was renewed";
    EXPECT_EQ(receiver.count(), 5u);
}

TEST_F(Kinds, ATokenThatIsRefusedIsReplacedAndTheMessageGoes) {
    Receiver receiver([tokens = 0](const http::Request& request) mutable -> Reaction {
        if (request.path == "/cgi-bin/token")
            return {.body = fmt::format(R"({{"access_token":"T{}","expires_in":7200}})", ++tokens)};
        return coded(request.query == "access_token=T1" ? 40001 : 0);
    });
    channel(
        "wechat_template",
        fmt::format(R"({{"address":"{}","app_id":"wx1","template_id":"t","fields":[{{"key":"first","value":"x"}}]}})",
                    receiver.address("")),
        R"({"secret":"app-secret"})");
    const auto id = post(message(ChannelKind::wechat_template));
    deliver(6);
    EXPECT_EQ(shown(id).state, MessageState::accepted);
    EXPECT_EQ(receiver.count(), 4u);
}

TEST_F(Kinds, MailGoesEncryptedAndIsTriedAgainAsTheStandardSays) {
    using Drop = MailTreatment::Drop;
    int n = 0;
    const MailServer server(outgoing::MailSecurity::starttls, [&](const ReceivedMail& mail) -> MailTreatment {
        if (mail.to == "nobody@example.cn") return {.recipient_code = 550};
        // Asked at RCPT and at DATA.
        ++n;
        if (n <= 2) return {.recipient_code = n == 1 ? 450 : 250};
        return n == 3 ? MailTreatment{.drop = Drop::after_end} : MailTreatment{};
    });
    channel("mail",
            fmt::format(R"({{"host":"127.0.0.1","port":{},"protection":"starttls","from":"notice@jining.example",)"
                        R"("from_name":"市指挥部","certificates":"{}"}})",
                        server.port(),
                        [&] {
                            std::string json;
                            write_json_text(server.certificate(), json);
                            return json.substr(1, json.size() - 2);
                        }()),
            "{}");
    const auto id = post(message(ChannelKind::mail));
    auto to_nobody = message(ChannelKind::mail);
    to_nobody.to.address = "nobody@example.cn";
    const auto refused = post(to_nobody);
    deliver(1);
    EXPECT_EQ(shown(id).reason, "smtp_450");
    EXPECT_EQ(shown(refused).state, MessageState::failed);
    EXPECT_EQ(shown(refused).reason, "smtp_550");
    EXPECT_EQ(shown(id).masked_address, "p***@example.cn");
    db.clock().advance(30s);
    deliver(1);
    EXPECT_EQ(shown(id).state, MessageState::waiting) << "dropped after the dot: nobody knows, so it goes again";
    EXPECT_EQ(shown(id).reason, "broken_off");
    db.clock().advance(1min);
    deliver(1);
    EXPECT_EQ(shown(id).state, MessageState::accepted);
    const auto taken = server.taken();
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_TRUE(taken[0].encrypted);
    const auto id_line = "Message-ID: <" + id.text() + "@jining.example>";
    for (const auto& mail : taken) EXPECT_THAT(mail.message, HasSubstr(id_line)) << "receivers can tell";
}

TEST_F(Kinds, ContentsAreSealedAndGoneWhenTheirTimeIsOver) {
    const Receiver receiver([](const http::Request&) { return status(500); });
    webhook(receiver);
    const auto id = post(message(ChannelKind::webhook, "只说给一个人听"));
    db->read([&](Snapshot& s) {
        const auto sealed = s.all_of<std::string>("SELECT payload_sealed FROM messages", {}).front();
        EXPECT_THAT(sealed, Not(HasSubstr("只说给一个人听")));
        EXPECT_THAT(sealed, ::testing::StartsWith("d1."));
    });
    const auto unmask = fmt::format(R"({{"id":"{}","reason":"核对"}})", id.text());
    EXPECT_THAT(call("POST", "/messages/{id}/unmask", system, unmask), HasSubstr("只说给一个人听"));
    db->read([&](Snapshot& s) {
        EXPECT_EQ(s.all_of<std::int64_t>("SELECT COUNT(*) FROM audit_log WHERE action = 'message_unmask'", {}).front(),
                  1);
    });
    ring.rotate(db.clock().now());
    EXPECT_EQ(reseal_secrets(*db), 2) << "the channel's secrets and the day's key";
    EXPECT_THAT(call("POST", "/messages/{id}/unmask", system, unmask), HasSubstr("只说给一个人听"));
    db.clock().advance(24h * 182);
    db->services().get<jobs::Scheduler>().run_now("message_contents");
    EXPECT_EQ(fault_of([&] { call("POST", "/messages/{id}/unmask", system, unmask); }), "message_destroyed");
}

}  // namespace
}  // namespace tongzhou::messages::testing
