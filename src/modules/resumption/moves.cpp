#include "modules/resumption/moves.hpp"

#include <fmt/format.h>

namespace tongzhou::resumption {
namespace {

std::span<const FilingMove> moves_in(FilingState state) {
    using enum FilingMove;
    static constexpr FilingMove draft[] = {change, submit, withdraw};
    static constexpr FilingMove submitted[] = {withdraw, pass, list_lacking, refuse, prioritise, check};
    static constexpr FilingMove returned[] = {change, submit, withdraw, prioritise};
    static constexpr FilingMove in_force[] = {check, revoke};
    static constexpr FilingMove revoked[] = {check, reinstate};
    switch (state) {
        case FilingState::draft: return draft;
        case FilingState::submitted: return submitted;
        case FilingState::returned: return returned;
        case FilingState::accepted:
        case FilingState::approved: return in_force;
        case FilingState::revoked: return revoked;
        case FilingState::refused:
        case FilingState::withdrawn: break;
    }
    return {};
}

Bilingual state_and_advice(FilingState state) {
    switch (state) {
        case FilingState::draft: return {"尚未提交，请先提交", "not submitted yet; submit it first"};
        case FilingState::submitted: return {"正在审核，如需修改请先撤回", "under review; withdraw it to change it"};
        case FilingState::returned:
            return {"已退回补件，请补齐后重新提交", "returned for papers; complete it and submit it again"};
        case FilingState::accepted: return {"已备案，许可有效", "accepted, and its permit is in force"};
        case FilingState::approved: return {"已批准，许可有效", "approved, and its permit is in force"};
        case FilingState::refused: return {"已不予批准，整改后请重新申请", "refused; put things right and file anew"};
        case FilingState::withdrawn: return {"已撤回，请重新申请", "withdrawn; file anew"};
        case FilingState::revoked:
            return {"许可已撤销，复查合格后可恢复", "revoked; a passed check lets it be reinstated"};
    }
    return {};
}

}  // namespace

bool may_move(FilingState state, FilingMove move) {
    const auto moves = moves_in(state);
    return std::find(moves.begin(), moves.end(), move) != moves.end();
}

void require_move(FilingState state, FilingMove move) {
    if (may_move(state, move)) return;
    const auto advice = state_and_advice(state);
    throw Problem::conflict("filing_state", fmt::format("不能这样做：这份申请{}。", advice.zh),
                            fmt::format("This cannot be done: the filing is {}.", advice.en));
}

StepOutcome outcome_of(std::span<const ReviewState> stages) {
    const auto any = [&](ReviewState state) { return std::find(stages.begin(), stages.end(), state) != stages.end(); };
    if (any(ReviewState::refused)) return StepOutcome::refused;
    if (any(ReviewState::open)) return StepOutcome::waiting;
    return any(ReviewState::lacking) ? StepOutcome::returned : StepOutcome::passed;
}

}  // namespace tongzhou::resumption
