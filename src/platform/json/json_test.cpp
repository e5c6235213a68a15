#include "platform/json/json.hpp"

#include <gtest/gtest.h>

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

constexpr std::string_view body =
    R"({"id":"0190f3a4-7b1c-7def-8123-456789abcdef","direction":"out","temperature":373,)"
    R"("at":"2020-02-24T08:05:00.000Z","visitor":{"name":"张三"},"tags":["a","b\"c"],"masked":true,"details":{"a":[1,2.50,null,{"b":"x"}]}})";

TEST(Json, ReadsAndWritesTheSame) {
    auto passage = from_json<Passage>(body);
    EXPECT_EQ(passage.direction, Direction::out);
    EXPECT_EQ(passage.temperature->tenths(), 373);
    EXPECT_EQ(passage.visitor.name.value, "张三");
    EXPECT_EQ(passage.tags[1], "b\"c");
    EXPECT_EQ(passage.details.json, R"({"a":[1,2.50,null,{"b":"x"}]})");
    EXPECT_EQ(to_json(passage), body);
}

}  // namespace
}  // namespace tongzhou
