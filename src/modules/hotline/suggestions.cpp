#include "modules/hotline/suggestions.hpp"

#include "modules/hotline/answer_index.hpp"
#include "modules/hotline/departments.hpp"
#include "modules/hotline/referral.hpp"

namespace tongzhou::hotline {
namespace {

constexpr std::size_t most = 3;
// Below it the other question is about something else.
constexpr double least_alike = 0.3;

std::vector<SuggestedAnswer> shown(std::vector<FoundAnswer> found) {
    std::vector<SuggestedAnswer> answers;
    for (auto& [known, score] : found)
        answers.push_back({known.id, std::move(known.question), std::move(known.answer), std::move(known.source),
                           known.updated_at, score});
    return answers;
}

}  // namespace

Proposals propose_departments(Snapshot& snapshot, const Actor& actor, const SuggestRequest& request) {
    const auto model = snapshot.service<ReferralDesk>().model();
    Proposals proposals{{}, model->quality(), model->source(), model->trained_at()};
    auto place = request.division.value_or(actor.scope.division());
    if (place.is_set() && !actor.scope.covers_division(place)) throw no_such_record();
    for (const auto& [matter, share] : model->propose(request.question.value, most)) {
        ProposedDepartment proposed{matter, share, {}, {}};
        if (place.is_set()) proposed.organization = department_of(snapshot, place, matter);
        if (proposed.organization)
            if (auto found = organizations::find_organization(snapshot, *proposed.organization))
                proposed.name = std::move(found->name);
        proposals.departments.push_back(std::move(proposed));
    }
    return proposals;
}

SuggestionsForCall suggest_for_call(Snapshot& snapshot, const Actor& actor, const SuggestRequest& request) {
    auto& index = snapshot.service<AnswerIndex>();
    index.refresh(snapshot);
    const auto& question = request.question.value;
    return {policies::suggest(snapshot, actor, question),
            shown(index.find(actor, question, KnownKind::article, most, least_alike)),
            shown(index.find(actor, question, KnownKind::ticket, most, least_alike)),
            propose_departments(snapshot, actor, request)};
}

}  // namespace tongzhou::hotline
