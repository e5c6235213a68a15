// Filings as they are stored, and what every step of their way shares. Private to this module.
#pragma once

#include "modules/resumption/moves.hpp"
#include "modules/resumption/papers.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"
#include "platform/files/files.hpp"

namespace tongzhou::resumption {

BOOST_DEFINE_ENUM_CLASS(CheckKind, site, video)
/// rectify: by a day; failed: not fit to work.
BOOST_DEFINE_ENUM_CLASS(CheckOutcome, passed, rectify, failed)

/// A stage of an approval, as the rule had it at submission.
struct PlannedStage {
    int step = 0;
    std::string name;
    int hours = 0;
};
BOOST_DESCRIBE_STRUCT(PlannedStage, (), (step, name, hours))

struct LackingPaper {
    Paper paper{};
    Text<500> note;
};
BOOST_DESCRIBE_STRUCT(LackingPaper, (), (paper, note))

struct FilingRow {
    Id<Filing> id;
    std::string county;
    DivisionCode division;
    Id<Organization> organization;
    std::optional<Id<Site>> site;
    Uuid place;  ///< the site, else the organisation
    FilingState state = FilingState::draft;
    std::optional<rules::Procedure> procedure;
    std::vector<PlannedStage> stages;
    int step = 0, round = 0;
    Priority priority = Priority::ordinary;
    std::int64_t queue = 0;  ///< see queue_of()
    RawJson content{"{}"};
    std::optional<std::string> data_key, principal_sealed, principal_name, principal_mobile;
    std::vector<LackingPaper> lacking;  ///< as the reviewers listed it, once
    std::optional<Instant> lacking_at;
    int moves = 0;
    std::optional<Instant> checked_at;
    std::optional<CheckOutcome> check_outcome;
    std::optional<Uuid> author;
    Instant created_at;
    std::optional<Instant> submitted_at, decided_at;
    Instant updated_at;

    FilingContent read_content() const;
};
BOOST_DESCRIBE_STRUCT(FilingRow, (),
                      (id, county, division, organization, site, place, state, procedure, stages, step, round, priority,
                       queue, content, data_key, principal_sealed, principal_name, principal_mobile, lacking,
                       lacking_at, moves, checked_at, check_outcome, author, created_at, submitted_at, decided_at,
                       updated_at))

struct FilingById {
    Id<Filing> id;
};
BOOST_DESCRIBE_STRUCT(FilingById, (), (id))

/// The order of work as one number: priority first, then since when it waits.
std::int64_t queue_of(Priority priority, Instant since);

/// Throws no_such_record() when there is none within the actor's scope.
FilingRow require_filing(Snapshot& snapshot, const Actor& actor, const Id<Filing>& id);
/// The same, and nobody else moves the filing until the transaction has ended.
FilingRow hold_filing(Tx& tx, const Actor& actor, const Id<Filing>& id);

/// Whether the row is new; false when its id or its place is taken.
bool insert_filing(Tx& tx, const FilingRow& filing);
/// The filing of that place that is on its way or in force.
std::optional<Id<Filing>> filing_of_place(Snapshot& snapshot, const Uuid& place);

/// Why and by what a move was made.
struct MoveNote {
    std::optional<std::string> stage = {}, why = {}, clause = {};
};
/// Writes the filing and its next move, tells those who listen, and the enterprise what concerns it.
void moved(Tx& tx, const Actor& actor, FilingRow& filing, FilingMove move, const MoveNote& note = {});

struct FilingMoveRow {
    int number = 0;
    Instant at;
    std::string actor_name;
    FilingMove move{};
    std::optional<std::string> stage;
    FilingState state{};  ///< after it
    std::optional<std::string> why, clause;
};
BOOST_DESCRIBE_STRUCT(FilingMoveRow, (), (number, at, actor_name, move, stage, state, why, clause))
std::vector<FilingMoveRow> moves_of(Snapshot& snapshot, const FilingRow& filing);

files::Owner owner_of(const FilingRow& filing);

}  // namespace tongzhou::resumption
