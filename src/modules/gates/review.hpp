// What becomes of a doubt: a decision that closes the review, or a correction. Private to this module.
#pragma once

#include "modules/gates/ledger.hpp"

namespace tongzhou::gates {

/// upheld: it was right as recorded; overruled: it should not have been so, and cannot be undone; corrected: another
/// passage says what is true.
BOOST_DEFINE_ENUM_CLASS(ReviewDecision, upheld, overruled, corrected)

struct ReviewRequest {
    Id<Passage> id;
    ReviewDecision decision{};  ///< upheld or overruled
    Text<500, 2> note;
};
BOOST_DESCRIBE_STRUCT(ReviewRequest, (), (id, decision, note))

struct ReviewView {
    ReviewDecision decision{};
    std::string note, decided_by;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ReviewView, (), (decision, note, decided_by, at))
struct ReviewHistory {
    Id<Passage> id;
    std::vector<ReviewView> items;
};
BOOST_DESCRIBE_STRUCT(ReviewHistory, (), (id, items))

/// Closes an open review. Sent again with the same decision it changes nothing. Throws 409 when it is not open.
PassageRow review_passage(Tx& tx, const Actor& actor, const ReviewRequest& request);
ReviewHistory show_reviews(Snapshot& snapshot, const Actor& actor, const PassageById& request);

/// What is true instead; what is left out stays as it was.
struct CorrectionRequest {
    Id<Passage> id;          ///< the passage that is wrong
    Id<Passage> correction;  ///< of the new one, made by the client
    std::optional<Direction> direction;
    std::optional<Id<Person>> person;
    std::optional<DeciCelsius> temperature;
    std::optional<Verdict> verdict;
    std::optional<VerdictReason> reason;
    std::optional<Instant> at;
    Text<500, 2> note;
};
BOOST_DESCRIBE_STRUCT(CorrectionRequest, (),
                      (id, correction, direction, person, temperature, verdict, reason, at, note))
void check(const CorrectionRequest& request, std::vector<FieldFault>& faults);

/// Records a new passage that names the wrong one; counters and presence follow. A passage is corrected once: what was
/// wrong with a correction is corrected there. Throws 409 "already_corrected", "id_reused".
PassageRow correct_passage(Tx& tx, const Actor& actor, const CorrectionRequest& request);

}  // namespace tongzhou::gates
