// A site without a permit to resume work, where the rules ask for one: at the gate, and at one that was offline.
#include "modules/gates/gate_sync.hpp"
#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::HasSubstr;

class PermitsAtTheGate : public GateTest {
  protected:
    PermitsAtTheGate() {
        set_rule("pass_required", "false", sishui);
        set_rule("permit_required", "true", sishui);
        db.clock().advance(std::chrono::minutes(1));
    }
    // The enterprise files under the procedure `filing`, with everything by files or words.
    std::string permit() {
        const auto made = call(
            "POST", "/filings", factory.officer,
            fmt::format(R"({{"organization":"{}","site":"{}"}})", factory.organization.text(), factory.site.text()));
        const auto id = made.substr(made.find(R"("id":")") + 6, 36);
        call("PUT", "/filings/{id}", factory.officer,
             fmt::format(R"({{"id":"{}","principal_name":"李保国","principal_mobile":"13800138000",)"
                         R"("resume_on":"2020-02-26","staff_total":6,"staff_returning":1,"work":"造纸",)"
                         R"("committed":true,"control_plan":"分区","emergency_plan":"上报",)"
                         R"("origins":[{{"division":"370831","people":1}}],"supplies":[)"
                         R"({{"item":"masks","quantity":100,"daily_use":1}},)"
                         R"({{"item":"disinfectant","quantity":100,"daily_use":1}},)"
                         R"({{"item":"thermometers","quantity":1,"daily_use":0}}],)"
                         R"("isolation_rooms":1,"isolation_place":"东北角"}})",
                         id));
        declare_healthy(factory.workers[0]);
        call("POST", "/filings/{id}/submission", factory.officer, fmt::format(R"({{"id":"{}"}})", id));
        return id;
    }
    void revoke(const std::string& filing) {
        call("POST", "/filings/{id}/revocation", sishui_officer,
             fmt::format(R"({{"id":"{}","reason":"消毒不落实","clause":"国发明电〔2020〕4号"}})", filing));
    }
    VerdictReason entry() { return record(passage(factory, 0)).reason; }
    BatchOutcome hand_over(const Actor& device, const NewPassage& passage, const char* decided) {
        auto json = to_json(passage);
        json.insert(json.size() - 1, decided);
        PassageBatch batch;
        batch.sent_at = db.clock().now();
        batch.passages.push_back({json});
        return record_batch(*db, device, batch).outcomes.front();
    }
};

TEST_F(PermitsAtTheGate, NobodyEntersWithoutOne) {
    EXPECT_EQ(entry(), VerdictReason::site_not_permitted);
    const auto filing = permit();
    EXPECT_EQ(entry(), VerdictReason::none) << "from the moment it is issued";
    EXPECT_EQ(record(passage(workshop_next_door, 0)).reason, VerdictReason::site_not_permitted);
    revoke(filing);
    EXPECT_EQ(entry(), VerdictReason::site_not_permitted);
    EXPECT_EQ(record(passage(factory, 0, Direction::exit)).verdict, Verdict::admitted) << "one may always leave";
    set_rule("permit_required", "false", sishui);
    db.clock().advance(std::chrono::minutes(1));
    EXPECT_EQ(entry(), VerdictReason::none);
    expect_counters();
}

TEST_F(PermitsAtTheGate, DevicesAreToldAtTheNextSynchronisation) {
    const auto device = device_of(factory);
    const auto synced = [&] { return db->read_value([&](Snapshot& s) { return synchronise(s, device, {}); }); };
    const auto without = synced();
    EXPECT_FALSE(without.config->site.permitted);
    EXPECT_TRUE(without.config->rules.front().permit_required);
    const auto filing = permit();
    const auto with = synced();
    EXPECT_TRUE(with.config->site.permitted);
    EXPECT_NE(with.version, without.version);
    revoke(filing);
    EXPECT_FALSE(synced().config->site.permitted);
}

TEST_F(PermitsAtTheGate, WhatAnOfflineGateAdmittedAfterTheRevocationIsFlagged) {
    const auto device = device_of(factory);
    const auto filing = permit();
    db.clock().advance(std::chrono::minutes(10));
    auto before = passage(factory, 0);
    before.at = db.clock().now();
    db.clock().advance(std::chrono::minutes(10));
    revoke(filing);
    db.clock().advance(std::chrono::minutes(10));
    auto after = passage(factory, 1);
    after.at = db.clock().now();
    auto refused = passage(factory, 2);
    refused.at = db.clock().now();
    db.clock().advance(std::chrono::hours(3));

    const auto in_time = hand_over(device, before, R"(,"verdict":"admitted")");
    EXPECT_EQ(in_time.status, BatchStatus::recorded);
    EXPECT_EQ(in_time.review, std::nullopt) << "the permit was in force then";
    const auto late = hand_over(device, after, R"(,"verdict":"admitted")");
    EXPECT_EQ(late.status, BatchStatus::recorded) << "it happened, so it is on record";
    EXPECT_EQ(late.verdict, Verdict::admitted);
    ASSERT_TRUE(late.review);
    EXPECT_THAT(*late.review, HasSubstr("site_not_permitted"));
    EXPECT_EQ(hand_over(device, refused, R"(,"verdict":"refused","reason":"site_not_permitted")").review, std::nullopt)
        << "who was kept out raises no doubt";
    EXPECT_THAT(call("GET", "/passages", factory.officer, R"({"review":"open"})"), HasSubstr(after.id.text()));
    expect_counters();
}

}  // namespace
}  // namespace tongzhou::gates::testing
