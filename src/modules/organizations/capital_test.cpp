#include "modules/organizations/capital.hpp"

#include <gtest/gtest.h>

namespace tongzhou::organizations {
namespace {

TEST(Capital, IsReadInEverySpellingOfTheRegister) {
    const std::vector<std::pair<const char*, std::int64_t>> yuan{
        {"66万人民币", 660'000},           {"300(万元人民币)", 3'000'000}, {"5,688(万元人民币)", 56'880'000},
        {"1008万元", 10'080'000},          {"1008万元人民币", 10'080'000}, {"50万人民币元", 500'000},
        {"4.5万人民币", 45'000},           {"5,000(万)", 50'000'000},      {"2万", 20'000},
        {"6,510.1549(万)", 65'101'549},    {"１００万元", 1'000'000},      {"1.2亿元", 120'000'000},
        {" 300（万元人民币） ", 3'000'000}};
    for (const auto& [text, amount] : yuan) {
        auto capital = parse_capital(text);
        ASSERT_TRUE(capital) << text << ": " << capital.fault_code;
        EXPECT_EQ((*capital)->fen(), amount * 100) << text;
    }
}

TEST(Capital, IsUnsetWhereTheRegisterSaysNothing) {
    for (const char* nothing : {"", "N/A", "n/a", "无", "-", "  ", "　", "——"}) {
        auto capital = parse_capital(nothing);
        ASSERT_TRUE(capital) << nothing;
        EXPECT_EQ(*capital, std::nullopt) << nothing;
    }
}

TEST(Capital, IsNeverGuessed) {
    EXPECT_STREQ(parse_capital("100(万美元)").fault_code, "foreign_currency");
    EXPECT_STREQ(parse_capital("5000万港元").fault_code, "foreign_currency");
    EXPECT_STREQ(parse_capital("300(万日元)").fault_code, "foreign_currency");
    EXPECT_STREQ(parse_capital("1250").fault_code, "no_unit");
    EXPECT_STREQ(parse_capital("-5万元").fault_code, "negative_amount");
    EXPECT_STREQ(parse_capital("若干").fault_code, "not_an_amount");
    EXPECT_STREQ(parse_capital("0.00000001万元").fault_code, "too_precise");
}

TEST(Capital, TakesTheUnitOfItsColumn) {
    EXPECT_EQ((*parse_capital("1250", "万元"))->fen(), 1'250'000'000);
    EXPECT_EQ((*parse_capital("3亿元", "万元"))->fen(), 30'000'000'000);
}

}  // namespace
}  // namespace tongzhou::organizations
