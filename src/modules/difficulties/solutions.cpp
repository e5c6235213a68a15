#include "modules/difficulties/solutions.hpp"

#include "modules/difficulties/movers.hpp"
#include "modules/policies/policies.hpp"

namespace tongzhou::difficulties {
namespace {

const sql::Query insert_solution{R"(
    INSERT INTO solutions (county, id, division, organization, text, link_kind, link, link_text, maker_name, at)
    VALUES (:county, :id, :division, :organization, :text, :link_kind, :link, :link_text, :maker_name, :at)
    ON CONFLICT DO NOTHING)"};
const sql::Query find_solution_row{R"(
    SELECT s.id, s.division, s.organization, o.name AS organization_name, s.text, s.link_kind, s.link, s.link_text,
           s.maker_name, s.at
    FROM solutions s JOIN organizations o ON o.id = s.organization WHERE s.id = :id)"};

// Throws before it writes anything, so that what others did in the transaction stands.
void solve(Tx& tx, const Actor& actor, const Id<Solution>& solution, const Id<Difficulty>& id) {
    auto d = hold_difficulty(tx, actor, id);
    if (d.state == DifficultyState::solved && d.solution == solution) return;
    require_mover(tx, actor, d, DifficultyMove::solve);
    d.state = DifficultyState::solved;
    d.solved_at = tx.now();
    d.solution = solution;
    moved(tx, actor, d, DifficultyMove::solve);
}

void keep(Tx& tx, const Actor& actor, const Id<Solution>& id, const SolveRequest& request) {
    const auto department = organizations::find_organization(tx, actor.organization);
    if (!department) throw no_such_record();
    const auto link_text =
        request.link_text && !request.link_text->empty() ? std::optional(request.link_text->value) : std::nullopt;
    tx.run(insert_solution, department->division.county(), id, department->division, department->id, request.text.value,
           request.link_kind, request.link, link_text, actor.name, tx.now());
}

void require_same(Snapshot& snapshot, const Actor& actor, const Id<Solution>& id, const SolveRequest& request) {
    const auto before = find_solution(snapshot, id);
    if (before && (before->organization != actor.organization || before->text != request.text.value))
        throw Problem::conflict("id_taken", "该编号已用于另一项措施，请换一个编号再提交。",
                                "That id is another measure's; send this one under a new id.");
}

}  // namespace

std::optional<SolutionView> find_solution(Snapshot& snapshot, const Id<Solution>& id) {
    return snapshot.find<SolutionView>(find_solution_row, id);
}

void check(const SolveRequest& request, std::vector<FieldFault>& faults) {
    if (request.difficulties.empty())
        faults.push_back({"/difficulties", "missing", {"请至少选择一个难题。", "Choose at least one difficulty."}});
    if (request.difficulties.size() > 200)
        faults.push_back(
            {"/difficulties", "too_many_items", {"一次最多 200 个，请分批处理。", "At most 200 at a time."}});
    const bool named = request.link || (request.link_text && !request.link_text->empty());
    if (request.link_kind != SolutionKind::other && !named)
        faults.push_back(
            {"/link",
             "missing",
             {"请指明所用的政策、物资、贷款或经办人。", "Say which policy, supply, loan or person solved it."}});
}

SolveAnswer solve_difficulties(Tx& tx, const Actor& actor, const SolveRequest& request) {
    require_office(actor);
    if (request.link_kind == SolutionKind::policy && request.link)
        policies::require_policy(tx, actor, Id<Policy>(*request.link), "/link");
    const auto id = request.id.value_or(Id<Solution>::make(tx.now()));
    require_same(tx, actor, id, request);
    SolveAnswer answer;
    for (const auto& difficulty : request.difficulties) {
        auto& outcome = answer.outcomes.emplace_back();
        outcome.id = difficulty;
        try {
            solve(tx, actor, id, difficulty);
            outcome.solved = true;
            ++answer.solved;
        } catch (const Problem& problem) {
            outcome.code = problem.code();
            outcome.why = actor.language == Language::zh ? problem.detail().zh : problem.detail().en;
        }
    }
    if (answer.solved == 0) return answer;
    keep(tx, actor, id, request);
    answer.id = id;
    return answer;
}

}  // namespace tongzhou::difficulties
