// What a device takes along, and its life from the code to the handover, over a real socket.
#include "modules/gates/devices.hpp"
#include "modules/gates/enrolment.hpp"
#include "modules/gates/test_city.hpp"
#include "platform/http/http.hpp"
#include "platform/seal/keyed_hash.hpp"
#include "platform/testing/client.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class GateSync : public GateTest {
  protected:
    SyncPage sync(const Actor& device, SyncRequest request = {}) {
        return db->read_value([&](Snapshot& s) { return synchronise(s, device, request); });
    }
    static std::string hash(const std::string& document, const SyncPage& page) {
        return seal::keyed_hash("passport:" + document, page.config->salt);
    }
    void add_rule(const std::string& kind, const std::string& value, Instant from) {
        call("POST", "/rules", everything,
             fmt::format(R"({{"kind":"{}","division":"{}","value":"{}","effective_from":"{}","source":"test"}})", kind,
                         sishui.text(), value, from.iso()));
    }
    static const SyncedPerson& person(const SyncPage& page, const Id<Person>& id) {
        return *std::ranges::find(page.people, id, &SyncedPerson::id);
    }
};

TEST_F(GateSync, KnowsItsRosterAndNobodyElse) {
    const auto device = device_of(factory);
    const auto page = sync(device);
    ASSERT_TRUE(page.config);
    EXPECT_EQ(page.config->gate.id, factory.gates[0]);
    EXPECT_EQ(page.config->site.id, factory.site);
    EXPECT_FALSE(page.config->pass_keys.empty());
    EXPECT_FALSE(page.next);
    std::vector<Id<Person>> people;
    for (const auto& p : page.people) people.push_back(p.id);
    EXPECT_THAT(people, ::testing::UnorderedElementsAreArray(factory.workers));
    for (std::size_t i = 0; i < factory.workers.size(); ++i) {
        const auto& worker = person(page, factory.workers[i]);
        EXPECT_THAT(worker.documents, ElementsAre(hash(factory.documents[i], page)));
        EXPECT_EQ(worker.masked_name, "王**");
        EXPECT_EQ(worker.workshop, "一车间");
        EXPECT_EQ(worker.pass, people::PassState::unknown);
    }
    EXPECT_THAT(to_json(page), Not(HasSubstr(factory.documents[0])));
    EXPECT_EQ(fault_of([&] { sync(factory.officer); }), "not_found") << "an account is no device";
    auto elsewhere = device;
    elsewhere.id = Uuid::of("01706e00-0000-7000-8000-00000000ffff");
    EXPECT_EQ(fault_of([&] { sync(elsewhere); }), "not_found");
}

TEST_F(GateSync, HashesForEachDeviceApart) {
    const auto one = db->write_value([&](Tx& tx) {
        const auto made = make_enrolment_code(tx, everything, {factory.gates[0], {}});
        return enrol_device(tx, Actor{}, {made.code, "一号", {}});
    });
    auto actor = device_of(factory);
    const auto other = sync(actor);
    actor.id = one.id.uuid();
    const auto own = sync(actor);
    EXPECT_EQ(own.config->salt, one.config.salt);
    EXPECT_EQ(own.config->version, one.config.version);
    EXPECT_NE(person(own, factory.workers[0]).documents, person(other, factory.workers[0]).documents);
}

TEST_F(GateSync, TellsWhatPassesAreWorth) {
    const auto device = device_of(factory);
    const auto worker = factory.workers[0];
    declare_healthy(worker);
    auto now = sync(device);
    EXPECT_EQ(person(now, worker).pass, people::PassState::valid);
    EXPECT_EQ(person(now, worker).expires_at, db.clock().now() + std::chrono::days(14));
    EXPECT_TRUE(person(now, worker).revoked_passes.empty());

    db.clock().advance(std::chrono::minutes(1));
    const auto revoked = db->read_value([&](Snapshot& s) { return people::pass_of(s, worker, s.now()); }).pass;
    call("POST", "/passes/{id}/revoke", everything,
         fmt::format(R"({{"id":"{}","reason":"密切接触"}})", revoked.text()));
    now = sync(device);
    EXPECT_EQ(person(now, worker).pass, people::PassState::revoked);
    EXPECT_THAT(person(now, worker).revoked_passes, ElementsAre(revoked));

    db.clock().advance(std::chrono::days(1));
    declare_healthy(worker);
    now = sync(device);
    EXPECT_EQ(person(now, worker).pass, people::PassState::valid) << "the newest counts";
    EXPECT_THAT(person(now, worker).revoked_passes, ElementsAre(revoked)) << "the old one must not open the gate";

    db.clock().advance(std::chrono::days(13));
    EXPECT_TRUE(person(sync(device), worker).revoked_passes.empty()) << "its expiry stops it by now";
    db.clock().advance(std::chrono::days(1));
    EXPECT_EQ(person(sync(device), worker).pass, people::PassState::expired);
}

TEST_F(GateSync, KnowsMergedFilesByEitherDocumentAndForgetsTheErased) {
    const auto kept = factory.workers[0], other = factory.workers[1];
    call("POST", "/people/{id}/merge", everything,
         fmt::format(R"({{"id":"{}","other":"{}","reason":"同一人"}})", kept.text(), other.text()));
    auto page = sync(device_of(factory));
    const auto& merged = person(page, kept);
    EXPECT_THAT(merged.merged, ElementsAre(other));
    EXPECT_THAT(merged.documents,
                UnorderedElementsAre(hash(factory.documents[0], page), hash(factory.documents[1], page)));

    call("POST", "/people/{id}/erase", everything,
         fmt::format(R"({{"id":"{}","reason":"本人申请"}})", factory.workers[2].text()));
    page = sync(device_of(factory));
    EXPECT_THAT(to_json(page), Not(HasSubstr(factory.workers[2].text())));
    EXPECT_THAT(to_json(page), Not(HasSubstr(hash(factory.documents[2], page))));
}

TEST_F(GateSync, TakesTheRulesOfTheNextTwoDaysAlong) {
    const auto now = db.clock().now();
    const auto device = device_of(factory);
    const auto before = sync(device);
    ASSERT_EQ(before.config->rules.size(), 1u);
    EXPECT_EQ(before.config->rules[0].fever_threshold, DeciCelsius::of("37.3"));
    EXPECT_EQ(before.config->rules[0].from, std::nullopt);
    add_rule("fever_threshold", "37.2", now + std::chrono::hours(24));
    add_rule("pass_required", "false", now + std::chrono::hours(48));
    add_rule("queue_spacing_cm", "200", now + std::chrono::hours(49));
    add_rule("health_retention_days", "90", now + std::chrono::hours(30));  // nothing to a gate
    const auto after = sync(device);
    ASSERT_EQ(after.config->rules.size(), 3u);
    EXPECT_EQ(after.config->rules[1].from, now + std::chrono::hours(24));
    EXPECT_EQ(after.config->rules[1].fever_threshold, DeciCelsius::of("37.2"));
    EXPECT_TRUE(after.config->rules[1].pass_required);
    EXPECT_EQ(after.config->rules[2].from, now + std::chrono::hours(48));
    EXPECT_FALSE(after.config->rules[2].pass_required);
    EXPECT_NE(after.config->version, before.config->version);
    EXPECT_EQ(sync(device_of(mill)).config->rules.size(), 1u) << "another county's rules are another's";
}

TEST_F(GateSync, SendsAPageAgainOnlyWhenItSaysSomethingElse) {
    const auto device = device_of(factory);
    const auto first = sync(device);
    db.clock().advance(std::chrono::seconds(30));
    const auto again = sync(device, {{}, first.version});
    EXPECT_TRUE(again.unchanged);
    EXPECT_EQ(again.version, first.version);
    EXPECT_FALSE(again.config);
    EXPECT_TRUE(again.people.empty());
    hire(factory, "二车间");
    const auto changed = sync(device, {{}, first.version});
    EXPECT_FALSE(changed.unchanged);
    EXPECT_EQ(changed.people.size(), 7u);
    EXPECT_EQ(fault_of([&] { sync(device, {"12.x", {}}); }), "invalid_fields cursor:bad_cursor");
    EXPECT_EQ(fault_of([&] { sync(device, {"", {}}); }), "") << "an empty cursor is the beginning of the roster";
}

TEST_F(GateSync, GivesEverybodyOverPagesAlsoWhoJoinsMeanwhile) {
    std::vector<Id<Person>> seen;
    const auto page = [&](const std::string& cursor) {
        return db->read_value([&](Snapshot& s) {
            return people::for_roster_of(s, factory.organization, cursor, 2,
                                         [&](const people::RosterMember& member) { seen.push_back(member.id); });
        });
    };
    auto cursor = page("");
    EXPECT_EQ(seen.size(), 2u);
    const auto newcomer = hire(factory, "三车间");
    call("POST", "/organizations/{id}/roster/leave", everything,
         fmt::format(R"({{"id":"{}","person":"{}"}})", factory.organization.text(), seen[0].text()));
    while (!cursor.empty()) cursor = page(cursor);
    EXPECT_EQ(seen.size(), 7u);
    EXPECT_THAT(seen, ::testing::UnorderedElementsAreArray(factory.workers));
    EXPECT_EQ(std::ranges::count(seen, newcomer), 1);
    seen.clear();
    for (cursor = page(""); !cursor.empty();) cursor = page(cursor);
    EXPECT_EQ(seen.size(), 6u) << "who left is gone the next time";
}

// A phone on its way through the real server.
class Phone : public GateSync {
  protected:
    Phone()
        : server(any_port(),
                 [this](http::Request&& r, http::Reply reply) { api_->handle(std::move(r), std::move(reply)); }) {
        for (const auto& division : {sishui, jinxiang}) set_rule("pass_required", "false", division);
        server.start();
        client = std::make_unique<tongzhou::testing::Client>(server.port());
    }
    ~Phone() override { server.stop(); }
    static http::Options any_port() {
        http::Options options;
        options.port = 0;
        return options;
    }
    template <class Out>
    Out read(const tongzhou::testing::Received& reply) {
        EXPECT_LT(reply.status, 300) << reply.body;
        return from_json<Out>(reply.body, {.unknown_fields = UnknownFields::ignore});
    }
    std::string heartbeat() { return fmt::format(R"({{"sent_at":"{}","queue_length":0}})", db.clock().now().iso()); }
    std::string queued(std::size_t worker) {
        OfflinePassage p;
        static_cast<NewPassage&>(p) = passage(factory, worker);
        p.at = db.clock().now() - std::chrono::minutes(1);
        return to_json(p);
    }
    http::Server server;
    std::unique_ptr<tongzhou::testing::Client> client;
};

TEST_F(Phone, LivesFromTheCodeToTheHandover) {
    const auto made = call<EnrolmentCode>("POST", "/gates/{id}/enrolment", factory.officer,
                                          fmt::format(R"({{"id":"{}"}})", factory.gates[0].text()));
    const auto enrolling = fmt::format(R"({{"code":"{}","name":"东门手机","app_version":"1.0"}})", made.code);
    client->set_header("Cookie", "tongzhou_session=tz_s_" + std::string(43, 'A'));  // of a session long over
    const auto enrolled = client->post("/devices/enrol", enrolling);
    EXPECT_EQ(enrolled.status, 201);
    const auto device = read<EnrolledDevice>(enrolled);
    EXPECT_EQ(client->post("/devices/enrol", enrolling).status, 404);
    client->set_header("Cookie", "");
    EXPECT_EQ(client->post("/devices/heartbeat", heartbeat()).status, 401);

    client->set_header("Authorization", "Bearer " + device.token);
    EXPECT_EQ(read<HeartbeatAnswer>(client->post("/devices/heartbeat", heartbeat())).config_version,
              device.config.version);
    const auto page = read<SyncPage>(client->get("/gate-sync"));
    EXPECT_EQ(page.people.size(), 6u);
    EXPECT_TRUE(read<SyncPage>(client->get("/gate-sync?version=" + page.version)).unchanged);
    EXPECT_EQ(client->get("/gates").status, 403);
    EXPECT_EQ(client->get("/devices").status, 403);
    EXPECT_EQ(client->post("/passages", to_json(passage(factory, 0))).status, 200);
    auto other_gate = passage(factory, 1);
    other_gate.gate = factory.gates[1];
    EXPECT_EQ(client->post("/passages", to_json(other_gate)).status, 404);
    EXPECT_EQ(client->post("/passages", to_json(passage(mill, 1))).status, 404);
    const auto batch = fmt::format(R"({{"sent_at":"{}","passages":[{}]}})", db.clock().now().iso(), queued(1));
    EXPECT_EQ(client->post("/passages/batch", batch).status, 200);
    const auto rest = fmt::format(R"({{"token":"{}","sent_at":"{}","passages":[{},{},{{"id":1}}]}})", device.token,
                                  db.clock().now().iso(), queued(2), queued(3));
    EXPECT_EQ(client->post("/devices/handover", rest).status, 401) << "a device in force sends batches";

    call("POST", "/devices/{id}/revoke", factory.officer, fmt::format(R"({{"id":"{}"}})", device.id.text()));
    EXPECT_EQ(client->post("/devices/heartbeat", heartbeat()).status, 401);
    EXPECT_EQ(client->get("/gate-sync").status, 401);
    EXPECT_EQ(client->post("/passages", to_json(passage(factory, 2))).status, 401);
    EXPECT_EQ(client->post("/passages/batch", batch).status, 401);
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), 2);

    for (int sent = 0; sent < 2; ++sent) {
        const auto taken = client->post("/devices/handover", rest);
        EXPECT_EQ(taken.status, 200) << taken.body;
        EXPECT_EQ(taken.body, R"({"received":3})");
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), 4) << "once, however often it is sent";
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages WHERE review = 'open' AND review_reasons LIKE '%device_revoked%'"),
              2);
    EXPECT_EQ(number("SELECT COUNT(*) FROM faulty_passages"), 1);
    client->set_header("Authorization", "");
    auto nobody = rest;
    nobody.replace(nobody.find(device.token), device.token.size(), "tz_d_" + std::string(43, 'A'));
    EXPECT_EQ(client->post("/devices/handover", nobody).status, 401);
    expect_counters();
}

}  // namespace
}  // namespace tongzhou::gates::testing
