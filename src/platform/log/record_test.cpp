#include "platform/log/record.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>

#include "base/id.hpp"
#include "base/text.hpp"

namespace tongzhou::log {
namespace {

const Instant at = Instant::of("2020-02-24T08:05:06.007+08:00");

boost::json::object parse(const std::string& line) {
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_TRUE(valid_utf8(line));
    return boost::json::parse(line).as_object();
}

TEST(JsonRecord, HasItsFieldsInOrderAndTyped) {
    const auto site = Id<struct Site>::of("018f0000-0000-7000-8000-000000000001");
    EXPECT_EQ(json_record(at, Level::warn, "passage_refused",
                          {{"site", site},
                           {"reason", "fever"},
                           {"name", std::string{"张三"}},
                           {"ms", 3},
                           {"rows", std::size_t{7}},
                           {"share", 0.5},
                           {"offline", true},
                           {"since", at}}),
              R"({"at":"2020-02-24T00:05:06.007Z","level":"warn","event":"passage_refused",)"
              R"("site":"018f0000-0000-7000-8000-000000000001","reason":"fever","name":"张三","ms":3,"rows":7,)"
              R"("share":0.5,"offline":true,"since":"2020-02-24T00:05:06.007Z"})");
}

TEST(JsonRecord, EveryByteInAnyPlaceMakesValidJsonOfOneLine) {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string c(1, static_cast<char>(byte));
        for (const auto& text : {c, "a" + c, c + "a", "张" + c, c + "三", c + c, "\xe5\xbc" + c, "\xf0" + c + "\x80"}) {
            const auto object = parse(json_record(at, Level::info, text, {{text, text}, {"x", text}}));
            const auto read = std::string{object.at("x").as_string()};
            EXPECT_EQ(read == text, valid_utf8(text)) << byte;
            EXPECT_EQ(std::string{object.at("event").as_string()}, read);
        }
    }
}

TEST(JsonRecord, WhatIsNotUtf8IsReplacedByteByByte) {
    const auto value = [](std::string_view text) {
        return std::string{parse(json_record(at, Level::info, "e", {{"x", text}})).at("x").as_string()};
    };
    EXPECT_EQ(value("a\xff"
                    "b"),
              "a\uFFFDb");
    EXPECT_EQ(value("\xc0\xaf"), "\uFFFD\uFFFD") << "an overlong slash";
    EXPECT_EQ(value("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
    EXPECT_EQ(value("\xe5\xbc"), "\uFFFD\uFFFD") << "a cut character";
    EXPECT_EQ(value("𠮷\U0001F637"), "𠮷\U0001F637");
}

TEST(JsonRecord, LineSeparatorsAndTerminalControlsAreTakenOut) {
    for (const auto* text : {"\u2028", "\u2029", "\u0085", "\u009b"}) {
        const auto line = json_record(at, Level::info, "e", {{"x", text}});
        EXPECT_EQ(line.find(text), std::string::npos);
        parse(line);
    }
    EXPECT_EQ(parse(json_record(at, Level::info, "e", {{"x", "\x1b[31m"}})).at("x"), "\x1b[31m");
    EXPECT_EQ(json_record(at, Level::info, "e", {{"x", "\x1b"}}).find('\x1b'), std::string::npos);
}

TEST(JsonRecord, NumbersThatJsonLacksAreNull) {
    const auto object = parse(json_record(at, Level::info, "e",
                                          {{"a", std::numeric_limits<double>::infinity()},
                                           {"b", std::numeric_limits<double>::quiet_NaN()},
                                           {"c", std::numeric_limits<std::uint64_t>::max()},
                                           {"d", std::numeric_limits<std::int64_t>::min()}}));
    EXPECT_TRUE(object.at("a").is_null());
    EXPECT_TRUE(object.at("b").is_null());
    EXPECT_EQ(object.at("c").as_uint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(object.at("d").as_int64(), std::numeric_limits<std::int64_t>::min());
}

TEST(JsonRecord, AFieldCannotPoseAsTheHead) {
    const auto object = parse(json_record(at, Level::info, "e", {{"level", "debug"}, {"at", 1}, {"event", "f"}}));
    EXPECT_EQ(object.at("level"), "info");
    EXPECT_EQ(object.at("_level"), "debug");
    EXPECT_EQ(object.size(), 6u);
}

TEST(JsonRecord, ALongTextIsCutAtACharacter) {
    std::string text;
    while (text.size() < 100'000) text += "张";
    const auto read = std::string{parse(json_record(at, Level::info, "e", {{"x", text}})).at("x").as_string()};
    EXPECT_LE(read.size(), longest_value + 3);
    EXPECT_TRUE(read.ends_with("张…"));
}

TEST(Record, SecretsAreNeverInIt) {
    const std::string secret = "hunter2-13800138000";
    for (const auto* name :
         {"password", "new_password", "Password", "token", "api_token", "set-cookie", "Authorization", "mobile",
          "resident_id", "totp", "csrf", "recovery_code", "password_hash"}) {
        for (const auto& line : {json_record(at, Level::info, "e", {{name, secret}}),
                                 text_record(at, Level::info, "e", {{name, secret}})}) {
            EXPECT_EQ(line.find("hunter2"), std::string::npos) << line;
            EXPECT_NE(line.find("[redacted]"), std::string::npos) << line;
        }
    }
    EXPECT_EQ(parse(json_record(at, Level::info, "e", {{"mobile", 13800138000}})).at("mobile"), "[redacted]");
    EXPECT_EQ(parse(json_record(at, Level::info, "e", {{"who", Redacted{secret}}})).at("who"), "[redacted]");
    EXPECT_EQ(parse(json_record(at, Level::info, "e", {{"token_id", "5"}})).at("token_id"), "5");
}

TEST(TextRecord, ReadsWellAndCannotBeForged) {
    EXPECT_EQ(text_record(at, Level::warn, "passage_refused", {{"site", "018f"}, {"reason", "no pass"}, {"ms", 3}}),
              R"(2020-02-24 08:05:06.007 WARN  passage_refused site=018f reason="no pass" ms=3)");
    EXPECT_EQ(text_record(at, Level::error, "e", {{"name", "张三"}, {"none", ""}, {"x", "a=b"}, {"q", "\""}}),
              R"(2020-02-24 08:05:06.007 ERROR e name=张三 none="" x="a=b" q="\"")");
    EXPECT_EQ(text_record(at, Level::info, "e", {{"x", "a\n2020-02-24 ERROR forged"}}),
              R"(2020-02-24 08:05:06.007 INFO  e x="a\n2020-02-24 ERROR forged")");
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
        const auto line = text_record(at, Level::info, text, {{text, text}});
        EXPECT_TRUE(valid_utf8(line)) << byte;
        for (const char c : line) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7f) << byte;
    }
}

}  // namespace
}  // namespace tongzhou::log
