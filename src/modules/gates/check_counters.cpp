// The proof of the counters: each is counted anew from the ledger, and what differs is named.
#include "modules/gates/gates.hpp"

namespace tongzhou::gates {
namespace {

// A passage stands unless a correction names it.
const sql::Query site_differences{R"(
    WITH standing AS (
        SELECT p.county, p.site, p.at / 3600000 * 3600000 AS hour, p.at % 3600000 / 300000 AS slot, p.direction,
               p.verdict, p.reason
        FROM passages p
        WHERE NOT EXISTS (SELECT 1 FROM passages c WHERE c.county = p.county AND c.corrects = p.id)),
    both_sides AS (
        SELECT county, site, hour, direction, verdict, reason, 1 AS n, slot * slot AS weight FROM standing
        UNION ALL
        SELECT county, site, hour, direction, verdict, reason,
               -(m0 + m5 + m10 + m15 + m20 + m25 + m30 + m35 + m40 + m45 + m50 + m55),
               -(m5 + 4 * m10 + 9 * m15 + 16 * m20 + 25 * m25 + 36 * m30 + 49 * m35 + 64 * m40 + 81 * m45 + 100 * m50
                 + 121 * m55)
        FROM site_tallies)
    SELECT county AS place, site, hour, direction AS what, verdict, reason, CAST(SUM(n) AS BIGINT) AS difference
    FROM both_sides
    GROUP BY county, site, hour, direction, verdict, reason
    HAVING SUM(n) <> 0 OR SUM(weight) <> 0
    LIMIT 100)"};
const sql::Query county_differences{R"(
    WITH both_sides AS (
        SELECT county, hour, direction, verdict, reason, m0 + 2 * m5 + 4 * m10 + 8 * m15 + 16 * m20 + 32 * m25
               + 64 * m30 + 128 * m35 + 256 * m40 + 512 * m45 + 1024 * m50 + 2048 * m55 AS n FROM site_tallies
        UNION ALL
        SELECT county, hour, direction, verdict, reason, -(m0 + 2 * m5 + 4 * m10 + 8 * m15 + 16 * m20 + 32 * m25
               + 64 * m30 + 128 * m35 + 256 * m40 + 512 * m45 + 1024 * m50 + 2048 * m55) FROM county_tallies)
    SELECT county AS place, hour, direction AS what, CAST(SUM(n) AS BIGINT) AS difference
    FROM both_sides GROUP BY county, hour, direction, verdict, reason HAVING SUM(n) <> 0 LIMIT 100)"};
const sql::Query presence_differences{R"(
    WITH ranked AS (
        SELECT p.county, p.site, p.person, p.direction,
               ROW_NUMBER() OVER (PARTITION BY p.county, p.site, p.person ORDER BY p.at DESC, p.id DESC) AS place
        FROM passages p
        WHERE p.person IS NOT NULL AND p.verdict = 'admitted'
          AND NOT EXISTS (SELECT 1 FROM passages c WHERE c.county = p.county AND c.corrects = p.id)),
    both_sides AS (
        SELECT county, site, person, CASE WHEN direction = 'entry' THEN 1 ELSE 0 END AS n FROM ranked WHERE place = 1
        UNION ALL
        SELECT county, site, person, -inside FROM presence)
    SELECT county AS place, site, CAST(SUM(n) AS BIGINT) AS difference
    FROM both_sides GROUP BY county, site, person HAVING SUM(n) <> 0 LIMIT 100)"};
const sql::Query inside_differences{R"(
    WITH both_sides AS (
        SELECT county, site, inside AS n FROM presence
        UNION ALL
        SELECT county, site, -inside FROM site_inside)
    SELECT county AS place, site, CAST(SUM(n) AS BIGINT) AS difference
    FROM both_sides GROUP BY county, site HAVING SUM(n) <> 0 LIMIT 100)"};
const sql::Query county_inside_differences{R"(
    WITH both_sides AS (
        SELECT county, inside AS n FROM site_inside
        UNION ALL
        SELECT county, -inside FROM county_inside)
    SELECT county AS place, CAST(SUM(n) AS BIGINT) AS difference
    FROM both_sides GROUP BY county HAVING SUM(n) <> 0 LIMIT 100)"};

struct SiteDifference {
    std::string place;
    Id<Site> site;
    Instant hour;
    std::string what, verdict, reason;
    std::int64_t difference = 0;
};
BOOST_DESCRIBE_STRUCT(SiteDifference, (), (place, site, hour, what, verdict, reason, difference))
struct CountyDifference {
    std::string place;
    Instant hour;
    std::string what;
    std::int64_t difference = 0;
};
BOOST_DESCRIBE_STRUCT(CountyDifference, (), (place, hour, what, difference))
struct PlaceDifference {
    std::string place;
    Id<Site> site;
    std::int64_t difference = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceDifference, (), (place, site, difference))
struct InsideDifference {
    std::string place;
    std::int64_t difference = 0;
};
BOOST_DESCRIBE_STRUCT(InsideDifference, (), (place, difference))

}  // namespace

std::vector<std::string> check_counters(Snapshot& snapshot) {
    std::vector<std::string> lines;
    for (const auto& d : snapshot.all<SiteDifference>(site_differences))
        lines.push_back(fmt::format("site_tallies {} {} {} {} {} {}: {:+} in the ledger", d.place, d.site.text(),
                                    d.hour.text(), d.what, d.verdict, d.reason, d.difference));
    for (const auto& d : snapshot.all<CountyDifference>(county_differences))
        lines.push_back(fmt::format("county_tallies {} {} {}: differs from its sites", d.place, d.hour.text(), d.what));
    for (const auto& d : snapshot.all<PlaceDifference>(presence_differences))
        lines.push_back(fmt::format("presence {} {}: {:+} in the ledger", d.place, d.site.text(), d.difference));
    for (const auto& d : snapshot.all<PlaceDifference>(inside_differences))
        lines.push_back(fmt::format("site_inside {} {}: {:+} present", d.place, d.site.text(), d.difference));
    for (const auto& d : snapshot.all<InsideDifference>(county_inside_differences))
        lines.push_back(fmt::format("county_inside {}: {:+} at its sites", d.place, d.difference));
    return lines;
}

}  // namespace tongzhou::gates
