#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unordered_set>

#include "base/codes.hpp"

namespace tongzhou {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::string fault_of(std::string_view text) { return Uscc::parse(text).fault_code; }

/// Any code of the standard's form; its check character is found by trying all, of which exactly one may fit.
rc::Gen<std::string> valid_uscc() {
    return rc::gen::map(rc::gen::container<std::string>(17, rc::gen::elementOf(std::string(alphabet))),
                        [](std::string code) {
                            for (int i = 2; i < 8; ++i)
                                code[i] = static_cast<char>('1' + static_cast<unsigned char>(code[i]) % 9);
                            std::string fitting;
                            for (const char check : alphabet)
                                if (Uscc::parse(code + check)) fitting += check;
                            RC_ASSERT(fitting.size() == 1u);
                            return code + fitting;
                        });
}

TEST(UsccTest, TakesRealAndSyntheticCodes) {
    for (const std::string code :
         {"914403001922038216", "91110108551385082Q", "12100000400000624D", "91350100M000100Y43", "91370811MA3T00009G",
          "51370800MJE000013N", "53370800MJD000038U", "91370800MA3T002870"}) {
        const auto parsed = Uscc::parse(code);
        ASSERT_TRUE(parsed) << code << " " << parsed.fault_code;
        EXPECT_EQ(parsed->text(), code);
    }
}

TEST(UsccTest, SaysWhichFault) {
    EXPECT_EQ(fault_of("91350100M000100Y4Z"), "bad_character");
    EXPECT_EQ(fault_of("914403001922038217"), "bad_check_character");
    EXPECT_EQ(fault_of("91110000802100433I"), "bad_character");
    EXPECT_EQ(fault_of("91440300192203821"), "wrong_length");
    EXPECT_EQ(fault_of("9144030019220382160"), "wrong_length");
    EXPECT_EQ(fault_of("91A403001922038216"), "bad_division");
    EXPECT_EQ(fault_of("91440300192203821六"), "bad_character");
    EXPECT_EQ(fault_of(" 　"), "missing");
    EXPECT_EQ(fault_of(std::string("91440300192203821\0", 18)), "bad_character");
    const auto short_one = Uscc::parse("9137");
    EXPECT_NE(short_one.message.zh.find("现为4位"), std::string::npos);
    EXPECT_NE(short_one.message.en.find("this has 4"), std::string::npos);
}

TEST(UsccTest, PutsRightWhatPeoplePaste) {
    EXPECT_EQ(Uscc::of("  91350100 m000100y43\n").text(), "91350100M000100Y43");
    EXPECT_EQ(Uscc::of("９１３５０１００Ｍ０００１００ｙ４３　").text(), "91350100M000100Y43");
    EXPECT_EQ(Uscc::of("\xEF\xBB\xBF"
                       "91350100\xC2\xA0M000100Y43")
                  .text(),
              "91350100M000100Y43");
}

TEST(UsccTest, HasParts) {
    const auto code = Uscc::of("51370800MJE000013N");
    EXPECT_EQ(code.registration_authority(), '5');
    EXPECT_EQ(code.organisation_type(), '1');
    EXPECT_EQ(code.division().text(), "3708");
    EXPECT_EQ(code.organisation_code(), "MJE000013");
    EXPECT_TRUE(Uscc::of("914403001922038216").organisation_code_consistent());
    EXPECT_TRUE(Uscc::of("91110108551385082Q").organisation_code_consistent());
    EXPECT_THROW(Uscc::of("914403001922038217"), Problem);
}

TEST(UsccTest, UnsetIsNoCode) {
    const Uscc unset;
    EXPECT_FALSE(unset.is_set());
    EXPECT_EQ(unset.text(), "");
    EXPECT_NE(unset, Uscc::of("914403001922038216"));
}

RC_GTEST_PROP(UsccProperty, EverySingleWrongCharacterIsCaught, ()) {
    const std::string code = *valid_uscc();
    for (std::size_t i = 0; i < code.size(); ++i) {
        for (const char c : alphabet) {
            std::string wrong = code;
            wrong[i] = c;
            RC_ASSERT(Uscc::parse(wrong).has_value() == (c == code[i]));
        }
    }
}

RC_GTEST_PROP(UsccProperty, EveryExchangeOfTwoNeighboursIsCaught, ()) {
    const std::string code = *valid_uscc();
    for (std::size_t i = 0; i + 1 < code.size(); ++i) {
        std::string wrong = code;
        std::swap(wrong[i], wrong[i + 1]);
        RC_ASSERT(Uscc::parse(wrong).has_value() == (wrong == code));
    }
}

RC_GTEST_PROP(UsccProperty, TextIsReadBack, ()) {
    const auto code = Uscc::of(*valid_uscc());
    RC_ASSERT(Uscc::of(code.text()) == code);
    RC_ASSERT(std::hash<Uscc>{}(Uscc::of(code.text())) == std::hash<Uscc>{}(code));
}

RC_GTEST_PROP(UsccProperty, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
    const auto parsed = Uscc::parse(bytes);
    RC_ASSERT(parsed.has_value() == std::string_view(parsed.fault_code).empty());
    RC_ASSERT(parsed.has_value() == parsed.message.zh.empty());
}

/// The second column of a CSV whose first column may be quoted.
std::string second_column(const std::string& line) {
    std::size_t at = 0;
    for (bool quoted = false; at < line.size() && (quoted || line[at] != ','); ++at)
        if (line[at] == '"') quoted = !quoted;
    return line.substr(at + 1, line.find(',', at + 1) - at - 1);
}

TEST(UsccTest, TakesTheRealRegister) {
    const char* place = std::getenv("TONGZHOU_SHARED_DATA");
    const auto folder = place ? std::filesystem::path(place)
                              : std::filesystem::path(TONGZHOU_SOURCE_DIR).parent_path() / "shared" / "data";
    std::ifstream file(folder / "enterprises" / "jining_enterprises.csv");
    if (!file) GTEST_SKIP() << "no real register at " << folder << "; set TONGZHOU_SHARED_DATA";
    std::string line;
    std::getline(file, line);  // the header
    std::unordered_set<Uscc> distinct;
    int as_written = 0;
    int inconsistent = 0;
    std::string refused;
    while (std::getline(file, line)) {
        const auto code = second_column(line);
        const auto parsed = Uscc::parse(code);
        if (!parsed) {
            refused += code + " (" + parsed.fault_code + ") ";
            continue;
        }
        as_written += parsed->text() == code;
        distinct.insert(*parsed);
        inconsistent += !parsed->organisation_code_consistent();
    }
    EXPECT_EQ(refused, "");
    EXPECT_EQ(as_written, 4982);        // one row ends in a lower-case x,
    EXPECT_EQ(distinct.size(), 4983u);  // which is put right
    EXPECT_EQ(inconsistent, 0);
}

}  // namespace
}  // namespace tongzhou
