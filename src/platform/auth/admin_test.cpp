// What administrators do, and what they may not.
#include "platform/auth/role_admin.hpp"
#include "platform/auth/test_city.hpp"

namespace tongzhou::auth {
namespace {

using testing::code_of;
using testing::good_password;
using enum Permission;

class AdminTest : public testing::CityTest {
  protected:
    AdminTest() {
        make("root", std::nullopt, built_in::administrator);
        make("sishui", testing::sishui_command, built_in::county_command);
        make("jinxiang", testing::jinxiang_command, built_in::county_command);
        make("boss", testing::sishui_factory, built_in::enterprise_officer);
        for (const auto* name : {"root", "sishui", "jinxiang"}) enrol(actor(name, {}));
    }
    /// Signed in; with a code where one is needed.
    Actor actor(const std::string& name, std::optional<std::string> code) {
        return identify(browser(name, good_password, std::move(code)).request());
    }
    Actor actor(const std::string& name) {
        auto found = db->read_value([&](Snapshot& s) {
            return s.all_of<Uuid>("SELECT id FROM accounts WHERE sign_in_key = '" + name + "'", {}).front();
        });
        auto rights = db->read_value([&](Snapshot& s) { return rights_of_account(s, found); });
        auto account = db->read_value([&](Snapshot& s) { return read_account(s, root(), {Id<Account>(found)}); });
        Actor actor;
        actor.kind = ActorKind::account;
        actor.id = found;
        actor.name = name;
        actor.permissions = rights.permissions;
        actor.organization = account.organization.value_or(Id<Organization>());
        actor.scope = Place{account.organization, account.division.value_or(DivisionCode()), account.reach}.scope();
        return actor;
    }
    Id<Account> id_of(const std::string& name) { return Id<Account>(actor(name).id); }
    std::string create(const Actor& by, const std::string& name, std::optional<Id<Organization>> organization,
                       std::vector<Id<Role>> roles) {
        return code_of([&] {
            db->write([&](Tx& tx) { create_account(tx, by, {name, "新人", organization, roles}); });
        });
    }
    std::string change(const Actor& by, const Id<Account>& id, std::optional<Id<Organization>> organization,
                       std::vector<Id<Role>> roles) {
        return code_of([&] { db->write([&](Tx& tx) { change_account(tx, by, {id, "改名", organization, roles}); }); });
    }
    static constexpr auto fine = "nothing thrown";
};

TEST_F(AdminTest, AccountsAreMadeWithinTheScopeOnly) {
    const auto sishui = actor("sishui");
    EXPECT_EQ(create(sishui, "a1", testing::sishui_factory, {built_in::enterprise_officer}), fine);
    EXPECT_EQ(create(sishui, "a2", testing::sishui_command, {built_in::county_command}), fine);
    EXPECT_EQ(create(sishui, "a3", testing::jinxiang_factory, {built_in::gatekeeper}), "no_such_organization");
    EXPECT_EQ(create(sishui, "a4", testing::city_command, {built_in::gatekeeper}), "no_such_organization");
    EXPECT_EQ(create(sishui, "a5", std::nullopt, {built_in::gatekeeper}), "missing");
    const auto boss = actor("boss");
    EXPECT_EQ(create(boss, "a6", testing::sishui_factory, {built_in::gatekeeper}), fine);
    EXPECT_EQ(create(boss, "a7", testing::sishui_command, {built_in::gatekeeper}), "no_such_organization");
    EXPECT_EQ(create(actor("root"), "a8", std::nullopt, {built_in::auditor}), fine);
}

TEST_F(AdminTest, NobodyGivesMoreThanHeHas) {
    const auto boss = actor("boss"), sishui = actor("sishui");
    EXPECT_EQ(create(boss, "b1", testing::sishui_factory, {built_in::county_command}), "beyond_own_rights");
    EXPECT_EQ(create(sishui, "b2", testing::sishui_command, {built_in::administrator}), "beyond_own_rights");
    EXPECT_EQ(create(sishui, "b3", testing::sishui_command, {built_in::auditor}), "beyond_own_rights");
    EXPECT_EQ(create(sishui, "b4", testing::sishui_command, {built_in::city_command}), "beyond_own_rights");
    EXPECT_EQ(create(sishui, "b5", testing::sishui_command, {Id<Role>::make(db.clock().now())}), "no_such_role");
    EXPECT_EQ(change(sishui, id_of("sishui"), testing::sishui_command, {built_in::city_command}), "own_account");
    EXPECT_EQ(change(actor("root"), id_of("root"), std::nullopt, {built_in::auditor}), "own_account");
    EXPECT_EQ(change(boss, id_of("boss"), testing::sishui_factory, {}), "own_account");
}

TEST_F(AdminTest, NobodyTouchesAnAccountWithMoreRights) {
    db->write([&](Tx& tx) {
        create_account(tx, root(), {"strong", "强", testing::sishui_factory, {built_in::county_command}});
    });
    const auto boss = actor("boss");
    const auto strong = id_of("strong");
    EXPECT_EQ(change(boss, strong, testing::sishui_factory, {}), "beyond_own_rights");
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { reset_password(tx, boss, {strong}); }); }), "beyond_own_rights");
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { reset_second_factor(tx, boss, {strong}); }); }),
              "beyond_own_rights");
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { disable_account(tx, boss, {strong}); }); }), "beyond_own_rights");
}

TEST_F(AdminTest, NobodyBothAdministersAndAudits) {
    const auto admin = actor("root");
    EXPECT_EQ(create(admin, "c1", std::nullopt, {built_in::administrator, built_in::auditor}), "duties_not_separate");
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) { create_role(tx, admin, {"全能", "", {audit_read, account_write}, false}); });
              }),
              "duties_not_separate");
    const auto role = db->write_value([&](Tx& tx) {
        return create_role(tx, admin, {"看日志的", "Reader", {passage_read}, false});
    });
    EXPECT_EQ(change(admin, id_of("sishui"), testing::sishui_command, {built_in::county_command, role.id}), fine);
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) { change_role(tx, admin, {role.id, "看日志的", "", {audit_read}, false}); });
              }),
              "duties_not_separate")
        << "through a role that an administrator of accounts has already";
}

TEST_F(AdminTest, ASiblingCountySeesAndChangesNothing) {
    const auto jinxiang = actor("jinxiang");
    const auto boss = id_of("boss");
    const auto not_found = [&](auto deed) { return code_of([&] { db->write(deed); }) == "not_found"; };
    EXPECT_TRUE(not_found([&](Tx& tx) { read_account(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { change_account(tx, jinxiang, {boss, "x", testing::jinxiang_factory, {}}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { disable_account(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { enable_account(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { unlock_account(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { reset_password(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { reset_second_factor(tx, jinxiang, {boss}); }));
    EXPECT_TRUE(not_found([&](Tx& tx) { end_account_sessions(tx, jinxiang, {boss}); }));
    const auto seen_by = [&](const Actor& actor) {
        AccountFilter filter;
        filter.count = true;
        const auto page = db->read_value([&](Snapshot& s) { return list_accounts(s, actor, filter); });
        std::string names;
        for (const auto& row : page.items) names += row.sign_in_name + " ";
        return names + std::to_string(*page.total);
    };
    EXPECT_EQ(seen_by(jinxiang), "jinxiang 1");
    EXPECT_EQ(seen_by(actor("sishui")), "boss sishui 2");
    EXPECT_EQ(seen_by(actor("boss")), "boss 1");
    EXPECT_EQ(seen_by(actor("root")), "boss jinxiang root sishui 4");
    EXPECT_EQ(not_found([&](Tx& tx) { disable_account(tx, actor("sishui"), {id_of("root")}); }), true)
        << "an account of the whole installation is outside every county";
}

TEST_F(AdminTest, AChangeOfRolesCountsAtOnceInOpenSessions) {
    const auto page = browser("boss");
    EXPECT_TRUE(identify(page.request()).permissions.has(passage_review));
    EXPECT_EQ(change(actor("sishui"), id_of("boss"), testing::sishui_factory, {built_in::gatekeeper}), fine);
    EXPECT_FALSE(identify(page.request()).permissions.has(passage_review));
    db->write([&](Tx& tx) { disable_account(tx, actor("sishui"), {id_of("boss")}); });
    EXPECT_EQ(code_of([&] { identify(page.request()); }), "session_over");
    EXPECT_EQ(count("audit_log WHERE action IN ('account_change', 'account_disable') AND county = '370831'"), 2);
}

TEST_F(AdminTest, RolesAreMadeChangedAndRemoved) {
    const auto admin = actor("root");
    const auto role = db->write_value([&](Tx& tx) {
        return create_role(tx, admin, {"统计员", "Counter", {dashboard_read}, false});
    });
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) { create_role(tx, admin, {"统计员", "", {dashboard_read}, false}); });
              }),
              "role_name_taken");
    EXPECT_EQ(create(admin, "d1", testing::sishui_command, {role.id}), fine);
    const auto rights = [&] { return actor("d1").permissions; };
    EXPECT_EQ(rights(), Permissions{dashboard_read});
    db->write([&](Tx& tx) { change_role(tx, admin, {role.id, "统计员", "", {dashboard_read, export_run}, false}); });
    EXPECT_EQ(rights(), (Permissions{dashboard_read, export_run}));
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { delete_role(tx, admin, {role.id}); }); }), "role_in_use");
    EXPECT_EQ(change(admin, id_of("d1"), testing::sishui_command, {built_in::squad_member}), fine);
    db->write([&](Tx& tx) { delete_role(tx, admin, {role.id}); });
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) { change_role(tx, admin, {built_in::auditor, "x", "", {}, false}); });
              }),
              "role_built_in");
    EXPECT_EQ(code_of([&] {
                  db->write([&](Tx& tx) { create_role(tx, actor("sishui"), {"县里的", "", {dashboard_read}, false}); });
              }),
              "not_whole_installation");
    const auto list = db->read_value([&](Snapshot& s) { return list_roles(s, admin); });
    EXPECT_EQ(list.items.size(), built_in_roles().size());
}

TEST_F(AdminTest, TokensGiveNoMoreThanTheirMakerHas) {
    const auto sishui = actor("sishui");
    const auto create_token = [&](NewToken request) {
        return code_of([&] { db->write([&](Tx& tx) { create_api_token(tx, sishui, request); }); });
    };
    EXPECT_EQ(create_token({"t", {passage_read}, {}, 30}), fine);
    EXPECT_EQ(create_token({"t", {audit_read}, {}, 30}), "beyond_own_rights");
    EXPECT_EQ(create_token({"t", {passage_read}, testing::jinxiang_factory, 30}), "no_such_organization");
    const auto seen_by = [&](const Actor& actor) {
        return db->read_value([&](Snapshot& s) { return list_tokens(s, actor, {}); }).items;
    };
    ASSERT_EQ(seen_by(sishui).size(), 1u);
    EXPECT_EQ(seen_by(actor("jinxiang")).size(), 0u);
    const auto id = seen_by(sishui).front().id;
    EXPECT_EQ(code_of([&] { db->write([&](Tx& tx) { revoke_token(tx, actor("jinxiang"), {id}); }); }), "not_found");
    db->write([&](Tx& tx) { revoke_token(tx, sishui, {id}); });
    EXPECT_TRUE(seen_by(sishui).front().revoked_at);
}

TEST_F(AdminTest, NamesAreTakenWhateverTheirCase) {
    EXPECT_EQ(create(actor("root"), "BOSS", testing::sishui_factory, {}), "sign_in_name_taken");
    EXPECT_EQ(create(actor("root"), "two words", testing::sishui_factory, {}), "not_a_sign_in_name");
}

TEST_F(AdminTest, LockedAccountsAreShownAndUnlocked) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of([&] { browser("boss", "Wrong-1234"); }), "sign_in_failed");
    const auto read = [&] {
        return db->read_value([&](Snapshot& s) { return read_account(s, root(), {id_of("boss")}); });
    };
    EXPECT_EQ(read().locked_until, db.clock().now() + std::chrono::minutes(15));
    db->write([&](Tx& tx) { unlock_account(tx, actor("sishui"), {id_of("boss")}); });
    EXPECT_EQ(read().locked_until, std::nullopt);
    EXPECT_EQ(browser("boss").answer.step, Step::done);
}

TEST_F(AdminTest, WhoLostHisPhoneStartsAnew) {
    EXPECT_EQ(browser("sishui").answer.step, Step::totp_required);
    db->write([&](Tx& tx) { reset_second_factor(tx, actor("root"), {id_of("sishui")}); });
    EXPECT_EQ(browser("sishui").answer.step, Step::enrol_totp);
}

TEST_F(AdminTest, AccountsFollowTheirOrganisation) {
    const auto page = browser("boss");
    EXPECT_TRUE(identify(page.request()).scope.division() == testing::sishui);
    db->write([&](Tx& tx) {
        follow_organization(tx, testing::sishui_factory, {"泗水一厂", testing::jinxiang, Reach::organization});
    });
    EXPECT_TRUE(identify(page.request()).scope.division() == testing::jinxiang);
    const auto page_of = db->read_value([&](Snapshot& s) { return list_accounts(s, actor("jinxiang"), {}); });
    EXPECT_EQ(page_of.items.size(), 2u);
}

TEST(BuiltInRoles, KeepTheirIdsAndSeparateDuties) {
    EXPECT_EQ(built_in::administrator.text(), "00000000-0000-7000-8000-000000000001");
    EXPECT_EQ(built_in::hotline_operator.text(), "00000000-0000-7000-8000-000000000010");
    for (const auto& role : built_in_roles()) {
        EXPECT_NO_THROW(require_separate_duties(set_of(role.permissions))) << role.name_en;
        const bool audits = set_of(role.permissions).has(audit_read);
        EXPECT_EQ(audits, role.id == built_in::auditor) << role.name_en;
        EXPECT_TRUE(!set_of(role.permissions).has(role_write) || role.second_factor) << role.name_en;
    }
}

}  // namespace
}  // namespace tongzhou::auth
