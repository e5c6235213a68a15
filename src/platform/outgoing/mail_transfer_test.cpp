// Mail to a server that takes it, refuses it, and hangs up at every stage.
#include <gmock/gmock.h>

#include "platform/outgoing/mail_message.hpp"
#include "platform/outgoing/test_mail_server.hpp"

namespace tongzhou::outgoing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::MailServer;
using testing::MailTreatment;
using ::testing::Not;
using testing::ReceivedMail;

MailText text() {
    return {.id = "018f",
            .from_name = "济宁市指挥部",
            .from = "notice@jining.example",
            .to = "plant@example.cn",
            .subject = "关于企业复工\r\nBcc: everybody@example.cn",
            .text = "第一行\n.\n第三行 " + std::string(300, 'x'),
            .at = Instant::of("2020-02-24T08:05:09+08:00")};
}

MailRequest to(const MailServer& server, MailSecurity security) {
    MailRequest request;
    request.host = "127.0.0.1";
    request.port = server.port();
    request.security = security;
    request.from = "notice@jining.example";
    request.to = "plant@example.cn";
    request.message = mail_message(text());
    request.certificates = server.certificate();
    request.time = 3s;
    return request;
}

MailServer server_that(MailTreatment treatment) {
    return MailServer(MailSecurity::none, [treatment](const ReceivedMail&) { return treatment; });
}

class MailSecurities : public ::testing::TestWithParam<MailSecurity> {};
INSTANTIATE_TEST_SUITE_P(All, MailSecurities,
                         ::testing::Values(MailSecurity::none, MailSecurity::starttls, MailSecurity::tls));

TEST_P(MailSecurities, BringMailWhole) {
    const MailServer server(GetParam());
    const auto answer = send_and_wait(to(server, GetParam()));
    EXPECT_EQ(answer.fate, Fate::answered) << answer.fault;
    EXPECT_EQ(answer.status, 250);
    ASSERT_EQ(server.taken().size(), 1u);
    const auto mail = server.taken().front();
    EXPECT_EQ(mail.encrypted, GetParam() != MailSecurity::none);
    EXPECT_EQ(mail.from, "notice@jining.example");
    EXPECT_EQ(mail.to, "plant@example.cn");
    EXPECT_EQ(mail.message, mail_message(text()));
}

TEST(MailTransfer, RefusesACertificateNobodyVouchesFor) {
    const MailServer server(MailSecurity::starttls);
    auto request = to(server, MailSecurity::starttls);
    request.certificates.clear();
    const auto answer = send_and_wait(request);
    EXPECT_EQ(answer.fate, Fate::not_sent);
    EXPECT_EQ(answer.fault, "certificate_refused");
    EXPECT_TRUE(server.taken().empty());
}

TEST(MailTransfer, GoesNowhereInTheClearWhenTlsWasAskedFor) {
    const MailServer server(MailSecurity::none);
    const auto answer = send_and_wait(to(server, MailSecurity::starttls));
    EXPECT_EQ(answer.fate, Fate::not_sent);
    EXPECT_EQ(answer.fault, "no_starttls");
    EXPECT_TRUE(server.taken().empty());
}

TEST(MailTransfer, SignsIn) {
    const MailServer server(
        MailSecurity::starttls, [](const ReceivedMail&) { return MailTreatment{}; }, true);
    auto request = to(server, MailSecurity::starttls);
    request.user = "notice";
    request.password = "right";
    EXPECT_EQ(send_and_wait(request).status, 250);
    EXPECT_EQ(server.taken().front().user, "notice");
    request.password = "wrong";
    const auto refused = send_and_wait(request);
    EXPECT_EQ(refused.fate, Fate::answered);
    EXPECT_EQ(refused.status, 535);
    EXPECT_THAT(refused.body, Not(HasSubstr("wrong")));
}

TEST(MailTransfer, SaysWhatTheServerSaid) {
    for (const int code : {450, 451, 550, 554}) {
        const auto at_recipient = server_that({.recipient_code = code});
        auto answer = send_and_wait(to(at_recipient, MailSecurity::none));
        EXPECT_EQ(answer.fate, Fate::answered) << code << answer.fault;
        EXPECT_EQ(answer.status, code);
        const auto at_end = server_that({.end_code = code});
        answer = send_and_wait(to(at_end, MailSecurity::none));
        EXPECT_EQ(answer.fate, Fate::answered) << code << answer.fault;
        EXPECT_EQ(answer.status, code);
        EXPECT_THAT(answer.body, HasSubstr("not taken"));
    }
}

TEST(MailTransfer, KnowsWhetherAMailCanHaveBeenTaken) {
    using Drop = MailTreatment::Drop;
    const auto before = server_that({.drop = Drop::before_data});
    EXPECT_EQ(send_and_wait(to(before, MailSecurity::none)).fate, Fate::not_sent);
    const auto after = server_that({.drop = Drop::after_end});
    EXPECT_EQ(send_and_wait(to(after, MailSecurity::none)).fate, Fate::unknown);
    EXPECT_EQ(after.taken().size(), 1u);
    const auto slow = server_that({.delay = 2s});
    auto request = to(slow, MailSecurity::none);
    request.time = 500ms;
    const auto answer = send_and_wait(request);
    EXPECT_EQ(answer.fate, Fate::unknown);
    EXPECT_EQ(answer.fault, "timed_out");
}

TEST(MailMessage, CannotBeGivenHeadersByItsFields) {
    const auto message = mail_message(text());
    EXPECT_THAT(message, Not(HasSubstr("\r\nBcc:")));
    EXPECT_THAT(message, HasSubstr("Date: Mon, 24 Feb 2020 08:05:09 +0800\r\n"));
    EXPECT_THAT(message, HasSubstr("Message-ID: <018f@jining.example>\r\n"));
    std::size_t longest = 0;
    for (std::size_t at = 0; at < message.size();) {
        const auto end = message.find("\r\n", at);
        longest = std::max(longest, end - at);
        at = end + 2;
    }
    EXPECT_LE(longest, 78u);
}

TEST(MailMessage, TakesPlainAddressesOnly) {
    for (const char* good : {"a@b.cn", "first.last+tag@mail.example.com", "o'neil@x-y.org"})
        EXPECT_TRUE(is_mail_address(good)) << good;
    for (const char* bad : {"", "a", "@b.cn", "a@", "a b@c.cn", "a@b.cn, c@d.cn", "a@b.cn\r\nBcc: x@y.cn", "<a@b.cn>",
                            "a@b..cn", "a@.cn", "张三@b.cn"})
        EXPECT_FALSE(is_mail_address(bad)) << bad;
}

}  // namespace
}  // namespace tongzhou::outgoing
