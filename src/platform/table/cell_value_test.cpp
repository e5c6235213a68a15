#include "platform/table/cell_value.hpp"

#include <gtest/gtest.h>

namespace tongzhou::table {
namespace {

TEST(CellValue, shows_numbers_as_excel_does) {
    EXPECT_EQ(number_text(5), "5");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(1.1000000000000001), "1.1");
    EXPECT_EQ(number_text(0.1 + 0.2), "0.3");
    EXPECT_EQ(number_text(-3.5), "-3.5");
    EXPECT_EQ(number_text(913'708'007'063'487), "913708007063487");
    EXPECT_EQ(number_text(3.70802199001011e17), "370802199001011000");
    EXPECT_EQ(number_text(0.00001), "0.00001");
    EXPECT_EQ(number_text(1e300).size(), 301U);
    EXPECT_FALSE(has_lost_digits(999'999'999'999'999));
    EXPECT_TRUE(has_lost_digits(3.70802199001011e17));
}

TEST(CellValue, tells_dates_from_numbers_by_their_format) {
    using enum NumberKind;
    for (const auto code : {"yyyy\\-mm\\-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d", "m/d/yy h:mm",
                            "yyyy\"年\"m\"月\"", "mmm", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"})
        EXPECT_EQ(kind_of_format(code), date) << code;
    for (const auto code : {"h:mm", "[h]:mm:ss", "hh\"时\"mm\"分\"", "mm:ss.0", "AM/PM h"})
        EXPECT_EQ(kind_of_format(code), time) << code;
    for (const auto code :
         {"General", "0.00", "#,##0.00\"元/day\"", "@", "[Red]0", "0;\"days\"d", "\\d0", "_d0", "0*d", "\"open"})
        EXPECT_EQ(kind_of_format(code), plain) << code;
    EXPECT_EQ(kind_of_builtin_format(14), date);
    EXPECT_EQ(kind_of_builtin_format(20), time);
    EXPECT_EQ(kind_of_builtin_format(31), date);
    EXPECT_EQ(kind_of_builtin_format(57), date);
    EXPECT_EQ(kind_of_builtin_format(0), plain);
    EXPECT_EQ(kind_of_builtin_format(49), plain);
}

TEST(CellValue, counts_days_as_excel_does) {
    using enum NumberKind;
    EXPECT_EQ(moment_text(43885, date, false), "2020-02-24");
    EXPECT_EQ(moment_text(43885 - 1462, date, true), "2020-02-24");
    EXPECT_EQ(moment_text(43885.354166666664, date, false), "2020-02-24T08:30:00");
    EXPECT_EQ(moment_text(0.354166666664, time, false), "08:30:00");
    EXPECT_EQ(moment_text(1, date, false), "1900-01-01");
    EXPECT_EQ(moment_text(59, date, false), "1900-02-28");
    EXPECT_EQ(moment_text(61, date, false), "1900-03-01");
    EXPECT_EQ(moment_text(2'958'465, date, false), "9999-12-31");
    EXPECT_EQ(moment_text(43885.999999, date, false), "2020-02-25");
    EXPECT_EQ(moment_text(-1, date, false), std::nullopt);
    EXPECT_EQ(moment_text(1e9, date, false), std::nullopt);
    EXPECT_EQ(moment_text(2'958'465.999999, date, false), std::nullopt);
}

TEST(CellValue, escapes_what_xml_cannot_hold) {
    EXPECT_EQ(unescaped("a_x000D_b_x005F_x0041_ _x00e9_ _x6D4E__x12_ _xZZZZ_"), "a\rb_x0041_ é 济_x12_ _xZZZZ_");
    EXPECT_EQ(unescaped("_xD83D_"), "\xEF\xBF\xBD");
    using namespace std::literals;
    for (const auto text :
         {"plain"sv, "_x0041_"sv, "_x0041_x0042_"sv, "__x005F_"sv, "\0_x"sv, "\uFFFE\uFFFF"sv, "_x00_x0041_"sv})
        EXPECT_EQ(unescaped(escaped(text)), text);
    EXPECT_EQ(escaped("snake_case_name"), "snake_case_name");
}

}  // namespace
}  // namespace tongzhou::table
