// One thing said to many: whom it reaches and who sees it.
#include "modules/messages/test_post_office.hpp"

namespace tongzhou::messages::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Broadcasts : public PostOffice {
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

TEST_F(Broadcasts, ReachThoseWithinTheAuthorsScopeAndNobodyElse) {
    enterprise("泗水造纸厂", sishui);
    for (const auto& [actor, expected] :
         {std::pair{city, 3}, std::pair{sishui_officer, 2}, std::pair{jinxiang_officer, 1}}) {
        EXPECT_EQ(preview(actor, draft(enterprises)).recipients, expected);
        const auto id = broadcast(actor, draft(enterprises));
        deliver();
        EXPECT_EQ(shown(id).recipients, expected) << "what was shown beforehand is what came";
        EXPECT_EQ(shown(id).state, BroadcastState::done);
    }
    const auto narrowed = R"({"kind":"organizations","organization_kinds":["enterprise"],"division":"370828"})";
    EXPECT_EQ(preview(city, draft(narrowed)).recipients, 1);
    EXPECT_EQ(preview(sishui_officer, draft(narrowed)).recipients, 0) << "a filter widens no scope";
    expect_counters();
}

TEST_F(Broadcasts, AreSeenByTheirPlaceAndThoseAboveAlone) {
    const auto of_sishui = broadcast(sishui_officer, draft(enterprises));
    const auto of_city = broadcast(city, draft(enterprises));
    deliver();
    const auto show = [&](const Actor& actor, const Id<Broadcast>& id) {
        return fault_of([&] { call("GET", "/broadcasts/{id}", actor, fmt::format(R"({{"id":"{}"}})", id.text())); });
    };
    EXPECT_EQ(show(sishui_officer, of_sishui), "");
    EXPECT_EQ(show(city, of_sishui), "");
    EXPECT_EQ(show(jinxiang_officer, of_sishui), "not_found");
    EXPECT_EQ(show(sishui_officer, of_city), "not_found");
    const auto clerk = clerk_of(plant, sishui), foreigner = clerk_of(mill, jinxiang);
    EXPECT_EQ(show(clerk, of_sishui), "not_found");
    const auto count = [&](const Actor& actor) {
        BroadcastFilter filter;
        filter.count = true;
        return db->read_value([&](Snapshot& s) { return list_broadcasts(s, actor, filter); }).total.value_or(-1);
    };
    EXPECT_EQ(count(city), 2);
    EXPECT_EQ(count(sishui_officer), 1);
    EXPECT_EQ(count(jinxiang_officer), 0);
    EXPECT_EQ(count(clerk), 0);
    EXPECT_THAT(names(of_city, sishui_officer), ElementsAre("泗水机械厂")) << "its own people's messages alone";
    EXPECT_THAT(names(of_city, clerk), ElementsAre("泗水机械厂"));
    EXPECT_THAT(names(of_city, foreigner), ElementsAre("金乡面粉厂"));
    for (const auto* route : {"/broadcasts/{id}/retry", "/broadcasts/{id}/withdraw"})
        EXPECT_EQ(
            fault_of([&] { call("POST", route, jinxiang_officer, fmt::format(R"({{"id":"{}"}})", of_sishui.text())); }),
            "not_found")
            << route;
    const auto message = messages_of(of_sishui, city).front().id;
    for (const auto& [method, route, more] :
         {std::tuple{"GET", "/messages/{id}", ""}, std::tuple{"POST", "/messages/{id}/retry", ""},
          std::tuple{"POST", "/messages/{id}/unmask", R"(,"reason":"x")"}})
        EXPECT_EQ(fault_of([&] {
                      call(method, route, jinxiang_officer, fmt::format(R"({{"id":"{}"{}}})", message.text(), more));
                  }),
                  "not_found")
            << route;
    EXPECT_THAT(call("GET", "/messages/export", jinxiang_officer), Not(HasSubstr("泗水机械厂")));
    EXPECT_THAT(call("GET", "/broadcasts/export", jinxiang_officer), Not(HasSubstr(of_sishui.text())));
}

TEST_F(Broadcasts, SpreadOverManyPagesEachRecipientOnce) {
    db->write([&](Tx& tx) {
        for (int i = 0; i < 1'203; ++i)
            tx.connection().execute(fmt::format(
                "INSERT INTO organizations (id, kind, name, county, division, created_at, updated_at) VALUES "
                "('{}', 'enterprise', '企业{}', '370831', '370831', {}, 0)",
                new_uuid_v7(db.clock().now()).text(), i, i / 7));
    });
    Receiver receiver;
    const auto id = broadcast(city, draft(enterprises));
    std::vector<std::thread> nodes;
    for (int n = 0; n < 2; ++n)
        nodes.emplace_back([&] {
            Courier node(*db, SendingOptions{.public_url = "https://tongzhou.example"});
            for (int round = 0; round < 10; ++round) node.round(0ms);
        });
    for (auto& node : nodes) node.join();
    EXPECT_EQ(shown(id).recipients, 1'205);
    EXPECT_EQ(shown(id).state, BroadcastState::done);
    db->read([&](Snapshot& s) {
        EXPECT_EQ(s.all_of<std::int64_t>("SELECT COUNT(DISTINCT recipient) FROM messages", {}).front(), 1'205);
    });
    expect_counters();
}

TEST_F(Broadcasts, GoToTheGroupOfARobot) {
    Receiver receiver;
    const auto robot = dingtalk(receiver).text();
    const auto id = broadcast(
        city, fmt::format(R"({{"text":"各单位注意。","channel":"{}","audience":{{"kind":"group"}}}})", robot));
    deliver();
    EXPECT_EQ(receiver.count(), 1u);
    EXPECT_EQ(shown(id).recipients, 1);
    EXPECT_EQ(fault_of([&] { broadcast(city, draft(enterprises, robot)); }),
              "invalid_fields /audience/kind:audience_not_for_channel");
    EXPECT_EQ(fault_of([&] { broadcast(city, draft(R"({"kind":"group"})")); }),
              "invalid_fields /audience/kind:audience_not_for_channel");
}

TEST_F(Broadcasts, GoToThoseEligibleForAPolicyWithinTheScope) {
    EXPECT_EQ(fault_of([&] {
                  preview(city, draft(R"({"kind":"organizations","policy":"01706e00-0000-7000-8000-00000000000a"})"));
              }),
              "invalid_fields /audience/policy:no_policies");
    const auto paper = enterprise("泗水造纸厂", sishui);
    const auto policy = Uuid::of("01706e00-0000-7000-8000-00000000000a");
    bool withdrawn = false;
    // Two pages, as the module that knows policies gives them: within the author's scope alone.
    provide_eligibility(*db, [&](Snapshot&, const Actor& author, const Uuid& asked, const std::string& cursor) {
        if (asked != policy || withdrawn) throw no_such_record();
        EligiblePage page{{cursor.empty() ? mill : paper}, cursor.empty() ? "more" : ""};
        if (!author.scope.covers(cursor.empty() ? jinxiang : sishui, page.organizations.front()))
            page.organizations.clear();
        return page;
    });
    const auto json = draft(fmt::format(R"({{"kind":"organizations","policy":"{}"}})", policy.text()));
    EXPECT_EQ(preview(city, json).recipients, 2);
    EXPECT_EQ(preview(sishui_officer, json).recipients, 1);
    const auto id = broadcast(sishui_officer, json);
    for (int i = 0; i < 6; ++i) deliver();
    EXPECT_THAT(names(id, city), ElementsAre("泗水造纸厂"));
    EXPECT_EQ(shown(id).state, BroadcastState::done);

    // Withdrawn before everybody was found: it says so, and holds up nobody else.
    const auto cut = broadcast(city, json);
    db.clock().advance(1ms);
    const auto other = broadcast(sishui_officer, draft(enterprises));
    courier->round(5s);
    EXPECT_EQ(shown(cut).recipients, 1);
    withdrawn = true;
    EXPECT_EQ(fault_of([&] { broadcast(city, json); }), "not_found") << "afterwards nobody begins by it";
    for (int i = 0; i < 6; ++i) deliver();
    EXPECT_EQ(shown(cut).state, BroadcastState::done_with_failures);
    ASSERT_TRUE(shown(cut).cut_short);
    EXPECT_EQ(shown(cut).cut_short->reason, "not_found");
    EXPECT_THAT(shown(cut).cut_short->says_zh, HasSubstr("政策"));
    EXPECT_EQ(shown(other).recipients, 2);
    EXPECT_EQ(shown(other).state, BroadcastState::done);
    expect_counters();
}

TEST_F(Broadcasts, GoToAccountsByRole) {
    const auto account = [&](const char* name, const Id<Organization>& organization, const Id<auth::Role>& role) {
        db->write([&](Tx& tx) {
            auth::NewAccount request;
            request.sign_in_name = name;
            request.display_name = Title(name);
            request.organization = organization;
            request.roles = {role};
            const auto made = auth::create_account(tx, system, request);
            tx.connection().execute("UPDATE accounts SET status = 'active' WHERE id = '" + made.id.text() + "'");
        });
    };
    account("plant-officer", plant, auth::built_in::enterprise_officer);
    account("plant-gate", plant, auth::built_in::gatekeeper);
    account("mill-officer", mill, auth::built_in::enterprise_officer);
    const auto by_role = [&](const Id<auth::Role>& role) {
        return draft(fmt::format(R"({{"kind":"accounts","role":"{}"}})", role.text()));
    };
    const auto id = broadcast(city, by_role(auth::built_in::enterprise_officer));
    deliver();
    EXPECT_THAT(names(id, city), UnorderedElementsAre("plant-officer", "mill-officer"));
    EXPECT_EQ(preview(sishui_officer, by_role(auth::built_in::enterprise_officer)).recipients, 1);
}

}  // namespace
}  // namespace tongzhou::messages::testing
