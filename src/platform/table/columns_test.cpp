#include "platform/table/columns.hpp"

#include <gtest/gtest.h>

namespace tongzhou::table {
namespace {

const std::vector<FieldSpec> fields{
    {"name", "企业名称", "Name", {"单位名称", "company"}, Need::required},
    {"uscc", "统一社会信用代码", "Unified social credit code", {"Credit Code"}, Need::required},
    {"revenue", "营业收入", "Revenue", {}, Need::optional},
    {"address", "地址", "Address", {"经营地址"}, Need::optional},
    {"address_en", "地址（英文）", "Address in English", {}, Need::optional},
};

using Header = std::vector<std::string>;

TEST(Columns, match_as_people_write_them) {
    const Header header{"序号", " 企业 名称*：", "ＣＲＥＤＩＴ_code", "营业收入（万元）"};
    const auto map = map_columns(header, fields);
    EXPECT_EQ(map.column_of("name"), 1U);
    EXPECT_EQ(map.column_of("uscc"), 2U);
    EXPECT_EQ(map.column_of("revenue"), 3U);
    EXPECT_EQ(map.column_of("address"), std::nullopt);
    EXPECT_EQ(map.mapped.at(2).unit, "万元");
    EXPECT_EQ(map.mapped.at(2).header, "营业收入（万元）");
    EXPECT_EQ(map.unmapped, std::vector<std::size_t>{0});
    EXPECT_TRUE(map.usable());
}

TEST(Columns, take_brackets_of_every_kind) {
    for (const auto text : {"营业收入(万元)", "营业收入【万元】", "营业收入[ 万元 ]", "营业收入〔万元〕"}) {
        const auto map = map_columns(Header{text}, fields);
        ASSERT_EQ(map.column_of("revenue"), 0U) << text;
        EXPECT_EQ(map.mapped[0].unit, "万元");
    }
    EXPECT_EQ(map_columns(Header{"营业收入(万元"}, fields).column_of("revenue"), std::nullopt);
    EXPECT_TRUE(map_columns(Header{"(万元)", "", "()"}, fields).mapped.empty());
}

TEST(Columns, prefer_the_whole_label) {
    auto map = map_columns(Header{"地址(英文)", "地址"}, fields);
    EXPECT_EQ(map.column_of("address"), 1U);
    EXPECT_EQ(map.column_of("address_en"), 0U);
    map = map_columns(Header{"地址(英文)"}, fields);
    EXPECT_EQ(map.column_of("address"), std::nullopt);
    map = map_columns(Header{"地址(注册)"}, fields);
    EXPECT_EQ(map.column_of("address"), 0U);
}

TEST(Columns, say_what_is_missing_and_what_is_ambiguous) {
    const Header header{"单位名称", "Company", "地址(注册)", "地址(经营)"};
    const auto map = map_columns(header, fields);
    EXPECT_EQ(map.missing, std::vector<std::string>{"uscc"});
    ASSERT_EQ(map.ambiguous.size(), 2U);
    EXPECT_EQ(map.ambiguous[0].field, "name");
    EXPECT_EQ(map.ambiguous[0].columns, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(map.ambiguous[1].columns, (std::vector<std::size_t>{2, 3}));
    EXPECT_FALSE(map.usable());
    EXPECT_TRUE(map.mapped.empty());
    EXPECT_TRUE(map.unmapped.empty());

    const auto problem = unusable_columns(map, header, fields);
    EXPECT_EQ(problem.status(), 422);
    ASSERT_EQ(problem.faults().size(), 3U);
    EXPECT_EQ(problem.faults()[0].path, "/columns/uscc");
    EXPECT_EQ(problem.faults()[1].code, "ambiguous");
    EXPECT_NE(problem.faults()[1].message.en.find("Company"), std::string::npos);
}

TEST(Columns, follow_the_choices) {
    const Header header{"单位名称", "Company", "码", "地址"};
    const auto map = map_columns(header, fields, {{"Company", "name"}, {"码", "uscc"}, {" 地址 ", ""}});
    EXPECT_TRUE(map.usable());
    EXPECT_EQ(map.column_of("name"), 1U);
    EXPECT_EQ(map.column_of("uscc"), 2U);
    EXPECT_EQ(map.unmapped, (std::vector<std::size_t>{0, 3}));

    const auto refused = [&](const ColumnChoices& choices) {
        try {
            map_columns(header, fields, choices);
        } catch (const Problem& problem) {
            return problem.code();
        }
        return std::string();
    };
    EXPECT_EQ(refused({{"码", "nothing"}}), "no_such_field");
    EXPECT_EQ(refused({{"Absent", "uscc"}}), "no_such_column");
    EXPECT_EQ(refused({{"码", "name"}, {"Company", "name"}}), "field_chosen_twice");
}

}  // namespace
}  // namespace tongzhou::table
