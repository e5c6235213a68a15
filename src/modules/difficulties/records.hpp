// Difficulties as they are stored, their moves, and whose they are. Private to this module.
//
//   raised ─ verify ─ verified ─ claim ─ claimed ─ solve ─ solved ─ confirm ─ confirmed
//     │ ↑                 └── hand_over ──┘            └── reopen ──┴── (claimed)
//   send_back, amend
//   raised, returned, verified, claimed ─ withdraw ─ withdrawn
#pragma once

#include <vector>

#include "modules/difficulties/difficulties.hpp"

namespace tongzhou::difficulties {

/// `rise`: overdue, to the level above.
BOOST_DEFINE_ENUM_CLASS(DifficultyMove, raise, verify, send_back, amend, claim, hand_over, solve, confirm, reopen,
                        withdraw, rise)

/// What may be done in which state: pure, and tested as a table.
bool may_move(DifficultyState state, DifficultyMove move);
/// Throws Problem 409 "difficulty_state", which says where it stands.
void require_move(DifficultyState state, DifficultyMove move);
/// Somebody is at work on it, and its deadline runs.
bool is_open(DifficultyState state);

struct DifficultyRow {
    Id<Difficulty> id;
    std::string county;
    DivisionCode division;
    Id<Organization> organization;
    DifficultyKind kind{};
    std::string text;
    DifficultySource source{};
    std::optional<Uuid> source_record;
    DifficultyState state{};
    DivisionLevel level{};
    std::optional<Id<Organization>> department;
    Instant due_at, raised_at;
    std::optional<Uuid> raised_by;
    std::string raiser_name;
    std::optional<Instant> claimed_at, solved_at, confirmed_at;
    int reopened = 0;
    std::optional<Id<Solution>> solution;
    int moves = 0;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(DifficultyRow, (),
                      (id, county, division, organization, kind, text, source, source_record, state, level, department,
                       due_at, raised_at, raised_by, raiser_name, claimed_at, solved_at, confirmed_at, reopened,
                       solution, moves, updated_at))

struct DifficultyById {
    Id<Difficulty> id;
};
BOOST_DESCRIBE_STRUCT(DifficultyById, (), (id))

struct DifficultyMoveRow {
    int number = 0;
    Instant at;
    std::string actor_name;
    DifficultyMove move{};
    DifficultyState state{};
    DivisionLevel level{};
    std::optional<Id<Organization>> department;
    std::optional<Id<Solution>> solution;
    std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(DifficultyMoveRow, (), (number, at, actor_name, move, state, level, department, solution, why))

std::optional<DifficultyRow> find_difficulty(Snapshot& snapshot, const Id<Difficulty>& id);
/// Throws no_such_record() when there is none within the actor's scope.
DifficultyRow require_difficulty(Snapshot& snapshot, const Actor& actor, const Id<Difficulty>& id);
/// The same, and nobody else moves it until the transaction has ended.
DifficultyRow hold_difficulty(Tx& tx, const Actor& actor, const Id<Difficulty>& id);
/// Whether the row is new.
bool insert_difficulty(Tx& tx, const DifficultyRow& difficulty);
/// Writes the difficulty and its next move, tells those who listen, and the enterprise what waits for it.
void moved(Tx& tx, const Actor& actor, DifficultyRow& difficulty, DifficultyMove move,
           const std::optional<std::string>& why = {});
std::vector<DifficultyMoveRow> moves_of(Snapshot& snapshot, const DifficultyRow& difficulty);

/// The end of the last working day a difficulty may take from now on, by the rule in force where it is.
Instant due_of(Snapshot& snapshot, const DivisionCode& division);

}  // namespace tongzhou::difficulties
