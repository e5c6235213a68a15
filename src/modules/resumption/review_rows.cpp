// The rows of reviews.
#include "modules/resumption/reviews.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query insert_review{R"(
    INSERT INTO filing_reviews (county, id, filing, division, organization, round, step, stage, state, opened_at, due_at,
                                lacking)
    VALUES (:county, :id, :filing, :division, :organization, :round, :step, :stage, 'open', :opened_at, :due_at, '[]'))"};
const sql::Query close_open{R"(
    UPDATE filing_reviews SET state = 'closed', decided_at = :now
    WHERE county = :county AND filing = :filing AND state = 'open')"};
const sql::Query find_reviews{R"(
    SELECT r.id, r.filing, r.division, r.organization, o.name AS organization_name, r.round, r.step, r.stage, r.state,
           r.opened_at, r.due_at, r.decided_at, r.decided_by, r.decider_name, r.opinion, r.clause, r.lacking
    FROM filing_reviews r JOIN organizations o ON o.id = r.organization WHERE r.filing = :filing ORDER BY r.round, r.step, r.id)"};
const sql::Query decide_review{R"(
    UPDATE filing_reviews
    SET state = :state, decided_at = :decided_at, decided_by = :decided_by, decider_name = :decider_name,
        opinion = :opinion, clause = :clause, lacking = :lacking
    WHERE county = :county AND id = :id AND state = 'open')"};

}  // namespace

std::vector<ReviewRow> reviews_of(Snapshot& snapshot, const FilingRow& filing) {
    return snapshot.all<ReviewRow>(find_reviews, filing.id);
}

void open_reviews(Tx& tx, const FilingRow& filing) {
    const auto before = reviews_of(tx, filing);
    for (const auto& stage : filing.stages) {
        if (stage.step != filing.step) continue;
        const bool passed = std::ranges::any_of(before, [&](const ReviewRow& review) {
            return review.stage == stage.name && review.state == ReviewState::passed;
        });
        if (passed) continue;
        tx.run(insert_review, filing.county, Id<FilingReview>::make(tx.now()), filing.id, filing.division,
               filing.organization, filing.round, stage.step, stage.name, tx.now(),
               due_after(tx, filing.division, std::chrono::hours(stage.hours)));
    }
}

void close_reviews(Tx& tx, const FilingRow& filing) { tx.run(close_open, tx.now(), filing.county, filing.id); }

void write_decision(Tx& tx, const Actor& actor, const ReviewRow& review, ReviewState state,
                    const DecideRequest& request) {
    const auto by = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    const auto text = [](const auto& given) {
        return given && !given->empty() ? std::optional(given->value) : std::nullopt;
    };
    if (tx.run(decide_review, state, tx.now(), by, actor.name, text(request.opinion), text(request.clause),
               to_json(request.lacking), review.division.county(), review.id) == 0)
        throw std::logic_error("a held filing's review was decided by somebody else");
}

}  // namespace tongzhou::resumption
