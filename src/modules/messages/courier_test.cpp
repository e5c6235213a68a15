// From the outbox to the other end: what is sent when, how fast, in how many parts, and how often it is tried.
#include "base/text.hpp"
#include "modules/messages/protocol.hpp"
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using ::testing::HasSubstr;

using CourierTest = PostOffice;

std::string content_of(const http::Request& request) {
    const auto at = request.body.find(R"("content":")");
    return at == std::string::npos ? std::string() : request.body.substr(at + 11);
}

TEST_F(CourierTest, SendsWhatWasWrittenWithTheFact) {
    const Receiver receiver;
    webhook(receiver);
    EXPECT_THROW(db->write([&](Tx& tx) {
        enqueue(tx, message(ChannelKind::webhook));
        throw std::runtime_error("the fact is undone");
    }),
                 std::runtime_error);
    deliver();
    EXPECT_EQ(receiver.count(), 0u) << "what did not happen is told to nobody";
    const auto id = post(message(ChannelKind::webhook));
    deliver();
    ASSERT_EQ(receiver.count(), 1u);
    const auto request = receiver.seen().front();
    EXPECT_EQ(request.header("x-tongzhou-id"), id.text());
    EXPECT_EQ(
        request.header("x-tongzhou-signature"),
        webhook_sign("hook-secret", std::stoll(std::string(request.header("x-tongzhou-timestamp"))), request.body));
    const auto sent = shown(id);
    EXPECT_EQ(sent.state, MessageState::accepted);
    EXPECT_EQ(sent.accepted_at, db.clock().now());
    EXPECT_FALSE(sent.delivered_at) << "accepted is not delivered";
    EXPECT_FALSE(sent.opened_at);
}

TEST_F(CourierTest, WritesTheSameMessageOnce) {
    const Receiver receiver;
    webhook(receiver);
    auto same = message(ChannelKind::webhook);
    same.id = Id<Message>::make(db.clock().now());
    EXPECT_EQ(post(same), post(same));
    deliver();
    EXPECT_EQ(receiver.count(), 1u);
}

TEST_F(CourierTest, FailsWithoutAChannelAndGoesWhenThereIsOne) {
    const auto id = post(message(ChannelKind::webhook));
    EXPECT_EQ(shown(id).reason, "no_channel");
    EXPECT_THAT(shown(id).says_en, HasSubstr("set one up"));
    const Receiver receiver;
    webhook(receiver);
    call("POST", "/messages/{id}/retry", system, fmt::format(R"({{"id":"{}"}})", id.text()));
    deliver();
    EXPECT_EQ(shown(id).state, MessageState::accepted);
}

TEST_F(CourierTest, DingTalkThrottledWaitsTenMinutesAndLosesNothing) {
    Receiver receiver([n = 0](const http::Request&) mutable { return coded(++n == 2 ? 130101 : 0); });
    dingtalk(receiver);
    std::vector<Id<Message>> ids;
    for (int i = 0; i < 4; ++i) ids.push_back(post(message(ChannelKind::dingtalk_robot)));
    deliver(8);
    EXPECT_EQ(receiver.count(), 2u) << "after the throttle nothing more is tried";
    EXPECT_EQ(shown(ids[1]).state, MessageState::waiting);
    EXPECT_EQ(shown(ids[1]).reason, "dingtalk_130101");
    db.clock().advance(9min);
    deliver();
    EXPECT_EQ(receiver.count(), 2u);
    db.clock().advance(2min);
    deliver(8);
    for (const auto& id : ids) EXPECT_EQ(shown(id).state, MessageState::accepted);
    EXPECT_EQ(receiver.count(), 5u);
}

TEST_F(CourierTest, RobotsGetNoMoreThanTwentyInAMinute) {
    Receiver receiver([this, times = std::vector<Instant>()](const http::Request&) mutable {
        times.push_back(db.clock().now());
        const auto in_minute = std::ranges::count_if(times, [&](Instant at) { return times.back() - at < 60s; });
        return coded(in_minute > 20 ? 45009 : 0);
    });
    wecom(receiver);
    std::vector<Id<Message>> ids;
    for (int i = 0; i < 50; ++i) ids.push_back(post(message(ChannelKind::wecom_robot)));
    for (int second = 0; second < 300 && receiver.count() < 50; ++second) {
        courier->round(5s);
        db.clock().advance(1s);
    }
    EXPECT_EQ(receiver.count(), 50u) << "none was throttled, and none was lost";
    for (const auto& id : ids) EXPECT_EQ(shown(id).state, MessageState::accepted);
}

TEST_F(CourierTest, RefusalsAreFinalAndSaySo) {
    Receiver receiver([](const http::Request&) { return coded(310000, "sign not match robot-token"); });
    dingtalk(receiver);
    const auto id = post(message(ChannelKind::dingtalk_robot));
    deliver();
    const auto failed = shown(id);
    EXPECT_EQ(failed.state, MessageState::failed);
    EXPECT_EQ(failed.reason, "dingtalk_310000");
    EXPECT_THAT(failed.says_zh, HasSubstr("安全设置"));
    EXPECT_EQ(failed.detail, "sign not match ***") << "what others echo holds no secret";
    db.clock().advance(24h);
    deliver();
    EXPECT_EQ(receiver.count(), 1u);
}

TEST_F(CourierTest, TriesAgainLaterAndLaterUntilTheCap) {
    const Receiver receiver([](const http::Request&) { return status(500); });
    webhook(receiver, R"(,"most_attempts":5,"first_retry_seconds":30)");
    const auto id = post(message(ChannelKind::webhook));
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 4; ++i) {
        deliver(1);
        const auto waiting = shown(id);
        ASSERT_EQ(waiting.state, MessageState::waiting) << i;
        waits.push_back((waiting.due_at - db.clock().now()).count() / 1000);
        db.clock().set(waiting.due_at - 1ms);
        deliver(1);
        EXPECT_EQ(receiver.count(), static_cast<std::size_t>(i) + 1) << "not before its time";
        db.clock().set(waiting.due_at);
    }
    EXPECT_THAT(waits, ::testing::ElementsAre(30, 60, 120, 240));
    deliver(1);
    EXPECT_EQ(shown(id).state, MessageState::failed);
    EXPECT_EQ(shown(id).reason, "http_500");
    EXPECT_EQ(receiver.count(), 5u);
}

TEST_F(CourierTest, OnlyThePartThatFailedIsSentAgain) {
    Receiver receiver([n = 0](const http::Request&) mutable { return coded(++n == 2 ? -1 : 0); });
    wecom(receiver);
    std::string text;
    for (int i = 0; i < 150; ++i) text += fmt::format("第{}条：做好疫情防控，有序复工复产。\n", i);
    const auto id = post(message(ChannelKind::wecom_robot, text));
    for (int i = 0; i < 40; ++i) {
        courier->round(5s);
        db.clock().advance(15s);
    }
    const auto sent = shown(id);
    EXPECT_EQ(sent.state, MessageState::accepted);
    ASSERT_GE(sent.parts, 3);
    EXPECT_EQ(sent.parts_sent, sent.parts);
    const auto seen = receiver.seen();
    ASSERT_EQ(seen.size(), static_cast<std::size_t>(sent.parts) + 1);
    EXPECT_THAT(content_of(seen[0]), ::testing::StartsWith("(1/"));
    EXPECT_THAT(content_of(seen[1]), ::testing::StartsWith("(2/"));
    EXPECT_EQ(seen[1].body, seen[2].body) << "the second part, which had failed";
    EXPECT_THAT(content_of(seen[3]), ::testing::StartsWith("(3/"));
    for (const auto& request : seen) EXPECT_TRUE(valid_utf8(request.body));
}

TEST_F(CourierTest, DoesNotDisturbAtNightUnlessItIsUrgent) {
    db.clock().set(Instant::of("2020-02-24T22:30:00+08:00"));
    const Receiver receiver;
    webhook(receiver);
    const auto normal = post(message(ChannelKind::webhook));
    auto now = message(ChannelKind::webhook);
    now.urgency = Urgency::urgent;
    const auto urgent = post(now);
    deliver();
    EXPECT_EQ(shown(urgent).state, MessageState::accepted);
    EXPECT_EQ(shown(normal).state, MessageState::waiting);
    EXPECT_EQ(shown(normal).due_at, Instant::of("2020-02-25T07:00:00+08:00"));
    db.clock().set(Instant::of("2020-02-25T07:00:00+08:00"));
    deliver();
    EXPECT_EQ(shown(normal).state, MessageState::accepted);
}

TEST_F(CourierTest, ARetryThatFallsIntoTheNightWaitsForTheMorningToo) {
    db.clock().set(Instant::of("2020-02-24T21:59:50+08:00"));
    Receiver receiver([n = 0](const http::Request&) mutable { return status(++n == 1 ? 500 : 200); });
    webhook(receiver);
    const auto id = post(message(ChannelKind::webhook));
    deliver(1);
    db.clock().advance(1min);
    deliver();
    EXPECT_EQ(receiver.count(), 1u);
    EXPECT_EQ(shown(id).due_at, Instant::of("2020-02-25T07:00:00+08:00"));
}

TEST_F(CourierTest, UrgentOnesGoFirst) {
    Receiver receiver;
    dingtalk(receiver);
    for (int i = 0; i < 3; ++i) post(message(ChannelKind::dingtalk_robot, "normal"));
    auto urgent = message(ChannelKind::dingtalk_robot, "urgent");
    urgent.urgency = Urgency::urgent;
    post(urgent);
    courier->round(5s);
    ASSERT_EQ(receiver.count(), 1u);
    EXPECT_THAT(receiver.seen()[0].body, HasSubstr("urgent"));
}

TEST_F(CourierTest, ADisabledChannelSendsNothingUntilItIsEnabled) {
    const Receiver receiver;
    const auto hook = webhook(receiver);
    const auto id = post(message(ChannelKind::webhook));
    const auto set_enabled = [&](bool enabled) {
        call("PUT", "/channels/{id}", system,
             fmt::format(R"({{"id":"{}","name":"hook","kind":"webhook","settings":{{"address":"{}"}},"enabled":{}}})",
                         hook.text(), receiver.address(), enabled));
    };
    set_enabled(false);
    deliver();
    EXPECT_EQ(receiver.count(), 0u);
    set_enabled(true);
    deliver();
    EXPECT_EQ(shown(id).state, MessageState::accepted);
}

TEST_F(CourierTest, ByItselfItSendsAtOnceAndStopsInOrder) {
    const Receiver receiver;
    webhook(receiver);
    start_sending(*db, {.public_url = "https://tongzhou.example/", .look_every = 10'000ms});
    const auto id = post(message(ChannelKind::webhook));
    for (int i = 0; i < 400 && receiver.count() == 0; ++i) std::this_thread::sleep_for(5ms);
    stop_sending(*db);
    EXPECT_EQ(receiver.count(), 1u) << "the commit wakes it: it does not wait for its next look";
    EXPECT_EQ(shown(id).state, MessageState::accepted);
}

}  // namespace
}  // namespace tongzhou::messages::testing
