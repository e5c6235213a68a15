// The city's real register, where TONGZHOU_DATA or ../shared/data has it: taken as it is, every row accounted for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "modules/organizations/enterprise_row.hpp"
#include "modules/organizations/test_register.hpp"

namespace tongzhou::organizations {
namespace {

struct CountyCount {
    std::string county;
    std::int64_t number = 0;
    auto operator<=>(const CountyCount&) const = default;
};
BOOST_DESCRIBE_STRUCT(CountyCount, (), (county, number))

class RealFile : public ::testing::Test {
  protected:
    void SetUp() override {
        const char* told = std::getenv("TONGZHOU_DATA");
        path = std::filesystem::path(told ? told : TONGZHOU_SOURCE_DIR "/../shared/data") / "enterprises" /
               "jining_enterprises.csv";
        if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
    }
    imports::Import import(const imports::Options& options = {}) {
        return imports::run_import(*db, officer_of(jining), "enterprises", path, options);
    }
    std::vector<CountyCount> counties() {
        return db->read_value([](Snapshot& s) {
            return s.all_of<CountyCount>(
                "SELECT county, COUNT(*) AS number FROM organizations GROUP BY county ORDER BY county", {});
        });
    }
    std::int64_t number(const std::string& condition) {
        return db->read_value([&](Snapshot& s) {
            return s.all_of<std::int64_t>("SELECT COUNT(*) FROM enterprises WHERE " + condition, {}).front();
        });
    }
    std::int64_t rows_with(const imports::Import& run, const std::string& note) {
        return db->read_value([&](Snapshot& s) {
            return s
                .all_of<std::int64_t>("SELECT COUNT(*) FROM import_rows WHERE import = :import AND notes LIKE :note",
                                      {sql::argument(run.id), sql::argument("%" + note + "%")})
                .front();
        });
    }
    std::map<std::string, std::int64_t> counties_by_the_files_own_columns() {
        std::map<std::string, std::int64_t> counts;
        auto reader = table::open_table(path);
        const auto& header = reader->header();
        const auto column = [&](std::string_view name) {
            return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
        };
        const auto by_code = column("county_from_code"), by_address = column("county_from_address");
        while (auto row = reader->next()) {
            const auto& code = row->cells[by_code];
            if (code == "370402") continue;
            const auto& county = code.ends_with("00") ? row->cells[by_address] : code;
            if (!county.empty()) ++counts[county];
        }
        return counts;
    }

    Register db;
    std::filesystem::path path;
};

TEST_F(RealFile, IsTakenAsItIs) {
    const auto tried = import({.dry_run = true});
    EXPECT_TRUE(counties().empty());
    const auto run = import();
    EXPECT_EQ(run.state, imports::State::finished);
    EXPECT_EQ(run.row_count, 4'983);
    EXPECT_EQ(run.created + run.refused, 4'983);
    for (auto [dry, real] : {std::pair{tried.created, run.created},
                             {tried.refused, run.refused},
                             {tried.warned, run.warned},
                             {tried.row_count, run.row_count}})
        EXPECT_EQ(dry, real);
    // Seven enterprises of Zaozhuang stand in the file: their credit codes say so, whatever its own column makes of the
    // 市中区 in their addresses.
    EXPECT_EQ(run.refused, 7);
    EXPECT_EQ(rows_with(run, "outside_scope"), 7);

    // What the file's own columns settle is a lower bound of each county, and the rest is settled by address or not.
    auto expected = counties_by_the_files_own_columns();
    std::int64_t left = run.created;
    for (const auto& [county, number] : counties()) {
        fmt::print("{} {:>5} {}\n", county, number, divisions().name(DivisionCode::of(county)));
        EXPECT_GE(number, expected[county]) << county;
        left -= expected[county];
    }
    EXPECT_EQ(left, number("county_source = 'address'") + number("county_source = 'unsettled'"));
    EXPECT_EQ(number("county_source = 'unsettled'"), rows_with(run, "county_unsettled"));
    // The twelve that the file's README counts, and the seven that are refused.
    EXPECT_EQ(rows_with(run, "所属区县一栏"), 12 + 7);
    EXPECT_EQ(rows_with(run, "foreign_currency"), 25);
    EXPECT_EQ(rows_with(run, "no_unit"), 6);
    for (auto code : {"county_disagrees", "county_unsettled", "foreign_currency", "no_unit", "outside_scope"})
        fmt::print("{:>5} {}\n", rows_with(run, code), code);

    const auto again = import();
    EXPECT_EQ(again.unchanged, run.created);
    EXPECT_EQ(again.refused, run.refused);
    EXPECT_EQ(again.created + again.updated, 0);
}

}  // namespace
}  // namespace tongzhou::organizations
