// Many filings passed at once.
#include "modules/resumption/reviews.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::resumption {

void check(const BulkRequest& request, std::vector<FieldFault>& faults) {
    if (request.filings.empty())
        faults.push_back({"/filings", "missing", {"请至少选择一份申请。", "Choose at least one filing."}});
    if (request.filings.size() > 200)
        faults.push_back({"/filings", "too_many_items", {"一次最多 200 份，请分批处理。", "At most 200 at a time."}});
}

BulkAnswer pass_filings(Database& database, const Actor& actor, const BulkRequest& request) {
    BulkAnswer answer;
    for (const auto& id : request.filings) {
        auto& outcome = answer.outcomes.emplace_back();
        outcome.id = id;
        try {
            outcome.state = database.write_value([&](Tx& tx) {
                DecideRequest one;
                one.id = id;
                one.stage = request.stage;
                one.decision = ReviewDecision::pass;
                one.opinion = request.opinion;
                const auto filing = decide_filing(tx, actor, one);
                audit::record(tx, actor,
                              {.action = "pass_filing",
                               .subject_kind = "filings",
                               .subject = id.text(),
                               .division = filing.division,
                               .organization = filing.organization});
                return filing.state;
            });
            outcome.done = true;
            ++answer.done;
        } catch (const Problem& problem) {
            outcome.code = problem.code();
            outcome.why = actor.language == Language::zh ? problem.detail().zh : problem.detail().en;
        }
    }
    return answer;
}

}  // namespace tongzhou::resumption
