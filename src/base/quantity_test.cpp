#include "base/quantity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace tongzhou {
namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

std::string fault_of_money(std::string_view text) { return Money::parse(text).fault_code; }

TEST(MoneyTest, ReadsWhatPeopleWrite) {
    const std::pair<std::string_view, std::int64_t> cases[] = {
        {"1234.56", 123456},
        {"1,234.56", 123456},
        {"1，234.56", 123456},
        {"¥1234.5", 123450},
        {"￥ 1,234,567", 123456700},
        {"１２３４．５６元", 123456},
        {"0", 0},
        {"-0.05", -5},
        {"-¥3", -300},
        {"¥-3", -300},
        {"66万元", 66000000},
        {"1.2亿元", 12000000000},
        {"0.000001万", 1},
        {" 12.340 ", 1234},
        {"007", 700},
        {"3 亿", 30000000000},
    };
    for (const auto& [text, fen] : cases) {
        const auto parsed = Money::parse(text);
        ASSERT_TRUE(parsed) << text << " " << parsed.fault_code;
        EXPECT_EQ(parsed->fen(), fen) << text;
    }
}

TEST(MoneyTest, RefusesTheRest) {
    for (const std::string_view text :
         {"abc",  "1.2.3", "1,23", "12,34,567", ",123", "1234,567", ".5",     "5.",     "1 234", "1e3",
          "0x10", "--1",   "-¥-1", "¥",         "元",   "万元万元", "1,,234", "1,234,", "N/A",   "5元5"})
        EXPECT_EQ(fault_of_money(text), "not_an_amount") << text;
    EXPECT_EQ(fault_of_money(""), "missing");
    EXPECT_EQ(fault_of_money("　"), "missing");
    EXPECT_EQ(fault_of_money("0.001"), "too_precise");
    EXPECT_EQ(fault_of_money("0.0000001万元"), "too_precise");
    EXPECT_EQ(fault_of_money("92233720368547758.08"), "amount_too_large");
    EXPECT_EQ(fault_of_money("99999999999999999999999999999999999999"), "amount_too_large");
    EXPECT_EQ(fault_of_money("99999999999亿元"), "amount_too_large");
}

TEST(MoneyTest, WritesYuanAndWan) {
    EXPECT_EQ(Money::from_fen(123456).text(), "1234.56");
    EXPECT_EQ(Money::from_fen(-5).text(), "-0.05");
    EXPECT_EQ(Money().text(), "0.00");
    EXPECT_EQ(Money::from_fen(least).text(), "-92233720368547758.08");
    EXPECT_EQ(Money::from_fen(123456).text_in_wan(), "0.123456");
    EXPECT_EQ(Money::from_fen(66000000).text_in_wan(), "66");
    EXPECT_EQ(Money::from_fen(100000000).text_in_wan(), "100");
    EXPECT_EQ(Money::from_fen(-50000).text_in_wan(), "-0.05");
    EXPECT_EQ(Money().text_in_wan(), "0");
}

TEST(MoneyTest, SumsAreCheckedNotWrapped) {
    EXPECT_EQ(Money::from_fen(1) + Money::from_fen(2) - Money::from_fen(5), Money::from_fen(-2));
    EXPECT_THROW(Money::from_fen(most) + Money::from_fen(1), Problem);
    EXPECT_THROW(Money::from_fen(least) - Money::from_fen(1), Problem);
    EXPECT_THROW(Money() - Money::from_fen(least), Problem);
    Money sum;
    for (int i = 0; i < 10; ++i) sum += Money::of("0.10");
    EXPECT_EQ(sum, Money::of("1"));
}

RC_GTEST_PROP(MoneyProperty, TextIsReadBack, (std::int64_t fen)) {
    const auto amount = Money::from_fen(fen);
    RC_ASSERT(Money::of(amount.text()) == amount);
    RC_ASSERT(Money::of(amount.text_in_wan() + "万元") == amount);
}

TEST(MoneyTest, EndsAreReadBack) {
    for (const auto fen : {most, least, most - 1, least + 1}) {
        EXPECT_EQ(Money::of(Money::from_fen(fen).text()).fen(), fen);
        EXPECT_EQ(Money::of(Money::from_fen(fen).text_in_wan() + "万").fen(), fen);
    }
}

TEST(DeciCelsiusTest, ReadsWhatPeopleWrite) {
    for (const std::string_view text : {"37.3", "37.30", "37.3℃", "37.3°C", " 37.3 度", "３７．３", "37.3°Ｃ"}) {
        const auto parsed = DeciCelsius::parse(text);
        ASSERT_TRUE(parsed) << text << " " << parsed.fault_code;
        EXPECT_EQ(parsed->tenths(), 373) << text;
    }
    EXPECT_EQ(DeciCelsius::of("37").tenths(), 370);
}

TEST(DeciCelsiusTest, OutsideThirtyToFortyFiveTheThermometerIsWrong) {
    EXPECT_EQ(DeciCelsius::of("30.0").tenths(), 300);
    EXPECT_EQ(DeciCelsius::of("45").tenths(), 450);
    for (const std::string_view text : {"29.9", "45.1", "0", "99", "365", "99999999999999999999999"})
        EXPECT_STREQ(DeciCelsius::parse(text).fault_code, "out_of_range") << text;
    EXPECT_STREQ(DeciCelsius::parse("37.35").fault_code, "too_precise");
    EXPECT_STREQ(DeciCelsius::parse("").fault_code, "missing");
    for (const std::string_view text : {"-37.3", "37,3", "37.", "37.3F", "正常"})
        EXPECT_STREQ(DeciCelsius::parse(text).fault_code, "not_a_temperature") << text;
    EXPECT_FALSE(DeciCelsius::from_tenths(std::int64_t{373} + (std::int64_t{1} << 32)));
}

TEST(DeciCelsiusTest, EveryReadingIsReadBack) {
    for (int tenths = DeciCelsius::lowest; tenths <= DeciCelsius::highest; ++tenths) {
        const auto reading = DeciCelsius::from_tenths(tenths);
        ASSERT_TRUE(reading);
        EXPECT_EQ(DeciCelsius::of(reading->text()), *reading);
    }
    EXPECT_FALSE(DeciCelsius().is_set());
    EXPECT_EQ(DeciCelsius().text(), "");
    EXPECT_LT(DeciCelsius::of("37.2"), DeciCelsius::of("37.3"));
}

}  // namespace
}  // namespace tongzhou
