// The lists of filings and of reviews. Private to this module.
#pragma once

#include "modules/resumption/view.hpp"

namespace tongzhou::resumption {

struct FilingListRow {
    Id<Filing> id;
    std::int64_t queue = 0;  ///< the order of work
    DivisionCode division;
    Id<Organization> organization;
    std::string organization_name;
    std::optional<Id<Site>> site;
    FilingState state{};
    std::optional<rules::Procedure> procedure;
    Priority priority{};
    std::optional<Instant> checked_at;
    std::optional<CheckOutcome> check_outcome;
    std::optional<Instant> due_at;  ///< of the first stage that is open
    Instant created_at;
    std::optional<Instant> submitted_at, decided_at;
};
BOOST_DESCRIBE_STRUCT(FilingListRow, (),
                      (id, queue, division, organization, organization_name, site, state, procedure, priority,
                       checked_at, check_outcome, due_at, created_at, submitted_at, decided_at))

/// The same at the moment at which it is shown; an export, which is read later, has only until when.
struct FilingListView : FilingListRow {
    std::optional<std::int64_t> working_minutes_left;  ///< of that stage: see working_minutes_until()
};
BOOST_DESCRIBE_STRUCT(FilingListView, (FilingListRow), (working_minutes_left))

struct FilingFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::vector<FilingState> state;
    std::vector<Priority> priority;
    std::optional<rules::Procedure> procedure;
    std::optional<bool> checked;    ///< false: accepted or approved, and nobody has looked yet
    std::optional<Text<60>> stage;  ///< open at that stage
    std::optional<bool> overdue;    ///< true: a stage is open and past its time
    std::optional<Instant> submitted_from, submitted_until;
};
BOOST_DESCRIBE_STRUCT(FilingFilter, (ListRequest),
                      (division, organization, state, priority, procedure, checked, stage, overdue, submitted_from,
                       submitted_until))
struct FilingExport : FilingFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(FilingExport, (FilingFilter), (format))

Page<FilingListView> list_filings(Snapshot& snapshot, const Actor& actor, const FilingFilter& filter);
Download export_filings(Database& database, const Actor& actor, const FilingExport& filter);

struct ReviewFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::optional<Text<60>> stage;
    std::vector<ReviewState> state;
    std::optional<bool> overdue;  ///< true: open and past its time
};
BOOST_DESCRIBE_STRUCT(ReviewFilter, (ListRequest), (division, organization, stage, state, overdue))
Page<FilingReviewView> list_reviews(Snapshot& snapshot, const Actor& actor, const ReviewFilter& filter);

}  // namespace tongzhou::resumption
