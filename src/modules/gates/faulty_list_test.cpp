// Records that nobody can read as passages: seen by whom they concern, read with a reason, settled once.
#include "modules/gates/faulty_list.hpp"

#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class FaultyPassages : public GateTest {
  protected:
    FaultyPassages() {
        record_batch(*db, device_of(factory), {db.clock().now(), {{R"({"document":"E1","temperature":999})"}}});
        db.clock().advance(std::chrono::minutes(1));
        record_batch(*db, device_of(mill), {db.clock().now(), {{R"([1])"}}});
    }
    std::vector<FaultyRow> seen(const Actor& actor, const std::string& filter = "{}") {
        return call<Page<FaultyRow>>("GET", "/faulty-passages", actor, filter).items;
    }
    FaultyRow settle(const FaultyRow& row, const char* settlement, const Actor& actor) {
        return call<FaultyRow>(
            "POST", "/faulty-passages/{id}/settlement", actor,
            fmt::format(R"({{"id":"{}","settlement":"{}","note":"已补登"}})", row.id.text(), settlement));
    }
    FaultyView read(const FaultyRow& row, const Actor& actor) {
        return call<FaultyView>("POST", "/faulty-passages/{id}/unmask", actor,
                                fmt::format(R"({{"id":"{}","reason":"补登这次通行"}})", row.id.text()));
    }
};

TEST_F(FaultyPassages, AreSeenByThoseWhoseGateItWas) {
    EXPECT_THAT(seen(everything), SizeIs(2));
    EXPECT_THAT(seen(city), SizeIs(2));
    ASSERT_THAT(seen(factory.officer), SizeIs(1));
    EXPECT_THAT(seen(sishui_officer), SizeIs(1));
    EXPECT_THAT(seen(workshop_next_door.officer), IsEmpty());
    const auto row = seen(factory.officer).front();
    EXPECT_EQ(row.organization, factory.organization);
    EXPECT_EQ(row.settlement, std::nullopt);
    EXPECT_THAT(row.reason, HasSubstr("/temperature:out_of_range"));
    EXPECT_EQ(seen(jinxiang_officer).front().organization, mill.organization);
    EXPECT_THAT(seen(city, fmt::format(R"({{"division":"{}"}})", sishui.text())), SizeIs(1));
    EXPECT_THAT(call("GET", "/faulty-passages/export", factory.officer, "{}"), HasSubstr(row.id.text()));

    for (const auto* stranger : {&mill.officer, &workshop_next_door.officer, &jinxiang_officer}) {
        EXPECT_EQ(fault_of([&] { read(row, *stranger); }), "not_found");
        EXPECT_EQ(fault_of([&] { settle(row, "dismissed", *stranger); }), "not_found");
    }
    EXPECT_EQ(seen(factory.officer).front().settlement, std::nullopt);
}

TEST_F(FaultyPassages, AreReadWithAReasonThatIsOnRecord) {
    const auto row = seen(factory.officer).front();
    const auto before = number("SELECT COUNT(*) FROM audit_log");
    EXPECT_EQ(read(row, factory.officer).sent, R"({"document":"E1","temperature":999})");
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log"), before + 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE detail LIKE '%补登这次通行%'"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE detail LIKE '%E1%'"), 0);
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/faulty-passages/{id}/unmask", factory.officer,
                       fmt::format(R"({{"id":"{}","reason":""}})", row.id.text()));
              }),
              "invalid_fields /reason:wrong_length");
}

TEST_F(FaultyPassages, AreSettledOnce) {
    const auto row = seen(factory.officer).front();
    const auto settled = settle(row, "entered", factory.officer);
    EXPECT_EQ(settled.settlement, FaultySettlement::entered);
    EXPECT_EQ(settled.settled_by, factory.officer.name);
    db.clock().advance(std::chrono::minutes(5));
    EXPECT_EQ(to_json(settle(row, "entered", sishui_officer)), to_json(settled)) << "said twice is said once";
    EXPECT_EQ(fault_of([&] { settle(row, "dismissed", sishui_officer); }), "already_settled");
    EXPECT_THAT(seen(everything, R"({"settled":false})"), SizeIs(1));
    ASSERT_THAT(seen(everything, R"({"settled":true})"), SizeIs(1));
    EXPECT_EQ(to_json(seen(everything, R"({"settled":true})").front()), to_json(settled));
}

}  // namespace
}  // namespace tongzhou::gates::testing
