// Channels and contacts, as the console calls them.
#include "modules/messages/channel_test_send.hpp"
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Channels = PostOffice;

TEST_F(Channels, NeverShowTheirSecretsAgain) {
    Receiver receiver([](const http::Request&) { return coded(310000, "no robot-token SECrobot"); });
    const auto robot = dingtalk(receiver);
    const auto by_id = fmt::format(R"({{"id":"{}"}})", robot.text());
    auto all = call("GET", "/channels/{id}", system, by_id) + call("GET", "/channels", system) +
               call("GET", "/channels/usable", city) + call("POST", "/channels/{id}/test", system, by_id);
    EXPECT_THAT(all, HasSubstr(R"("secrets":["access_token","secret"])"));
    const auto id = post(message(ChannelKind::dingtalk_robot));
    deliver();
    all += call("GET", "/messages", system) + call("GET", "/channels/{id}", system, by_id);
    db->read([&](Snapshot& s) {
        for (const auto* column : {"settings", "secrets_sealed", "secret_names", "last_reason"})
            all += s.all_of<std::string>(fmt::format("SELECT COALESCE({}, '') FROM channels", column), {}).front();
        for (const auto& detail : s.all_of<std::string>("SELECT detail FROM audit_log", {})) all += detail;
    });
    EXPECT_THAT(all, Not(HasSubstr("robot-token")));
    EXPECT_THAT(all, Not(HasSubstr("SECrobot")));
    EXPECT_EQ(shown(id).state, MessageState::failed);
}

TEST_F(Channels, SayTheirLastTroubleInWordsAndWhatWaitsOpensToItsMessages) {
    Receiver receiver([](const http::Request&) { return coded(310000); });
    const auto robot = dingtalk(receiver);
    const auto shown_to = [&](const Actor& actor) {
        return call<ChannelView>("GET", "/channels/{id}", actor, fmt::format(R"({{"id":"{}"}})", robot.text()));
    };
    EXPECT_FALSE(shown_to(city).last_reason);
    EXPECT_EQ(shown_to(city).says_zh, "");
    post(message(ChannelKind::dingtalk_robot));
    deliver();
    EXPECT_EQ(shown_to(city).last_reason, "dingtalk_310000");
    EXPECT_THAT(shown_to(city).says_zh, HasSubstr("安全设置"));
    EXPECT_THAT(shown_to(city).says_en, HasSubstr("security settings"));

    db.clock().set(Instant::of("2020-02-24T23:00:00+08:00"));
    auto elsewhere = message(ChannelKind::dingtalk_robot);
    elsewhere.division = jinxiang;
    post(message(ChannelKind::dingtalk_robot));
    post(elsewhere);
    const auto unsent = [&](const Actor& actor) {
        return call<Page<MessageRow>>("GET", "/messages", actor,
                                      fmt::format(R"({{"channel":"{}","state":["waiting","sending"]}})", robot.text()))
            .items.size();
    };
    EXPECT_EQ(shown_to(city).waiting, 2);
    EXPECT_EQ(unsent(city), 2u);
    EXPECT_EQ(unsent(sishui_officer), 1u);
}

TEST_F(Channels, KeepASecretThatIsLeftOutAndRemoveOneThatIsEmptied) {
    const Receiver receiver;
    const auto robot = dingtalk(receiver);
    const auto change = [&](const char* secrets) {
        return call(
            "PUT", "/channels/{id}", system,
            fmt::format(R"({{"id":"{}","name":"机器人","kind":"dingtalk_robot","settings":{{"address":"{}"}}{}}})",
                        robot.text(), receiver.address("/robot/send"), secrets));
    };
    EXPECT_THAT(change(""), HasSubstr(R"("secrets":["access_token","secret"])"));
    EXPECT_THAT(change(R"(,"secrets":{"secret":""})"), HasSubstr(R"("secrets":["access_token"])"));
    EXPECT_EQ(fault_of([&] { change(R"(,"secrets":{"access_token":""})"); }),
              "invalid_fields /secrets/access_token:missing");
    post(message(ChannelKind::dingtalk_robot));
    deliver();
    EXPECT_EQ(receiver.seen().front().query, "access_token=robot-token");
}

TEST_F(Channels, RefuseWhatAKindCannotUse) {
    const auto fault = [&](const std::string& json) {
        return fault_of([&] { call("POST", "/channels", city, json); });
    };
    EXPECT_EQ(fault(R"({"name":"x","kind":"inbox","settings":{}})"), "invalid_fields /kind:inbox_needs_no_channel");
    EXPECT_EQ(fault(R"({"name":"x","kind":"webhook","settings":{}})"), "invalid_fields /settings/address:missing");
    EXPECT_EQ(
        fault(
            R"({"name":"x","kind":"webhook","settings":{"address":"https://a.cn/","host":"a"},"secrets":{"secret":"s"}})"),
        "invalid_fields /settings/host:not_for_this_kind");
    EXPECT_EQ(fault(R"({"name":"x","kind":"webhook","settings":{"address":"http://a.cn/"},"secrets":{"secret":"s"}})"),
              "invalid_fields /settings/address:not_encrypted");
    EXPECT_EQ(
        fault(
            R"({"name":"x","kind":"webhook","settings":{"address":"https://a.cn/?token=s"},"secrets":{"secret":"s"}})"),
        "invalid_fields /settings/address:has_query");
    EXPECT_EQ(fault(R"({"name":"x","kind":"webhook","settings":{"address":"https://a.cn/"}})"),
              "invalid_fields /secrets/secret:missing");
    EXPECT_EQ(
        fault(R"({"name":"x","kind":"wecom_robot","settings":{},"secrets":{"access_token":"k"},"per_minute":21})"),
        "invalid_fields /per_minute:too_fast");
    EXPECT_EQ(
        fault(R"({"name":"x","kind":"sms","settings":{"address":"https://a.cn/","body":"{\"t\":\"{{text}}\"}"}})"),
        "invalid_fields /settings/body:nobody_addressed");
    EXPECT_EQ(fault(R"({"name":"x","kind":"sms","settings":{"address":"https://a.cn/","body":"{{mobile}}{{text}}{"}})"),
              "invalid_fields /settings/body:not_json");
    EXPECT_EQ(fault(R"({"name":"x","kind":"mail","settings":{"host":"smtp.a.cn","from":"a b@c.cn"}})"),
              "invalid_fields /settings/from:not_a_mail_address");
    EXPECT_EQ(
        fault(R"({"name":"x","kind":"mail","settings":{"host":"smtp.a.cn","from":"a@c.cn","protection":"none"}})"),
        "invalid_fields /settings/protection:not_encrypted");
}

TEST_F(Channels, BelongToAPlaceAndAreLentToThoseBelowIfShared) {
    const Receiver receiver;
    const auto shared = webhook(receiver);
    const auto own = channel("webhook", fmt::format(R"({{"address":"{}"}})", receiver.address()), R"({"secret":"s"})",
                             R"(,"id":"01706e00-0000-7000-8000-0000000000c1")", sishui);
    const auto usable = [&](const Actor& actor) { return call("GET", "/channels/usable", actor); };
    EXPECT_THAT(usable(sishui_officer), ::testing::AllOf(HasSubstr(shared.text()), HasSubstr(own.text())));
    EXPECT_THAT(usable(jinxiang_officer), ::testing::AllOf(HasSubstr(shared.text()), Not(HasSubstr(own.text()))));
    EXPECT_THAT(call("GET", "/channels", jinxiang_officer), Not(HasSubstr(own.text())));
    const auto by_id = fmt::format(R"({{"id":"{}"}})", own.text());
    for (const auto& [method, route] : {std::pair{"GET", "/channels/{id}"}, std::pair{"POST", "/channels/{id}/test"},
                                        std::pair{"POST", "/channels/{id}/receipt-token"}})
        EXPECT_EQ(fault_of([&] { call(method, route, jinxiang_officer, by_id); }), "not_found") << route;
    EXPECT_EQ(fault_of([&] {
                  call("GET", "/channels/{id}", sishui_officer, fmt::format(R"({{"id":"{}"}})", shared.text()));
              }),
              "not_found")
        << "its settings are for those whose it is";
    EXPECT_EQ(fault_of([&] {
                  broadcast(jinxiang_officer,
                            fmt::format(R"({{"text":"x","channel":"{}","audience":{{"kind":"group"}}}})", own.text()));
              }),
              "not_found");
    post(message(ChannelKind::webhook));
    deliver();
    db->read([&](Snapshot& s) {
        EXPECT_EQ(s.all_of<std::string>("SELECT CAST(channel AS TEXT) FROM messages", {}).front(), own.text())
            << "the nearest is taken";
    });
}

TEST_F(Channels, AreTriedOutAtOnceWithinTheirPace) {
    Receiver receiver([n = 0](const http::Request&) mutable { return ++n == 1 ? coded(0) : coded(93000, "invalid"); });
    const auto robot = fmt::format(R"({{"id":"{}"}})", wecom(receiver).text());
    EXPECT_EQ(call<TestSendResult>("POST", "/channels/{id}/test", city, robot).outcome, TestOutcome::accepted);
    const auto refused = call<TestSendResult>("POST", "/channels/{id}/test", city, robot);
    EXPECT_EQ(refused.outcome, TestOutcome::refused);
    EXPECT_EQ(refused.reason, "wecom_93000");
    EXPECT_THAT(refused.says_zh, HasSubstr("企业微信"));
    for (int i = 0; i < 2; ++i) call("POST", "/channels/{id}/test", city, robot);
    EXPECT_EQ(fault_of([&] { call("POST", "/channels/{id}/test", city, robot); }), "too_fast");
    const auto gateway = sms(receiver);
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/channels/{id}/test", city, fmt::format(R"({{"id":"{}","to":"123"}})", gateway.text()));
              }).substr(0, 19),
              "invalid_fields /to:");
}

TEST_F(Channels, ContactsAreSealedMaskedAndScoped) {
    contact(plant, "mobile", "138 0013 8000");
    contact(plant, "mail", "boss@example.cn");
    const auto list = call("GET", "/contacts", sishui_officer);
    EXPECT_THAT(list, ::testing::AllOf(HasSubstr("138****8000"), HasSubstr("b***@example.cn")));
    EXPECT_THAT(list, Not(HasSubstr("13800138000")));
    EXPECT_THAT(call("GET", "/contacts", jinxiang_officer), HasSubstr(R"("items":[])"));
    const auto entry = [&](const char* kind, const char* address) {
        return fmt::format(
            R"({{"items":[{{"subject_kind":"organization","subject":"{}","kind":"{}","address":"{}"}}]}})",
            plant.text(), kind, address);
    };
    EXPECT_EQ(fault_of([&] { call("POST", "/contacts", jinxiang_officer, entry("mobile", "13800138000")); }),
              "not_found");
    EXPECT_EQ(fault_of([&] { call("POST", "/contacts", sishui_officer, entry("mobile", "123")); }).substr(0, 31),
              "invalid_fields /items/0/address");
    EXPECT_EQ(fault_of([&] { call("POST", "/contacts", sishui_officer, entry("openid", "短")); }),
              "invalid_fields /items/0/address:not_an_openid");
    call("POST", "/contacts", sishui_officer, entry("mobile", ""));
    EXPECT_THAT(call("GET", "/contacts", sishui_officer), Not(HasSubstr("138****8000")));
    const auto clerk = clerk_of(plant, sishui);
    call("PUT", "/my/contacts", clerk, R"({"kind":"mobile","address":"13900139000"})");
    EXPECT_THAT(call("GET", "/my/contacts", clerk), HasSubstr("139****9000"));
    EXPECT_THAT(call("GET", "/my/contacts", clerk_of(plant, sishui)), Not(HasSubstr("139****9000")));
}

}  // namespace
}  // namespace tongzhou::messages::testing
