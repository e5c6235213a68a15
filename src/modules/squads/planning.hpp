// From a county's squads and enterprises to an instance of platform/assignment, and from its plan to places. Private to
// this module.
#pragma once

#include "modules/squads/needs.hpp"
#include "modules/squads/plane.hpp"
#include "platform/assignment/explain.hpp"

namespace tongzhou::squads {

/// Why an enterprise is where it is in a plan: assignment::Why, and two of ours. `no_location`: no operating site of it
/// has coordinates, and it is not pinned; `not_wanted`: it asked for no squad and loses the one it has.
BOOST_DEFINE_ENUM_CLASS(PlaceWhy, nearest, pinned, lacks_skill, kept, full, needed, no_such_skill, all_full,
                        no_location, not_wanted)

/// One enterprise in a plan.
struct PlanPlace {
    Id<Organization> organization = {};
    DivisionCode division = {};
    std::optional<Id<Squad>> squad = {};
    std::optional<Id<Squad>> present = {};  ///< the squad in force when the plan was made
    bool by_hand = false;                   ///< pinned
    int weight = 0;
    std::int64_t metres = 0;
    PlaceWhy why{};
    std::optional<Id<Squad>> nearest = {};
    std::int64_t metres_to_nearest = 0;
    std::int64_t extra = 0;  ///< full, needed: a plan with the nearest costs at least so much more
    int full_squads = 0, full_places = 0, wanting = 0;    ///< all_full: see assignment::Explanation
    std::optional<double> longitude = {}, latitude = {};  ///< where the plan took it to be, WGS 84
};
BOOST_DESCRIBE_STRUCT(PlanPlace, (),
                      (organization, division, squad, present, by_hand, weight, metres, why, nearest, metres_to_nearest,
                       extra, full_squads, full_places, wanting, longitude, latitude))

/// What a plan of a county is made from, at one moment.
struct CountyInput {
    DivisionCode county;
    int least = 0, most = 0;  ///< rules in force
    std::optional<Id<SquadPlan>> in_force;
    std::vector<SquadRow> squads;                ///< complete ones, as the teams of the instance
    assignment::Instance instance;               ///< without a price of change
    std::vector<PlanPlace> located;              ///< as the clients of the instance: who, where, present squad, weight
    std::vector<PlanPlace> unlocated, unwanted;  ///< who takes no part, ready for the plan
    std::optional<std::size_t> index_of(const Id<Organization>& enterprise) const;
    std::optional<int> team_of(const Id<Squad>& squad) const;
};

/// Throws 409 "no_squads", "pinned_squad_incomplete" and "pin_lacks_skill", each naming what to put right.
CountyInput read_county(Snapshot& snapshot, const DivisionCode& county);

/// The places of a plan, explained.
std::vector<PlanPlace> places_of(const CountyInput& input, const assignment::Instance& instance,
                                 const assignment::Plan& plan);

/// The plane that a county is planned in.
Plane plane_of(const std::vector<SquadRow>& squads);

}  // namespace tongzhou::squads
