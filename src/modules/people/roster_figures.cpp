// A roster in numbers, for forms that ask how many and from where: nobody has to count, and nothing is unsealed.
#include "modules/people/people.hpp"

namespace tongzhou::people {
namespace {

const sql::Query people_on_roster{R"(
    SELECT COUNT(DISTINCT person) FROM person_entries
    WHERE organization = :organization AND from_at <= :now AND COALESCE(until_at, :never) > :now_again)"};
const sql::Query people_with_pass{R"(
    SELECT COUNT(DISTINCT e.person) FROM person_entries e
    WHERE e.organization = :organization AND e.from_at <= :now AND COALESCE(e.until_at, :never) > :now_again
      AND EXISTS (SELECT 1 FROM passes p
                  WHERE p.person = e.person AND p.revoked_at IS NULL AND p.issued_at <= :asked AND p.expires_at > :until)
    )"};
// Four digits are a prefecture; somebody known only by province is counted under its two.
const sql::Query origins_of_roster{R"(
    SELECT SUBSTR(home_division, 1, 4) AS prefecture, COUNT(DISTINCT person) AS people FROM person_entries
    WHERE organization = :organization AND from_at <= :now AND COALESCE(until_at, :never) > :now_again
    GROUP BY SUBSTR(home_division, 1, 4)
    ORDER BY COUNT(DISTINCT person) DESC, SUBSTR(home_division, 1, 4))"};

constexpr auto never = Instant::from_ms(std::numeric_limits<std::int64_t>::max());

}  // namespace

RosterFigures roster_figures(Snapshot& snapshot, const Id<Organization>& organization) {
    const auto now = snapshot.now();
    RosterFigures figures;
    figures.people = snapshot.value<std::int64_t>(people_on_roster, organization, now, never, now).value_or(0);
    figures.with_pass =
        snapshot.value<std::int64_t>(people_with_pass, organization, now, never, now, now, now).value_or(0);
    figures.origins = snapshot.all<RosterOrigin>(origins_of_roster, organization, now, never, now);
    return figures;
}

}  // namespace tongzhou::people
