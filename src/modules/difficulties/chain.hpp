// raise → verify → claim → solve → confirm: what each move changes. Private to this module.
#pragma once

#include "modules/difficulties/solutions.hpp"

namespace tongzhou::difficulties {

struct DifficultyView {
    Id<Difficulty> id;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    DifficultyKind kind{};
    std::string text;
    DifficultySource source{};
    std::optional<Uuid> source_record;
    DifficultyState state{};
    DivisionLevel level{};
    std::optional<Id<Organization>> department;
    std::optional<std::string> department_name;
    Instant due_at, raised_at;
    bool overdue = false;
    std::string raiser_name;
    std::optional<Instant> claimed_at, solved_at, confirmed_at;
    int reopened = 0;
    std::optional<SolutionView> solution;
    std::vector<DifficultyMoveRow> moves;  ///< who, when, what and why
    std::vector<DifficultyMove> may;       ///< that whoever asks may make now
};
BOOST_DESCRIBE_STRUCT(DifficultyView, (),
                      (id, division, organization, organization_name, kind, text, source, source_record, state, level,
                       department, department_name, due_at, raised_at, overdue, raiser_name, claimed_at, solved_at,
                       confirmed_at, reopened, solution, moves, may))

DifficultyView show_difficulty(Snapshot& snapshot, const Actor& actor, const DifficultyById& request);
DifficultyView raise_difficulty(Tx& tx, const Actor& actor, const NewDifficulty& request);

struct WhyRequest {
    Id<Difficulty> id;
    Text<500, 2> why;
};
BOOST_DESCRIBE_STRUCT(WhyRequest, (), (id, why))
struct NoteRequest {
    Id<Difficulty> id;
    std::optional<Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(NoteRequest, (), (id, note))
struct AmendRequest {
    Id<Difficulty> id;
    DifficultyKind kind{};
    Text<2000, 4> text;
};
BOOST_DESCRIBE_STRUCT(AmendRequest, (), (id, kind, text))
struct HandOverRequest {
    Id<Difficulty> id;
    Id<Organization> organization;  ///< an office of that place
    Text<500, 2> why;
};
BOOST_DESCRIBE_STRUCT(HandOverRequest, (), (id, organization, why))

// Moves of an office. Throw 403 "office_only" for an enterprise.

/// It is so, and worth solving.
DifficultyView verify_difficulty(Tx& tx, const Actor& actor, const NoteRequest& request);
/// It cannot be told what is meant: back to whoever raised it.
DifficultyView send_back_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request);
/// By the department that answers for it; where none is named, by any office at its level or above. Throws 403
/// "other_department", "lower_level".
DifficultyView claim_difficulty(Tx& tx, const Actor& actor, const DifficultyById& request);
/// By the department that has it, or a command of its level or above.
DifficultyView hand_over_difficulty(Tx& tx, const Actor& actor, const HandOverRequest& request);

// Moves of the enterprise. Throw 403 "enterprise_only" for everybody else.

/// What was sent back is completed, by the enterprise or whoever raised it; its term begins anew.
DifficultyView amend_difficulty(Tx& tx, const Actor& actor, const AmendRequest& request);
DifficultyView confirm_difficulty(Tx& tx, const Actor& actor, const NoteRequest& request);
/// It is not solved, or not any more: back to the department that had it, with a new term.
DifficultyView reopen_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request);
DifficultyView withdraw_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request);

/// The job: what is overdue rises a level, unclaimed, with a new term. Returns how many rose.
std::int64_t raise_overdue(Database& database);

}  // namespace tongzhou::difficulties
