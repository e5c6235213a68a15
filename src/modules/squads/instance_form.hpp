// A planning instance as a JSON file, and its plan as JSON: what `tongzhou plan squads` reads and prints. The form is
// documented in docs/guide/squad-instances.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bounded.hpp"
#include "platform/assignment/explain.hpp"

namespace tongzhou::squads {

using Key = Text<64, 1>;

struct SquadForm {
    Key id;
    std::optional<double> x = {}, y = {};                 ///< metres in a plane, or
    std::optional<double> longitude = {}, latitude = {};  ///< degrees
    std::vector<Text<30, 1>> skills = {};
    std::optional<Bounded<0, 1000>> least = {}, most = {};  ///< those of the instance, unless said
};
BOOST_DESCRIBE_STRUCT(SquadForm, (), (id, x, y, longitude, latitude, skills, least, most))

struct EnterpriseForm {
    Key id;
    std::optional<double> x = {}, y = {};
    std::optional<double> longitude = {}, latitude = {};
    std::optional<Bounded<1, 1000>> weight = {};  ///< 1, unless said
    std::vector<Text<30, 1>> skills = {};         ///< its squad has all of them
    std::optional<Key> pinned = {};               ///< the squad it goes to in any case
    std::optional<Key> present = {};              ///< the squad it has now; one that is not in the instance has left
};
BOOST_DESCRIBE_STRUCT(EnterpriseForm, (), (id, x, y, longitude, latitude, weight, skills, pinned, present))

struct InstanceForm {
    std::optional<Bounded<0, 1000>> least, most;            ///< 5 and 7, unless said
    std::optional<Bounded<0, 1'000'000'000>> change_price;  ///< metres × weight for each that changes squads
    std::optional<double> extra_travel;                     ///< or, 0.01 unless said: the share it may cost
    std::vector<SquadForm> squads;
    std::vector<EnterpriseForm> enterprises;
};
BOOST_DESCRIBE_STRUCT(InstanceForm, (), (least, most, change_price, extra_travel, squads, enterprises))

/// Throws Problem 400 and 422: every fault of the file, each with its place in it.
InstanceForm read_instance(std::string_view json);
assignment::Instance instance_of(const InstanceForm& form);

struct PlaceForm {
    std::string enterprise;
    std::optional<std::string> squad = {};
    assignment::Why why{};
    std::string explanation_zh = {}, explanation_en = {};
    std::int64_t metres = 0;
    std::optional<std::string> nearest = {};
    std::int64_t metres_to_nearest = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceForm, (),
                      (enterprise, squad, why, explanation_zh, explanation_en, metres, nearest, metres_to_nearest))

struct LackForm {
    std::string squad;
    int lacking = 0;
    std::string explanation_zh, explanation_en;
};
BOOST_DESCRIBE_STRUCT(LackForm, (), (squad, lacking, explanation_zh, explanation_en))

struct PlanForm {
    std::int64_t cost = 0, bound = 0;
    bool proved = false;
    std::int64_t travel = 0;
    std::optional<std::int64_t> least_travel;  ///< where the instance has a present plan and no price of change
    std::int64_t change_price = 0;
    int assigned = 0, unassigned = 0, lacking = 0, moved = 0;
    double seconds = 0;
    double resident_mb = 0;  ///< the most that the process held
    std::vector<PlaceForm> plan;
    std::vector<LackForm> lacks;
};
BOOST_DESCRIBE_STRUCT(PlanForm, (),
                      (cost, bound, proved, travel, least_travel, change_price, assigned, unassigned, lacking, moved,
                       seconds, resident_mb, plan, lacks))
/// Solves it; `seconds` is what that took, `resident_mb` is left to the caller.
PlanForm plan_of(const InstanceForm& form);

}  // namespace tongzhou::squads
