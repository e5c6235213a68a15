// Sends clients to teams, each client to one team and every team between its bounds, at the least weighted travel, and
// proves that no other plan is cheaper. This is the folder's face.
//
// The plan minimises, in this order:
//   1. the weight of the clients who stay unassigned, because the teams that could take them are full;
//   2. the places that teams lack of their lower bounds, because too few clients can go there;
//   3. weight × metres, summed over all clients, plus the price of change for each who leaves their present team.
// 1 and 2 never compete: who can be assigned and which lower bounds can be met are matroids, and some plan is best in
// both (Mendelsohn and Dulmage 1958). All costs are whole numbers, so an optimum is exact: `cost` equals `bound`.
//
// Method: network simplex over the arcs to near teams; a k-d tree prices all arcs that are missing under the dual
// prices and adds those that would lower the cost, until none would. The prices of the end prove the whole problem
// optimal, not the arcs looked at. See docs/decisions/0013-squads-solver.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tongzhou::assignment {

using Cost = std::int64_t;  ///< metres × weight

/// Metres in a plane.
struct Point {
    double x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

/// The straight line, in whole metres.
Cost metres(const Point& a, const Point& b);

/// One bit for each of at most 64 skills.
using Skills = std::uint64_t;

struct Team {
    Point at = {};
    Skills skills = 0;
    int least = 0, most = 0;  ///< clients it must and may take
};

struct Client {
    Point at = {};
    int weight = 1;                   ///< 1–1,000: what one metre of the way to this client counts
    Skills demands = 0;               ///< its team has all of them
    std::optional<int> pinned = {};   ///< goes to this team whatever it costs
    std::optional<int> present = {};  ///< the team it has now
};

struct Instance {
    std::vector<Team> teams = {};      ///< at most 50,000
    std::vector<Client> clients = {};  ///< at most 200,000
    Cost change_price = 0;             ///< of each client who leaves its present team
    bool can_go(const Client& client, const Team& team) const { return (client.demands & ~team.skills) == 0; }
    /// Of sending the client to the team: weight × metres, and the price of change where it has another.
    Cost cost_of(const Client& client, int team) const;
};

/// What is wrong with an instance: the index of the client or team, and a code of
///   weight_out_of_range, too_far (more than 1,000 km from the first), pin_lacks_skill, pins_exceed_most,
///   bounds_reversed, too_many, no_such_team, change_price_out_of_range
struct Fault {
    std::string code;
    int client = -1, team = -1;
};
std::vector<Fault> faults_of(const Instance& instance);

struct Plan {
    std::vector<int> team_of;  ///< of every client; -1: unassigned
    std::vector<Cost> price;   ///< of a place in every team: > 0 where `most` binds, < 0 where `least` does
    Cost travel = 0;           ///< weight × metres of those assigned
    Cost cost = 0;             ///< travel and the price of all changes
    Cost bound = 0;            ///< no plan with as few unassigned and as few places lacking costs less
    int assigned = 0, unassigned = 0;
    int lacking = 0;          ///< places below the lower bounds
    int moved = 0;            ///< clients that leave their present team
    std::int64_t pivots = 0;  ///< what the simplex method did
    int rounds = 0;           ///< how often the missing arcs were priced
    bool proved() const { return cost == bound; }
};

/// The instance has no faults.
Plan assign(const Instance& instance);

/// A plan that differs as little from the present one as it can while its travel is at most (1 + extra) times the
/// least possible. The price of change is searched for: with price p, travel ≤ least travel + p × (moves of the
/// cheapest plan − moves of this one), so p = extra × least travel ÷ those moves always keeps within `extra`, and is
/// doubled for as long as the travel stays within it.
struct Replan {
    Plan plan;
    Cost change_price = 0;
    Cost least_travel = 0;  ///< of the plan made without regard to the present one
    int least_moves = 0;    ///< how many that plan would move
};
Replan replan(Instance instance, double extra);

}  // namespace tongzhou::assignment
