#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "main/demo_files.hpp"
#include "main/installation.hpp"

namespace tongzhou {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

struct Row {
    std::string verdict, reason;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (verdict, reason, count))

// One small city for all the questions asked of it: making it takes the longest.
class DemoLoad : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder = std::filesystem::temp_directory_path() / ("tongzhou-demo-" + new_uuid_v7(SystemClock().now()).text());
        config::Settings settings;
        settings.data_folder = folder.string();
        program = std::make_unique<Program>(settings, Opening::from_nothing);
        city = std::make_unique<DemoCity>(2020, 12, 900);
        days = std::make_unique<DemoDays>(*city, date_in_shanghai(program->clock().now()) - std::chrono::days(7));
        loader = std::make_unique<DemoLoader>(*program, *city, *days, nullptr);
        loader->load(7, eight_of_the_last_day());
    }
    static Instant eight_of_the_last_day() { return days->instant(7, 8 * 3600); }
    static void TearDownTestSuite() {
        loader.reset();
        program.reset();
        std::filesystem::remove_all(folder);
    }

    template <class T>
    static std::vector<T> rows(const std::string& sql) {
        return program->database().read_value([&](Snapshot& s) { return s.all_of<T>(sql, {}); });
    }
    static std::int64_t number(const std::string& sql) { return rows<std::int64_t>(sql).at(0); }

    static inline std::filesystem::path folder;
    static inline std::unique_ptr<Program> program;
    static inline std::unique_ptr<DemoCity> city;
    static inline std::unique_ptr<DemoDays> days;
    static inline std::unique_ptr<DemoLoader> loader;
};

TEST_F(DemoLoad, CountersSayWhatTheLedgerSays) {
    program->database().read([](Snapshot& s) { EXPECT_THAT(gates::check_counters(s), IsEmpty()); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages"), loader->counts().passages);
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages WHERE verdict = 'refused'"), loader->counts().refused);
    EXPECT_GT(loader->counts().passages, 4'000);
}

TEST_F(DemoLoad, EverythingThatHappensAtGatesHappens) {
    std::set<std::string> verdicts, reasons;
    for (const auto& row :
         rows<Row>("SELECT verdict, reason, COUNT(*) AS count FROM passages GROUP BY verdict, reason")) {
        verdicts.insert(row.verdict);
        reasons.insert(row.reason);
    }
    EXPECT_EQ(verdicts.size(), 2u + (loader->counts().held > 0));
    for (const char* reason : {"none", "no_pass", "not_on_roster", "outbreak_contact"})
        EXPECT_THAT(reasons, Contains(reason));
    EXPECT_EQ(number("SELECT COUNT(DISTINCT means) FROM passages"), 4);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fever_incidents"), loader->counts().held);
    // Most people get in: refusals are the exception.
    EXPECT_LT(loader->counts().refused * 20, loader->counts().passages);
}

TEST_F(DemoLoad, HappenedWhenItIsSaidToHaveHappened) {
    EXPECT_EQ(number("SELECT COUNT(*) FROM passages WHERE received_at <> at OR offline <> 0 OR review <> 'none'"), 0);
    EXPECT_EQ(number(fmt::format("SELECT COUNT(*) FROM passages WHERE at < {} OR at >= {}", days->instant(0, 0).ms(),
                                 eight_of_the_last_day().ms())),
              0);
    EXPECT_GT(number(fmt::format("SELECT COUNT(*) FROM passages WHERE at >= {}", days->instant(7, 0).ms())), 100);
    EXPECT_GT(number(fmt::format("SELECT COUNT(*) FROM passes WHERE issued_at < {}", days->instant(0, 0).ms())), 500);
}

TEST_F(DemoLoad, OnlyTheNightShiftStaysInsideOverNight) {
    const auto inside =
        number(fmt::format("SELECT COUNT(*) FROM presence WHERE inside = 1 AND at < {}", days->instant(7, 0).ms()));
    std::int64_t nights = 0;
    for (std::int64_t person = 0; person < city->people(); ++person)
        nights += city->works_at_night(person, city->employer_of(person));
    EXPECT_LE(inside, nights);
}

TEST_F(DemoLoad, EveryEnterpriseHasItsPeopleAndGates) {
    EXPECT_EQ(number("SELECT COUNT(*) FROM enterprises"), 12);
    EXPECT_EQ(number("SELECT COUNT(*) FROM persons"), 900);
    EXPECT_EQ(number("SELECT COUNT(*) FROM enterprises WHERE size_class IS NULL AND size_industry NOT IN "
                     "('education', 'health')"),
              0);
    std::int64_t gates = 0;
    for (const auto& e : city->enterprises()) gates += e.gates;
    EXPECT_EQ(number("SELECT COUNT(*) FROM gates"), gates);
    EXPECT_EQ(number("SELECT COUNT(*) FROM devices"), gates);
    EXPECT_TRUE(program->database().read_value([](Snapshot& s) {
        return organizations::find_organization(s, command_id(DivisionCode::of("370831"))).has_value();
    }));
}

TEST_F(DemoLoad, FilesAreForTheirOwnerOnly) {
    const auto& settings = program->settings();
    write_demo_devices(settings, {2020, 12, 900, days->date(0), loader->places().front().gates});
    const auto file = demo_devices_file(settings);
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms(0600));
    const auto read = read_demo_devices(file);
    EXPECT_EQ(read.day_zero, days->date(0));
    EXPECT_EQ(read.gates.front().token, loader->places().front().gates.front().token);
    EXPECT_THROW(read_demo_devices(folder / "elsewhere.json"), Problem);
}

}  // namespace
}  // namespace tongzhou
