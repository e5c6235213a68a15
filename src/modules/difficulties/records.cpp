#include "modules/difficulties/records.hpp"

#include "modules/difficulties/notices.hpp"
#include "modules/rules/rules.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::difficulties {
namespace {

const sql::Query find_difficulty_row{R"(
    SELECT id, county, division, organization, kind, text, source, source_record, state, level, department, due_at,
           raised_at, raised_by, raiser_name, claimed_at, solved_at, confirmed_at, reopened, solution, moves, updated_at
    FROM difficulties WHERE id = :id)"};
const sql::Query hold_row{R"(
    SELECT id FROM difficulties WHERE id = :id {postgres: FOR UPDATE})"};
const sql::Query insert_row{R"(
    INSERT INTO difficulties (id, county, division, organization, kind, text, source, source_record, state, level,
                              department, due_at, raised_at, raised_by, raiser_name, claimed_at, solved_at,
                              confirmed_at, reopened, solution, moves, updated_at)
    VALUES (:id, :county, :division, :organization, :kind, :text, :source, :source_record, :state, :level, :department,
            :due_at, :raised_at, :raised_by, :raiser_name, :claimed_at, :solved_at, :confirmed_at, :reopened, :solution,
            :moves, :updated_at)
    ON CONFLICT DO NOTHING)"};
const sql::Query update_row{R"(
    UPDATE difficulties
    SET kind = :kind, text = :text, state = :state, level = :level, department = :department, due_at = :due_at,
        claimed_at = :claimed_at, solved_at = :solved_at, confirmed_at = :confirmed_at, reopened = :reopened,
        solution = :solution, moves = :moves, updated_at = :updated_at
    WHERE county = :county AND id = :id)"};
const sql::Query insert_move{R"(
    INSERT INTO difficulty_moves (county, difficulty, number, at, actor, actor_name, move, state, level, department,
                                  solution, why)
    VALUES (:county, :difficulty, :number, :at, :actor, :actor_name, :move, :state, :level, :department, :solution,
            :why))"};
const sql::Query find_moves{R"(
    SELECT number, at, actor_name, move, state, level, department, solution, why FROM difficulty_moves
    WHERE county = :county AND difficulty = :difficulty ORDER BY number)"};

struct DifficultyEvent {
    Id<Difficulty> id;
    DifficultyMove move{};
    DifficultyState state{};
};
BOOST_DESCRIBE_STRUCT(DifficultyEvent, (), (id, move, state))

std::span<const DifficultyMove> moves_in(DifficultyState state) {
    using enum DifficultyMove;
    static constexpr DifficultyMove raised[] = {verify, send_back, hand_over, withdraw, rise};
    static constexpr DifficultyMove returned[] = {amend, withdraw};
    static constexpr DifficultyMove verified[] = {claim, hand_over, withdraw, rise};
    static constexpr DifficultyMove claimed[] = {hand_over, solve, withdraw, rise};
    static constexpr DifficultyMove solved[] = {confirm, reopen};
    static constexpr DifficultyMove confirmed[] = {reopen};
    switch (state) {
        case DifficultyState::raised: return raised;
        case DifficultyState::returned: return returned;
        case DifficultyState::verified: return verified;
        case DifficultyState::claimed: return claimed;
        case DifficultyState::solved: return solved;
        case DifficultyState::confirmed: return confirmed;
        case DifficultyState::withdrawn: break;
    }
    return {};
}

Bilingual standing_of(DifficultyState state) {
    switch (state) {
        case DifficultyState::raised: return {"待核实", "waits to be verified"};
        case DifficultyState::returned: return {"已退回企业补充", "was sent back to be completed"};
        case DifficultyState::verified: return {"已核实，待部门认领", "is verified and waits for a department"};
        case DifficultyState::claimed: return {"部门正在办理", "is being solved"};
        case DifficultyState::solved: return {"已办理，待企业确认", "is solved and waits for the enterprise's word"};
        case DifficultyState::confirmed: return {"企业已确认解决", "was confirmed as solved"};
        case DifficultyState::withdrawn: return {"企业已撤回", "was withdrawn"};
    }
    return {};
}

}  // namespace

bool may_move(DifficultyState state, DifficultyMove move) {
    const auto moves = moves_in(state);
    return std::find(moves.begin(), moves.end(), move) != moves.end();
}

void require_move(DifficultyState state, DifficultyMove move) {
    if (may_move(state, move)) return;
    const auto standing = standing_of(state);
    throw Problem::conflict("difficulty_state", fmt::format("不能这样做：这个难题{}，请刷新后再看。", standing.zh),
                            fmt::format("This cannot be done: the difficulty {}; read it again.", standing.en));
}

bool is_open(DifficultyState state) {
    return state == DifficultyState::raised || state == DifficultyState::verified || state == DifficultyState::claimed;
}

std::optional<DifficultyRow> find_difficulty(Snapshot& snapshot, const Id<Difficulty>& id) {
    return snapshot.find<DifficultyRow>(find_difficulty_row, id);
}

DifficultyRow require_difficulty(Snapshot& snapshot, const Actor& actor, const Id<Difficulty>& id) {
    auto difficulty = find_difficulty(snapshot, id);
    if (!difficulty) throw no_such_record();
    actor.scope.require(difficulty->division, difficulty->organization);
    return *std::move(difficulty);
}

DifficultyRow hold_difficulty(Tx& tx, const Actor& actor, const Id<Difficulty>& id) {
    tx.value<Id<Difficulty>>(hold_row, id);
    return require_difficulty(tx, actor, id);
}

bool insert_difficulty(Tx& tx, const DifficultyRow& difficulty) { return tx.run(insert_row, difficulty) != 0; }

void moved(Tx& tx, const Actor& actor, DifficultyRow& difficulty, DifficultyMove move,
           const std::optional<std::string>& why) {
    difficulty.updated_at = tx.now();
    ++difficulty.moves;
    tx.run(update_row, difficulty);
    const auto who = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    tx.run(insert_move, difficulty.county, difficulty.id, difficulty.moves, tx.now(), who, actor.name, move,
           difficulty.state, difficulty.level, difficulty.department, difficulty.solution, why);
    tx.service<events::Bus>().publish(tx, {"difficulty", difficulty.division, difficulty.organization,
                                           to_json(DifficultyEvent{difficulty.id, move, difficulty.state})});
    tell_enterprise(tx, difficulty, move, why);
}

std::vector<DifficultyMoveRow> moves_of(Snapshot& snapshot, const DifficultyRow& difficulty) {
    return snapshot.all<DifficultyMoveRow>(find_moves, difficulty.county, difficulty.id);
}

Instant due_of(Snapshot& snapshot, const DivisionCode& division) {
    return calendar::end_of_term(snapshot.now(), rules::difficulty_due_days(snapshot, division, snapshot.now()));
}

}  // namespace tongzhou::difficulties
