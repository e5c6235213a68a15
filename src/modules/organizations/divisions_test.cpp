#include "modules/organizations/divisions.hpp"

#include <gtest/gtest.h>

namespace tongzhou::organizations {
namespace {

DivisionCode code(std::string_view text) { return DivisionCode::of(text); }

TEST(Divisions, AreNamed) {
    EXPECT_EQ(divisions().name(code("370831")), "泗水县");
    EXPECT_EQ(divisions().full_name(code("370831")), "山东省济宁市泗水县");
    EXPECT_EQ(divisions().full_name(code("110101")), "北京市东城区");  // without the filler 市辖区 between
    EXPECT_EQ(divisions().name(code("999999")), "999999");
}

TEST(Divisions, HaveChildren) {
    EXPECT_EQ(divisions().children({}).size(), 34u);
    const auto counties = divisions().children(code("3708"));
    EXPECT_EQ(counties.size(), 15u);  // 11 counties, the statistical zone and three zones of the program's own
    EXPECT_EQ(counties.front().name, "任城区");
    const auto towns = divisions().children(code("370831"));
    ASSERT_FALSE(towns.empty());
    EXPECT_FALSE(divisions().children(towns.front().code).empty()) << "villages of the city";
    EXPECT_TRUE(divisions().children(code("999999")).empty());
}

TEST(Divisions, KnowWhatBecameOfAbolishedOnes) {
    EXPECT_EQ(divisions().in_force(code("370802")), code("370811"));
    EXPECT_EQ(divisions().in_force(code("370882")), code("370812"));
    EXPECT_EQ(divisions().in_force(code("370831")), code("370831"));
    EXPECT_FALSE(divisions().has(code("370882")));
    EXPECT_TRUE(divisions().has(code("370893")));
}

TEST(Divisions, AreFoundByName) {
    EXPECT_EQ(divisions().find_by_name(code("3708"), "泗水县"), code("370831"));
    EXPECT_EQ(divisions().find_by_name(code("3708"), "泗水"), code("370831"));
    EXPECT_EQ(divisions().find_by_name(code("3708"), "高新区"), code("370871"));
    EXPECT_EQ(divisions().find_by_name(code("3708"), "市中区"), code("370811"));
    EXPECT_EQ(divisions().find_by_name(code("37"), "济宁市"), code("3708"));
    EXPECT_EQ(divisions().find_by_name(code("3708"), "长清区"), std::nullopt);
    EXPECT_EQ(divisions().find_by_name({}, "鼓楼区"), std::nullopt) << "there are several in China";
}

TEST(Addresses, LieInTheCountyTheyName) {
    const std::vector<std::pair<const char*, const char*>> addresses{
        {"济宁高新区柳行镇驻地", "370871"},
        {"邹城市东滩煤矿", "370883"},
        {"山东省济宁市邹城市南沙村峄化路西100米南沙村生产区", "370883"},
        {"微山县104国道北段49号（滨湖春天会所）", "370826"},
        {"曲阜市弘道路36号", "370881"},
        {"济宁市任城区许庄街道办事处驻地", "370811"},
        {"济宁市曲阜时庄镇单家村", "370881"},
        {"济宁市邹城凫山南路329号", "370883"},
        {"济宁经济开发区疃里镇驻地", "370892"},
        {"济宁市经济开发区嘉诚路60号", "370892"},
        {"山东省 济宁市 汶上县", "370830"},
        {"济宁市阜桥辖区汇景国际城A座", "370811"},
        {"济宁市长沟镇", "370811"},
        {"济宁开发区王因镇驻地", "370871"},
        {"兖州市新兖镇金村", "370812"}};
    for (const auto& [address, county] : addresses) {
        const auto settled = divisions().settle_county(address, code("3708"));
        ASSERT_TRUE(settled) << address;
        EXPECT_EQ(settled->text(), county) << address;
    }
}

TEST(Addresses, LeaveOpenWhatTheyDoNotSay) {
    for (const char* address :
         {"", "N/A", "太平东路190号", "济宁市太白楼中路51号", "济宁市邹城路5号", "济宁市兖州北街1号",
          "山东省济南市长清区大学科技园", "山东省东营市东营区府前大街", "江苏省徐州市邹城市"})
        EXPECT_EQ(divisions().settle_county(address, code("3708")), std::nullopt) << address;
    EXPECT_EQ(divisions().settle_county("邹城市东滩煤矿", {}), std::nullopt);
}

TEST(Addresses, AreLookedForInTheWholeProvinceWhereOnlyThatIsKnown) {
    EXPECT_EQ(divisions().settle_county("山东省济宁市邹城市郭里镇", code("37")), code("370883"));
    EXPECT_EQ(divisions().settle_county("邹城市郭里镇", code("37")), code("370883"));
    EXPECT_EQ(divisions().settle_county("枣庄市市中区胜利路26号", code("37")), code("370402"));
    EXPECT_EQ(divisions().settle_county("市中区胜利路26号", code("37")), std::nullopt) << "three cities have one";
}

}  // namespace
}  // namespace tongzhou::organizations
