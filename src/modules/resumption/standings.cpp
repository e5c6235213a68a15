// The enterprises behind the rates.
#include "modules/resumption/rates.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::resumption {
namespace {

struct EnterpriseRow {
    Id<Organization> id;
    std::string name;
    DivisionCode division;
    std::optional<IndustrySection> section;
    std::optional<organizations::SizeClass> size_class;
    std::optional<bool> above_designated_size;
    std::optional<std::int64_t> staff;
};
BOOST_DESCRIBE_STRUCT(EnterpriseRow, (), (id, name, division, section, size_class, above_designated_size, staff))

struct StandingQuery : StandingFilter {
    std::optional<Instant> resumed_at, not_resumed_at;
    std::optional<bool> section_unknown, size_class_unknown;
};
BOOST_DESCRIBE_STRUCT(StandingQuery, (StandingFilter),
                      (resumed_at, not_resumed_at, section_unknown, size_class_unknown))

const List<EnterpriseRow> enterprises{
    {.name = "resumption",
     .select = "SELECT o.id, o.name, o.division, e.section, e.size_class, e.above_designated_size, e.staff "
               "FROM organizations o JOIN enterprises e ON e.organization = o.id",
     .scope = {"o.county", "o.division", "o.id"},
     .filters = {{"division", "o.division >= :division_low AND o.division < :division_high", Match::within},
                 {"county", "o.county = :county"},
                 {"section", "e.section = :section"},
                 {"size_class", "e.size_class = :size_class"},
                 {"above_designated_size", "e.above_designated_size = :above_designated_size"},
                 {"section_unknown", "e.section IS NULL AND 1 = :section_unknown"},
                 {"size_class_unknown", "e.size_class IS NULL AND 1 = :size_class_unknown"},
                 {"resumed_at",
                  "EXISTS (SELECT 1 FROM permits p CROSS JOIN (SELECT CAST(:resumed_at AS BIGINT) AS at) t "
                  "WHERE p.organization = o.id AND p.issued_at <= t.at AND "
                  "(p.revoked_at IS NULL OR p.revoked_at > t.at))"},
                 {"not_resumed_at",
                  "NOT EXISTS (SELECT 1 FROM permits p CROSS JOIN (SELECT CAST(:not_resumed_at AS BIGINT) AS at) t "
                  "WHERE p.organization = o.id AND p.issued_at <= t.at AND "
                  "(p.revoked_at IS NULL OR p.revoked_at > t.at))"}},
     .sorts = {{"name", "o.name"}},
     .key = "o.id"}};

struct Permitted {
    Id<Permit> id;
    std::int64_t staff = 0;
};
BOOST_DESCRIBE_STRUCT(Permitted, (), (id, staff))
const sql::Query permits_in_force{R"(
    SELECT p.id, COALESCE((SELECT s.staff FROM permit_staff s
                           WHERE s.county = p.county AND s.permit = p.id AND s.day <= :told_by
                           ORDER BY s.day DESC LIMIT 1), 0) AS staff
    FROM permits p
    WHERE p.organization = :organization AND p.issued_at <= :at AND (p.revoked_at IS NULL OR p.revoked_at > :after))"};

constexpr std::pair<std::string_view, std::string_view> titles[] = {
    {"id", "编号"},          {"name", "企业名称"},       {"division", "行政区划"},
    {"section", "行业门类"}, {"size_class", "企业规模"}, {"above_designated_size", "规模以上"},
    {"staff", "从业人员"},   {"resumed", "已复工"},      {"staff_resumed", "在岗人数"}};

Date day_of(const StandingFilter& filter, Instant now) {
    const auto today = date_in_shanghai(now);
    if (filter.day && *filter.day > today)
        throw Problem::invalid("day", "out_of_range", "日期不能晚于今天。", "The day must not lie ahead.");
    return filter.day.value_or(today);
}

StandingRow standing_of(Snapshot& snapshot, const EnterpriseRow& e, Date day, Instant at) {
    StandingRow row{e.id, e.name, e.division, e.section, e.size_class, e.above_designated_size, e.staff, false, 0};
    for (const auto& permit : snapshot.all<Permitted>(permits_in_force, day, e.id, at, at)) {
        row.resumed = true;
        row.staff_resumed += permit.staff;
    }
    row.staff_resumed = std::min(row.staff_resumed, e.staff.value_or(0));
    return row;
}

void append_cells(const StandingRow& row, std::vector<std::string>& cells) {
    for (const auto& member : shape_of<StandingRow>().members) {
        auto& cell = cells.emplace_back();
        const auto& shape = member.shape();
        const void* value = member.in_const(&row);
        if (shape.kind != Shape::Kind::optional)
            shape.to_text(value, cell);
        else if (shape.size(value) > 0)
            shape.element().to_text(shape.at(value, 0), cell);
    }
}

}  // namespace

void check(const StandingFilter& filter, std::vector<FieldFault>& faults) {
    if ((filter.section && filter.without_section.value_or(false)) ||
        (filter.size_class && filter.without_size_class.value_or(false)))
        faults.push_back(
            {"",
             "contradiction",
             {"“未登记”不能与具体的行业或规模同时选择。", "\"Not known\" cannot be asked for with a value."}});
}

Page<StandingRow> list_standings(Snapshot& snapshot, const Actor& actor, const StandingFilter& filter) {
    const auto day = day_of(filter, snapshot.now());
    const auto at = looked_at(day, snapshot.now());
    StandingQuery query;
    static_cast<StandingFilter&>(query) = filter;
    if (filter.resumed) (*filter.resumed ? query.resumed_at : query.not_resumed_at) = at;
    if (filter.without_section.value_or(false)) query.section_unknown = true;
    if (filter.without_size_class.value_or(false)) query.size_class_unknown = true;
    auto found = enterprises.page(snapshot, actor, query);
    Page<StandingRow> page;
    page.next = std::move(found.next);
    page.total = found.total;
    page.total_is_more = found.total_is_more;
    for (const auto& enterprise : found.items) page.items.push_back(standing_of(snapshot, enterprise, day, at));
    return page;
}

Download export_standings(Database& database, const Actor& actor, const StandingExport& filter) {
    // It leaves the building: it is on record before the first byte.
    database.write(
        [&](Tx& tx) { audit::record(tx, actor, {.action = "export_resumption", .subject_kind = "resumption"}); });
    std::vector<std::string> header;
    for (const auto& [name, title] : titles) header.emplace_back(actor.language == Language::zh ? title : name);
    return stream_table(
        database, "resumption", header, filter.format.value_or(ExportFormat::csv),
        [actor, own = StandingFilter(filter)](Snapshot& snapshot, const std::string& cursor,
                                              std::vector<std::vector<std::string>>& rows, std::string& next) mutable {
            own.limit = 500;
            own.count.reset();
            own.cursor.reset();
            if (!cursor.empty()) own.cursor = Text<500>(cursor);
            const auto page = list_standings(snapshot, actor, own);
            for (const auto& row : page.items) append_cells(row, rows.emplace_back());
            next = page.next.value_or("");
            return page.next.has_value();
        });
}

}  // namespace tongzhou::resumption
