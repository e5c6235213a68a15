#include "modules/resumption/reviews.hpp"

#include "modules/resumption/offices.hpp"
#include "modules/resumption/permits.hpp"

namespace tongzhou::resumption {
namespace {

std::optional<std::string> text_or_nothing(const auto& text) {
    return text && !text->empty() ? std::optional(text->value) : std::nullopt;
}

DivisionLevel level_of(std::string_view stage) {
    const auto first = stage.substr(0, stage.find('_'));
    if (first == "city") return DivisionLevel::prefecture;
    return first == "county" ? DivisionLevel::county : DivisionLevel::town;
}

[[noreturn]] void refuse(ReviewObstacle obstacle) {
    switch (obstacle) {
        case ReviewObstacle::own_filing:
            throw Problem::forbidden("own_filing", "这份申请由您提交，须由他人审核。",
                                     "You submitted this filing; somebody else reviews it.");
        case ReviewObstacle::other_office:
            throw Problem::forbidden("other_office", "此环节已指定由其他部门审核，请转告该部门。",
                                     "Another office was named for this stage; leave it to them.");
        case ReviewObstacle::lower_level:
            throw Problem::forbidden("lower_level", "此环节由上级审核，请上报。",
                                     "This stage is decided at a higher level; pass it on.");
        case ReviewObstacle::office_only:
        case ReviewObstacle::none: break;
    }
    throw Problem::forbidden("office_only", "只有主管部门可以审核。", "Only an office reviews filings.");
}

ReviewObstacle obstacle_for(Snapshot& snapshot, const Actor& actor, const FilingRow& filing, std::string_view stage) {
    return obstacle_to_review(actor, filing.author, stage, office_of(snapshot, filing.division, stage));
}

// The latest review of each stage of the step the filing is at.
std::vector<ReviewRow> present_step(Snapshot& snapshot, const FilingRow& filing) {
    std::vector<ReviewRow> present;
    for (auto& review : reviews_of(snapshot, filing)) {
        if (review.step != filing.step) continue;
        const auto same = std::ranges::find(present, review.stage, &ReviewRow::stage);
        if (same == present.end())
            present.push_back(std::move(review));
        else
            *same = std::move(review);
    }
    return present;
}

// The stage that is meant: the one named, or the only open one that is the actor's.
ReviewRow stage_meant(Snapshot& snapshot, const Actor& actor, const FilingRow& filing, const DecideRequest& request) {
    const auto step = present_step(snapshot, filing);
    if (const auto name = text_or_nothing(request.stage)) {
        const auto found = std::ranges::find(step, *name, &ReviewRow::stage);
        if (found == step.end())
            throw Problem::conflict("no_open_stage", "这份申请现在不在这个环节，请刷新后再看。",
                                    "The filing is not at that stage now; read it again.");
        return *found;
    }
    std::vector<ReviewRow> open;
    auto obstacle = ReviewObstacle::none;
    for (const auto& review : step) {
        if (review.state != ReviewState::open) continue;
        const auto here = obstacle_for(snapshot, actor, filing, review.stage);
        if (here == ReviewObstacle::none)
            open.push_back(review);
        else
            obstacle = here;
    }
    if (open.size() == 1) return open.front();
    if (open.size() > 1)
        throw Problem::invalid("/stage", "stage_needed", "有多个环节待您审核，请指明是哪一个。",
                               "Several stages are yours; say which one.");
    if (obstacle != ReviewObstacle::none) refuse(obstacle);
    throw Problem::conflict("no_open_stage", "这份申请没有待审核的环节，请刷新后再看。",
                            "No stage of this filing is open; read it again.");
}

// Missing papers are told once and completely: what was not on the first list cannot be asked for after it.
void require_listed_once(const FilingRow& filing, const std::vector<LackingPaper>& lacking) {
    if (!filing.lacking_at) return;
    const auto& listed = filing.lacking;
    for (const auto& item : lacking)
        if (std::ranges::find(listed, item.paper, &LackingPaper::paper) == listed.end())
            throw Problem::conflict(
                "listed_once", fmt::format("缺件只能一次列全，“{}”不在首次告知之列。", name_of_paper(item.paper).zh),
                fmt::format("Missing papers are listed once; \"{}\" was not among them.",
                            name_of_paper(item.paper).en));
}

void note_lacking(FilingRow& filing, const std::vector<ReviewRow>& step, Instant now) {
    // The second time it is a part of the first list, which stays the one that counts.
    if (filing.lacking_at) return;
    for (const auto& review : step)
        if (review.state == ReviewState::lacking)
            filing.lacking.insert(filing.lacking.end(), review.lacking.begin(), review.lacking.end());
    filing.lacking_at = now;
}

bool has_step(const FilingRow& filing, int step) {
    return std::ranges::any_of(filing.stages, [&](const PlannedStage& stage) { return stage.step == step; });
}

// What the decision makes of the filing. Returns whether the permit is to be issued.
bool settle(Tx& tx, FilingRow& filing) {
    const auto step = present_step(tx, filing);
    std::vector<ReviewState> states;
    for (const auto& review : step) states.push_back(review.state);
    switch (outcome_of(states)) {
        case StepOutcome::waiting: return false;
        case StepOutcome::refused:
            filing.state = FilingState::refused;
            filing.decided_at = tx.now();
            close_reviews(tx, filing);
            return false;
        case StepOutcome::returned:
            filing.state = FilingState::returned;
            note_lacking(filing, step, tx.now());
            return false;
        case StepOutcome::passed: break;
    }
    if (has_step(filing, filing.step + 1)) {
        ++filing.step;
        open_reviews(tx, filing);
        return false;
    }
    filing.state = FilingState::approved;
    filing.decided_at = tx.now();
    return true;
}

constexpr FilingMove move_of(ReviewDecision decision) {
    switch (decision) {
        case ReviewDecision::pass: return FilingMove::pass;
        case ReviewDecision::lacking: return FilingMove::list_lacking;
        case ReviewDecision::refuse: break;
    }
    return FilingMove::refuse;
}

constexpr ReviewState state_of(ReviewDecision decision) {
    switch (decision) {
        case ReviewDecision::pass: return ReviewState::passed;
        case ReviewDecision::lacking: return ReviewState::lacking;
        case ReviewDecision::refuse: break;
    }
    return ReviewState::refused;
}

}  // namespace

ReviewObstacle obstacle_to_review(const Actor& actor, const std::optional<Uuid>& author, std::string_view stage,
                                  const std::optional<Id<Organization>>& office) {
    const auto& scope = actor.scope;
    if (scope.is_organization()) return ReviewObstacle::office_only;
    if (author && *author == actor.id) return ReviewObstacle::own_filing;
    if (office) return *office == actor.organization ? ReviewObstacle::none : ReviewObstacle::other_office;
    if (scope.is_everything() || scope.division().level() <= level_of(stage)) return ReviewObstacle::none;
    return ReviewObstacle::lower_level;
}

void require_office(const Actor& actor) {
    if (actor.scope.is_organization()) refuse(ReviewObstacle::office_only);
}

void check(const DecideRequest& request, std::vector<FieldFault>& faults) {
    const auto missing = [&](const char* path, const char* zh, const char* en) {
        faults.push_back({path, "missing", {zh, en}});
    };
    if (request.decision == ReviewDecision::refuse) {
        if (!text_or_nothing(request.opinion)) missing("/opinion", "请说明不予批准的理由。", "Say why it is refused.");
        if (!text_or_nothing(request.clause))
            missing("/clause", "请引用所依据的条款。", "Quote the clause that forbids it.");
    }
    if (request.decision == ReviewDecision::lacking && request.lacking.empty())
        missing("/lacking", "请一次列全所缺材料。", "List all that is missing.");
    if (request.decision != ReviewDecision::lacking && !request.lacking.empty())
        faults.push_back(
            {"/lacking", "not_lacking", {"只有退回补件时才列缺件。", "Papers are listed only to return the filing."}});
}

FilingView decide_filing(Tx& tx, const Actor& actor, const DecideRequest& request) {
    auto filing = hold_filing(tx, actor, request.id);
    const auto move = move_of(request.decision);
    if (request.stage) {
        // The same decision again, though it has moved the filing on.
        for (const auto& review : reviews_of(tx, filing))
            if (review.stage == request.stage->value && review.decided_by == actor.id && review.round == filing.round &&
                review.state == state_of(request.decision))
                return show_filing(tx, actor, {filing.id});
    }
    require_move(filing.state, move);
    const auto review = stage_meant(tx, actor, filing, request);
    if (const auto obstacle = obstacle_for(tx, actor, filing, review.stage); obstacle != ReviewObstacle::none)
        refuse(obstacle);
    if (review.state != ReviewState::open)
        throw Problem::conflict(
            "stage_decided",
            fmt::format("{}已在{}审核过这个环节。", review.decider_name.value_or("他人"),
                        chinese(review.decided_at.value_or(tx.now()))),
            fmt::format("{} decided this stage at {}.", review.decider_name.value_or("Somebody else"),
                        review.decided_at.value_or(tx.now()).iso()));
    if (request.decision == ReviewDecision::lacking) require_listed_once(filing, request.lacking);

    write_decision(tx, actor, review, state_of(request.decision), request);
    const bool approved = settle(tx, filing);
    moved(tx, actor, filing, move,
          {.stage = review.stage, .why = text_or_nothing(request.opinion), .clause = text_or_nothing(request.clause)});
    if (approved) issue_permit(tx, actor, filing);
    return show_filing(tx, actor, {filing.id});
}

}  // namespace tongzhou::resumption
