// The stages of an approval: who may decide them, until when, and what they come to. Private to this module.
//
// A stage's name begins with the level it belongs to (town, county, city). Where a command has named an office for it,
// that office decides and nobody else; otherwise any reviewer of that level or above, for a command does what its towns
// do. Whoever submitted a filing does not review it.
#pragma once

#include "modules/resumption/view.hpp"

namespace tongzhou::resumption {

/// Opens the stages of the filing's step: all of them the first time, and after a return those that found something
/// lacking. Each has as many working hours as the rule gave it.
void open_reviews(Tx& tx, const FilingRow& filing);
/// Nothing is open any more.
void close_reviews(Tx& tx, const FilingRow& filing);
/// Every review of the filing, in the order in which they were opened.
std::vector<ReviewRow> reviews_of(Snapshot& snapshot, const FilingRow& filing);

/// Throws 403 "office_only" for an enterprise and its like.
void require_office(const Actor& actor);

/// Why the actor may not decide that stage; nothing when they may. `office`: the one named for it.
BOOST_DEFINE_ENUM_CLASS(ReviewObstacle, none, office_only, own_filing, other_office, lower_level)
ReviewObstacle obstacle_to_review(const Actor& actor, const std::optional<Uuid>& author, std::string_view stage,
                                  const std::optional<Id<Organization>>& office);

BOOST_DEFINE_ENUM_CLASS(ReviewDecision, pass, lacking, refuse)

struct DecideRequest {
    Id<Filing> id;
    std::optional<Text<60>> stage;  ///< may be left out where only one that is open is the actor's
    ReviewDecision decision{};
    std::optional<Text<1000>> opinion;  ///< needed to refuse
    std::optional<Text<300>> clause;    ///< needed to refuse: the rule that forbids it
    std::vector<LackingPaper> lacking;  ///< needed for `lacking`: all that is missing
};
BOOST_DESCRIBE_STRUCT(DecideRequest, (), (id, stage, decision, opinion, clause, lacking))
void check(const DecideRequest& request, std::vector<FieldFault>& faults);

/// Writes what was decided of an open review.
void write_decision(Tx& tx, const Actor& actor, const ReviewRow& review, ReviewState state,
                    const DecideRequest& request);

/// Decides one stage. Made again by the same reviewer, naming the stage, it changes nothing. What is lacking is listed
/// once: after a return only what was on that list can be found lacking again (409 "listed_once"). Throws 403 with the
/// obstacle's name, 409 "stage_decided" when another was faster, 409 "no_open_stage", 422 "stage_needed".
FilingView decide_filing(Tx& tx, const Actor& actor, const DecideRequest& request);

struct BulkRequest {
    std::vector<Id<Filing>> filings;  ///< up to 200
    std::optional<Text<60>> stage;
    std::optional<Text<1000>> opinion;
};
BOOST_DESCRIBE_STRUCT(BulkRequest, (), (filings, stage, opinion))
void check(const BulkRequest& request, std::vector<FieldFault>& faults);

struct BulkOutcome {
    Id<Filing> id;
    bool done = false;
    std::optional<FilingState> state;      ///< of the filing, where done
    std::optional<std::string> code, why;  ///< where not, in the actor's language
};
BOOST_DESCRIBE_STRUCT(BulkOutcome, (), (id, done, state, code, why))
struct BulkAnswer {
    std::int64_t done = 0;
    std::vector<BulkOutcome> outcomes;  ///< of every filing, in their order
};
BOOST_DESCRIBE_STRUCT(BulkAnswer, (), (done, outcomes))

/// Passes many filings, each in a transaction of its own: one that cannot be passed holds up no other.
BulkAnswer pass_filings(Database& database, const Actor& actor, const BulkRequest& request);

}  // namespace tongzhou::resumption
