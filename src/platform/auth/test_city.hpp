// A small city for the tests of this folder: two counties, a command in each, an enterprise in each, and accounts.
#pragma once

#include <map>

#include <gtest/gtest.h>

#include "platform/audit/audit.hpp"
#include "platform/auth/account_admin.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/auth.hpp"
#include "platform/auth/links.hpp"
#include "platform/auth/second_factor.hpp"
#include "platform/auth/sign_in.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/seal/totp.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::auth::testing {

inline const DivisionCode city = DivisionCode::of("3708"), sishui = DivisionCode::of("370831"),
                          jinxiang = DivisionCode::of("370828");
inline const auto city_command = Id<Organization>::of("01706e00-0000-7000-8000-0000000000a0");
inline const auto sishui_command = Id<Organization>::of("01706e00-0000-7000-8000-0000000000a1");
inline const auto jinxiang_command = Id<Organization>::of("01706e00-0000-7000-8000-0000000000a2");
inline const auto sishui_factory = Id<Organization>::of("01706e00-0000-7000-8000-0000000000b1");
inline const auto jinxiang_factory = Id<Organization>::of("01706e00-0000-7000-8000-0000000000b2");

struct Directory final : OrganizationDirectory {
    std::map<Id<Organization>, OrganizationPlace> places = {
        {city_command, {"市指挥部", city, Reach::division}},
        {sishui_command, {"泗水县指挥部", sishui, Reach::division}},
        {jinxiang_command, {"金乡县指挥部", jinxiang, Reach::division}},
        {sishui_factory, {"泗水一厂", sishui, Reach::organization}},
        {jinxiang_factory, {"金乡一厂", jinxiang, Reach::organization}},
    };
    std::optional<OrganizationPlace> find(Snapshot&, Id<Organization> organization) const override {
        const auto found = places.find(organization);
        return found == places.end() ? std::nullopt : std::optional(found->second);
    }
};

/// The code of a Problem that was thrown; of an invalid field, the fault's.
template <class F>
std::string code_of(F&& call) {
    try {
        call();
    } catch (const Problem& problem) {
        return problem.faults().empty() ? problem.code() : problem.faults().front().code;
    }
    return "nothing thrown";
}

inline const std::string good_password = "Li5hai-zhouyue";

class CityTest : public ::testing::Test {
  protected:
    CityTest() {
        db->services().provide(keys);
        db->services().provide(accounts);
        db->services().provide<OrganizationDirectory>(directory);
    }
    // What a commit sets off may still run when its writer has gone on: the threads end before what they use.
    ~CityTest() override { db->stop(); }
    static Settings settings() {
        Settings settings;
        settings.password_cost = seal::PasswordCost::least();
        return settings;
    }
    static Actor stranger() {
        Actor actor;
        actor.remote = "10.0.0.9";
        return actor;
    }

    /// An account that has set its password.
    Id<Account> make(const std::string& name, std::optional<Id<Organization>> organization, const Id<Role>& role) {
        const auto link = db->write_value([&](Tx& tx) {
            return create_account(tx, root(), {name, "某" + name, organization, {role}});
        });
        redeem_link(*db, stranger(), {link.token, good_password, {}, {}});
        return link.id;
    }
    /// Whoever may do everything, for arranging things.
    static Actor root() {
        auto actor = Actor::system("test");
        actor.id = Uuid::of("01706e00-0000-7000-8000-00000000ffff");
        return actor;
    }

    struct Browser {
        std::string cookie, csrf;
        SignedIn answer;
        http::Request request(http::Method method = http::Method::get, std::string path = "/accounts") const {
            http::Request request;
            request.method = method;
            request.path = std::move(path);
            request.headers = {{"cookie", "a=b; " + cookie}, {"user-agent", "Firefox"}};
            if (!csrf.empty()) request.headers.emplace_back("x-csrf-token", csrf);
            return request;
        }
    };
    Browser browser(const std::string& name, const std::string& password = good_password,
                    std::optional<std::string> code = {}) {
        const auto response = sign_in(*db, stranger(), {name, password, std::move(code)});
        Browser browser;
        browser.answer = from_json<SignedIn>(response.body);
        for (const auto& [header, value] : response.headers)
            if (header == "set-cookie") browser.cookie = value.substr(0, value.find(';'));
        if (browser.answer.account) browser.csrf = browser.answer.account->csrf_token.value_or("");
        return browser;
    }
    static http::Request with_bearer(const std::string& token) {
        http::Request request;
        request.path = "/passages";
        request.headers = {{"authorization", "Bearer " + token}};
        return request;
    }
    /// As the API does it.
    Actor identify(const http::Request& request) {
        if (auto actor = accounts.recall(request)) return *actor;
        return db->read_value([&](Snapshot& s) { return accounts.identify(s, request); });
    }
    Actor actor(const std::string& name) { return identify(browser(name).request()); }

    /// Sets up an authenticator; returns its secret and the recovery codes.
    std::pair<std::string, RecoveryCodes> enrol(const Actor& actor) {
        const auto enrolment = db->write_value([&](Tx& tx) { return enrol_totp(tx, actor); });
        auto codes = db->write_value([&](Tx& tx) { return confirm_totp(tx, actor, {code_now(enrolment.secret)}); });
        return {enrolment.secret, std::move(codes)};
    }
    std::string code_now(const std::string& secret) {
        return seal::totp_code(secret, seal::totp_step(db.clock().now()));
    }
    void wait(std::chrono::milliseconds time) { db.clock().advance(time); }
    std::int64_t count(const std::string& what) {
        return db->read_value(
            [&](Snapshot& s) { return s.all_of<std::int64_t>("SELECT COUNT(*) FROM " + what, {}).front(); });
    }

    tongzhou::testing::TestDatabase db{&audit_migrations, &auth_migrations};
    seal::KeyRing keys = seal::KeyRing::in_memory(db.clock().now());
    Accounts accounts{settings(), keys, db.clock()};
    Directory directory;
};

}  // namespace tongzhou::auth::testing
