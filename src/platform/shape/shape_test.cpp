#include "platform/shape/shape.hpp"

#include <gtest/gtest.h>

#include "base/id.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Weather, sunny, rainy)
struct Walk {
    Id<Walk> id;
    Weather weather;
    std::optional<DeciCelsius> temperature;
    std::vector<std::string> notes;
    Bounded<1, 9> steps;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Walk, (), (id, weather, temperature, notes, steps, at))
void check(const Walk& walk, std::vector<FieldFault>& faults) {
    if (walk.notes.size() > 2) faults.push_back({"notes", "too_many", {"多", "many"}});
}
template <class T>
struct Pair {
    T a, b;
};
BOOST_DESCRIBE_STRUCT(Pair<Walk>, (), (a, b))

TEST(Shape, KnowsMembersKindsAndLimits) {
    const Shape& shape = shape_of<Walk>();
    EXPECT_EQ(shape.kind, Shape::Kind::object);
    EXPECT_EQ(shape.name, "Walk");
    ASSERT_EQ(shape.members.size(), 6u);
    EXPECT_EQ(shape.find("weather")->shape().names.size(), 2u);
    EXPECT_EQ(shape.find("temperature")->shape().kind, Shape::Kind::optional);
    EXPECT_EQ(shape.find("steps")->shape().highest, 9);
    EXPECT_TRUE(shape.find("at")->shape().stored_as_integer);
    EXPECT_EQ(shape.find("at")->shape().kind, Shape::Kind::text);
    EXPECT_EQ(shape.find("nothing"), nullptr);
    EXPECT_EQ(shape_of<Pair<Walk>>().name, "WalkPair");
    EXPECT_EQ(shape.find("id")->shape().name, "WalkId");
}

TEST(Shape, MovesLeavesThroughText) {
    Walk walk;
    const Shape& shape = shape_of<Walk>();
    const Member& weather = *shape.find("weather");
    EXPECT_FALSE(weather.shape().from_text("rainy", weather.in(&walk)));
    EXPECT_EQ(walk.weather, Weather::rainy);
    auto fault = weather.shape().from_text("foggy", weather.in(&walk));
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->code, "not_one_of");
    EXPECT_EQ(walk.weather, Weather::rainy) << "a fault leaves the target alone";
    const Member& steps = *shape.find("steps");
    EXPECT_EQ(steps.shape().from_text("10", steps.in(&walk))->code, "out_of_range");
    const Member& temperature = *shape.find("temperature");
    EXPECT_FALSE(temperature.shape().element().from_integer(373, temperature.shape().add(temperature.in(&walk))));
    EXPECT_EQ(walk.temperature->tenths(), 373);
    EXPECT_TRUE(temperature.shape().element().from_integer(990, &*walk.temperature));
    const Member& at = *shape.find("at");
    EXPECT_FALSE(at.shape().from_integer(1582502700000, at.in(&walk)));
    EXPECT_EQ(text_of_value(walk.at), "2020-02-24T00:05:00.000Z");
}

TEST(Shape, RunsTheStructsOwnCheck) {
    Walk walk;
    walk.notes = {"a", "b", "c"};
    std::vector<FieldFault> faults;
    ASSERT_NE(shape_of<Walk>().check, nullptr);
    shape_of<Walk>().check(&walk, faults);
    EXPECT_EQ(faults.size(), 1u);
}

}  // namespace
}  // namespace tongzhou
