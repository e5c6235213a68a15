#include "modules/resumption/lists.hpp"

namespace tongzhou::resumption {
namespace {

struct FilingQuery : FilingFilter {
    std::optional<bool> looked_at, not_looked_at;
    std::optional<Instant> late_at;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(FilingQuery, (FilingFilter), (looked_at, not_looked_at, late_at, format))

const List<FilingListRow> filings{
    {.name = "filings",
     .select = R"(SELECT f.id, f.queue, f.division, f.organization, o.name AS organization_name, f.site, f.state,
                         f.procedure, f.priority, f.checked_at, f.check_outcome,
                         (SELECT MIN(r.due_at) FROM filing_reviews r
                          WHERE r.filing = f.id AND r.state = 'open') AS due_at,
                         f.created_at, f.submitted_at, f.decided_at FROM filings f
                  JOIN organizations o ON o.id = f.organization)",
     .scope = {"f.county", "f.division", "f.organization"},
     .filters = {{"division", "f.division >= :division_low AND f.division < :division_high", Match::within},
                 {"organization", "f.organization = :organization"},
                 {"state", "f.state IN (:state)"},
                 {"priority", "f.priority IN (:priority)"},
                 {"procedure", "f.procedure = :procedure"},
                 {"looked_at", "f.checked_at IS NOT NULL AND 1 = :looked_at"},
                 {"not_looked_at",
                  "f.checked_at IS NULL AND f.state IN ('accepted', 'approved') AND 1 = :not_looked_at"},
                 {"stage",
                  "EXISTS (SELECT 1 FROM filing_reviews r WHERE r.filing = f.id AND r.state = 'open' "
                  "AND r.stage = :stage)"},
                 {"late_at",
                  "EXISTS (SELECT 1 FROM filing_reviews r WHERE r.filing = f.id AND r.state = 'open' "
                  "AND r.due_at < :late_at)"},
                 {"submitted_from", "f.submitted_at >= :submitted_from"},
                 {"submitted_until", "f.submitted_at < :submitted_until"}},
     .sorts = {{"queue", "f.queue"}, {"created_at", "f.created_at", SortOrder::descending}},
     .key = "f.id",
     .labels = {{"id", "编号"},
                {"queue", "办理次序"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"organization_name", "企业名称"},
                {"site", "厂区"},
                {"state", "状态"},
                {"procedure", "程序"},
                {"priority", "优先级"},
                {"checked_at", "核查时间"},
                {"check_outcome", "核查结果"},
                {"due_at", "审核期限"},
                {"created_at", "创建时间"},
                {"submitted_at", "提交时间"},
                {"decided_at", "办结时间"}}}};

FilingQuery query_of(const FilingFilter& filter, Instant now) {
    FilingQuery query;
    static_cast<FilingFilter&>(query) = filter;
    if (filter.checked) (*filter.checked ? query.looked_at : query.not_looked_at) = true;
    if (filter.overdue.value_or(false)) query.late_at = now;
    return query;
}

struct ReviewQuery : ReviewFilter {
    std::optional<Instant> late_at;
};
BOOST_DESCRIBE_STRUCT(ReviewQuery, (ReviewFilter), (late_at))

const List<ReviewRow> reviews{
    {.name = "filing_reviews",
     .select = R"(SELECT r.id, r.filing, r.division, r.organization, o.name AS organization_name, r.round, r.step,
                         r.stage, r.state, r.opened_at, r.due_at, r.decided_at, r.decided_by, r.decider_name,
                         r.opinion, r.clause, r.lacking FROM filing_reviews r
                  JOIN organizations o ON o.id = r.organization)",
     .scope = {"r.county", "r.division", "r.organization"},
     .filters = {{"division", "r.division >= :division_low AND r.division < :division_high", Match::within},
                 {"organization", "r.organization = :organization"},
                 {"stage", "r.stage = :stage"},
                 {"state", "r.state IN (:state)"},
                 {"late_at", "r.state = 'open' AND r.due_at < :late_at"}},
     .sorts = {{"due_at", "r.due_at"}},
     .key = "r.id"}};

FilingListView show_row(Snapshot& snapshot, FilingListRow row) {
    FilingListView view{std::move(row), {}};
    if (view.due_at) view.working_minutes_left = working_minutes_until(snapshot, view.division, *view.due_at);
    return view;
}

// The same page with each row as it is shown.
template <class Row, class View>
Page<View> as_shown(Snapshot& snapshot, Page<Row> page, View (*show)(Snapshot&, Row)) {
    Page<View> views{{}, std::move(page.next), page.total, page.total_is_more};
    for (auto& row : page.items) views.items.push_back(show(snapshot, std::move(row)));
    return views;
}

}  // namespace

Page<FilingListView> list_filings(Snapshot& snapshot, const Actor& actor, const FilingFilter& filter) {
    return as_shown(snapshot, filings.page(snapshot, actor, query_of(filter, snapshot.now())), show_row);
}

Download export_filings(Database& database, const Actor& actor, const FilingExport& filter) {
    auto query = query_of(filter, database.clock().now());
    query.format = filter.format;
    return filings.download(database, actor, query);
}

Page<FilingReviewView> list_reviews(Snapshot& snapshot, const Actor& actor, const ReviewFilter& filter) {
    ReviewQuery query;
    static_cast<ReviewFilter&>(query) = filter;
    if (filter.overdue.value_or(false)) query.late_at = snapshot.now();
    return as_shown(snapshot, reviews.page(snapshot, actor, query), show_review);
}

}  // namespace tongzhou::resumption
