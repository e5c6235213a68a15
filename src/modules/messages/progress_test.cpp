// One thing said to many: what its numbers say, what is tried again, what is refused.
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Progress : public PostOffice {
  protected:
    std::string draft(const std::string& audience, const std::string& channel = "", const std::string& more = "") {
        return fmt::format(R"({{"title":"通知","text":"{{{{recipient}}}}：请报送复工情况。","audience":{}{}{}}})",
                           audience, channel.empty() ? "" : fmt::format(R"(,"channel":"{}")", channel), more);
    }
    BroadcastPreview preview(const Actor& actor, const std::string& json) {
        return call<BroadcastPreview>("POST", "/broadcasts/preview", actor, json);
    }
    std::vector<std::string> names(const Id<Broadcast>& id, const Actor& actor) {
        std::vector<std::string> names;
        for (const auto& row : messages_of(id, actor)) names.push_back(row.recipient_name);
        return names;
    }
    static constexpr const char* enterprises = R"({"kind":"organizations","organization_kinds":["enterprise"]})";
};

TEST_F(Progress, SayHowManyFailedAndWhyAndRetryOnlyThose) {
    Receiver receiver([](const http::Request& request) {
        return request.body.find("13800138001") != std::string::npos ? coded(5) : coded(0);
    });
    const auto gateway = sms(receiver).text();
    const auto second = enterprise("泗水造纸厂", sishui), third = enterprise("泗水啤酒厂", sishui);
    contact(plant, "mobile", "13800138000");
    contact(second, "mobile", "13800138001");
    const auto audience = R"({"kind":"organizations","organization_kinds":["enterprise"],"division":"370831"})";
    const auto beforehand = preview(city, draft(audience, gateway));
    EXPECT_EQ(beforehand.recipients, 3);
    EXPECT_EQ(beforehand.without_address, 1);
    EXPECT_EQ(beforehand.segments, 1);
    const auto id = broadcast(city, draft(audience, gateway));
    deliver();
    auto seen = shown(id);
    EXPECT_EQ(seen.state, BroadcastState::done_with_failures);
    EXPECT_EQ(std::tuple(seen.recipients, seen.waiting, seen.accepted, seen.failed), std::tuple(3, 0, 1, 2));
    ASSERT_EQ(seen.failures.size(), 2u);
    for (const auto& failure : seen.failures) {
        EXPECT_THAT(failure.reason, ::testing::AnyOf("gateway_refused", "no_address"));
        EXPECT_EQ(failure.messages, 1);
        EXPECT_FALSE(failure.says_zh.empty());
    }
    expect_counters();

    contact(second, "mobile", "13800138002");
    contact(third, "mobile", "13800138003");
    const auto retried =
        call<RetryResult>("POST", "/broadcasts/{id}/retry", city, fmt::format(R"({{"id":"{}"}})", id.text()));
    EXPECT_EQ(retried.messages, 2);
    EXPECT_EQ(shown(id).state, BroadcastState::sending);
    deliver();
    seen = shown(id);
    EXPECT_EQ(seen.state, BroadcastState::done);
    EXPECT_EQ(std::tuple(seen.recipients, seen.accepted, seen.failed), std::tuple(3, 3, 0));
    EXPECT_EQ(receiver.count(), 4u) << "the one that had been accepted was left alone";
    EXPECT_THAT(receiver.seen().front().body, HasSubstr("泗水")) << "each is addressed by name";
    expect_counters();
}

TEST_F(Progress, UncertainOnesAreRetriedOnlyWhenAskedFor) {
    Receiver receiver([](const http::Request&) { return silence(); });
    const auto gateway = sms(receiver).text();
    contact(plant, "mobile", "13800138000");
    const auto audience = R"({"kind":"organizations","organization_kinds":["enterprise"],"division":"370831"})";
    const auto id = broadcast(city, draft(audience, gateway));
    deliver();
    EXPECT_EQ(shown(id).uncertain, 1);
    EXPECT_EQ(shown(id).state, BroadcastState::done_with_failures);
    receiver.react_by([](const http::Request&) { return coded(0); });
    const auto retry = [&](const char* more) {
        return call<RetryResult>("POST", "/broadcasts/{id}/retry", city,
                                 fmt::format(R"({{"id":"{}"{}}})", id.text(), more))
            .messages;
    };
    EXPECT_EQ(retry(""), 0);
    EXPECT_EQ(retry(R"(,"uncertain":true)"), 1);
    deliver();
    EXPECT_EQ(shown(id).accepted, 1);
    EXPECT_EQ(shown(id).state, BroadcastState::done);
    expect_counters();
}

TEST_F(Progress, RefuseWhatIsNotInOrder) {
    const auto audience = fmt::format(R"("audience":{})", enterprises);
    const auto fault = [&](const std::string& json) { return fault_of([&] { broadcast(city, "{" + json + "}"); }); };
    EXPECT_EQ(fault(R"("text":"{{recipent}}",)" + audience), "invalid_fields /text:unknown_variable");
    EXPECT_EQ(fault(R"("text":"看 {{link}}",)" + audience), "invalid_fields /link:link_needed");
    EXPECT_EQ(fault(R"x("text":"x","link":"javascript:alert(1)",)x" + audience), "invalid_fields /link:not_a_link");
    EXPECT_EQ(fault(R"("text":"x","link":"//evil.example/",)" + audience), "invalid_fields /link:not_a_link");
    EXPECT_EQ(fault(audience), "invalid_fields /text:text_or_template");
    EXPECT_EQ(fault(R"("text":"x","audience":{"kind":"accounts","policy":"01706e00-0000-7000-8000-00000000000a"})"),
              "invalid_fields /audience/policy:not_for_this_audience");
    EXPECT_EQ(fault(R"("text":"x","channel":"01706e00-0000-7000-8000-00000000000a",)" + audience), "not_found");
    EXPECT_EQ(fault(R"("text":"x","division":"370104",)" + audience), "not_found");
}

TEST_F(Progress, TakeTheirTextFromATemplateWithItsVariables) {
    const auto made = call<IdOnly>(
        "POST", "/message-templates", sishui_officer,
        R"({"name":"报送","title":"关于{{文号}}","text":"{{recipient}}请按{{文号}}报送。","variables":["文号"]})");
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/message-templates", sishui_officer,
                       R"({"name":"x","title":"","text":"{{单位}}","variables":["文号"]})");
              }),
              "invalid_fields /text:unknown_variable");
    const auto json = [&](const char* values) {
        return fmt::format(R"({{"from_template":"{}","values":[{}],"audience":{}}})", made.id.text(), values,
                           enterprises);
    };
    EXPECT_EQ(fault_of([&] { broadcast(sishui_officer, json("")); }), "invalid_fields /values:value_missing");
    EXPECT_EQ(fault_of([&] { broadcast(jinxiang_officer, json("")); }), "not_found") << "another county's template";
    const auto values = R"({"name":"文号","value":"4号{{link}}"})";
    EXPECT_EQ(preview(sishui_officer, json(values)).text, "泗水机械厂请按4号{{link}}报送。");
    const auto id = broadcast(sishui_officer, json(values));
    call("DELETE", "/message-templates/{id}", sishui_officer, fmt::format(R"({{"id":"{}"}})", made.id.text()));
    deliver();
    const auto clerk = clerk_of(plant, sishui);
    EXPECT_THAT(call("GET", "/my/messages", clerk), HasSubstr("泗水机械厂请按4号{{link}}报送。"));
    EXPECT_EQ(shown(id).accepted, 1);
}

TEST_F(Progress, AreWithdrawnAsFarAsTheyHaveNotGone) {
    db.clock().set(Instant::of("2020-02-24T23:00:00+08:00"));
    Receiver receiver;
    const auto gateway = sms(receiver).text();
    contact(plant, "mobile", "13800138000");
    EXPECT_EQ(preview(city, draft(enterprises, gateway)).held_until, Instant::of("2020-02-25T07:00:00+08:00"));
    const auto id = broadcast(city, draft(enterprises, gateway));
    deliver();
    EXPECT_EQ(shown(id).waiting, 2);
    const auto withdraw = fmt::format(R"({{"id":"{}"}})", id.text());
    EXPECT_EQ(call<BroadcastView>("POST", "/broadcasts/{id}/withdraw", city, withdraw).state,
              BroadcastState::withdrawn);
    db.clock().advance(12h);
    deliver();
    EXPECT_EQ(receiver.count(), 0u);
    EXPECT_EQ(shown(id).waiting, 0);
    EXPECT_EQ(fault_of([&] { call("POST", "/broadcasts/{id}/retry", city, withdraw); }), "broadcast_withdrawn");
    expect_counters();
}

TEST_F(Progress, SentTwiceAreOne) {
    const auto json = draft(enterprises, "", R"(,"id":"01706e00-0000-7000-8000-0000000000aa")");
    EXPECT_EQ(broadcast(city, json), broadcast(city, json));
    deliver();
    EXPECT_EQ(shown(Id<Broadcast>::of("01706e00-0000-7000-8000-0000000000aa")).recipients, 2);
    EXPECT_EQ(fault_of([&] { broadcast(jinxiang_officer, json); }), "not_found");
}

}  // namespace
}  // namespace tongzhou::messages::testing
