#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fmt/format.h>

#include "base/codes.hpp"

namespace tongzhou {
namespace {

std::string fault_of_id(std::string_view text) { return ResidentId::parse(text).fault_code; }

/// Any number of the standard's form; its check character is found by trying all, of which exactly one may fit.
rc::Gen<std::string> valid_resident_id() {
    return rc::gen::map(
        rc::gen::tuple(rc::gen::inRange(110000, 830000), rc::gen::inRange(-43000, 60000), rc::gen::inRange(0, 1000)),
        [](const std::tuple<int, int, int>& parts) {
            std::string number = fmt::format("{:06}{}{:03}", std::get<0>(parts),
                                             Date::from_days(std::get<1>(parts)).text(), std::get<2>(parts));
            std::erase(number, '-');
            std::string fitting;
            for (const char check : std::string_view("0123456789X"))
                if (ResidentId::parse(number + check)) fitting += check;
            RC_ASSERT(fitting.size() == 1u);
            return number + fitting;
        });
}

TEST(ResidentIdTest, TakesValidNumbersAndTheirParts) {
    const auto man = ResidentId::of("370811199001010014");
    EXPECT_EQ(man.text(), "370811199001010014");
    EXPECT_EQ(man.sex(), Sex::male);
    EXPECT_EQ(man.birth_date(), Date::of("1990-01-01"));
    EXPECT_EQ(man.division().text(), "370811");
    EXPECT_EQ(man.masked(), "370***********0014");
    EXPECT_EQ(ResidentId::of("370811199001010006").sex(), Sex::female);
    EXPECT_EQ(ResidentId::of("37088119850615021X").birth_date(), Date::of("1985-06-15"));
    EXPECT_EQ(ResidentId::of("370826199202290539").birth_date(), Date::of("1992-02-29"));
}

TEST(ResidentIdTest, SaysWhichFault) {
    EXPECT_EQ(fault_of_id("370811199001010015"), "bad_check_character");
    EXPECT_EQ(fault_of_id("370826199102290539"), "bad_birth_date");
    EXPECT_EQ(fault_of_id("370811900101001"), "wrong_length");  // the fifteen digits of before 1999
    EXPECT_EQ(fault_of_id("37081119900101001Y"), "bad_character");
    EXPECT_EQ(fault_of_id("37081119900X010014"), "bad_character");
    EXPECT_EQ(fault_of_id("370811099001010014"), "bad_birth_date");
    EXPECT_EQ(fault_of_id("070811199001010014"), "bad_division");
    EXPECT_EQ(fault_of_id(""), "missing");
}

TEST(ResidentIdTest, PutsRightWhatPeopleType) {
    EXPECT_EQ(ResidentId::of(" 370881 19850615 021x ").text(), "37088119850615021X");
    EXPECT_EQ(ResidentId::of("３７０８８１１９８５０６１５０２１ｘ").text(), "37088119850615021X");
}

TEST(ResidentIdTest, AbolishedCountiesStayValid) {
    for (const std::string county : {"370802", "370882"}) {
        int taken = 0;
        for (const char check : std::string_view("0123456789X"))
            taken += ResidentId::parse(county + "19700101001" + check).has_value();
        EXPECT_EQ(taken, 1) << county;
    }
}

TEST(ResidentIdTest, MessagesNeverRepeatTheNumber) {
    for (const std::string number : {"370811199001010015", "370826199102290539", "37081119900101001"}) {
        const auto parsed = ResidentId::parse(number);
        EXPECT_EQ(parsed.message.zh.find(number), std::string::npos);
        EXPECT_EQ(parsed.message.en.find(number), std::string::npos);
    }
}

RC_GTEST_PROP(ResidentIdProperty, EverySingleWrongCharacterIsCaught, ()) {
    const std::string number = *valid_resident_id();
    for (std::size_t i = 0; i < number.size(); ++i) {
        for (const char c : std::string_view("0123456789X")) {
            std::string wrong = number;
            wrong[i] = c;
            RC_ASSERT(ResidentId::parse(wrong).has_value() == (c == number[i]));
        }
    }
}

RC_GTEST_PROP(ResidentIdProperty, EveryExchangeOfTwoNeighboursIsCaught, ()) {
    const std::string number = *valid_resident_id();
    for (std::size_t i = 0; i + 1 < number.size(); ++i) {
        std::string wrong = number;
        std::swap(wrong[i], wrong[i + 1]);
        RC_ASSERT(ResidentId::parse(wrong).has_value() == (wrong == number));
    }
}

RC_GTEST_PROP(ResidentIdProperty, TheMaskHidesTheMiddle, ()) {
    const std::string number = *valid_resident_id();
    const auto masked = ResidentId::of(number).masked();
    RC_ASSERT(masked == number.substr(0, 3) + "***********" + number.substr(14));
    RC_ASSERT(ResidentId::of(number).text() == number);
}

TEST(MobileTest, TakesWhatPeopleWrite) {
    for (const std::string_view text : {"13800138000", "+86 138-0013-8000", "8613800138000", "0086 138 0013 8000",
                                        "１３８００１３８０００", "　138 0013 8000"}) {
        const auto parsed = Mobile::parse(text);
        ASSERT_TRUE(parsed) << text;
        EXPECT_EQ(parsed->text(), "13800138000");
    }
    EXPECT_EQ(Mobile::of("13800138000").masked(), "138****8000");
    EXPECT_EQ(Mobile().masked(), "");
}

TEST(MobileTest, RefusesTheRest) {
    for (const std::string_view text : {"12800138000", "1380013800", "138001380000", "0537-2345678", "053723456789",
                                        "+1 3800138000", "1380013800a", "86", "+8613800138", "１3800138０0O"})
        EXPECT_FALSE(Mobile::parse(text)) << text;
    EXPECT_STREQ(Mobile::parse(" - ").fault_code, "missing");
    EXPECT_STREQ(Mobile::parse("0537-2345678").fault_code, "not_a_mobile");
}

RC_GTEST_PROP(MobileProperty, TheMaskHidesTheMiddle, ()) {
    const auto number = fmt::format("1{}{:09}", *rc::gen::inRange(3, 10), *rc::gen::inRange(0, 1'000'000'000));
    const auto mobile = Mobile::of(number);
    RC_ASSERT(mobile.text() == number);
    RC_ASSERT(mobile.masked() == number.substr(0, 3) + "****" + number.substr(7));
    RC_ASSERT(Mobile::of("+86" + number) == mobile);
}

}  // namespace
}  // namespace tongzhou
