#include "modules/difficulties/lists.hpp"

namespace tongzhou::difficulties {
namespace {

struct DifficultyQuery : DifficultyFilter {
    std::optional<bool> being_solved, not_being_solved, nobodys;
    std::optional<Instant> late_at;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(DifficultyQuery, (DifficultyFilter), (being_solved, not_being_solved, nobodys, late_at, format))

const List<DifficultyListRow> difficulties{
    {.name = "difficulties",
     .select = R"(SELECT d.id, d.raised_at, d.due_at, d.division, d.organization, o.name AS organization_name, d.kind,
                         d.text, d.source, d.state, d.level, d.department, a.name AS department_name, d.solved_at,
                         d.confirmed_at, d.reopened, d.solution FROM difficulties d
                  JOIN organizations o ON o.id = d.organization
                  LEFT JOIN organizations a ON a.id = d.department)",
     .scope = {"d.county", "d.division", "d.organization"},
     .filters = {{"division", "d.division >= :division_low AND d.division < :division_high", Match::within},
                 {"county", "d.county = :county"},
                 {"organization", "d.organization = :organization"},
                 {"kind", "d.kind IN (:kind)"},
                 {"state", "d.state IN (:state)"},
                 {"being_solved", "d.state IN ('raised', 'verified', 'claimed') AND 1 = :being_solved"},
                 {"not_being_solved", "d.state NOT IN ('raised', 'verified', 'claimed') AND 1 = :not_being_solved"},
                 {"late_at", "d.state IN ('raised', 'verified', 'claimed') AND d.due_at < :late_at"},
                 {"level", "d.level = :level"},
                 {"department", "d.department = :department"},
                 {"nobodys", "d.department IS NULL AND 1 = :nobodys"},
                 {"source", "d.source = :source"},
                 {"solution", "d.solution = :solution"},
                 {"text", "d.text LIKE :text", Match::contains},
                 {"from", "d.raised_at >= :from"},
                 {"until", "d.raised_at < :until"}},
     .sorts = {{"raised_at", "d.raised_at", SortOrder::descending}, {"due_at", "d.due_at"}},
     .key = "d.id",
     .labels = {{"id", "编号"},
                {"raised_at", "提出时间"},
                {"due_at", "办理期限"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"organization_name", "企业名称"},
                {"kind", "类别"},
                {"text", "内容"},
                {"source", "来源"},
                {"state", "状态"},
                {"level", "层级"},
                {"department", "责任部门编号"},
                {"department_name", "责任部门"},
                {"solved_at", "办理时间"},
                {"confirmed_at", "确认时间"},
                {"reopened", "重提次数"},
                {"solution", "措施"}}}};

DifficultyQuery query_of(const DifficultyFilter& filter, Instant now) {
    DifficultyQuery query;
    static_cast<DifficultyFilter&>(query) = filter;
    if (filter.open) (*filter.open ? query.being_solved : query.not_being_solved) = true;
    if (filter.overdue.value_or(false)) query.late_at = now;
    if (filter.without_department.value_or(false)) query.nobodys = true;
    return query;
}

}  // namespace

Page<DifficultyListRow> list_difficulties(Snapshot& snapshot, const Actor& actor, const DifficultyFilter& filter) {
    return difficulties.page(snapshot, actor, query_of(filter, snapshot.now()));
}

Download export_difficulties(Database& database, const Actor& actor, const DifficultyExport& filter) {
    auto query = query_of(filter, database.clock().now());
    query.format = filter.format;
    return difficulties.download(database, actor, query);
}

const Bilingual& name_of_kind(DifficultyKind kind) {
    static const std::array<Bilingual, EnumTable<DifficultyKind>::size> names{{{"职工通勤", "Commuting"},
                                                                               {"原材料供应", "Raw materials"},
                                                                               {"产品运输", "Transport of products"},
                                                                               {"资金贷款", "Loans"},
                                                                               {"招工用工", "Hiring"},
                                                                               {"防疫物资", "Supplies"},
                                                                               {"房租", "Rent"},
                                                                               {"其他", "Others"}}};
    return names.at(static_cast<std::size_t>(kind));
}

}  // namespace tongzhou::difficulties
