#include "modules/resumption/rates.hpp"

namespace tongzhou::resumption {
namespace {

struct GroupRow {
    std::optional<std::string> key;
    std::int64_t enterprises = 0, resumed = 0, staff = 0, staff_resumed = 0;
};
BOOST_DESCRIBE_STRUCT(GroupRow, (), (key, enterprises, resumed, staff, staff_resumed))

// Who has resumed work at an instant, with how many. A permit issued at the very instant counts, one revoked then does
// not: as covers() has it.
constexpr std::string_view standings = R"(
    (SELECT p.organization, SUM(COALESCE((SELECT s.staff FROM permit_staff s
                                          WHERE s.county = p.county AND s.permit = p.id AND s.day <= :told_by
                                          ORDER BY s.day DESC LIMIT 1), 0)) AS staff
     FROM permits p CROSS JOIN (SELECT CAST(:looked_at AS BIGINT) AS at) t
     WHERE p.issued_at <= t.at AND (p.revoked_at IS NULL OR p.revoked_at > t.at)
     GROUP BY p.organization))";

constexpr std::string_view sums = R"(
    CAST(COUNT(*) AS BIGINT) AS enterprises,
    CAST(COALESCE(SUM(CASE WHEN r.organization IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS resumed,
    CAST(COALESCE(SUM(e.staff), 0) AS BIGINT) AS staff,
    CAST(COALESCE(SUM(CASE WHEN r.organization IS NULL OR e.staff IS NULL THEN 0
                           WHEN r.staff > e.staff THEN e.staff ELSE r.staff END), 0) AS BIGINT) AS staff_resumed)";

std::string_view column_of(RateBy by) {
    switch (by) {
        case RateBy::county: return "o.county";
        case RateBy::section: return "e.section";
        case RateBy::size_class: return "e.size_class";
        case RateBy::day: break;
    }
    throw std::logic_error("days are no column");
}

// What is left of the request once it is decided by what it is grouped.
class Selected {
  public:
    Selected(const Actor& actor, const RatesRequest& request, Instant at, Date day) {
        arguments_ = {sql::argument(day), sql::argument(at)};
        auto scope = actor.scope.where({"o.county", "o.division", "o.id"});
        where_ = scope.text;
        for (auto& argument : scope.arguments) arguments_.push_back(std::move(argument));
        if (request.division) {
            const auto [low, high] = request.division->range();
            add("o.division >= :low", low);
            add("o.division < :high", high);
        }
        if (request.county) add("o.county = :in_county", request.county->value);
        if (request.section) add("e.section = :section", *request.section);
        if (request.size_class) add("e.size_class = :size_class", *request.size_class);
        if (request.above_designated_size) add("e.above_designated_size = :above", *request.above_designated_size);
        if (request.without_section.value_or(false)) where_ += " AND e.section IS NULL";
        if (request.without_size_class.value_or(false)) where_ += " AND e.size_class IS NULL";
    }
    /// One row for each value of the column, or one for all when it is empty.
    std::vector<GroupRow> rows(Snapshot& snapshot, std::string_view column) const {
        const auto key = column.empty() ? std::string("CAST(NULL AS TEXT)") : std::string(column);
        const auto grouped = column.empty() ? std::string() : fmt::format(" GROUP BY {0} ORDER BY {0}", column);
        return snapshot.all_of<GroupRow>(
            fmt::format("SELECT {} AS key, {} FROM organizations o JOIN enterprises e ON e.organization = o.id "
                        "LEFT JOIN {} r ON r.organization = o.id WHERE {}{}",
                        key, sums, standings, where_, grouped),
            arguments_);
    }

  private:
    template <class T>
    void add(std::string_view condition, const T& value) {
        where_ += fmt::format(" AND {}", condition);
        arguments_.push_back(sql::argument(value));
    }
    std::string where_;
    std::vector<sql::Argument> arguments_;
};

std::optional<double> ratio(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

// "/resumption?…" with what the number was counted by, so that the list has as many rows.
std::string list_of(const RatesRequest& request, Date day) {
    std::string list = "/resumption?day=" + day.iso();
    if (request.division) list += "&division=" + request.division->text();
    if (request.county) list += "&county=" + request.county->value;
    if (request.section) list += fmt::format("&section={}", name_of(*request.section));
    if (request.size_class) list += fmt::format("&size_class={}", name_of(*request.size_class));
    if (request.above_designated_size) list += fmt::format("&above_designated_size={}", *request.above_designated_size);
    if (request.without_section.value_or(false)) list += "&without_section=true";
    if (request.without_size_class.value_or(false)) list += "&without_size_class=true";
    return list;
}

ResumptionRate rate_of(const GroupRow& row, const RatesRequest& request, Date day) {
    ResumptionRate rate;
    rate.enterprises = row.enterprises;
    rate.resumed = row.resumed;
    rate.staff = row.staff;
    rate.staff_resumed = row.staff_resumed;
    rate.rate = ratio(row.resumed, row.enterprises);
    rate.staff_rate = ratio(row.staff_resumed, row.staff);
    rate.list = list_of(request, day);
    rate.resumed_list = rate.list + "&resumed=true";
    return rate;
}

const Bilingual& name_of_size(organizations::SizeClass size) {
    static const std::array<Bilingual, 4> names{
        {{"大型", "Large"}, {"中型", "Medium"}, {"小型", "Small"}, {"微型", "Micro"}}};
    return names.at(static_cast<std::size_t>(size));
}

// The key as a filter of its own list, and what it is called.
ResumptionRate named(const GroupRow& row, RatesRequest request, Date day) {
    const auto key = row.key.value_or("");
    Bilingual name{"未登记", "Not known"};
    switch (request.by) {
        case RateBy::county:
            request.county = Text<6, 6>(key);
            name.zh = name.en = organizations::divisions().name(DivisionCode::of(key));
            break;
        case RateBy::section:
            request.section = enum_from<IndustrySection>(key);
            if (request.section)
                name = name_of_industry(*request.section);
            else
                request.without_section = true;
            break;
        case RateBy::size_class:
            request.size_class = enum_from<organizations::SizeClass>(key);
            if (request.size_class)
                name = name_of_size(*request.size_class);
            else
                request.without_size_class = true;
            break;
        case RateBy::day: break;
    }
    auto rate = rate_of(row, request, day);
    rate.key = key;
    rate.name_zh = name.zh;
    rate.name_en = name.en;
    return rate;
}

ResumptionRate rate_of_day(Snapshot& snapshot, const Actor& actor, const RatesRequest& request, Date day) {
    const Selected selected(actor, request, looked_at(day, snapshot.now()), day);
    auto rate = rate_of(selected.rows(snapshot, "").front(), request, day);
    rate.key = day.iso();
    rate.name_zh = chinese(day);
    rate.name_en = day.iso();
    return rate;
}

}  // namespace

Instant looked_at(Date day, Instant now) {
    const auto last = start_of_day_in_shanghai(day + std::chrono::days(1)) - std::chrono::milliseconds(1);
    return std::min(last, now);
}

ResumptionRates show_rates(Snapshot& snapshot, const Actor& actor, const RatesRequest& request) {
    const auto today = date_in_shanghai(snapshot.now());
    const auto day = request.day.value_or(today);
    if (day > today)
        throw Problem::invalid("/day", "out_of_range", "日期不能晚于今天。", "The day must not lie ahead.");
    ResumptionRates rates;
    rates.by = request.by;
    rates.day = day;
    rates.all = rate_of_day(snapshot, actor, request, day);
    if (request.by == RateBy::day) {
        for (auto back = std::int64_t(request.days.value_or(14)); back-- > 0;)
            rates.rates.push_back(rate_of_day(snapshot, actor, request, day - std::chrono::days(back)));
        return rates;
    }
    const Selected selected(actor, request, looked_at(day, snapshot.now()), day);
    for (const auto& row : selected.rows(snapshot, column_of(request.by)))
        rates.rates.push_back(named(row, request, day));
    return rates;
}

}  // namespace tongzhou::resumption
