#include "platform/divisions/divisions_data.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

namespace tongzhou::divisions {
namespace {

using Names = std::map<std::string_view, std::string_view>;

std::vector<std::vector<std::string_view>> rows_of(std::string_view table, char separator = '\t') {
    std::vector<std::vector<std::string_view>> rows;
    while (!table.empty()) {
        const auto line = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(table.size(), line.size() + 1));
        if (line.starts_with('#')) continue;
        auto& row = rows.emplace_back();
        for (size_t begin = 0; begin <= line.size();) {
            const auto end = std::min(line.find(separator, begin), line.size());
            row.push_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return rows;
}

Names names_of(std::string_view table) {
    Names names;
    for (const auto& row : rows_of(table)) names.emplace(row.at(0), row.at(1));
    return names;
}

const Names& china() {
    static const Names names = names_of(all_china_tsv());
    return names;
}

const Names& villages() {
    static const Names names = names_of(city_villages_tsv());
    return names;
}

Names below(const Names& names, std::string_view parent, size_t digits) {
    Names found;
    for (const auto& [code, name] : names) {
        if (code.starts_with(parent) && code.size() == digits) found.emplace(code, name);
    }
    return found;
}

// GB/T 2260, and the zones that receive directives as a county does.
TEST(DivisionsData, HoldsTheCountiesAndZonesOfJining) {
    const Names expected{{"370811", "任城区"},     {"370812", "兖州区"},         {"370826", "微山县"},
                         {"370827", "鱼台县"},     {"370828", "金乡县"},         {"370829", "嘉祥县"},
                         {"370830", "汶上县"},     {"370831", "泗水县"},         {"370832", "梁山县"},
                         {"370881", "曲阜市"},     {"370883", "邹城市"},         {"370871", "济宁高新技术产业开发区"},
                         {"370891", "太白湖新区"}, {"370892", "济宁经济开发区"}, {"370893", "曲阜文化建设示范区"}};
    EXPECT_EQ(below(china(), "3708", 6), expected);
    EXPECT_EQ(china().at("3708"), "济宁市");
    EXPECT_EQ(china().at("37"), "山东省");
}

TEST(DivisionsData, HoldsEveryProvinceOfGb2260) { EXPECT_EQ(below(china(), "", 2).size(), 34u); }

TEST(DivisionsData, CountsAreThoseOfChina) {
    EXPECT_NEAR(below(china(), "", 4).size(), 340, 15);
    EXPECT_NEAR(below(china(), "", 6).size(), 2980, 150);
    EXPECT_NEAR(below(china(), "", 9).size(), 41'000, 2'500);
    EXPECT_EQ(below(china(), "3708", 9).size(), 158u);
    EXPECT_EQ(villages().size(), 4'927u);
}

TEST(DivisionsData, IsSortedWithoutDoublesAndEveryParentStandsBeforeItsChildren) {
    const std::map<size_t, size_t> parent_digits{{2, 0}, {4, 2}, {6, 4}, {9, 6}};
    std::set<std::string_view> seen{""};
    std::string_view last;
    for (const auto& row : rows_of(all_china_tsv())) {
        const auto code = row.at(0);
        ASSERT_EQ(row.size(), 2u) << code;
        ASSERT_FALSE(row[1].empty()) << code;
        ASSERT_LT(last, code);
        ASSERT_TRUE(parent_digits.contains(code.size())) << code;
        ASSERT_TRUE(seen.contains(code.substr(0, parent_digits.at(code.size())))) << code;
        seen.insert(last = code);
    }
}

TEST(DivisionsData, EveryVillageLiesInATownOfTheCity) {
    std::string_view last;
    for (const auto& row : rows_of(city_villages_tsv())) {
        const auto code = row.at(0);
        ASSERT_LT(last, code);
        ASSERT_EQ(code.size(), 12u);
        ASSERT_TRUE(code.starts_with("3708"));
        ASSERT_TRUE(china().contains(code.substr(0, 9))) << code;
        last = code;
    }
}

TEST(DivisionsData, AliasesLeadToDivisionsInForce) {
    std::map<std::string_view, std::string_view> old_codes;
    for (const auto& row : rows_of(aliases_tsv())) {
        ASSERT_EQ(row.size(), 3u);
        EXPECT_TRUE(china().contains(row[2])) << row[2];
        if (row[0] == row[2]) continue;
        EXPECT_FALSE(china().contains(row[0])) << row[0] << " is in force";
        old_codes.emplace(row[0], row[2]);
    }
    EXPECT_EQ(old_codes, (std::map<std::string_view, std::string_view>{{"370802", "370811"}, {"370882", "370812"}}));
}

// Against the records of the city itself, where TONGZHOU_DATA or ../shared/data has them.
class CityRecords : public testing::TestWithParam<std::pair<const char*, size_t>> {};

TEST_P(CityRecords, AgreeWithTheEmbeddedTables) {
    const auto [file, digits] = GetParam();
    const char* told = std::getenv("TONGZHOU_DATA");
    const std::string folder = told ? told : TONGZHOU_SOURCE_DIR "/../shared/data";
    std::ifstream in(folder + "/divisions/" + file);
    if (!in) GTEST_SKIP() << file << " is not in " << folder;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto& embedded = digits == 12 ? villages() : china();
    size_t compared = 0;
    for (const auto& row : rows_of(text, ',')) {
        if (row.at(0) == "code") continue;
        const auto found = embedded.find(row[0]);
        ASSERT_NE(found, embedded.end()) << row[0];
        EXPECT_EQ("\"" + std::string(found->second) + "\"", row.at(1)) << row[0];
        ++compared;
    }
    EXPECT_EQ(compared, below(embedded, "3708", digits).size() - (digits == 6 ? 3 : 0));  // less the internal codes
}

INSTANTIATE_TEST_SUITE_P(Files, CityRecords,
                         testing::Values(std::pair{"jining_counties.csv", size_t{6}},
                                         std::pair{"jining_towns.csv", size_t{9}},
                                         std::pair{"jining_villages.csv", size_t{12}}));

}  // namespace
}  // namespace tongzhou::divisions
