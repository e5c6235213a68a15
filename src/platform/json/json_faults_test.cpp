#include <gtest/gtest.h>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Weekday, monday, sunday)

struct Guest {
    Text<20, 1> name;
    std::optional<Mobile> mobile;
};
BOOST_DESCRIBE_STRUCT(Guest, (), (name, mobile))

struct Visit {
    std::int64_t from = 0;
    std::int64_t until = 0;
    std::vector<Guest> guests;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (from, until, guests))
void check(const Visit& visit, std::vector<FieldFault>& faults) {
    if (visit.until < visit.from) faults.push_back({"until", "before_from", {"早", "early"}});
    if (visit.guests.size() > 2) faults.push_back({"/guests/2", "too_many_guests", {"多", "many"}});
    if (visit.from == 13) faults.push_back({"", "unlucky", {"凶", "bad luck"}});
}

struct Diary {
    Weekday weekday = Weekday::monday;
    std::optional<bool> open;
    std::optional<double> ratio;
    std::optional<Bounded<1, 9>> small;
    std::optional<std::uint8_t> byte;
    std::optional<std::int64_t> integer;
    std::optional<RawJson> details;
    std::optional<Guest> host;
    std::vector<Visit> visits;
    std::optional<Instant> received_at;
};
BOOST_DESCRIBE_STRUCT(Diary, (), (weekday, open, ratio, small, byte, integer, details, host, visits, received_at))

std::vector<FieldFault> faults_of(const Shape& shape, void* target, std::string_view json, const JsonLimits& limits) {
    std::vector<FieldFault> faults;
    read_json(shape, target, json, faults, limits);
    for (const auto& fault : faults) {
        EXPECT_FALSE(fault.message.zh.empty());
        EXPECT_FALSE(fault.message.en.empty());
    }
    return faults;
}
/// "path code" of each fault.
template <class T>
std::vector<std::string> faults_in(std::string_view json, const JsonLimits& limits = {}) {
    T target{};
    std::vector<std::string> out;
    for (const auto& fault : faults_of(shape_of<T>(), &target, json, limits))
        out.push_back(fault.path + " " + fault.code);
    return out;
}
/// The English message of the only fault.
template <class T>
std::string message_of(std::string_view json) {
    T target{};
    auto faults = faults_of(shape_of<T>(), &target, json, {});
    EXPECT_EQ(faults.size(), 1u);
    return faults.empty() ? "" : faults[0].message.en;
}
/// The faults of a Diary which has that one more field.
std::vector<std::string> faults_with(std::string_view field) {
    return faults_in<Diary>(fmt::format(R"({{"weekday":"monday",{}}})", field));
}
Bilingual bad_json_in(std::string_view json) {
    try {
        from_json<RawJson>(json);
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.status(), 400);
        EXPECT_EQ(problem.code(), "bad_json");
        return problem.detail();
    }
    ADD_FAILURE() << "taken: " << json;
    return {};
}
bool says(const Bilingual& message, std::string_view zh, std::string_view en) {
    return message.zh.find(zh) != std::string::npos && message.en.find(en) != std::string::npos;
}

using Faults = std::vector<std::string>;

TEST(JsonFaults, AreReportedAllAtOnceWithTheirPaths) {
    EXPECT_EQ(
        faults_in<Diary>(R"({
        "wekday": "monday",
        "open": 1,
        "host": {"name": "", "mobile": "12"},
        "visits": [
            {"from": 1, "until": 2},
            {"from": "1", "until": 2.0, "guests": [{"name": "a"}, {"mobile": null}, 7]},
            {"from": 3, "until": 2}
        ]})"),
        (Faults{"/wekday unknown_field", "/open wrong_kind", "/host/name wrong_length", "/host/mobile not_a_mobile",
                "/visits/1/from wrong_kind", "/visits/1/until not_an_integer", "/visits/1/guests/1/name missing",
                "/visits/1/guests/2 wrong_kind", "/visits/2/until before_from", "/weekday missing"}));
}

TEST(JsonFaults, AreThrownAsOneProblem) {
    try {
        from_json<Visit>(R"({"from":1.5})");
        FAIL() << "taken";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.status(), 422);
        EXPECT_EQ(problem.faults().size(), 2u);
    }
}

TEST(JsonFaults, OfTheStructsOwnCheckComeOnlyWhenItsFieldsAreRight) {
    EXPECT_EQ(faults_in<Visit>(R"({"from":2,"until":1})"), Faults{"/until before_from"});
    EXPECT_EQ(faults_in<Visit>(R"({"from":13,"until":20})"), Faults{" unlucky"});
    EXPECT_EQ(faults_in<Visit>(R"({"from":2,"until":1,"guests":[{}]})"), Faults{"/guests/0/name missing"});
    EXPECT_EQ(
        faults_with(R"("open":3,"visits":[{"from":3,"until":1,"guests":[{"name":"a"},{"name":"b"},{"name":"c"}]}])"),
        (Faults{"/open wrong_kind", "/visits/0/until before_from", "/visits/0/guests/2 too_many_guests"}));
    EXPECT_EQ(faults_with(R"("visits":[{"from":13,"until":20}])"), Faults{"/visits/0 unlucky"});
}

TEST(JsonFaults, UnknownFieldsAreSkippedWholeAndTheNearestNameSuggested) {
    EXPECT_EQ(faults_in<Guest>(R"({"nmae":{"name":[1,{"name":2}]},"name":"a"})"), Faults{"/nmae unknown_field"});
    EXPECT_NE(message_of<Guest>(R"({"name":"a","mobil":"1"})").find("Did you mean \"mobile\"?"), std::string::npos);
    EXPECT_NE(message_of<Diary>(R"({"weekday":"monday","receivedAt":1})").find("\"received_at\""), std::string::npos);
    EXPECT_NE(message_of<Guest>(R"({"name":"a","altitude":1})").find("The fields are: name, mobile."),
              std::string::npos);
    EXPECT_EQ(faults_in<Guest>(R"({"name":"a","a/b~c":1})"), Faults{"/a~1b~0c unknown_field"});
    EXPECT_EQ(faults_in<Guest>(R"({"name":"a","":1})"), Faults{"/ unknown_field"});
    const std::string huge(100'000, 'x');
    EXPECT_LT(faults_in<Guest>(R"({"name":"a",")" + huge + "\":1}").at(0).size(), 300u);
}

TEST(JsonFaults, UnknownFieldsMayBeIgnored) {
    const JsonLimits limits{.unknown_fields = UnknownFields::ignore};
    EXPECT_EQ(from_json<Guest>(R"({"x":[{"name":1}],"name":"a","y":{"mobile":{}},"z":null})", limits).name.value, "a");
    EXPECT_EQ(faults_in<Guest>(R"({"x":1})", limits), Faults{"/name missing"});
}

TEST(JsonFaults, AKeyThatStandsTwiceIsNeverTakenSilently) {
    EXPECT_EQ(faults_in<Guest>(R"({"name":"a","name":"b"})"), Faults{"/name duplicate_key"});
    EXPECT_EQ(faults_in<Guest>(R"({"name":"a","n\u0061me":["b"],"mobile":null})"), Faults{"/name duplicate_key"});
    EXPECT_EQ(faults_with(R"("visits":[],"visits":[])"), Faults{"/visits duplicate_key"});
    EXPECT_EQ(faults_with(R"("details":{"a":1,"b":[0,{"a":1,"c":2,"a":{"x":[]}}]})"),
              Faults{"/details/b/1/a duplicate_key"});
    EXPECT_EQ(faults_with(R"("details":[{"a":1},{"a":1,"b":{"a":1}}])"), Faults{}) << "other objects, same key";
}

TEST(JsonFaults, NullIsOnlyForOptionals) {
    EXPECT_EQ(faults_in<Guest>(R"({"name":null})"), Faults{"/name null_not_allowed"});
    EXPECT_EQ(faults_with(R"("visits":null)"), Faults{"/visits null_not_allowed"});
    EXPECT_EQ(faults_with(R"("visits":[null])"), Faults{"/visits/0 null_not_allowed"});
    EXPECT_EQ(faults_in<Guest>("null"), Faults{" null_not_allowed"});
}

TEST(JsonFaults, SayWhatKindIsWantedAndWhatIsThere) {
    EXPECT_EQ(message_of<Guest>(R"({"name":5})"), "Give text in double quotes; this is a number.");
    EXPECT_EQ(message_of<Guest>(R"({"name":[]})"), "Give text in double quotes; this is a list […].");
    EXPECT_EQ(message_of<Guest>("[]"), "Give an object {…}; this is a list […].");
    EXPECT_EQ(message_of<Guest>("\"x\""), "Give an object {…}; this is text.");
    EXPECT_EQ(message_of<std::vector<Guest>>("{}"), "Give a list […]; this is an object {…}.");
    EXPECT_EQ(message_of<std::int64_t>("\"1\""), "Give a whole number; this is text.");
    EXPECT_EQ(message_of<std::int64_t>("true"), "Give a whole number; this is true or false.");
    EXPECT_EQ(message_of<double>("{}"), "Give a number; this is an object {…}.");
    EXPECT_EQ(message_of<bool>("0"), "Give true or false; this is a number.");
    EXPECT_EQ(message_of<std::string>("1.5"), "Give text in double quotes; this is a number.");
    EXPECT_EQ(faults_with(R"("open":"true")"), Faults{"/open wrong_kind"});
    EXPECT_EQ(faults_in<Diary>(R"({"weekday":{"a":{"b":[{}]}},"open":true})"), Faults{"/weekday wrong_kind"})
        << "what stands in the wrong place is skipped whole";
}

TEST(JsonFaults, IntegersHaveNoFractionAndDoNotOverflow) {
    for (auto text : {"1.0", "1e2", "-0.5", "1E0", "99999999999999999999.5"})
        EXPECT_EQ(faults_with(fmt::format(R"("integer":{})", text)), Faults{"/integer not_an_integer"}) << text;
    for (auto text :
         {"9223372036854775808", "-9223372036854775809", "18446744073709551616", "123456789012345678901234"})
        EXPECT_EQ(faults_with(fmt::format(R"("integer":{})", text)), Faults{"/integer out_of_range"}) << text;
    for (auto text : {"256", "-1", "9223372036854775808"})
        EXPECT_EQ(faults_with(fmt::format(R"("byte":{})", text)), Faults{"/byte out_of_range"}) << text;
    for (auto text : {"0", "10", "-9223372036854775809"})
        EXPECT_EQ(faults_with(fmt::format(R"("small":{})", text)), Faults{"/small out_of_range"}) << text;
    EXPECT_EQ(message_of<std::optional<DeciCelsius>>("18446744073709551615"), "Give a value from 300 to 450.");
    EXPECT_NE(message_of<std::int64_t>("1.0").find("1, not 1.0"), std::string::npos);
    EXPECT_EQ(faults_with(R"("ratio":1e400)"), Faults{"/ratio out_of_range"});
}

TEST(JsonFaults, OfValuesAreTheirOwn) {
    EXPECT_EQ(faults_in<Diary>(R"({"weekday":"caturday"})"), Faults{"/weekday not_one_of"});
    EXPECT_EQ(faults_in<Guest>(R"({"name":" "})"), Faults{"/name wrong_length"});
    EXPECT_EQ(faults_with(R"("received_at":"yesterday")").size(), 1u);
}

TEST(JsonFaults, NulIsRefusedEverywhere) {
    EXPECT_EQ(faults_in<Guest>(R"({"name":"a\u0000b"})"), Faults{"/name nul_character"});
    EXPECT_EQ(faults_with(R"("details":["a",{"b":"\u0000"}])"), Faults{"/details/1/b nul_character"});
    EXPECT_EQ(faults_with(R"("details":{"\u0000":1})").size(), 1u);
    bad_json_in(std::string_view("\"a\0b\"", 5));
}

TEST(JsonFaults, ListsHaveALimit) {
    const JsonLimits limits{.list_items = 3};
    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(faults_in<Numbers>("[1,2,3]", limits), Faults{});
    EXPECT_EQ(faults_in<Numbers>("[1,2,3,4,5,6]", limits), Faults{" too_many_items"});
    EXPECT_EQ(
        faults_in<Visit>(R"({"from":1,"until":1,"guests":[{"name":"a"},{},{"name":"c"},{},{"x":[]},null,7]})", limits),
        (Faults{"/guests/1/name missing", "/guests too_many_items"}));
    EXPECT_EQ(faults_in<std::vector<Numbers>>("[[1,2,3,4],[1],[1,2,3]]", limits), Faults{"/0 too_many_items"});
    EXPECT_EQ(from_json<RawJson>("[1,2,3,4]", limits).json, "[1,2,3,4]")
        << "kept as it is, so bounded by the body only";

    std::string hundred_thousand = "[0";
    for (int i = 1; i < 100'000; ++i) hundred_thousand += ",0";
    hundred_thousand += "]";
    EXPECT_EQ(faults_in<Numbers>(hundred_thousand), Faults{" too_many_items"});
    EXPECT_EQ(from_json<Numbers>(hundred_thousand, {.list_items = 100'000}).size(), 100'000u);
}

TEST(JsonFaults, StopAfterTheLimitAndSaySo) {
    std::string json = "[{}";
    for (int i = 1; i < 5'000; ++i) json += ",{}";
    json += "]";
    auto faults = faults_in<std::vector<Guest>>(json);
    ASSERT_EQ(faults.size(), 101u);
    EXPECT_EQ(faults[99], "/99/name missing");
    EXPECT_EQ(faults[100], " too_many_faults");
    EXPECT_EQ(faults_in<std::vector<Guest>>("[{},{}]", {.faults = 2}).size(), 2u)
        << "exactly the limit: nothing is kept back";
    EXPECT_EQ(faults_in<std::vector<Visit>>(
                  R"([{"from":9,"until":1,"guests":[{"name":"a"},{"name":"b"},{"name":"c"}]}])", {.faults = 1}),
              (Faults{"/0/until before_from", " too_many_faults"}));
}

TEST(BadJson, SaysWhereInBothLanguages) {
    const auto message = bad_json_in("{\n  \"中文\": 1,\n  \"b\" 2}");
    EXPECT_TRUE(says(message, "第 3 行第 7 列", "line 3, column 7")) << message.en;
    EXPECT_TRUE(says(bad_json_in("{\"中文\":x}"), "第 1 行第 7 列", "column 7")) << "characters, not bytes";
}

TEST(BadJson, IsRefusedWithItsReason) {
    for (auto json : {"", " \r\n\t"}) EXPECT_TRUE(says(bad_json_in(json), "为空", "empty"));
    for (auto json : {"{", "[1,", "\"abc", "{\"a\":", "tru", "-", "1e", "[\"\\u12"})
        EXPECT_TRUE(says(bad_json_in(json), "中断", "ends too early")) << json;
    for (auto json : {"1 2", "{}}", "null,", "\"a\"b"})
        EXPECT_TRUE(says(bad_json_in(json), "多余", "more follows")) << json;
    for (auto json : {"{a:1}", "[1,]", "{\"a\":1,}", "'a'", "[01]", "[+1]", "[.5]", "nul!", "// x\n1", "/*x*/1",
                      "[1 2]", "\"\t\"", "\"\\x\"", "\xEF\xBB\xBF{}", "undefined", "1."})
        EXPECT_TRUE(says(bad_json_in(json), "语法", "not valid JSON")) << json;
}

TEST(BadJson, HalfACharacterIsRefused) {
    for (auto json : {R"("\uD83D")", R"("\uD83Dx")", R"("\uDE00")", R"("\uD83D\n")", R"("\uD83D\uD83D")",
                      R"("\uDE00\uD83D")", R"("\u12G4")", R"({"\uD83D":1})"})
        EXPECT_FALSE(bad_json_in(json).en.empty()) << json;
    for (auto json : {R"("\uDE00")", R"("\uD83D\uD83D")", R"("\u12G4")"})
        EXPECT_TRUE(says(bad_json_in(json), "转义", "escape")) << json;
    for (auto bytes :
         {"\"\x80\"", "\"a\xC0\xAF\"", "\"\xED\xA0\xBD\"", "\"\xF4\x90\x80\x80\"", "\"\xE4\xB8\"", "{\"\xFF\":1}"})
        EXPECT_TRUE(says(bad_json_in(bytes), "UTF-8", "UTF-8")) << bytes;
    EXPECT_TRUE(says(bad_json_in("[\"中\",\n \"\xD6\xD0\"]"), "第 2 行第 3 列", "line 2, column 3"))
        << "GBK, as old software sends";
}

TEST(BadJson, DepthHasALimit) {
    auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_EQ(from_json<RawJson>(nested(32)).json, nested(32));
    EXPECT_TRUE(says(bad_json_in(nested(33)), "32 层", "32 levels"));
    EXPECT_TRUE(says(bad_json_in(nested(10'000)), "32 层", "32 levels"));
    EXPECT_TRUE(says(bad_json_in(std::string(10'000, '[')), "32 层", "32 levels"));
    std::string objects;
    for (int i = 0; i < 10'000; ++i) objects += "{\"a\":";
    EXPECT_TRUE(says(bad_json_in(objects), "32 层", "32 levels"));
    EXPECT_THROW(from_json<Guest>(R"({"name":"a","x":)" + nested(10'000) + "}"), Problem)
        << "within what is skipped, too";
    EXPECT_EQ(from_json<RawJson>(nested(100), {.depth = 100}).json.size(), 200u);
}

TEST(BadJson, ComesBeforeFaults) {
    EXPECT_THROW(
        {
            std::vector<FieldFault> faults;
            Guest guest;
            read_json(shape_of<Guest>(), &guest, R"({"nmae":1,)", faults);
        },
        Problem);
}

}  // namespace
}  // namespace tongzhou
