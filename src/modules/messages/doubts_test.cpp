// What nobody knows: requests without an answer, nodes that die in the middle, several nodes at once.
#include <set>
#include <thread>

#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using Doubts = PostOffice;

TEST_F(Doubts, WhatWasNotAnsweredIsHeldWhereDoublesCannotBeTold) {
    Receiver receiver([](const http::Request&) { return silence(); });
    sms(receiver);
    contact(plant, "mobile", "13800138000");
    const auto id = post(message(ChannelKind::sms));
    deliver();
    EXPECT_EQ(shown(id).state, MessageState::uncertain);
    EXPECT_EQ(shown(id).reason, "timed_out");
    db.clock().advance(48h);
    deliver();
    EXPECT_EQ(receiver.count(), 1u) << "nobody is told twice without somebody's deciding so";
    receiver.react_by([](const http::Request&) { return coded(0); });
    call("POST", "/messages/{id}/retry", system, fmt::format(R"({{"id":"{}"}})", id.text()));
    deliver();
    EXPECT_EQ(shown(id).state, MessageState::accepted);
}

TEST_F(Doubts, WhatWasNotAnsweredIsSentAgainUnderTheSameIdWhereTheyCan) {
    Receiver receiver([n = 0](const http::Request&) mutable { return ++n == 1 ? silence() : coded(0); });
    webhook(receiver);
    const auto id = post(message(ChannelKind::webhook));
    deliver(1);
    EXPECT_EQ(shown(id).state, MessageState::waiting);
    db.clock().advance(30s);
    deliver();
    EXPECT_EQ(shown(id).state, MessageState::accepted);
    ASSERT_EQ(receiver.count(), 2u);
    EXPECT_EQ(receiver.seen()[0].header("x-tongzhou-id"), receiver.seen()[1].header("x-tongzhou-id"));
}

TEST_F(Doubts, ANodeThatDiesInTheMiddleLosesNothingAndDoublesNothing) {
    Receiver receiver([](const http::Request&) { return silence(); });
    webhook(receiver);
    sms(receiver);
    contact(plant, "mobile", "13800138000");
    const auto by_hook = post(message(ChannelKind::webhook)), by_sms = post(message(ChannelKind::sms));
    courier->round(300ms);
    ASSERT_EQ(receiver.count(), 2u);
    courier.reset();  // without a word: what it had in hand stands as `sending`
    EXPECT_EQ(shown(by_hook).state, MessageState::sending);
    receiver.react_by([](const http::Request&) { return coded(0); });
    courier = std::make_unique<Courier>(*db, SendingOptions{.public_url = "https://tongzhou.example"});
    deliver();
    EXPECT_EQ(receiver.count(), 2u) << "its lease holds";
    db.clock().advance(31s);
    deliver();
    EXPECT_EQ(shown(by_hook).state, MessageState::accepted);
    EXPECT_EQ(receiver.seen()[2].header("x-tongzhou-id"), by_hook.text());
    EXPECT_EQ(shown(by_sms).state, MessageState::uncertain);
    EXPECT_EQ(shown(by_sms).reason, "interrupted");
    EXPECT_EQ(receiver.count(), 3u);
}

TEST_F(Doubts, OfSeveralNodesOneSends) {
    Receiver receiver;
    webhook(receiver);
    constexpr int messages = 200;
    db->write([&](Tx& tx) {
        for (int i = 0; i < messages; ++i) enqueue(tx, message(ChannelKind::webhook));
    });
    std::vector<std::thread> nodes;
    for (int n = 0; n < 3; ++n)
        nodes.emplace_back([&] {
            Courier node(*db, SendingOptions{.public_url = "https://tongzhou.example"});
            for (int round = 0; round < 30; ++round) node.round(5s);
        });
    for (auto& node : nodes) node.join();
    std::set<std::string> ids;
    for (const auto& request : receiver.seen()) ids.emplace(request.header("x-tongzhou-id"));
    EXPECT_EQ(ids.size(), static_cast<std::size_t>(messages));
    EXPECT_EQ(receiver.count(), static_cast<std::size_t>(messages)) << "none twice";
}

TEST_F(Doubts, SeveralNodesAtOneRobotKeepToItsPaceTogether) {
    Receiver receiver;
    wecom(receiver);
    for (int i = 0; i < 30; ++i) post(message(ChannelKind::wecom_robot));
    Courier other(*db, SendingOptions{.public_url = "https://tongzhou.example"});
    for (int second = 0; second < 60; ++second) {
        courier->round(5s);
        other.round(5s);
        db.clock().advance(1s);
    }
    EXPECT_LE(receiver.count(), 20u);
    EXPECT_GE(receiver.count(), 14u);
}

}  // namespace
}  // namespace tongzhou::messages::testing
