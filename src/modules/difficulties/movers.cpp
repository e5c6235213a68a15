#include "modules/difficulties/movers.hpp"

namespace tongzhou::difficulties {
namespace {

using Refusal = std::optional<Problem>;

Refusal refused(std::string code, std::string zh, std::string en) {
    return Problem::forbidden(std::move(code), std::move(zh), std::move(en));
}

bool reaches(const Actor& actor, DivisionLevel level) {
    return actor.scope.is_everything() || actor.scope.division().level() <= level;
}

bool is_command(Snapshot& snapshot, const Actor& actor) {
    if (actor.scope.is_everything()) return true;
    const auto own = organizations::find_organization(snapshot, actor.organization);
    return own && own->kind <= OrganizationKind::town_command;
}

Refusal no_office(const Actor& actor) {
    if (!actor.scope.is_organization()) return {};
    return refused("office_only", "这一步由主管部门办理。", "This is for an office to do.");
}

Refusal not_the_enterprise(const Actor& actor, const DifficultyRow& difficulty) {
    if (actor.scope.is_organization() && actor.scope.organization() == difficulty.organization) return {};
    return refused("enterprise_only", "只有企业自己可以确认解决、撤回或重新提出，请联系企业办理。",
                   "Only the enterprise itself confirms, withdraws or reopens it; ask them to.");
}

/// The other side's move, whatever the state.
Refusal wrong_side(const Actor& actor, const DifficultyRow& difficulty, DifficultyMove move) {
    using enum DifficultyMove;
    switch (move) {
        case verify:
        case send_back:
        case claim:
        case hand_over:
        case solve: return no_office(actor);
        case amend:
            if (difficulty.raised_by && *difficulty.raised_by == actor.id) return {};
            return not_the_enterprise(actor, difficulty);
        case confirm:
        case reopen:
        case withdraw: return not_the_enterprise(actor, difficulty);
        case raise:
        case rise: break;
    }
    throw std::logic_error("nobody makes this move by hand");
}

Refusal not_responsible(const Actor& actor, const DifficultyRow& difficulty) {
    if (difficulty.department && *difficulty.department != actor.organization)
        return refused("other_department", "这个难题由其他部门负责，请由该部门认领或转办。",
                       "Another department answers for it; let them claim it or hand it over.");
    if (!difficulty.department && !reaches(actor, difficulty.level))
        return refused("lower_level", "这个难题已上升到上一级，请由上级部门认领。",
                       "It has risen to a higher level; an office there claims it.");
    return {};
}

/// Another office's move.
Refusal wrong_office(Snapshot& snapshot, const Actor& actor, const DifficultyRow& difficulty, DifficultyMove move) {
    if (move == DifficultyMove::claim) {
        if (auto refusal = not_responsible(actor, difficulty)) return refusal;
        if (actor.organization.is_nil())
            return refused("no_organization", "认领须以部门账号办理。", "Claim it with an account of a department.");
    }
    if (move == DifficultyMove::hand_over && !(reaches(actor, difficulty.level) && is_command(snapshot, actor)))
        return not_responsible(actor, difficulty);
    if (move == DifficultyMove::solve && difficulty.department != actor.organization)
        return refused("other_department", "这个难题由其他部门认领，请先转办。",
                       "Another department has claimed it; have it handed over first.");
    return {};
}

constexpr std::array offices{DifficultyMove::verify, DifficultyMove::send_back, DifficultyMove::claim,
                             DifficultyMove::hand_over, DifficultyMove::solve};
constexpr std::array enterprises{DifficultyMove::amend, DifficultyMove::confirm, DifficultyMove::reopen,
                                 DifficultyMove::withdraw};

}  // namespace

void require_office(const Actor& actor) {
    if (const auto refusal = no_office(actor)) throw *refusal;
}

void require_mover(Snapshot& snapshot, const Actor& actor, const DifficultyRow& difficulty, DifficultyMove move) {
    if (const auto refusal = wrong_side(actor, difficulty, move)) throw *refusal;
    require_move(difficulty.state, move);
    if (const auto refusal = wrong_office(snapshot, actor, difficulty, move)) throw *refusal;
}

std::vector<DifficultyMove> moves_of_actor(Snapshot& snapshot, const Actor& actor, const DifficultyRow& difficulty) {
    std::vector<DifficultyMove> moves;
    const auto add = [&](std::span<const DifficultyMove> of_side, Permission permission) {
        if (!actor.permissions.has(permission)) return;
        for (const auto move : of_side)
            if (may_move(difficulty.state, move) && !wrong_side(actor, difficulty, move) &&
                !wrong_office(snapshot, actor, difficulty, move))
                moves.push_back(move);
    };
    add(offices, Permission::difficulty_handle);
    add(enterprises, Permission::difficulty_write);
    return moves;
}

}  // namespace tongzhou::difficulties
