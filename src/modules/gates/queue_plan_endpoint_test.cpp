// The queue plan as it is asked for: from the site's own days, from counts, from shifts, by whom it may.
#include "modules/gates/queue_plan_endpoint.hpp"

#include "modules/gates/test_city.hpp"

namespace tongzhou::gates::testing {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;

class QueuePlans : public GateTest {
  protected:
    GateQueuePlan ask(const std::string& members, const Actor& actor) {
        return call<GateQueuePlan>(
            "POST", "/sites/{id}/queue-plan", actor,
            fmt::format(R"({{"id":"{}"{}{}}})", factory.site.text(), members.empty() ? "" : ",", members));
    }
    GateQueuePlan ask(const std::string& members) { return ask(members, factory.officer); }

    /// Entries of a day, written as the counters have them.
    void count(const char* hour, std::int64_t each_five_minutes, const char* verdict = "admitted") {
        const auto m = each_five_minutes;
        db->write([&](Tx& tx) {
            tx.connection().execute(fmt::format(
                "INSERT INTO site_tallies VALUES ('{}', '{}', {}, 'entry', '{}', 'none', 7, '{}', '{}', {}, {}, {}, "
                "{}, {}, {}, {}, {}, {}, {}, {}, {})",
                factory.division.county(), factory.site.text(), Instant::of(hour).ms(), verdict,
                factory.division.text(), factory.organization.text(), m, m, m, m, m, m, m, m, m, m, m, m));
        });
    }
};

TEST_F(QueuePlans, TakeTheSitesOwnLastWorkingDay) {
    EXPECT_EQ(fault_of([&] { ask(""); }), "invalid_fields /arrivals:missing");
    db.clock().set(Instant::of("2020-03-02T10:00:00+08:00"));  // a Monday
    EXPECT_EQ(fault_of([&] { ask(""); }), "invalid_fields /arrivals:missing");
    count("2020-02-10T08:00:00+08:00", 500);           // too long ago
    count("2020-02-27T08:00:00+08:00", 30);            // Thursday
    count("2020-02-28T07:00:00+08:00", 20);            // Friday
    count("2020-02-28T07:00:00+08:00", 5, "refused");  // takes a lane's time as well
    count("2020-03-01T09:00:00+08:00", 1);             // Sunday: the watchmen
    count("2020-03-02T08:00:00+08:00", 400);           // today, which has only begun
    const auto plan = ask("");
    EXPECT_EQ(plan.arrivals_of, Date::of("2020-02-28"));
    EXPECT_EQ(plan.forecast.people, 12 * 25);
    ASSERT_THAT(plan.forecast.slots, SizeIs(Ge(12u)));
    EXPECT_EQ(plan.forecast.slots[0].minute, 420);
    EXPECT_EQ(plan.finding, QueueFinding::fits);
    EXPECT_EQ(plan.lanes, 2) << "of the site";
    EXPECT_EQ(plan.deciseconds_per_person, 30);
    EXPECT_EQ(plan.spacing_cm, 300) << "the rule of the country";
    EXPECT_EQ(plan.longest_wait_minutes, 10);
    EXPECT_EQ(plan.capacity, 200);
    EXPECT_EQ(plan.forecast.fits_yard, std::nullopt) << "nobody has measured the yard";
}

TEST_F(QueuePlans, CountEntriesThatWereRecordedAtTheGate) {
    for (std::size_t worker = 0; worker < 6; ++worker) record(passage(factory, worker));
    record(passage(factory, 0, Direction::exit));
    db.clock().advance(std::chrono::days(1));
    EXPECT_EQ(ask("").forecast.people, 6);
}

TEST_F(QueuePlans, ProposeStartsForAnArrivalThatIsTooMuch) {
    const auto plan = ask(R"("arrivals":[50,200,300,250,40],"first_minute":450,"yard_length_dm":900)");
    EXPECT_EQ(plan.finding, QueueFinding::staggered);
    EXPECT_EQ(plan.forecast.fits_yard, false);
    EXPECT_EQ(plan.forecast.people, 840);
    EXPECT_EQ(plan.needs.has_value(), false);
    ASSERT_TRUE(plan.proposal);
    const auto& then = plan.proposal->forecast;
    EXPECT_EQ(then.fits_yard, true);
    EXPECT_TRUE(then.fits_wait);
    EXPECT_EQ(then.people, 840) << "nobody is lost";
    EXPECT_LE(then.longest_queue_metres, 90);
    EXPECT_THAT(then.slots, Each(Field(&QueueSlotView::longest_wait_seconds, Le(600))));
    std::int64_t people = 0;
    for (const auto& wave : plan.proposal->waves) people += wave.people;
    EXPECT_THAT(people, AllOf(Ge(750), Le(840))) << "the rush, without those before and after it";
    EXPECT_THAT(plan.says_zh, HasSubstr(fmt::format("分 {} 批到岗", plan.proposal->waves.size())));
    EXPECT_THAT(plan.says_en, HasSubstr("more than the yard of 90.0 m"));
}

TEST_F(QueuePlans, StaggerShiftsByName) {
    set_rule("queue_spacing_cm", "100", sishui);
    const auto plan = ask(R"("lanes":1,"deciseconds_per_person":40,"yard_length_dm":300,"shifts":[)"
                          R"({"name":"一车间","people":200,"start_minute":480},)"
                          R"({"name":"二车间","people":150,"start_minute":480,"spread_minutes":10}])");
    EXPECT_EQ(plan.spacing_cm, 100) << "the rule of the county";
    EXPECT_EQ(plan.arrivals_of, std::nullopt);
    EXPECT_EQ(plan.forecast.people, 350);
    ASSERT_EQ(plan.finding, QueueFinding::staggered) << plan.says_en;
    std::map<std::string, std::int64_t> people;
    for (const auto& wave : plan.proposal->waves) {
        people[wave.shift] += wave.people;
        EXPECT_EQ(wave.start_minute, 480 + wave.moved_minutes);
    }
    EXPECT_EQ(people, (std::map<std::string, std::int64_t>{{"一车间", 200}, {"二车间", 150}}));
}

TEST_F(QueuePlans, SayWhatWouldHelpWhereNoStartsDo) {
    const auto plan = ask(R"("yard_length_dm":900,"shifts":[{"people":12000,"start_minute":480}])");
    EXPECT_EQ(plan.finding, QueueFinding::impossible);
    EXPECT_FALSE(plan.proposal);
    ASSERT_TRUE(plan.needs && plan.needs->lanes);
    EXPECT_THAT(*plan.needs->lanes, AllOf(Ge(3), Le(5)));
    EXPECT_EQ(plan.needs->yard_length_dm, std::nullopt);
    EXPECT_THAT(plan.says_zh, HasSubstr(fmt::format("开 {} 条通道", *plan.needs->lanes)));
    const auto again = ask(fmt::format(
        R"("lanes":{},"yard_length_dm":900,"shifts":[{{"people":12000,"start_minute":480}}])", *plan.needs->lanes));
    EXPECT_EQ(again.finding, QueueFinding::staggered) << "what it says is true";
}

TEST_F(QueuePlans, NameEveryFaultyField) {
    EXPECT_EQ(fault_of([&] { ask(R"("arrivals":[5])"); }), "invalid_fields /first_minute:missing");
    EXPECT_EQ(fault_of([&] { ask(R"("arrivals":[],"first_minute":3)"); }),
              "invalid_fields /first_minute:not_a_multiple /arrivals:wrong_length");
    EXPECT_EQ(fault_of([&] { ask(R"("arrivals":[1,1],"first_minute":1435)"); }),
              "invalid_fields /arrivals:wrong_length");
    EXPECT_EQ(fault_of([&] { ask(R"("shifts":[])"); }), "invalid_fields /shifts:wrong_length");
    EXPECT_EQ(fault_of([&] { ask(R"("shifts":[{"people":9,"start_minute":481,"spread_minutes":12}])"); }),
              "invalid_fields /shifts/0/start_minute:not_a_multiple /shifts/0/spread_minutes:not_a_multiple");
    EXPECT_EQ(fault_of([&] {
                  ask(R"("arrivals":[20000,20000],"first_minute":0,"shifts":[{"people":10001,"start_minute":480}])");
              }),
              "invalid_fields /shifts:too_many_people");
    EXPECT_EQ(fault_of([&] { ask(R"("arrivals":[-1],"first_minute":0,"lanes":0,"spacing_cm":20)"); }),
              "invalid_fields /arrivals/0:out_of_range /lanes:out_of_range /spacing_cm:out_of_range");
}

TEST_F(QueuePlans, AreForThoseWhoseSiteItIs) {
    const std::string some = R"("arrivals":[5],"first_minute":480)";
    EXPECT_EQ(fault_of([&] { ask(some, mill.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { ask(some, workshop_next_door.officer); }), "not_found");
    EXPECT_EQ(fault_of([&] { ask(some, jinxiang_officer); }), "not_found");
    auto without = sishui_officer;
    without.permissions = {Permission::passage_read};
    EXPECT_EQ(fault_of([&] { ask(some, without); }), "permission_missing");
    for (const auto& actor : {sishui_officer, city, factory.officer})
        EXPECT_EQ(ask(some, actor).finding, QueueFinding::fits);
    EXPECT_EQ(fault_of([&] {
                  call("POST", "/sites/{id}/queue-plan", everything,
                       fmt::format(R"({{"id":"{}"}})", new_uuid_v7(SystemClock().now()).text()));
              }),
              "not_found");
}

}  // namespace
}  // namespace tongzhou::gates::testing
