// Why a plan is as it is: in terms of who else would have to give way. Every explanation follows from the plan and its
// prices and is the whole reason, not a guess.
#pragma once

#include "base/enums.hpp"
#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment {

/// Why a client is where it is. The first two: with its nearest team, or as near.
/// Not with the nearest team, because
///   pinned       somebody said so;
///   lacks_skill  the nearest has not the skills demanded;
///   kept         changing teams costs more than it saves;
///   full         the nearest has all it may take, each of whom would cost more elsewhere;
///   needed       its own team would fall below its lower bound.
/// Unassigned, because
///   no_such_skill  no team has the skills demanded;
///   all_full       all teams that could take it, or give way by passing on one of theirs, are full.
BOOST_DEFINE_ENUM_CLASS(Why, nearest, pinned, lacks_skill, kept, full, needed, no_such_skill, all_full)

struct Explanation {
    Why why = Why::nearest;
    int team = -1;
    int nearest = -1;  ///< of all teams; the one it has when that is as near
    Cost metres = 0;   ///< to its team
    Cost metres_to_nearest = 0;
    Cost extra = 0;   ///< full, needed: so much more, at least, every plan costs in which it is with the nearest
    int teams = 0;    ///< all_full: how many teams are full
    int places = 0;   ///< and how many they take together,
    int wanting = 0;  ///< and how many clients can go to no other
};
std::vector<Explanation> explain(const Instance& instance, const Plan& plan);

/// Why teams lack clients of their lower bounds: those who could go to any of `teams` are too few for them.
struct Lack {
    int team = -1;
    int lacking = 0;
    int teams = 0;     ///< this one, others that lack, and those that would fall below their bound by giving to it
    int required = 0;  ///< their lower bounds together
    int clients = 0;   ///< who could go to any of them
};
std::vector<Lack> explain_lacking(const Instance& instance, const Plan& plan);

/// Another team for a client of the plan, and what becomes of the others then.
struct Alternative {
    struct Move {
        int client = -1, from = -1, to = -1;
        bool operator==(const Move&) const = default;
    };
    int team = -1;
    Cost extra = 0;           ///< exactly: the cheapest plan with the client there costs so much more
    std::vector<Move> moves;  ///< the client's own first
};
/// All teams that can have the client without breaking a bound, the cheapest first. Nothing for an unassigned or pinned
/// client. The plan is optimal for the instance.
std::vector<Alternative> alternatives(const Instance& instance, const Plan& plan, int client);

}  // namespace tongzhou::assignment
