#include "platform/json/json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/codes.hpp"
#include "base/id.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Direction, in, out)

struct Visitor {
    Text<20, 1> name;
    std::optional<Text<50>> origin;
};
BOOST_DESCRIBE_STRUCT(Visitor, (), (name, origin))

struct Passage {
    Id<Passage> id;
    Direction direction = Direction::in;
    std::optional<DeciCelsius> temperature;
    Instant at;
    Visitor visitor;
    std::vector<std::string> tags;
    bool masked = false;
    RawJson details;
};
BOOST_DESCRIBE_STRUCT(Passage, (), (id, direction, temperature, at, visitor, tags, masked, details))

struct Leaves {
    bool boolean = false;
    std::int64_t integer = 0;
    std::uint8_t byte = 0;
    Bounded<1, 9> bounded = 1;
    Money money;
    double number = 0;
    std::string text;
    Mobile mobile;
    Date day;
};
BOOST_DESCRIBE_STRUCT(Leaves, (), (boolean, integer, byte, bounded, money, number, text, mobile, day))

template <class T>
struct Only {
    T value{};
};
BOOST_DESCRIBE_STRUCT(Only<double>, (), (value))
BOOST_DESCRIBE_STRUCT(Only<std::optional<double>>, (), (value))
BOOST_DESCRIBE_STRUCT(Only<std::vector<double>>, (), (value))

struct Node {
    std::vector<Node> nodes;
};
BOOST_DESCRIBE_STRUCT(Node, (), (nodes))

struct Preset {
    std::vector<std::int64_t> list{1, 2};
    std::optional<std::int64_t> number = 5;
};
BOOST_DESCRIBE_STRUCT(Preset, (), (list, number))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

constexpr std::string_view passage_json =
    R"({"id":"0190f3a4-7b1c-7def-8123-456789abcdef","direction":"out","temperature":373,)"
    R"("at":"2020-02-24T08:05:00.000Z","visitor":{"name":"张三"},"tags":["a","b\"c"],"masked":true,)"
    R"("details":{"a":[1,2.50,null,{"b":"x"}],"c":[[],{}]}})";

std::string written(std::string_view text) { return to_json(std::string(text)); }
std::string read_text(std::string_view json) { return from_json<std::string>(json); }

TEST(Json, ReadsAndWritesTheSame) {
    const auto passage = from_json<Passage>(passage_json);
    EXPECT_EQ(passage.direction, Direction::out);
    EXPECT_EQ(passage.temperature->tenths(), 373);
    EXPECT_EQ(passage.at, Instant::of("2020-02-24T16:05:00+08:00"));
    EXPECT_EQ(passage.visitor.name.value, "张三");
    EXPECT_FALSE(passage.visitor.origin);
    EXPECT_EQ(passage.tags, (std::vector<std::string>{"a", "b\"c"}));
    EXPECT_TRUE(passage.masked);
    EXPECT_EQ(passage.details.json, R"({"a":[1,2.50,null,{"b":"x"}],"c":[[],{}]})");
    EXPECT_EQ(to_json(passage), passage_json);
}

TEST(Json, ReadsFieldsInAnyOrderAndAnyWhiteSpace) {
    const auto visitor = from_json<Visitor>("\r\n { \"origin\" :\t\"济宁\" , \"name\":\"李四\" } \n");
    EXPECT_EQ(visitor.name.value, "李四");
    EXPECT_EQ(visitor.origin->value, "济宁");
}

TEST(Json, LeavesOutAbsentOptionalsAndAlwaysWritesLists) {
    EXPECT_EQ(to_json(Visitor{"a", {}}), R"({"name":"a"})");
    EXPECT_EQ(to_json(Node{}), R"({"nodes":[]})");
    EXPECT_EQ(to_json(Node{{Node{}, Node{}}}), R"({"nodes":[{"nodes":[]},{"nodes":[]}]})");
    EXPECT_EQ(to_json(Nothing{}), "{}");
    EXPECT_EQ(to_json(Only<std::optional<double>>{}), "{}");
}

TEST(Json, TakesNullForAnOptionalAsAbsentAndAnAbsentListAsEmpty) {
    EXPECT_FALSE(from_json<Visitor>(R"({"name":"a","origin":null})").origin);
    EXPECT_TRUE(from_json<Node>("{}").nodes.empty());
    EXPECT_NO_THROW(from_json<Nothing>("{}"));
}

TEST(Json, KeepsWhatTheStructStartsWithUnlessToldOtherwise) {
    EXPECT_EQ(to_json(from_json<Preset>("{}")), R"({"list":[1,2],"number":5})");
    EXPECT_EQ(to_json(from_json<Preset>(R"({"list":[],"number":null})")), R"({"list":[]})");
    EXPECT_EQ(to_json(from_json<Preset>(R"({"list":[3],"number":6})")), R"({"list":[3],"number":6})");
}

TEST(Json, ReadsAndWritesWhatIsNoStruct) {
    EXPECT_EQ(from_json<std::vector<std::int64_t>>("[1,-2]"), (std::vector<std::int64_t>{1, -2}));
    EXPECT_EQ(to_json(std::vector<std::int64_t>{1, -2}), "[1,-2]");
    EXPECT_EQ(from_json<std::int64_t>(" 7 "), 7);
    EXPECT_EQ(from_json<std::optional<bool>>("null"), std::nullopt);
    EXPECT_EQ(to_json(std::optional<bool>{}), "null");
    EXPECT_EQ(to_json(true), "true");
    using Table = std::vector<std::vector<std::string>>;
    EXPECT_EQ((from_json<Table>(R"([["a"],[],["b","c"]])")), (Table{{"a"}, {}, {"b", "c"}}));
}

TEST(Json, EscapesAsRfc8259Asks) {
    EXPECT_EQ(written("a\"b\\c/d"), R"("a\"b\\c/d")");
    EXPECT_EQ(written("\b\f\n\r\t"), R"("\b\f\n\r\t")");
    EXPECT_EQ(written(std::string_view("\x00\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
    EXPECT_EQ(written("\u2028\u2029张😀"), "\"\u2028\u2029张😀\"");
    EXPECT_EQ(written(""), R"("")");
    std::string out = "x";
    write_json_text("a\n", out);
    EXPECT_EQ(out, R"(x"a\n")");
    for (int c = 1; c < 0x80; ++c)
        EXPECT_EQ(read_text(written(std::string(3, static_cast<char>(c)))), std::string(3, static_cast<char>(c)));
}

TEST(Json, ReadsEscapes) {
    EXPECT_EQ(read_text(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
    EXPECT_EQ(read_text(R"("\u5f20\u4E09")"), "张三");
    EXPECT_EQ(read_text(R"("\uD83D\uDE00!")"), "😀!");
    EXPECT_EQ(from_json<Visitor>(R"({"n\u0061me":"a\u0062c"})").name.value, "abc") << "names, too";
}

TEST(Json, WritesNumbersThatReadBackExactly) {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min(),
                   highest = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t n : {lowest, highest, std::int64_t{0}, std::int64_t{-1}})
        EXPECT_EQ(from_json<std::int64_t>(to_json(n)), n);
    for (double d : {0.1, -0.0, 1.0, 1e300, 5e-324, 1.7976931348623157e308, 123456789.123456789,
                     2.2250738585072014e-308, 1e22, 1e23}) {
        const double again = from_json<double>(to_json(d));
        EXPECT_EQ(again, d);
        EXPECT_EQ(std::signbit(again), std::signbit(d)) << to_json(d);
    }
    EXPECT_EQ(to_json(0.1), "0.1");
    EXPECT_EQ(to_json(2.0), "2");
    EXPECT_EQ(from_json<double>("-12.50e+1"), -125);
    EXPECT_EQ(from_json<double>("18446744073709551615"), 18446744073709551615.0);
    EXPECT_EQ(from_json<double>("123456789012345678901234567890"), 123456789012345678901234567890.0);
    EXPECT_EQ(from_json<double>("-9007199254740993"), -9007199254740992.0);
}

TEST(Json, WritesNoNumberThatIsNotFinite) {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    EXPECT_EQ(to_json(Only<double>{nan}), "{}");
    EXPECT_EQ(to_json(Only<std::optional<double>>{inf}), "{}");
    EXPECT_EQ(to_json(Only<std::vector<double>>{{1, -inf, 2}}), R"({"value":[1,null,2]})");
    EXPECT_EQ(to_json(nan), "null");
    EXPECT_THROW(from_json<double>("NaN"), Problem);
    EXPECT_THROW(from_json<double>("Infinity"), Problem);
    EXPECT_THROW(from_json<double>("-Infinity"), Problem);
}

TEST(Json, ReadsEveryKindOfLeaf) {
    constexpr std::string_view json =
        R"({"boolean":true,"integer":-9223372036854775808,"byte":255,"bounded":9,"money":-5,)"
        R"("number":2.5,"text":"","mobile":"13800138000","day":"2020-02-29"})";
    const auto leaves = from_json<Leaves>(json);
    EXPECT_EQ(leaves.money.fen(), -5);
    EXPECT_EQ(leaves.mobile.text(), "13800138000");
    EXPECT_EQ(to_json(leaves), json);
}

TEST(RawJson, KeepsAnyValueAsItIsWithoutWhiteSpace) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {" null ", "null"},
        {"true", "true"},
        {"-1.50E+2", "-1.50E+2"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"1e400", "1e400"},
        {"-0", "-0"},
        {"-0.0", "-0.0"},
        {R"( "a\u0062\n\/" )", R"("ab\n/")"},
        {"[ ]", "[]"},
        {"{ }", "{}"},
        {"[ 1 , [ 2 , { } ] , { \"b\" : [ ] , \"a\" : { \"c\" : \"[\" , \"d\" : \",\" } } , \"{\" , 3 ]",
         R"([1,[2,{}],{"b":[],"a":{"c":"[","d":","}},"{",3])"},
    };
    for (auto [given, kept] : cases) {
        EXPECT_EQ(from_json<RawJson>(given).json, kept);
        EXPECT_EQ(to_json(RawJson{std::string(kept)}), kept);
        EXPECT_EQ(from_json<RawJson>(kept).json, kept);
    }
    EXPECT_FALSE(from_json<std::optional<RawJson>>("null"));
    EXPECT_EQ(to_json(from_json<std::vector<RawJson>>(R"([null, {"a":1}, [2], "x"])")), R"([null,{"a":1},[2],"x"])");
    EXPECT_EQ(to_json(RawJson{}), "null");
    EXPECT_EQ(to_json(std::vector{RawJson{""}, RawJson{"1"}}), "[null,1]");
}

}  // namespace
}  // namespace tongzhou
