#include <fstream>
#include <thread>

#include "platform/auth/test_city.hpp"

namespace tongzhou::auth {
namespace {

using testing::code_of;
using testing::good_password;

class SignInTest : public testing::CityTest {};

TEST_F(SignInTest, TheFirstAdministratorComesByALinkAndSetsUpASecondFactor) {
    const auto first = db->write_value([](Tx& tx) { return create_first_administrator_link(tx); });
    const auto link = db->write_value([](Tx& tx) { return create_first_administrator_link(tx); });
    ASSERT_TRUE(link);
    EXPECT_EQ(link_address("https://city.cn/", *link), "https://city.cn/#/links/" + *link);
    EXPECT_EQ(code_of([&] {
                  redeem_link(*db, stranger(), {*first, good_password, "admin", "管理员"});
              }),
              "link_not_valid")
        << "only the latest works";
    const auto info = db->read_value([&](Snapshot& s) { return read_link(s, stranger(), {*link}); });
    EXPECT_EQ(info.purpose, LinkPurpose::first_administrator);
    EXPECT_EQ(code_of([&] { redeem_link(*db, stranger(), {*link, "short", "Root1", "管理员"}); }), "password_length");
    EXPECT_EQ(redeem_link(*db, stranger(), {*link, good_password, "Root1", "管理员"}).sign_in_name, "Root1");
    EXPECT_EQ(code_of([&] {
                  redeem_link(*db, stranger(), {*link, good_password, "Root2", "x"});
              }),
              "link_not_valid")
        << "a link works once";
    EXPECT_EQ(db->write_value([](Tx& tx) { return create_first_administrator_link(tx); }), std::nullopt);

    auto page = browser("ｒoot1 ");
    EXPECT_EQ(page.answer.step, Step::enrol_totp) << "case, width and spaces of the name do not matter";
    auto actor = identify(page.request());
    EXPECT_EQ(actor.name, "管理员");
    EXPECT_EQ(actor.permissions, Permissions()) << "nothing but that step is allowed";
    enrol(actor);
    EXPECT_TRUE(identify(page.request()).permissions.has(Permission::role_write)) << "at once, in the same session";
    EXPECT_FALSE(identify(page.request()).permissions.has(Permission::audit_read));
}

TEST_F(SignInTest, WrongNamesAndWrongPasswordsAreAnsweredAlike) {
    make("zhang", testing::sishui_command, built_in::town_command);
    std::vector<Problem> problems;
    for (const auto& [name, password] : {std::pair("zhang", "Wrong-1234"), std::pair("nobody", "Wrong-1234")}) {
        try {
            browser(name, password);
        } catch (const Problem& problem) {
            problems.push_back(problem);
        }
    }
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems[0].status(), 401);
    EXPECT_EQ(problems[0].code(), problems[1].code());
    EXPECT_EQ(problems[0].detail(), problems[1].detail());
    EXPECT_EQ(count("audit_log WHERE action = 'sign_in' AND outcome = 'refused'"), 2);
    EXPECT_EQ(count("audit_log WHERE detail LIKE '%nobody%' OR detail LIKE '%1234%'"), 0)
        << "what was typed into the name may be a password";
}

TEST_F(SignInTest, FiveFailuresLockTheNameForAQuarterOfAnHour) {
    make("zhang", testing::sishui_command, built_in::town_command);
    for (const std::string name : {"zhang", "nobody"}) {
        for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of([&] { browser(name, "Wrong-1234"); }), "sign_in_failed") << name;
        try {
            browser(name);
            FAIL() << name << " is locked";
        } catch (const Problem& problem) {
            EXPECT_EQ(problem.status(), 429);
            EXPECT_EQ(problem.code(), "locked");
            EXPECT_EQ(problem.retry_after_seconds(), 15 * 60);
        }
    }
    EXPECT_EQ(count("audit_log WHERE action = 'account_lock'"), 2);
    wait(std::chrono::minutes(14));
    EXPECT_EQ(code_of([&] { browser("zhang"); }), "locked") << "knocking does not lengthen the wait";
    wait(std::chrono::minutes(1));
    EXPECT_EQ(browser("zhang").answer.step, Step::done);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of([&] { browser("zhang", "Wrong-1234"); }), "sign_in_failed");
    EXPECT_EQ(browser("zhang").answer.step, Step::done) << "success forgets the failures";
    for (int i = 0; i < 4; ++i) EXPECT_EQ(code_of([&] { browser("zhang", "Wrong-1234"); }), "sign_in_failed");
    EXPECT_EQ(browser("zhang").answer.step, Step::done);
}

TEST_F(SignInTest, OldFailuresDoNotCount) {
    make("zhang", testing::sishui_command, built_in::town_command);
    for (int i = 0; i < 12; ++i) {
        EXPECT_EQ(code_of([&] { browser("zhang", "Wrong-1234"); }), "sign_in_failed");
        wait(std::chrono::minutes(16));
    }
    EXPECT_EQ(browser("zhang").answer.step, Step::done);
    tidy(*db);
    EXPECT_EQ(count("sign_in_attempts"), 0);
}

TEST_F(SignInTest, GuessesAtOnceGetNoMoreTriesThanGuessesInTurn) {
    make("zhang", testing::sishui_command, built_in::town_command);
    std::atomic<int> tried{0}, refused{0};
    {
        std::vector<std::jthread> guessers;
        for (int i = 0; i < 20; ++i) {
            guessers.emplace_back([&] {
                const auto code = code_of([&] { sign_in(*db, stranger(), {"zhang", "Wrong-1234", {}}); });
                ++(code == "sign_in_failed" ? tried : refused);
            });
        }
    }
    EXPECT_EQ(tried, 5);
    EXPECT_EQ(refused, 15);
}

TEST_F(SignInTest, ACodeIsNeededOnceSetUpAndWorksOnce) {
    make("chen", testing::city_command, built_in::city_command);
    const auto [secret, recovery] = enrol(identify(browser("chen").request()));
    auto page = browser("chen");
    EXPECT_EQ(page.answer.step, Step::totp_required);
    EXPECT_EQ(page.cookie, "") << "nobody is signed in yet";
    EXPECT_EQ(code_of([&] { browser("chen", good_password, code_now(secret)); }), "code_not_valid")
        << "the code of the enrolment was used";
    wait(std::chrono::seconds(30));
    const auto code = code_now(secret);
    EXPECT_EQ(browser("chen", good_password, code).answer.step, Step::done);
    EXPECT_EQ(code_of([&] { browser("chen", good_password, code); }), "code_not_valid") << "seen over a shoulder";
    EXPECT_EQ(code_of([&] { browser("chen", "Wrong-1234", code); }), "sign_in_failed");

    EXPECT_EQ(browser("chen", good_password, recovery.codes[3]).answer.step, Step::done);
    EXPECT_EQ(code_of([&] { browser("chen", good_password, recovery.codes[3]); }), "code_not_valid");
    EXPECT_EQ(recovery.codes.size(), 10u);
}

TEST_F(SignInTest, TheRightPasswordDoesNotResetTheCountingOfWrongCodes) {
    make("chen", testing::city_command, built_in::city_command);
    enrol(identify(browser("chen").request()));
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(browser("chen").answer.step, Step::totp_required);
        EXPECT_EQ(code_of([&] { browser("chen", good_password, "000000"); }), "code_not_valid");
    }
    EXPECT_EQ(code_of([&] { browser("chen"); }), "locked");
}

TEST_F(SignInTest, RecoveryCodesAreRenewedWithACode) {
    make("chen", testing::city_command, built_in::city_command);
    const auto me = identify(browser("chen").request());
    const auto [secret, old] = enrol(me);
    EXPECT_EQ(code_of([&] { renew_recovery_codes(*db, me, {"000000"}); }), "code_not_valid");
    wait(std::chrono::seconds(30));
    const auto fresh = renew_recovery_codes(*db, me, {code_now(secret)});
    EXPECT_EQ(code_of([&] { browser("chen", good_password, old.codes[0]); }), "code_not_valid");
    EXPECT_EQ(browser("chen", good_password, fresh.codes[0]).answer.step, Step::done);
}

TEST_F(SignInTest, ADisabledAccountLearnsOfItOnlyWithThePassword) {
    const auto id = make("zhang", testing::sishui_command, built_in::town_command);
    db->write([&](Tx& tx) { disable_account(tx, root(), {id}); });
    EXPECT_EQ(code_of([&] { browser("zhang", "Wrong-1234"); }), "sign_in_failed");
    EXPECT_EQ(code_of([&] { browser("zhang"); }), "account_disabled");
    db->write([&](Tx& tx) { enable_account(tx, root(), {id}); });
    EXPECT_EQ(browser("zhang").answer.step, Step::done);
}

TEST_F(SignInTest, PasswordsGrowOldAndAreChanged) {
    make("zhang", testing::sishui_command, built_in::town_command);
    wait(std::chrono::days(91));
    auto page = browser("zhang");
    EXPECT_EQ(page.answer.step, Step::change_password);
    auto other = browser("zhang");
    auto me = identify(page.request());
    EXPECT_EQ(me.permissions, Permissions());
    EXPECT_EQ(code_of([&] { change_password(*db, me, {"Wrong-1234", "Neu-Haus-77"}); }), "wrong_password");
    EXPECT_EQ(code_of([&] { change_password(*db, me, {good_password, "zhang-Haus-77"}); }), "password_contains_name");
    EXPECT_EQ(code_of([&] { from_json<NewPassword>(R"({"current_password":"a","new_password":"a"})"); }),
              "same_password");
    change_password(*db, me, {good_password, "Neu-Haus-77"});
    EXPECT_TRUE(identify(page.request()).permissions.has(Permission::passage_read));
    EXPECT_EQ(code_of([&] { identify(other.request()); }), "session_over") << "other sessions end";
    EXPECT_EQ(code_of([&] { browser("zhang"); }), "sign_in_failed");
    EXPECT_EQ(browser("zhang", "Neu-Haus-77").answer.step, Step::done);
}

TEST_F(SignInTest, AResetLinkSetsAPasswordAndLeavesTheSecondFactor) {
    const auto id = make("chen", testing::city_command, built_in::city_command);
    const auto page = browser("chen");
    enrol(identify(page.request()));
    const auto link = db->write_value([&](Tx& tx) { return reset_password(tx, root(), {id}); });
    EXPECT_EQ(identify(page.request()).permissions, Permissions()) << "the old password opens nothing more";
    wait(std::chrono::hours(23));
    redeem_link(*db, stranger(), {link.token, "Neu-Haus-77", {}, {}});
    EXPECT_EQ(browser("chen", "Neu-Haus-77").answer.step, Step::totp_required);
    const auto late = db->write_value([&](Tx& tx) { return reset_password(tx, root(), {id}); });
    wait(std::chrono::hours(24));
    EXPECT_EQ(code_of([&] { redeem_link(*db, stranger(), {late.token, good_password, {}, {}}); }), "link_not_valid");
}

TEST_F(SignInTest, SecondFactorsOutliveTheRotationOfKeys) {
    make("chen", testing::city_command, built_in::city_command);
    const auto [secret, recovery] = enrol(identify(browser("chen").request()));
    keys.rotate(db.clock().now());
    EXPECT_EQ(db->write_value([](Tx& tx) { return reseal_secrets(tx); }), 1);
    EXPECT_EQ(db->write_value([](Tx& tx) { return reseal_secrets(tx); }), 0);
    EXPECT_EQ(keys.retire_unused({}).size(), 1u) << "the old key is not needed any more";
    wait(std::chrono::seconds(30));
    EXPECT_EQ(browser("chen", good_password, code_now(secret)).answer.step, Step::done);
}

TEST_F(SignInTest, NoSecretIsReadableInTheDatabase) {
    make("chen", testing::city_command, built_in::city_command);
    auto page = browser("chen");
    const auto [secret, recovery] = enrol(identify(page.request()));
    const auto api = db->write_value([&](Tx& tx) {
        return create_api_token(tx, root(), {"报表", {Permission::passage_read}, {}, 30}).token;
    });
    const auto device = db->write_value([&](Tx& tx) {
        return issue_device_token(tx, new_uuid_v7(tx.now()), testing::sishui_factory, testing::sishui, {}, "东门")
            .token;
    });
    const auto link = db->write_value([](Tx& tx) { return *create_first_administrator_link(tx); });
    const auto session = page.cookie.substr(page.cookie.find('=') + 1);
    if (db->engine() != sql::Engine::sqlite) GTEST_SKIP() << "the files of PostgreSQL are out of reach";
    db->stop();
    std::string everything;
    for (const auto& file : std::filesystem::directory_iterator(db.folder())) {
        std::ifstream stream(file.path(), std::ios::binary);
        everything.append(std::istreambuf_iterator<char>(stream), {});
    }
    EXPECT_NE(everything.find(seal::hash_token(session)), std::string::npos) << "the files were read";
    for (const auto& hidden : {secret, recovery.codes[0], api, device, link, session, good_password})
        EXPECT_EQ(everything.find(hidden), std::string::npos) << hidden;
}

}  // namespace
}  // namespace tongzhou::auth
