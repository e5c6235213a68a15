// Who is recognised, and what ends it.
#include <ctime>

#include "platform/auth/test_city.hpp"

namespace tongzhou::auth {
namespace {

using testing::code_of;
using testing::good_password;

class RecognitionTest : public testing::CityTest {};

TEST_F(RecognitionTest, ARequestWithoutCredentialIsAnonymous) { EXPECT_EQ(identify({}).kind, ActorKind::anonymous); }

TEST_F(RecognitionTest, ASessionIsRememberedForTwoSecondsWithoutTheDatabase) {
    make("zhang", testing::sishui_command, built_in::town_command);
    wait(std::chrono::seconds(5));  // a change of the account is not trusted to memory before
    const auto page = browser("zhang");
    EXPECT_FALSE(accounts.recall(page.request()));
    const auto known = identify(page.request());
    ASSERT_TRUE(accounts.recall(page.request()));
    EXPECT_EQ(accounts.recall(page.request())->id, known.id);
    EXPECT_EQ(known.organization, testing::sishui_command);
    EXPECT_TRUE(known.scope.covers_division(testing::sishui));
    EXPECT_FALSE(known.scope.covers_division(testing::jinxiang));
    wait(std::chrono::seconds(2));
    EXPECT_FALSE(accounts.recall(page.request())) << "another node may have ended it";
    EXPECT_EQ(identify(page.request()).id, known.id);
    wait(-std::chrono::hours(24));
    EXPECT_FALSE(accounts.recall(page.request())) << "a clock set back";
}

TEST_F(RecognitionTest, IdleSessionsEndAndUsedOnesGoOnUntilTheirTimeIsOver) {
    make("zhang", testing::sishui_command, built_in::town_command);
    const auto idle = browser("zhang"), used = browser("zhang");
    for (int minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
        EXPECT_EQ(identify(used.request()).name, "某zhang");
        wait(std::chrono::minutes(10));
        if (minutes == 0) {
            EXPECT_EQ(identify(idle.request()).name, "某zhang");
        }
    }
    EXPECT_EQ(code_of([&] { identify(idle.request()); }), "session_over");
    EXPECT_EQ(identify(used.request()).name, "某zhang");
    wait(std::chrono::minutes(10));
    EXPECT_EQ(code_of([&] { identify(used.request()); }), "session_over") << "twelve hours are over";
}

TEST_F(RecognitionTest, UsesReachTheDatabaseInOneBatchAndCountOnOtherNodes) {
    make("zhang", testing::sishui_command, built_in::town_command);
    const auto page = browser("zhang");
    wait(std::chrono::minutes(10));
    identify(page.request());
    const auto commits = db->statistics().commits;
    for (int i = 0; i < 50; ++i) identify(page.request());
    EXPECT_EQ(db->statistics().commits, commits) << "a request writes nothing";
    accounts.store_uses(*db);
    accounts.store_uses(*db);
    EXPECT_EQ(db->statistics().commits, commits + 1);
    wait(std::chrono::minutes(10));
    Accounts other_node(settings(), keys, db.clock());
    const auto there = db->read_value([&](Snapshot& s) { return other_node.identify(s, page.request()); });
    EXPECT_EQ(there.name, "某zhang") << "used ten minutes ago, not twenty";
    const auto list = db->read_value([&](Snapshot& s) { return list_sessions(s, there); });
    ASSERT_EQ(list.items.size(), 1u);
    EXPECT_EQ(list.items[0].user_agent, "Firefox");
    EXPECT_EQ(list.items[0].remote, "10.0.0.9");
    EXPECT_TRUE(list.items[0].current);
}

TEST_F(RecognitionTest, ForgedRequestsAreRefused) {
    make("zhang", testing::sishui_command, built_in::town_command);
    wait(std::chrono::seconds(5));
    auto page = browser("zhang");
    EXPECT_EQ(identify(page.request(http::Method::post)).name, "某zhang");
    EXPECT_TRUE(accounts.recall(page.request(http::Method::post)));
    auto forged = page;
    forged.csrf = browser("zhang").csrf;
    for (const auto method : {http::Method::post, http::Method::put, http::Method::patch, http::Method::del}) {
        EXPECT_EQ(code_of([&] { identify(forged.request(method)); }), "csrf") << "the token of another session";
        auto without = page;
        without.csrf.clear();
        EXPECT_EQ(code_of([&] { identify(without.request(method)); }), "csrf");
    }
    EXPECT_EQ(identify(forged.request(http::Method::get)).name, "某zhang");
    keys.rotate(db.clock().now());
    wait(std::chrono::seconds(3));
    EXPECT_EQ(identify(page.request(http::Method::post)).name, "某zhang") << "a page opened before the rotation";
}

TEST_F(RecognitionTest, AnOldCookieKeepsNobodyFromSigningIn) {
    make("zhang", testing::sishui_command, built_in::town_command);
    auto page = browser("zhang");
    wait(std::chrono::hours(13));
    page.csrf.clear();
    EXPECT_EQ(code_of([&] { identify(page.request()); }), "session_over");
    EXPECT_EQ(identify(page.request(http::Method::post, "/session")).kind, ActorKind::anonymous);
    EXPECT_EQ(identify(page.request(http::Method::post, "/links/redemption")).kind, ActorKind::anonymous);
}

TEST_F(RecognitionTest, SigningOutCountsAtOnce) {
    make("zhang", testing::sishui_command, built_in::town_command);
    const auto one = browser("zhang"), two = browser("zhang"), three = browser("zhang");
    std::vector<Uuid> told;
    std::mutex mutex;
    accounts.on_forgotten([&](const Uuid& whose) {
        std::lock_guard lock(mutex);
        told.push_back(whose);
    });
    const auto me = identify(one.request());
    for (const auto& page : {two, three}) identify(page.request());
    const auto reply = db->write_value([&](Tx& tx) { return sign_out(tx, me); });
    EXPECT_EQ(reply.status, 204);
    EXPECT_NE(reply.headers.front().second.find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(code_of([&] { identify(one.request()); }), "session_over");
    const auto second = identify(two.request());
    db->write([&](Tx& tx) { end_session(tx, second, {Id<Session>(identify(three.request()).session)}); });
    EXPECT_EQ(code_of([&] { identify(three.request()); }), "session_over");
    db->write([&](Tx& tx) { sign_out_everywhere(tx, second); });
    EXPECT_EQ(code_of([&] { identify(two.request()); }), "session_over");
    db->write([](Tx&) {});  // what the commits before set off has run now
    db->write([](Tx&) {});
    std::lock_guard lock(mutex);
    EXPECT_NE(std::ranges::find(told, me.session), told.end()) << "streams of the session are told to stop";
}

TEST_F(RecognitionTest, NobodyEndsTheSessionOfAnother) {
    make("zhang", testing::sishui_command, built_in::town_command);
    make("wang", testing::sishui_command, built_in::town_command);
    const auto zhang = actor("zhang"), wang = actor("wang");
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { end_session(tx, wang, {Id<Session>(zhang.session)}); }); }),
              "not_found");
}

TEST_F(RecognitionTest, TheCookieIsOutOfReachOfScriptsAndOtherSites) {
    EXPECT_EQ(session_cookie_text("tz_s_x", true, 60),
              "tongzhou_session=tz_s_x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(session_cookie_text("tz_s_x", false, 60).find("Secure"), std::string::npos);
}

TEST_F(RecognitionTest, ApiTokensAreRecognisedUntilRevokedOrOver) {
    const auto issue = [&](int days) {
        return db->write_value([&](Tx& tx) {
            return create_api_token(tx, root(), {"报表", {Permission::passage_read}, testing::sishui_command, days});
        });
    };
    const auto token = issue(30);
    const auto program = identify(with_bearer(token.token));
    EXPECT_EQ(program.kind, ActorKind::api_token);
    EXPECT_EQ(program.permissions, Permissions{Permission::passage_read});
    EXPECT_FALSE(program.scope.covers_division(testing::jinxiang));
    EXPECT_TRUE(accounts.recall(with_bearer(token.token)));
    auto post = with_bearer(token.token);
    post.method = http::Method::post;
    EXPECT_EQ(identify(post).kind, ActorKind::api_token) << "no page, no page token";
    db->write([&](Tx& tx) { revoke_token(tx, root(), {token.id}); });
    EXPECT_EQ(code_of([&] { identify(with_bearer(token.token)); }), "token_not_valid");
    const auto short_lived = issue(1);
    wait(std::chrono::hours(23));
    EXPECT_EQ(identify(with_bearer(short_lived.token)).kind, ActorKind::api_token);
    wait(std::chrono::hours(1));
    EXPECT_EQ(code_of([&] { identify(with_bearer(short_lived.token)); }), "token_not_valid");
}

TEST_F(RecognitionTest, WhatIsNoTokenIsRefusedWithoutTheDatabase) {
    for (const auto* authorization : {"Basic YTpi", "Bearer", "Bearer tz_a_short", "bearer x", "Bearer \xff"}) {
        http::Request request;
        request.headers = {{"authorization", authorization}};
        EXPECT_EQ(code_of([&] { identify(request); }), "token_not_valid") << authorization;
    }
    http::Request request;
    request.headers = {{"cookie", "tongzhou_session=1"}};
    EXPECT_EQ(code_of([&] { identify(request); }), "token_not_valid");
}

TEST_F(RecognitionTest, ARevokedDeviceIsNobodyButCanBeNamed) {
    const auto device = new_uuid_v7(db.clock().now());
    const auto issue = [&] {
        return db->write_value([&](Tx& tx) {
            return issue_device_token(tx, device, testing::sishui_factory, testing::sishui,
                                      {Permission::passage_record}, "东门一号");
        });
    };
    const auto named = [&](const http::Request& request) {
        return db->read_value([&](Snapshot& s) { return identify_revoked_device(s, request); });
    };
    const auto first = with_bearer(issue().token);
    const auto actor = identify(first);
    EXPECT_EQ(actor.kind, ActorKind::device);
    EXPECT_EQ(actor.id, device);
    EXPECT_EQ(actor.name, "东门一号");
    EXPECT_TRUE(actor.scope.covers(testing::sishui, testing::sishui_factory));
    EXPECT_FALSE(actor.scope.covers(testing::sishui, testing::sishui_command));
    EXPECT_EQ(named(first), std::nullopt);

    const auto second = with_bearer(issue().token);
    EXPECT_EQ(code_of([&] { identify(first); }), "token_not_valid") << "enrolled anew";
    EXPECT_EQ(named(first), device);
    EXPECT_EQ(identify(second).id, device);
    db->write([&](Tx& tx) { revoke_tokens_of(tx, device); });
    EXPECT_FALSE(accounts.recall(second));
    EXPECT_EQ(code_of([&] { identify(second); }), "token_not_valid");
    EXPECT_EQ(named(second), device);
    EXPECT_EQ(named(with_bearer(seal::new_token(seal::TokenKind::device))), std::nullopt);
}

TEST_F(RecognitionTest, AnUndoneRevocationLeavesTheTokenInForce) {
    const auto device = new_uuid_v7(db.clock().now());
    const auto token = db->write_value([&](Tx& tx) {
        return issue_device_token(tx, device, testing::sishui_factory, testing::sishui, {}, "东门一号");
    });
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) {
                      revoke_tokens_of(tx, device);
                      throw Problem::conflict("no", "不行", "no");
                  });
              }),
              "no");
    EXPECT_EQ(identify(with_bearer(token.token)).id, device);
}

TEST_F(RecognitionTest, TheMemoryIsBounded) {
    Settings small = settings();
    small.identities_in_memory = 8;
    Accounts little(small, keys, db.clock());
    for (int i = 0; i < 30; ++i) {
        const auto token = db->write_value([&](Tx& tx) {
            return issue_device_token(tx, new_uuid_v7(tx.now()), testing::sishui_factory, testing::sishui, {}, "门");
        });
        db->read([&](Snapshot& s) { little.identify(s, with_bearer(token.token)); });
    }
    EXPECT_LE(little.remembered(), 8u);
    wait(std::chrono::minutes(2));
    little.store_uses(*db);
    EXPECT_EQ(count("tokens WHERE last_used_at IS NOT NULL"), 30) << "uses outlive their entries";
}

TEST_F(RecognitionTest, RecallingADeviceCostsMicroseconds) {
    const auto token = db->write_value([&](Tx& tx) {
        return issue_device_token(tx, new_uuid_v7(tx.now()), testing::sishui_factory, testing::sishui, {}, "门");
    });
    const auto request = with_bearer(token.token);
    identify(request);
    constexpr int times = 20'000;
    const auto begin = std::clock();
    for (int i = 0; i < times; ++i) ASSERT_TRUE(accounts.recall(request));
    fmt::print("recall: {:.2f} µs\n", double(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC / times);
}

}  // namespace
}  // namespace tongzhou::auth
