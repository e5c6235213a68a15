#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tongzhou {
namespace {

/// UTF-8 of one code point, written down from RFC 3629 §3 independently of the code under test.
std::string utf8(std::uint32_t c) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
}

rc::Gen<std::string> some_utf8() {
    const auto point = rc::gen::suchThat(
        rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x80), rc::gen::inRange<std::uint32_t>(0x80, 0x800),
                       rc::gen::inRange<std::uint32_t>(0x800, 0x10000),
                       rc::gen::inRange<std::uint32_t>(0x10000, 0x110000)),
        [](std::uint32_t c) { return c < 0xD800 || c > 0xDFFF; });
    return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(point), [](const auto& points) {
        std::string text;
        for (const auto c : points) text += utf8(c);
        return text;
    });
}

TEST(Utf8Test, EveryCodePointIsValidAndEverySurrogateIsNot) {
    for (std::uint32_t c = 0; c <= 0x110400; ++c) {
        const bool exists = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        ASSERT_EQ(valid_utf8(utf8(c)), exists) << std::hex << c;
    }
}

TEST(Utf8Test, RefusesWhatLooksLikeIt) {
    for (const std::string_view text :
         {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xE4\xBD", "\xF4\x90\x80\x80",
          "\xF8\x88\x80\x80\x80", "\xFF", "a\xE4\xBDz", "\xED\xA0\x80"})
        EXPECT_FALSE(valid_utf8(text));
    EXPECT_TRUE(valid_utf8(""));
    EXPECT_TRUE(valid_utf8(std::string_view("\0", 1)));
}

TEST(Utf8Test, EveryTwoAndThreeBytesAreValidExactlyWhenTheyAreWholeCharacters) {
    // Decode leniently, encode again: the bytes are valid exactly when they come back.
    for (unsigned a = 0x80; a < 0x100; ++a) {
        for (unsigned b = 0; b < 0x100; ++b) {
            const std::string two{static_cast<char>(a), static_cast<char>(b)};
            const auto point2 = (a & 0x1F) << 6 | (b & 0x3F);
            ASSERT_EQ(valid_utf8(two), utf8(point2) == two) << a << " " << b;
            for (const unsigned c : {0x00u, 0x7Fu, 0x80u, 0xBFu, 0xC0u, 0xFFu}) {
                const std::string three = two + static_cast<char>(c);
                const auto point3 = (a & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
                const bool surrogate = point3 >= 0xD800 && point3 <= 0xDFFF;
                const bool two_and_ascii = valid_utf8(two) && c < 0x80;
                ASSERT_EQ(valid_utf8(three), (utf8(point3) == three && !surrogate) || two_and_ascii)
                    << a << " " << b << " " << c;
            }
        }
    }
}

RC_GTEST_PROP(Utf8Property, ValidTextStaysValidUntilAByteIsBroken, ()) {
    const auto text = *some_utf8();
    RC_ASSERT(valid_utf8(text));
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    RC_ASSERT(!valid_utf8(text.substr(0, at) + "\xFF" + text.substr(at)));
    RC_ASSERT(!valid_utf8(text + "\xE4\xBD"));
}

RC_GTEST_PROP(Utf8Property, APrefixSplitsNoCharacterAndWastesNone, ()) {
    const auto text = *some_utf8();
    const auto most = *rc::gen::inRange<std::size_t>(0, text.size() + 3);
    const auto prefix = utf8_prefix(text, most);
    RC_ASSERT(prefix.size() <= most);
    RC_ASSERT(valid_utf8(prefix));
    RC_ASSERT(text.starts_with(prefix));
    RC_ASSERT(prefix.size() == text.size() || prefix.size() + 4 > most);
}

RC_GTEST_PROP(Utf8Property, NoBytesAreTooStrange, (const std::string& bytes)) {
    RC_ASSERT(utf8_length(bytes) <= bytes.size());
    RC_ASSERT(trim(trim(bytes)) == trim(bytes));
    RC_ASSERT(to_half_width(to_half_width(bytes)) == to_half_width(bytes));
    RC_ASSERT(trim(without_spaces(bytes)) == without_spaces(bytes));
    RC_ASSERT(utf8_prefix(bytes, 5).size() <= 5u);
}

TEST(TextTest, Length) {
    EXPECT_EQ(utf8_length(""), 0u);
    EXPECT_EQ(utf8_length("同舟共济 a"), 6u);
    EXPECT_EQ(utf8_length("𠮷"), 1u);
    EXPECT_EQ(utf8_length("\xFF\xE5\x90"), 3u);
    EXPECT_EQ(utf8_prefix("同舟共济", 7), "同舟");
    EXPECT_EQ(utf8_prefix("同舟共济", 2), "");
    EXPECT_EQ(utf8_prefix("同舟共济", 12), "同舟共济");
}

TEST(TextTest, SpacesAndWidths) {
    EXPECT_EQ(trim(" \t　张三　\r\n"), "张三");
    EXPECT_EQ(trim("\xEF\xBB\xBF\xC2\xA0"
                   "a b\xE2\x80\x8B"),
              "a b");
    EXPECT_EQ(trim(" 　 "), "");
    EXPECT_EQ(without_spaces(" 1　2\xC2\xA0"
                             "3 "),
              "123");
    EXPECT_EQ(to_half_width("Ａ１　ｚ～！同，￥"), "A1 z~!同,￥");
    EXPECT_EQ(to_half_width("\xEF\xBC"), "\xEF\xBC");
    EXPECT_EQ(to_upper_ascii("aZé1"), "AZé1");
    EXPECT_EQ(to_lower_ascii("aZÉ1"), "azÉ1");
}

TEST(TextTest, MaskedName) {
    EXPECT_EQ(masked_name("张三"), "张*");
    EXPECT_EQ(masked_name("张三丰"), "张**");
    EXPECT_EQ(masked_name("欧阳修文"), "欧阳**");
    EXPECT_EQ(masked_name("诸葛亮"), "诸葛*");
    EXPECT_EQ(masked_name("欧阳"), "欧*");
    EXPECT_EQ(masked_name("张"), "*");
    EXPECT_EQ(masked_name(" 　"), "");
    EXPECT_EQ(masked_name("Li Lei"), "L*****");
    EXPECT_EQ(masked_name("𠮷田"), "𠮷*");
    EXPECT_EQ(masked_name(" 张三　"), "张*");
}

RC_GTEST_PROP(TextProperty, AMaskedNameShowsAtMostItsSurname, ()) {
    const auto given = *rc::gen::container<std::string>(rc::gen::inRange('a', '{'));
    RC_PRE(!given.empty());
    RC_ASSERT(masked_name("王" + given) == "王" + std::string(given.size(), '*'));
    RC_ASSERT(masked_name("司马" + given) == "司马" + std::string(given.size(), '*'));
}

TEST(EncodingTest, TestVectorsOfRfc4648) {
    const std::string_view plain[] = {"", "f", "fo", "foo", "foob", "fooba", "foobar"};
    const std::string_view in64[] = {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
    const std::string_view in64url[] = {"", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"};
    const std::string_view in32[] = {
        "", "MY======", "MZXQ====", "MZXW6===", "MZXW6YQ=", "MZXW6YTB", "MZXW6YTBOI======"};
    for (int i = 0; i < 7; ++i) {
        EXPECT_EQ(base64(bytes_of(plain[i])), in64[i]);
        EXPECT_EQ(base64url(bytes_of(plain[i])), in64url[i]);
        EXPECT_EQ(base32(bytes_of(plain[i])), in32[i]);
        EXPECT_EQ(from_base64(in64[i]), plain[i]);
        EXPECT_EQ(from_base64url(in64url[i]), plain[i]);
        EXPECT_EQ(from_base32(in32[i]), plain[i]);
    }
    EXPECT_EQ(from_base32("mzxw6ytboi"), "foobar");
    EXPECT_EQ(hex(bytes_of("\xFF\x01")), "ff01");
    EXPECT_EQ(from_hex("fF01"), "\xFF\x01");
}

TEST(EncodingTest, ReadsNothingTwoWays) {
    for (const std::string_view text : {"Zg", "Zg=", "Zh==", "Zg==\n", "Z", "Zm9v=", "Zm-v", "Zm 9v", "===="})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    for (const std::string_view text : {"Zg==", "Zh", "Z", "Zm/v", "Zm+v"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
    for (const std::string_view text :
         {"M", "MZX", "MZXW6Y", "MZ", "MY=", "MY=======", "MY======A", "M1", "MY 2", "========"})
        EXPECT_EQ(from_base32(text), std::nullopt) << text;
    for (const std::string_view text : {"f", "fg", "0x", "ff ", "ff:0"})
        EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

TEST(EncodingTest, EveryByteIsADigitOfOneValueOrNone) {
    int digits64 = 0;
    int digits64url = 0;
    int digits32 = 0;
    int digits16 = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        digits64 += from_base64(std::string("AAA") + c).has_value() && c != '=';
        digits64url += from_base64url(std::string("AAA") + c).has_value();
        digits32 += from_base32(std::string("AAAAAAA") + c).has_value() && c != '=';
        digits16 += from_hex(std::string("0") + c).has_value();
    }
    EXPECT_EQ(digits64, 64);
    EXPECT_EQ(digits64url, 64);
    EXPECT_EQ(digits32, 32 + 26);  // either case
    EXPECT_EQ(digits16, 10 + 12);
}

RC_GTEST_PROP(EncodingProperty, BytesComeBack, (const std::vector<std::uint8_t>& bytes)) {
    const std::string plain(chars_of(bytes));
    RC_ASSERT(from_hex(hex(bytes)) == plain);
    RC_ASSERT(from_base64(base64(bytes)) == plain);
    RC_ASSERT(from_base64url(base64url(bytes)) == plain);
    RC_ASSERT(from_base32(base32(bytes)) == plain);
}

RC_GTEST_PROP(EncodingProperty, WhatIsReadIsWrittenTheSame, (const std::string& text)) {
    // So that no token has a second spelling.
    if (const auto bytes = from_base64url(text)) RC_ASSERT(base64url(bytes_of(*bytes)) == text);
    if (const auto bytes = from_base64(text)) RC_ASSERT(base64(bytes_of(*bytes)) == text);
}

TEST(EncodingTest, ConstantTimeEqual) {
    EXPECT_TRUE(constant_time_equal("", ""));
    EXPECT_TRUE(constant_time_equal("secret", "secret"));
    EXPECT_FALSE(constant_time_equal("secret", "secreT"));
    EXPECT_FALSE(constant_time_equal("secret", "secret "));
    EXPECT_FALSE(constant_time_equal("", "a"));
}

}  // namespace
}  // namespace tongzhou
