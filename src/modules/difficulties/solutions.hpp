// Measures: what solved a difficulty, or many. Private to this module.
#pragma once

#include "modules/difficulties/records.hpp"

namespace tongzhou::difficulties {

BOOST_DEFINE_ENUM_CLASS(SolutionKind, policy, supply, loan, person, other)

struct SolutionView {
    Id<Solution> id;
    DivisionCode division;
    Id<Organization> organization;  ///< the department that took the measure
    std::string organization_name;
    std::string text;
    SolutionKind link_kind{};
    std::optional<Uuid> link;              ///< the policy, supply, loan or person on record
    std::optional<std::string> link_text;  ///< what it is called where it is not on record here
    std::string maker_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(SolutionView, (),
                      (id, division, organization, organization_name, text, link_kind, link, link_text, maker_name, at))

/// Nothing when there is none. Asks for no scope: whoever sees the difficulty sees what solved it.
std::optional<SolutionView> find_solution(Snapshot& snapshot, const Id<Solution>& id);

struct SolveRequest {
    std::optional<Id<Solution>> id;            ///< made by the client, so that sending it twice makes one measure
    std::vector<Id<Difficulty>> difficulties;  ///< up to 200
    Text<2000, 4> text;                        ///< what was done
    SolutionKind link_kind{};
    std::optional<Uuid> link;
    std::optional<Text<300>> link_text;
};
BOOST_DESCRIBE_STRUCT(SolveRequest, (), (id, difficulties, text, link_kind, link, link_text))
void check(const SolveRequest& request, std::vector<FieldFault>& faults);

struct SolveOutcome {
    Id<Difficulty> id;
    bool solved = false;
    std::optional<std::string> code, why;  ///< where not, in the actor's language
};
BOOST_DESCRIBE_STRUCT(SolveOutcome, (), (id, solved, code, why))
struct SolveAnswer {
    std::optional<Id<Solution>> id;  ///< of the measure; nothing when it solved none
    std::int64_t solved = 0;
    std::vector<SolveOutcome> outcomes;  ///< of every difficulty, in their order
};
BOOST_DESCRIBE_STRUCT(SolveAnswer, (), (id, solved, outcomes))

/// Records a measure and marks as solved every difficulty that the actor's department has claimed; each waits for its
/// own enterprise's word. One that cannot be solved holds up no other.
SolveAnswer solve_difficulties(Tx& tx, const Actor& actor, const SolveRequest& request);

}  // namespace tongzhou::difficulties
