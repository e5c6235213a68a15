// What nobody solves in time is the level above's.
#include "modules/difficulties/chain.hpp"
#include "modules/difficulties/departments.hpp"

namespace tongzhou::difficulties {
namespace {

// What has risen to the prefecture stays there, overdue for everyone to see.
const sql::Query overdue_below_prefecture{R"(
    SELECT id FROM difficulties
    WHERE state IN ('raised', 'verified', 'claimed') AND due_at < :now AND level <> 'prefecture'
    ORDER BY due_at, id LIMIT 200)"};

bool rise(Tx& tx, const Actor& job, const Id<Difficulty>& id) {
    auto d = hold_difficulty(tx, job, id);
    const auto above = level_above(d.level);
    if (!may_move(d.state, DifficultyMove::rise) || d.due_at >= tx.now() || !above) return false;
    const auto responsible = responsible_for(tx, d.division, d.kind, *above);
    d.level = responsible.level;
    d.department = responsible.department;
    // Verified it stays; whoever had it has it no longer.
    if (d.state == DifficultyState::claimed) d.state = DifficultyState::verified;
    d.claimed_at.reset();
    d.due_at = due_of(tx, d.division);
    moved(tx, job, d, DifficultyMove::rise);
    return true;
}

}  // namespace

std::int64_t raise_overdue(Database& database) {
    const auto job = Actor::system("job:raise_overdue_difficulties");
    std::int64_t risen = 0;
    for (;;) {
        const auto overdue = database.read_value(
            [](Snapshot& snapshot) { return snapshot.all<Id<Difficulty>>(overdue_below_prefecture, snapshot.now()); });
        std::int64_t now_risen = 0;
        for (const auto& id : overdue)
            now_risen += database.write_value([&](Tx& tx) { return rise(tx, job, id); }) ? 1 : 0;
        risen += now_risen;
        if (now_risen == 0) return risen;
    }
}

}  // namespace tongzhou::difficulties
