// A filing as it is shown: what was filed, where it stands, everything that happened to it. Private to this module.
#pragma once

#include "modules/resumption/checklist.hpp"
#include "modules/resumption/known.hpp"
#include "modules/resumption/permits.hpp"
#include "modules/resumption/stage_clock.hpp"

namespace tongzhou::resumption {

struct ReviewRow {
    Id<FilingReview> id;
    Id<Filing> filing;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    int round = 0, step = 0;
    std::string stage;
    ReviewState state{};
    Instant opened_at, due_at;  ///< due in working hours, by the rule working_hours
    std::optional<Instant> decided_at;
    std::optional<Uuid> decided_by;
    std::optional<std::string> decider_name, opinion, clause;
    std::vector<LackingPaper> lacking;
};
BOOST_DESCRIBE_STRUCT(ReviewRow, (),
                      (id, filing, division, organization, organization_name, round, step, stage, state, opened_at,
                       due_at, decided_at, decided_by, decider_name, opinion, clause, lacking))
/// A review as it is shown, at the moment at which it is shown.
struct FilingReviewView : ReviewRow {
    std::optional<std::int64_t> working_minutes_left;  ///< of an open one: see working_minutes_until()
};
BOOST_DESCRIBE_STRUCT(FilingReviewView, (ReviewRow), (working_minutes_left))
FilingReviewView show_review(Snapshot& snapshot, ReviewRow review);

struct CheckView {
    Id<FilingCheck> id;
    CheckKind kind{};
    std::vector<CheckAnswer> items;
    CheckOutcome outcome{};
    std::optional<Date> rectify_by;
    std::string note, checker_name;
    Instant at;
    std::vector<files::FileView> files;  ///< photographs
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (id, kind, items, outcome, rectify_by, note, checker_name, at, files))

/// What is not there yet and what to do about it.
struct MissingPaper {
    std::string paper;
    std::string text_zh, text_en;
};
BOOST_DESCRIBE_STRUCT(MissingPaper, (), (paper, text_zh, text_en))

struct FilingView {
    Id<Filing> id;
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    std::optional<Id<Site>> site;
    FilingState state{};
    std::optional<rules::Procedure> procedure;  ///< of its submission; before that, see procedure_now
    rules::Procedure procedure_now{};           ///< in force where it is
    std::vector<PlannedStage> stages;
    int step = 0, round = 0;
    Priority priority{};
    FilingContent content;
    std::optional<std::string> principal_name, principal_mobile;  ///< masked
    std::vector<MissingPaper> missing;  ///< of a draft or a returned filing, as things are now
    std::vector<LackingPaper> lacking;  ///< as the reviewers listed it
    std::optional<Instant> lacking_at;
    std::vector<KnownField> known;         ///< fields that nobody had to type
    int known_fields = 0, all_fields = 0;  ///< how many of them, of how many
    std::vector<files::FileView> files;
    std::vector<FilingReviewView> reviews;
    std::vector<CheckView> checks;
    std::optional<PermitRow> permit;   ///< the newest
    std::vector<FilingMoveRow> moves;  ///< who, when, what and why
    Instant created_at;
    std::optional<Instant> submitted_at, decided_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(FilingView, (),
                      (id, division, organization, organization_name, site, state, procedure, procedure_now, stages,
                       step, round, priority, content, principal_name, principal_mobile, missing, lacking, lacking_at,
                       known, known_fields, all_fields, files, reviews, checks, permit, moves, created_at, submitted_at,
                       decided_at, updated_at))

/// The papers a filing lacks as things are now.
std::vector<FieldFault> papers_missing_of(Snapshot& snapshot, const FilingRow& filing);

FilingView show_filing(Snapshot& snapshot, const Actor& actor, const FilingById& request);

/// The head in the clear, with a reason that goes into the audit log.
struct FilingUnmaskRequest {
    Id<Filing> id;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(FilingUnmaskRequest, (), (id, reason))
struct PrincipalView {
    Id<Filing> id;
    std::string name, mobile;
};
BOOST_DESCRIBE_STRUCT(PrincipalView, (), (id, name, mobile))
PrincipalView unmask_principal(Tx& tx, const Actor& actor, const FilingUnmaskRequest& request);

}  // namespace tongzhou::resumption
