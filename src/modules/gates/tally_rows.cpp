#include "modules/gates/tally_rows.hpp"

#include <numeric>

namespace tongzhou::gates {
namespace {

constexpr std::string_view sums =
    "CAST(SUM(t.m0) AS BIGINT) AS m0, CAST(SUM(t.m5) AS BIGINT) AS m5, CAST(SUM(t.m10) AS BIGINT) AS m10, "
    "CAST(SUM(t.m15) AS BIGINT) AS m15, CAST(SUM(t.m20) AS BIGINT) AS m20, CAST(SUM(t.m25) AS BIGINT) AS m25, "
    "CAST(SUM(t.m30) AS BIGINT) AS m30, CAST(SUM(t.m35) AS BIGINT) AS m35, CAST(SUM(t.m40) AS BIGINT) AS m40, "
    "CAST(SUM(t.m45) AS BIGINT) AS m45, CAST(SUM(t.m50) AS BIGINT) AS m50, CAST(SUM(t.m55) AS BIGINT) AS m55";

const sql::Query site_hours{R"(
    SELECT t.hour, t.direction, t.verdict, t.reason,
           CAST(SUM(t.m0) AS BIGINT) AS m0, CAST(SUM(t.m5) AS BIGINT) AS m5, CAST(SUM(t.m10) AS BIGINT) AS m10,
           CAST(SUM(t.m15) AS BIGINT) AS m15, CAST(SUM(t.m20) AS BIGINT) AS m20, CAST(SUM(t.m25) AS BIGINT) AS m25,
           CAST(SUM(t.m30) AS BIGINT) AS m30, CAST(SUM(t.m35) AS BIGINT) AS m35, CAST(SUM(t.m40) AS BIGINT) AS m40,
           CAST(SUM(t.m45) AS BIGINT) AS m45, CAST(SUM(t.m50) AS BIGINT) AS m50, CAST(SUM(t.m55) AS BIGINT) AS m55
    FROM site_tallies t
    WHERE t.county = :county AND t.site = :site AND t.hour >= :from AND t.hour < :until
    GROUP BY t.hour, t.direction, t.verdict, t.reason)"};
const sql::Query inside_site{R"(
    SELECT CAST(COALESCE(SUM(inside), 0) AS BIGINT) FROM site_inside WHERE county = :county AND site = :site)"};

// A county's counters have no other place than the county; of a wider scope it is a range of them.
Condition on_counties(const Scope& scope) { return scope.where({"t.county", "t.county", ""}); }
Condition on_sites(const Scope& scope) { return scope.where({"t.county", "t.division", "t.organization"}); }
Condition condition_of(const Scope& scope) { return counts_by_county(scope) ? on_counties(scope) : on_sites(scope); }

std::string hours_text(const Scope& scope, const Condition& condition) {
    return fmt::format(
        "SELECT t.hour, t.direction, t.verdict, t.reason, {} FROM {} t WHERE {} AND t.hour >= :from AND t.hour < "
        ":until GROUP BY t.hour, t.direction, t.verdict, t.reason",
        sums, counts_by_county(scope) ? "county_tallies" : "site_tallies", condition.text);
}

std::string totals_text(const Condition& condition) {
    return fmt::format(
        "SELECT t.county, t.direction, t.verdict, CAST(SUM(t.m0 + t.m5 + t.m10 + t.m15 + t.m20 + t.m25 + t.m30 + t.m35 "
        "+ t.m40 + t.m45 + t.m50 + t.m55) AS BIGINT) AS total FROM county_tallies t WHERE {} AND t.hour >= :from AND "
        "t.hour < :until GROUP BY t.county, t.direction, t.verdict",
        condition.text);
}

std::string inside_text(const Scope& scope, const Condition& condition) {
    return fmt::format("SELECT CAST(COALESCE(SUM(t.inside), 0) AS BIGINT) FROM {} t WHERE {}",
                       counts_by_county(scope) ? "county_inside" : "site_inside", condition.text);
}

std::string inside_by_county_text(const Condition& condition) {
    return fmt::format(
        "SELECT t.county, CAST(SUM(t.inside) AS BIGINT) AS inside FROM county_inside t WHERE {} GROUP BY t.county",
        condition.text);
}

std::vector<sql::Argument> with_hours(Condition condition, Instant from, Instant until) {
    condition.arguments.push_back(sql::argument(from));
    condition.arguments.push_back(sql::argument(until));
    return std::move(condition.arguments);
}

}  // namespace

std::int64_t TallyRow::total() const {
    const auto all = slots();
    return std::accumulate(all.begin(), all.end(), std::int64_t{0});
}

bool counts_by_county(const Scope& scope) {
    if (scope.is_everything()) return true;
    return !scope.is_organization() && scope.division().is_set() && scope.division().level() <= DivisionLevel::county;
}

std::vector<TallyRow> tallies_of(Snapshot& snapshot, const Scope& scope, Instant from, Instant until) {
    auto condition = condition_of(scope);
    const auto text = hours_text(scope, condition);
    return snapshot.all_of<TallyRow>(text, with_hours(std::move(condition), from, until));
}

std::vector<TallyRow> tallies_of(Snapshot& snapshot, const organizations::SitePlace& site, Instant from,
                                 Instant until) {
    return snapshot.all<TallyRow>(site_hours, site.division.county(), site.id, from, until);
}

std::vector<CountyTotal> county_totals(Snapshot& snapshot, const Scope& scope, Instant from, Instant until) {
    auto condition = on_counties(scope);
    const auto text = totals_text(condition);
    return snapshot.all_of<CountyTotal>(text, with_hours(std::move(condition), from, until));
}

std::int64_t people_inside(Snapshot& snapshot, const Scope& scope) {
    auto condition = condition_of(scope);
    const auto text = inside_text(scope, condition);
    return snapshot.all_of<std::int64_t>(text, std::move(condition.arguments)).front();
}

std::int64_t people_inside(Snapshot& snapshot, const organizations::SitePlace& site) {
    return snapshot.value<std::int64_t>(inside_site, site.division.county(), site.id).value_or(0);
}

std::vector<CountyInside> inside_by_county(Snapshot& snapshot, const Scope& scope) {
    auto condition = on_counties(scope);
    const auto text = inside_by_county_text(condition);
    return snapshot.all_of<CountyInside>(text, std::move(condition.arguments));
}

std::vector<std::string> tally_texts(const Scope& scope) {
    const auto condition = condition_of(scope);
    std::vector<std::string> texts{hours_text(scope, condition), inside_text(scope, condition)};
    if (counts_by_county(scope)) {
        texts.push_back(totals_text(condition));
        texts.push_back(inside_by_county_text(condition));
    }
    return texts;
}

}  // namespace tongzhou::gates
