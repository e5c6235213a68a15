#include "modules/difficulties/chain.hpp"

#include "modules/difficulties/departments.hpp"
#include "modules/difficulties/movers.hpp"

namespace tongzhou::difficulties {
namespace {

std::optional<std::string> text_or_nothing(const std::optional<Text<500>>& text) {
    return text && !text->empty() ? std::optional(text->value) : std::nullopt;
}

DifficultyRow begun(Tx& tx, const Actor& actor, const NewDifficulty& request, const organizations::Place& enterprise) {
    DifficultyRow row;
    row.id = request.id.value_or(Id<Difficulty>::make(tx.now()));
    row.county = enterprise.division.county();
    row.division = enterprise.division;
    row.organization = enterprise.id;
    row.kind = request.kind;
    row.text = request.text.value;
    row.source = request.source.value_or(DifficultySource::enterprise);
    row.source_record = request.source_record;
    const auto responsible = responsible_for(tx, row.division, row.kind, DivisionLevel::town);
    row.level = responsible.level;
    row.department = responsible.department;
    row.raised_at = row.updated_at = tx.now();
    row.due_at = due_of(tx, row.division);
    row.raised_by = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    row.raiser_name = actor.name;
    return row;
}

}  // namespace

RaisedDifficulty raise(Tx& tx, const Actor& actor, const NewDifficulty& request) {
    const auto enterprise = organizations::find_organization(tx, request.organization);
    if (!enterprise || enterprise->kind != OrganizationKind::enterprise) throw no_such_record();
    actor.scope.require(enterprise->division, enterprise->id);
    auto row = begun(tx, actor, request, *enterprise);
    if (insert_difficulty(tx, row)) {
        moved(tx, actor, row, DifficultyMove::raise);
    } else {
        auto before = require_difficulty(tx, actor, row.id);
        if (before.organization != row.organization || before.text != row.text)
            throw Problem::conflict("id_taken", "该编号已用于另一个难题，请换一个编号再提交。",
                                    "That id is another difficulty's; send this one under a new id.");
        row = std::move(before);
    }
    return {row.id, row.state, row.level, row.department, row.due_at};
}

DifficultyView show_difficulty(Snapshot& snapshot, const Actor& actor, const DifficultyById& request) {
    const auto d = require_difficulty(snapshot, actor, request.id);
    const auto name = [&](const std::optional<Id<Organization>>& id) -> std::optional<std::string> {
        const auto place = id ? organizations::find_organization(snapshot, *id) : std::nullopt;
        return place ? std::optional(place->name) : std::nullopt;
    };
    return {.id = d.id,
            .division = d.division,
            .organization = d.organization,
            .organization_name = name(d.organization).value_or(""),
            .kind = d.kind,
            .text = d.text,
            .source = d.source,
            .source_record = d.source_record,
            .state = d.state,
            .level = d.level,
            .department = d.department,
            .department_name = name(d.department),
            .due_at = d.due_at,
            .raised_at = d.raised_at,
            .overdue = is_open(d.state) && d.due_at < snapshot.now(),
            .raiser_name = d.raiser_name,
            .claimed_at = d.claimed_at,
            .solved_at = d.solved_at,
            .confirmed_at = d.confirmed_at,
            .reopened = d.reopened,
            .solution = d.solution ? find_solution(snapshot, *d.solution) : std::nullopt,
            .moves = moves_of(snapshot, d),
            .may = moves_of_actor(snapshot, actor, d)};
}

DifficultyView raise_difficulty(Tx& tx, const Actor& actor, const NewDifficulty& request) {
    return show_difficulty(tx, actor, {raise(tx, actor, request).id});
}

DifficultyView verify_difficulty(Tx& tx, const Actor& actor, const NoteRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::verify);
    d.state = DifficultyState::verified;
    moved(tx, actor, d, DifficultyMove::verify, text_or_nothing(request.note));
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView send_back_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::send_back);
    d.state = DifficultyState::returned;
    moved(tx, actor, d, DifficultyMove::send_back, request.why.value);
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView claim_difficulty(Tx& tx, const Actor& actor, const DifficultyById& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    if (d.state == DifficultyState::claimed && d.department == actor.organization)
        return show_difficulty(tx, actor, {d.id});
    require_mover(tx, actor, d, DifficultyMove::claim);
    d.state = DifficultyState::claimed;
    d.department = actor.organization;
    d.claimed_at = tx.now();
    moved(tx, actor, d, DifficultyMove::claim);
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView hand_over_difficulty(Tx& tx, const Actor& actor, const HandOverRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::hand_over);
    require_department(tx, d.division, request.organization);
    d.department = request.organization;
    d.level = organizations::find_organization(tx, request.organization)->division.level();
    if (d.state == DifficultyState::claimed) d.state = DifficultyState::verified;
    d.claimed_at.reset();
    moved(tx, actor, d, DifficultyMove::hand_over, request.why.value);
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView amend_difficulty(Tx& tx, const Actor& actor, const AmendRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::amend);
    if (d.kind != request.kind) {
        const auto responsible = responsible_for(tx, d.division, request.kind, DivisionLevel::town);
        d.level = responsible.level;
        d.department = responsible.department;
    }
    d.kind = request.kind;
    d.text = request.text.value;
    d.state = DifficultyState::raised;
    d.due_at = due_of(tx, d.division);
    moved(tx, actor, d, DifficultyMove::amend);
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView confirm_difficulty(Tx& tx, const Actor& actor, const NoteRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    const bool again = d.state == DifficultyState::confirmed && actor.scope.is_organization();
    if (again) return show_difficulty(tx, actor, {d.id});
    require_mover(tx, actor, d, DifficultyMove::confirm);
    d.state = DifficultyState::confirmed;
    d.confirmed_at = tx.now();
    moved(tx, actor, d, DifficultyMove::confirm, text_or_nothing(request.note));
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView reopen_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::reopen);
    d.state = DifficultyState::claimed;
    d.solved_at.reset();
    d.confirmed_at.reset();
    ++d.reopened;
    d.due_at = due_of(tx, d.division);
    d.solution.reset();  // the move that solved it still names what did not do
    moved(tx, actor, d, DifficultyMove::reopen, request.why.value);
    return show_difficulty(tx, actor, {d.id});
}

DifficultyView withdraw_difficulty(Tx& tx, const Actor& actor, const WhyRequest& request) {
    auto d = hold_difficulty(tx, actor, request.id);
    require_mover(tx, actor, d, DifficultyMove::withdraw);
    d.state = DifficultyState::withdrawn;
    moved(tx, actor, d, DifficultyMove::withdraw, request.why.value);
    return show_difficulty(tx, actor, {d.id});
}

}  // namespace tongzhou::difficulties
