// The file form of an instance: what it refuses, and the real enterprises in it.
#include "modules/squads/instance_form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/squads/plane.hpp"
#include "modules/squads/test_city.hpp"

namespace tongzhou::squads {
namespace {

std::string faults_of(const std::string& json) {
    try {
        read_instance(json);
    } catch (const Problem& problem) {
        std::string text = problem.code();
        for (const auto& fault : problem.faults()) text += " " + fault.path + ":" + fault.code;
        return text;
    }
    return {};
}

TEST(InstanceForm, IsSolvedAndExplained) {
    const auto plan = plan_of(read_instance(R"({
        "least": 1, "most": 2, "squads": [{"id": "A", "x": 0, "y": 0, "skills": ["危化品"]}, {"id": "B", "x": 1000, "y": 0}],
        "enterprises": [{"id": "1", "x": 10, "y": 0}, {"id": "2", "x": 20, "y": 0, "weight": 3},
                        {"id": "3", "x": 990, "y": 0, "skills": ["危化品"]}, {"id": "4", "x": 30, "y": 0}]})"));
    EXPECT_TRUE(plan.proved);
    EXPECT_EQ(plan.cost, 3 * 20 + 990 + 990 + 970);
    EXPECT_EQ(plan.assigned, 4);
    std::map<std::string, std::pair<std::string, assignment::Why>> by_id;
    for (const auto& place : plan.plan) by_id[place.enterprise] = {place.squad.value_or("-"), place.why};
    EXPECT_EQ(by_id["2"], std::pair(std::string("A"), assignment::Why::nearest));
    EXPECT_EQ(by_id["3"], std::pair(std::string("A"), assignment::Why::lacks_skill));
    EXPECT_EQ(by_id["1"], std::pair(std::string("B"), assignment::Why::full));
}

TEST(InstanceForm, SaysWhyItCannotBeDone) {
    const auto plan = plan_of(read_instance(R"({
        "least": 2, "most": 2, "squads": [{"id": "A", "x": 0, "y": 0}, {"id": "B", "x": 1000, "y": 0}],
        "enterprises": [{"id": "1", "x": 10, "y": 0}, {"id": "2", "x": 20, "y": 0}, {"id": "3", "x": 9, "y": 0}]})"));
    EXPECT_EQ(plan.lacking, 1);
    ASSERT_EQ(plan.lacks.size(), 1u);
    EXPECT_THAT(plan.lacks.front().explanation_en,
                ::testing::HasSubstr("2 squads need 4 enterprises at least, and only 3"));
}

TEST(InstanceForm, NamesEveryFaultAtItsPlace) {
    EXPECT_EQ(faults_of(R"({"squads": [{"id": "A", "x": 1}, {"id": "A", "longitude": 116, "latitude": 35}],
                           "enterprises": [{"id": "1", "x": 1, "y": 1, "pinned": "Z"}]})"),
              "invalid_fields /squads/0:no_place /squads/1/id:given_twice /enterprises/0:mixed_places "
              "/enterprises/0/pinned:no_such_squad");
    EXPECT_EQ(faults_of(R"({"most": 1, "least": 0, "squads": [{"id": "A", "x": 1, "y": 1}], "enterprises":
                           [{"id": "1", "x": 1, "y": 1, "pinned": "A"}, {"id": "2", "x": 1, "y": 1, "pinned": "A"},
                            {"id": "3", "x": 1, "y": 1, "pinned": "A", "skills": ["电"]}]})"),
              "invalid_fields /squads/0:pins_exceed_most /enterprises/2:pin_lacks_skill");
    EXPECT_EQ(faults_of(R"({"squads": [], "enterprises": [{"id": "1", "x": 1, "y": 1, "wieght": 2}]})"),
              "invalid_fields /enterprises/0/wieght:unknown_field");
    EXPECT_EQ(faults_of(R"({"change_price": 1, "extra_travel": 2, "squads": [], "enterprises": []})"),
              "invalid_fields /extra_travel:out_of_range /extra_travel:one_of_two");
    EXPECT_EQ(faults_of("{"), "bad_json");
}

TEST(InstanceForm, ReplansWhereAPresentPlanIsGiven) {
    const auto plan = plan_of(read_instance(R"({
        "least": 1, "most": 3, "squads": [{"id": "A", "x": 0, "y": 0}, {"id": "B", "x": 1000, "y": 0}],
        "enterprises": [{"id": "1", "x": 499, "y": 0, "present": "B"}, {"id": "2", "x": 0, "y": 9, "present": "gone"},
                        {"id": "3", "x": 990, "y": 0, "present": "B"}, {"id": "4", "x": 0, "y": 3000, "present": "A"}]})"));
    EXPECT_EQ(plan.moved, 0) << "two metres are less than one in a hundred of the travel";
    EXPECT_EQ(plan.least_travel, 499 + 9 + 10 + 3000);
    EXPECT_EQ(plan.travel, 501 + 9 + 10 + 3000);
}

TEST(Plane, KeepsMetresWithinOneInAThousand) {
    const Plane plane(116.6, 35.4);
    // Jining to Qufu.
    const auto a = plane.point(116.587, 35.415), b = plane.point(116.986, 35.581);
    EXPECT_NEAR(static_cast<double>(assignment::metres(a, b)), 40'600, 100);
}

TEST(RealEnterprises, AreAssignedCountyByCountyAndProved) {
    const auto data = simulated::data_folder(TONGZHOU_SOURCE_DIR);
    if (data.empty()) GTEST_SKIP() << "../shared/data is not there";
    const auto by_county = simulated::enterprises(data);
    int planned = 0;
    for (const auto& county : simulated::counties(data)) {
        const auto found = by_county.find(county.id);
        if (found == by_county.end()) continue;
        const auto form = simulated::instance_of_county(county, found->second, 2020);
        for (const auto& e : form.enterprises) ASSERT_TRUE(simulated::is_inside(county, *e.longitude, *e.latitude));
        const auto plan = plan_of(form);
        EXPECT_EQ(plan.cost, plan.bound) << county.properties.name;
        EXPECT_EQ(plan.assigned, static_cast<int>(form.enterprises.size()));
        EXPECT_EQ(plan.lacking, 0);
        fmt::print("{} {:>5} enterprises {:>4} squads (simulated coordinates): {:.1f} km each, {:.2f} s\n",
                   county.properties.name, form.enterprises.size(), form.squads.size(),
                   static_cast<double>(plan.travel) / 1000 / static_cast<double>(form.enterprises.size()),
                   plan.seconds);
        ++planned;
    }
    EXPECT_EQ(planned, 11);
}

}  // namespace
}  // namespace tongzhou::squads
