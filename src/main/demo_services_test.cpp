#include "main/demo_services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/audit/audit.hpp"

namespace tongzhou {
namespace {

struct StateCount {
    std::string state;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, count))

class DemoServicesTest : public ::testing::Test {
  protected:
    /// A city of that many enterprises, made at that moment; what load() returns.
    int make(std::int64_t enterprises, const Instant& now) {
        config::Settings settings;
        settings.data_folder = folder.string();
        clock.set(now);
        program = std::make_unique<Program>(settings, Opening::from_nothing, Tenancy::shared, &clock);
        const DemoCity city(2020, enterprises, enterprises * 10);
        const DemoDays days(city, date_in_shanghai(now));
        DemoLoader loader(*program, city, days, nullptr);
        loader.load(0);
        const auto bureau = make_demo_bureau(loader.api(), city.counties()[city.largest().county].code);
        const auto accounts = make_demo_accounts(*program, city, loader.places(), bureau);
        return DemoServices(loader.api(), clock, city, loader.places(), accounts, bureau).load();
    }
    ~DemoServicesTest() override {
        program.reset();
        std::filesystem::remove_all(folder);
    }
    std::map<std::string, std::int64_t> states_of(const std::string& table) {
        std::map<std::string, std::int64_t> counts;
        program->database().read([&](Snapshot& s) {
            const auto text = fmt::format("SELECT state, COUNT(*) AS count FROM {} GROUP BY state", table);
            for (const auto& row : s.all_of<StateCount>(text, {})) counts[row.state] = row.count;
        });
        return counts;
    }
    std::int64_t number(const std::string& sql) {
        return program->database().read_value([&](Snapshot& s) { return s.all_of<std::int64_t>(sql, {}).at(0); });
    }

    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("tongzhou-services-" + new_uuid_v7(SystemClock().now()).text());
    ManualClock clock{SystemClock().now()};
    std::unique_ptr<Program> program;
};

TEST_F(DemoServicesTest, HaveOneOfEverything) {
    const auto now = Instant::of("2020-03-04T16:30:00+08:00");
    EXPECT_EQ(make(90, now), 0) << "every call of the file names what is there";
    EXPECT_EQ(clock.now(), now);
    EXPECT_GE(states_of("tickets").size(), 6u);
    EXPECT_GE(states_of("difficulties").size(), 5u);
    EXPECT_GE(states_of("filings").size(), 4u);
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_plans WHERE state = 'accepted'"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM squad_members WHERE account IS NOT NULL"), 1)
        << "demo-squad sits in a squad";
    EXPECT_GT(number("SELECT COUNT(*) FROM squad_assignments"), 5);
    EXPECT_GT(number("SELECT COUNT(*) FROM permits"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM tickets WHERE accepted_at > " + std::to_string(now.ms())), 0);
}

TEST_F(DemoServicesTest, AreMadeOnAHolidayBeforeDawn) {
    EXPECT_EQ(make(90, Instant::of("2020-01-25T03:10:00+08:00")), 0);
}

TEST_F(DemoServicesTest, LeaveOutWhatASmallCityDoesNotHave) {
    EXPECT_GT(make(5, Instant::of("2020-03-08T10:00:00+08:00")), 0);
    EXPECT_GT(states_of("tickets").size(), 3u);
}

}  // namespace
}  // namespace tongzhou
