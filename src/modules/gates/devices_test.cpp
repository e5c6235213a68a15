// Gates, their devices, and how a phone becomes one.
#include <thread>

#include "modules/gates/devices.hpp"
#include "modules/gates/enrolment.hpp"
#include "modules/gates/gate_admin.hpp"
#include "modules/gates/test_city.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Devices : public GateTest {
  protected:
    static std::string by_id(const std::string& id) { return fmt::format(R"({{"id":"{}"}})", id); }
    EnrolmentCode code_for(const Plant& plant, std::size_t gate = 0) {
        return call<EnrolmentCode>("POST", "/gates/{id}/enrolment", plant.officer, by_id(plant.gates[gate].text()));
    }
    EnrolledDevice enrol(const std::string& code, const char* name = "东门手机") {
        return db->write_value([&](Tx& tx) { return enrol_device(tx, Actor{}, {code, name, {}}); });
    }
    // An enrolled device, as the token makes it known.
    Actor actor_of(const EnrolledDevice& device) {
        http::Request request;
        request.headers = {{"authorization", "Bearer " + device.token}};
        return db->read_value([&](Snapshot& s) { return db->services().get<auth::Accounts>().identify(s, request); });
    }
    Page<DeviceView> devices(const Actor& actor, DeviceFilter filter = {}) {
        filter.count = true;
        return db->read_value([&](Snapshot& s) { return list_devices(s, actor, filter); });
    }
    HeartbeatAnswer beat(const Actor& actor, Heartbeat heartbeat) {
        return db->write_value([&](Tx& tx) { return note_heartbeat(tx, actor, heartbeat); });
    }
};

TEST_F(Devices, AreEnrolledWithACodeThatIsGoodOnce) {
    const auto made = code_for(factory);
    EXPECT_THAT(made.qr, HasSubstr("<svg"));
    EXPECT_EQ(made.expires_at, db.clock().now() + enrolment_time);
    EXPECT_EQ(number("SELECT COUNT(*) FROM enrolment_codes WHERE code_hash = '" + made.code + "'"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM enrolment_codes WHERE code_hash = '" + seal::hash_token(made.code) + "'"),
              1);

    const auto device = enrol(made.code);
    EXPECT_TRUE(seal::is_token(device.token, seal::TokenKind::device));
    EXPECT_EQ(device.config.gate.id, factory.gates[0]);
    EXPECT_EQ(device.config.site.organization, factory.organization);
    const auto actor = actor_of(device);
    EXPECT_EQ(actor.kind, ActorKind::device);
    EXPECT_EQ(actor.permissions, (Permissions{Permission::passage_record, Permission::gate_sync}));
    EXPECT_TRUE(actor.scope.covers(factory.division, factory.organization));
    EXPECT_FALSE(actor.scope.covers(factory.division, workshop_next_door.organization));

    const auto row = devices(factory.officer).items.at(0);
    EXPECT_EQ(row.id, device.id);
    EXPECT_EQ(row.enrolled_by, factory.officer.name);
    EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM audit_log WHERE action = 'device_enrol' AND subject = '{}'",
                                 device.id.text())),
              1);
    EXPECT_EQ(fault_of([&] { enrol(made.code); }), "no_such_enrolment_code");
    EXPECT_EQ(devices(everything).total, 1);
}

TEST_F(Devices, AreToldNothingByACodeThatIsNotGood) {
    const auto refusal = [&](const std::string& code) {
        try {
            enrol(code);
        } catch (const Problem& problem) {
            return fmt::format("{} {} {}", problem.status(), problem.code(), problem.detail().en);
        }
        return std::string("enrolled");
    };
    const auto used = code_for(factory), late = code_for(factory);
    enrol(used.code);
    const auto never = refusal(seal::new_token(seal::TokenKind::enrolment));
    EXPECT_THAT(never, HasSubstr("404 no_such_enrolment_code"));
    EXPECT_EQ(refusal("x"), never);
    EXPECT_EQ(refusal(used.code), never);
    db.clock().advance(enrolment_time);
    EXPECT_EQ(refusal(late.code), never) << "on the minute it ends";
    // A code of a gate that closed meanwhile is not used up by the attempt.
    const auto waiting = code_for(factory);
    call("POST", "/gates/{id}/close", factory.officer, by_id(factory.gates[0].text()));
    EXPECT_THAT(refusal(waiting.code), HasSubstr("409 gate_closed"));
    call("POST", "/gates/{id}/reopen", factory.officer, by_id(factory.gates[0].text()));
    EXPECT_EQ(refusal(waiting.code), "enrolled");
}

TEST_F(Devices, AreNotTwoOfOneCode) {
    for (int round = 0; round < 10; ++round) {
        const auto code = code_for(factory).code;
        std::atomic<int> enrolled = 0, refused = 0;
        std::vector<std::jthread> phones;
        for (int phone = 0; phone < 3; ++phone)
            phones.emplace_back([&] { fault_of([&] { enrol(code); }).empty() ? ++enrolled : ++refused; });
        phones.clear();
        EXPECT_EQ(enrolled, 1);
        EXPECT_EQ(refused, 2);
    }
    EXPECT_EQ(devices(everything).total, 10);
}

TEST_F(Devices, AreBroughtToTheGateScreenByTheCode) {
    const auto ask = [&](const std::string& address) {
        return call<EnrolmentCode>("POST", "/gates/{id}/enrolment", factory.officer,
                                   fmt::format(R"({{"id":"{}","address":"{}"}})", factory.gates[0].text(), address));
    };
    const auto made = ask("https://tongzhou.example/");
    EXPECT_EQ(made.link, "https://tongzhou.example/gate/#enrol=" + made.code);
    EXPECT_EQ(code_for(factory).link.substr(0, 5), "tz_e_") << "without an address the bare code";
    for (const auto* bad : {"javascript:alert(1)", "tongzhou.example", "https://a b", "https://a/#x"})
        EXPECT_EQ(fault_of([&] { ask(bad); }), "invalid_fields /address:not_an_address") << bad;
}

TEST_F(Devices, SayHowTheyAre) {
    const auto device = enrol(code_for(factory).code);
    const auto actor = actor_of(device);
    db.clock().advance(std::chrono::minutes(10));
    const auto now = db.clock().now();
    const auto audited = number("SELECT COUNT(*) FROM audit_log");
    const auto oldest = now - std::chrono::minutes(9);
    const auto answer = beat(actor, {now - std::chrono::seconds(7), 12, oldest, "1.4"});
    EXPECT_EQ(answer.server_time, now);
    EXPECT_EQ(answer.clock_skew_ms, 7'000);
    EXPECT_EQ(answer.config_version, device.config.version) << "nothing changed";
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log"), audited);

    DeviceFilter waiting;
    waiting.waiting = true;
    const auto row = devices(factory.officer, waiting).items.at(0);
    EXPECT_EQ(row.last_seen_at, now);
    EXPECT_EQ(row.queue_length, 12);
    EXPECT_EQ(row.oldest_waiting_at, oldest);
    EXPECT_EQ(row.clock_skew_ms, 7'000);
    EXPECT_EQ(row.app_version, "1.4");
    beat(actor, {now, 0, {}, {}});
    EXPECT_EQ(devices(factory.officer, waiting).total, 0);
    EXPECT_EQ(devices(factory.officer).items.at(0).app_version, "1.4") << "what it does not say stays";

    DeviceFilter silent;
    silent.unseen_since = now;
    EXPECT_EQ(devices(factory.officer, silent).total, 0);
    silent.unseen_since = now + std::chrono::milliseconds(1);
    EXPECT_EQ(devices(factory.officer, silent).total, 1);

    call("PATCH", "/gates/{id}", factory.officer,
         fmt::format(R"({{"id":"{}","name":"南门"}})", factory.gates[0].text()));
    EXPECT_NE(beat(actor, {now, 0, {}, {}}).config_version, device.config.version);
    EXPECT_EQ(fault_of([&] { beat(factory.officer, {now, 0, {}, {}}); }), "not_found") << "an account is no device";
}

TEST_F(Devices, AreNobodyOnceRevoked) {
    const auto device = enrol(code_for(factory).code);
    const auto actor = actor_of(device);
    const auto first = call<DeviceView>("POST", "/devices/{id}/revoke", sishui_officer, by_id(device.id.text()));
    EXPECT_EQ(first.revoked_at, db.clock().now());
    EXPECT_EQ(fault_of([&] { actor_of(device); }).empty(), false);
    db.clock().advance(std::chrono::minutes(1));
    const auto second = call<DeviceView>("POST", "/devices/{id}/revoke", sishui_officer, by_id(device.id.text()));
    EXPECT_EQ(second.revoked_at, first.revoked_at);
    DeviceFilter revoked;
    revoked.revoked = true;
    EXPECT_EQ(devices(city, revoked).total, 1);
    revoked.revoked = false;
    EXPECT_EQ(devices(city, revoked).total, 0);
}

TEST_F(Devices, AndGatesAreHiddenFromThoseTheyDoNotConcern) {
    const auto device = enrol(code_for(factory).code);
    for (const auto& stranger : {workshop_next_door.officer, mill.officer, jinxiang_officer}) {
        EXPECT_EQ(devices(stranger).total, 0);
        EXPECT_TRUE(devices(stranger).items.empty());
        DeviceFilter named;
        named.organization = factory.organization;
        EXPECT_EQ(devices(stranger, named).total, 0);
        GateFilter of_site;
        of_site.site = factory.site;
        of_site.count = true;
        EXPECT_EQ(db->read_value([&](Snapshot& s) { return list_gates(s, stranger, of_site); }).total, 0);
        EXPECT_THAT(call("GET", "/gates/export", stranger, "{}"), Not(HasSubstr(factory.gates[0].text())));
        EXPECT_THAT(call("GET", "/devices/export", stranger, "{}"), Not(HasSubstr(device.id.text())));
        for (const auto* route : {"/gates/{id}/close", "/gates/{id}/reopen", "/gates/{id}/enrolment"})
            EXPECT_EQ(fault_of([&] { call("POST", route, stranger, by_id(factory.gates[0].text())); }), "not_found");
        EXPECT_EQ(fault_of([&] { call("GET", "/gates/{id}", stranger, by_id(factory.gates[0].text())); }), "not_found");
        EXPECT_EQ(fault_of([&] {
                      call("PATCH", "/gates/{id}", stranger,
                           fmt::format(R"({{"id":"{}","name":"x"}})", factory.gates[0].text()));
                  }),
                  "not_found");
        EXPECT_EQ(fault_of([&] { call("GET", "/devices/{id}", stranger, by_id(device.id.text())); }), "not_found");
        EXPECT_EQ(fault_of([&] { call("POST", "/devices/{id}/revoke", stranger, by_id(device.id.text())); }),
                  "not_found");
    }
    EXPECT_EQ(devices(factory.officer).total, 1);
    EXPECT_FALSE(actor_of(device).name.empty()) << "still in force";
    // A device reaches its own gate and no other, not even of its own site.
    auto actor = actor_of(device);
    EXPECT_EQ(fault_of([&] { call("GET", "/gates/{id}", actor, by_id(factory.gates[0].text())); }),
              "permission_missing");
    actor.permissions = Permissions::all();
    EXPECT_EQ(fault_of([&] { call("GET", "/gates/{id}", actor, by_id(factory.gates[0].text())); }), "");
    EXPECT_EQ(fault_of([&] { call("GET", "/gates/{id}", actor, by_id(factory.gates[1].text())); }), "not_found");
}

TEST_F(Devices, BelongToGatesThatAreListedChangedAndClosed) {
    const auto gates = [&](GateFilter filter) {
        filter.count = true;
        return db->read_value([&](Snapshot& s) { return list_gates(s, everything, filter); });
    };
    GateFilter filter;
    EXPECT_EQ(gates(filter).total, 6);
    filter.division = sishui;
    EXPECT_EQ(gates(filter).total, 4);
    filter.organization = factory.organization;
    filter.name = Text<100>("东");
    EXPECT_EQ(gates(filter).total, 1);
    filter.name = Text<100>("%");
    EXPECT_EQ(gates(filter).total, 0);

    const auto gate = factory.gates[0];
    const auto changed = call<GateView>("PATCH", "/gates/{id}", factory.officer,
                                        fmt::format(R"({{"id":"{}","kind":"vehicle"}})", gate.text()));
    EXPECT_EQ(changed.kind, GateKind::vehicle);
    EXPECT_EQ(changed.name, "东门") << "what is left out stays";

    const auto closed = call<GateView>("POST", "/gates/{id}/close", factory.officer, by_id(gate.text()));
    EXPECT_EQ(closed.closed_at, db.clock().now());
    EXPECT_EQ(fault_of([&] { record(passage(factory, 0)); }), "gate_closed");
    db.clock().advance(std::chrono::minutes(1));
    EXPECT_EQ(call<GateView>("POST", "/gates/{id}/close", factory.officer, by_id(gate.text())).closed_at,
              closed.closed_at);
    filter = {};
    filter.closed = true;
    EXPECT_EQ(gates(filter).total, 1);
    call("POST", "/gates/{id}/reopen", factory.officer, by_id(gate.text()));
    EXPECT_EQ(gates(filter).total, 0);
    EXPECT_EQ(fault_of([&] { record(passage(factory, 0)); }), "");
}

}  // namespace
}  // namespace tongzhou::gates::testing
