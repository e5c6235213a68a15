#include "modules/gates/tallies.hpp"

namespace tongzhou::gates {
namespace {

constexpr std::chrono::milliseconds hour_length = std::chrono::hours(1);
constexpr int slots = 12;

// Both engines: RETURNING sees the row as written, so the state before is written beside the new one. No row comes back
// when a later passage has already spoken.
const sql::Query settle{R"(
    INSERT INTO presence (county, site, person, organization, inside, was_inside, at, passage)
    VALUES (:county, :site, :person, :organization, :inside, 0, :at, :passage)
    ON CONFLICT (county, site, person) DO UPDATE
        SET inside = excluded.inside, was_inside = presence.inside, at = excluded.at, passage = excluded.passage
        WHERE excluded.at > presence.at OR (excluded.at = presence.at AND excluded.passage > presence.passage)
    RETURNING inside - was_inside)"};
// A refused person is remembered at the place, for the history that is asked for there, and is not inside.
const sql::Query remember{R"(
    INSERT INTO presence (county, site, person, organization, inside, was_inside, at, passage)
    VALUES (:county, :site, :person, :organization, 0, 0, 0, :passage)
    ON CONFLICT (county, site, person) DO NOTHING)"};
// After a correction only the ledger knows. The row is held first, so that no other writer settles it meanwhile.
const sql::Query hold{R"(
    SELECT inside FROM presence WHERE county = :county AND site = :site AND person = :person {postgres: FOR UPDATE})"};
const sql::Query latest_admitted{R"(
    SELECT p.at, p.id AS passage, p.direction
    FROM passages p
    WHERE p.organization = :organization AND p.person = :person AND p.site = :site AND p.verdict = 'admitted'
      AND NOT EXISTS (SELECT 1 FROM passages c WHERE c.county = p.county AND c.corrects = p.id)
    ORDER BY p.at DESC, p.id DESC LIMIT 1)"};
const sql::Query resettle{R"(
    INSERT INTO presence (county, site, person, organization, inside, was_inside, at, passage)
    VALUES (:county, :site, :person, :organization, :inside, 0, :at, :passage)
    ON CONFLICT (county, site, person) DO UPDATE
        SET inside = excluded.inside, was_inside = presence.inside, at = excluded.at, passage = excluded.passage
    RETURNING inside - was_inside)"};

const sql::Query add_site_inside{R"(
    INSERT INTO site_inside (county, site, lane, division, organization, inside)
    VALUES (:county, :site, :lane, :division, :organization, :inside)
    ON CONFLICT (county, site, lane) DO UPDATE SET inside = site_inside.inside + excluded.inside)"};
const sql::Query add_county_inside{R"(
    INSERT INTO county_inside (county, lane, inside) VALUES (:county, :lane, :inside)
    ON CONFLICT (county, lane) DO UPDATE SET inside = county_inside.inside + excluded.inside)"};

const sql::Query add_site_tally{R"(
    INSERT INTO site_tallies (county, site, hour, direction, verdict, reason, lane, division, organization,
                              m0, m5, m10, m15, m20, m25, m30, m35, m40, m45, m50, m55)
    VALUES (:county, :site, :hour, :direction, :verdict, :reason, :lane, :division, :organization,
            :m0, :m5, :m10, :m15, :m20, :m25, :m30, :m35, :m40, :m45, :m50, :m55)
    ON CONFLICT (county, site, hour, direction, verdict, reason, lane) DO UPDATE SET
        m0  = site_tallies.m0  + excluded.m0,  m5  = site_tallies.m5  + excluded.m5,
        m10 = site_tallies.m10 + excluded.m10, m15 = site_tallies.m15 + excluded.m15,
        m20 = site_tallies.m20 + excluded.m20, m25 = site_tallies.m25 + excluded.m25,
        m30 = site_tallies.m30 + excluded.m30, m35 = site_tallies.m35 + excluded.m35,
        m40 = site_tallies.m40 + excluded.m40, m45 = site_tallies.m45 + excluded.m45,
        m50 = site_tallies.m50 + excluded.m50, m55 = site_tallies.m55 + excluded.m55)"};
const sql::Query add_county_tally{R"(
    INSERT INTO county_tallies (county, hour, direction, verdict, reason, lane,
                                m0, m5, m10, m15, m20, m25, m30, m35, m40, m45, m50, m55)
    VALUES (:county, :hour, :direction, :verdict, :reason, :lane,
            :m0, :m5, :m10, :m15, :m20, :m25, :m30, :m35, :m40, :m45, :m50, :m55)
    ON CONFLICT (county, hour, direction, verdict, reason, lane) DO UPDATE SET
        m0  = county_tallies.m0  + excluded.m0,  m5  = county_tallies.m5  + excluded.m5,
        m10 = county_tallies.m10 + excluded.m10, m15 = county_tallies.m15 + excluded.m15,
        m20 = county_tallies.m20 + excluded.m20, m25 = county_tallies.m25 + excluded.m25,
        m30 = county_tallies.m30 + excluded.m30, m35 = county_tallies.m35 + excluded.m35,
        m40 = county_tallies.m40 + excluded.m40, m45 = county_tallies.m45 + excluded.m45,
        m50 = county_tallies.m50 + excluded.m50, m55 = county_tallies.m55 + excluded.m55)"};

struct Standing {
    Instant at;
    Id<Passage> passage;
    Direction direction{};
};
BOOST_DESCRIBE_STRUCT(Standing, (), (at, passage, direction))

// Shanghai is a whole number of hours from UTC, so hours begin together.
std::int64_t hour_of(Instant at) {
    const auto length = hour_length.count();
    return (at.ms() >= 0 ? at.ms() : at.ms() - length + 1) / length * length;
}

struct Slots {
    std::array<std::int64_t, slots> m{};
    void add(const Counted& counted) {
        const auto into = counted.at.ms() - hour_of(counted.at);
        m[static_cast<std::size_t>(into * slots / hour_length.count())] += counted.change;
    }
};

template <class Range>
void take_over(Range& into, Range& from) {
    if (into.empty()) return into.swap(from);
    into.insert(into.end(), from.begin(), from.end());
}

}  // namespace

void Tallies::merge(sql::Gathered& call) {
    auto& other = static_cast<Tallies&>(call);
    take_over(counted_, other.counted_);
    take_over(moves_, other.moves_);
}

void Tallies::flush(Tx& tx) {
    count_inside(tx, settle_presence(tx));
    count_sites(tx);
    count_counties(tx);
}

// In the order of the primary key: neighbours share pages, and two writers never wait for each other in a circle.
std::vector<Tallies::Change> Tallies::settle_presence(Tx& tx) {
    std::sort(moves_.begin(), moves_.end(), [](const Move& a, const Move& b) {
        return std::tie(a.division, a.site, a.person, a.at, a.passage) <
               std::tie(b.division, b.site, b.person, b.at, b.passage);
    });
    std::vector<Change> changes;
    for (std::size_t begin = 0, end = 0; begin < moves_.size(); begin = end) {
        const Move* latest = nullptr;
        bool recount = false;
        for (end = begin; end < moves_.size() && moves_[end].site == moves_[begin].site &&
                          moves_[end].person == moves_[begin].person;
             ++end) {
            recount |= moves_[end].recount;
            if (moves_[end].admitted) latest = &moves_[end];
        }
        const auto& any = moves_[begin];
        const auto county = any.division.county();
        std::optional<std::int64_t> change;
        if (recount) {
            tx.run(remember, county, any.site, any.person, any.organization, any.passage);
            tx.value<std::int64_t>(hold, county, any.site, any.person);
            const auto standing = tx.find<Standing>(latest_admitted, any.organization, any.person, any.site);
            const bool inside = standing && standing->direction == Direction::entry;
            change =
                tx.value<std::int64_t>(resettle, county, any.site, any.person, any.organization, inside,
                                       standing ? standing->at : Instant{}, standing ? standing->passage : any.passage);
        } else if (latest) {
            change = tx.value<std::int64_t>(settle, county, any.site, any.person, any.organization,
                                            latest->direction == Direction::entry, latest->at, latest->passage);
        } else {
            tx.run(remember, county, any.site, any.person, any.organization, any.passage);
        }
        if (change.value_or(0) != 0)
            changes.push_back({any.division, any.organization, any.site, static_cast<int>(*change)});
    }
    return changes;
}

// The changes come sorted by division and site.
void Tallies::count_inside(Tx& tx, std::vector<Change> changes) {
    std::map<std::string, std::int64_t> counties;
    for (std::size_t begin = 0, end = 0; begin < changes.size(); begin = end) {
        const auto& site = changes[begin];
        std::int64_t inside = 0;
        for (end = begin; end < changes.size() && changes[end].site == site.site; ++end) inside += changes[end].inside;
        if (inside == 0) continue;
        const auto county = site.division.county();
        tx.run(add_site_inside, county, site.site, tx.lane(), site.division, site.organization, inside);
        counties[county] += inside;
    }
    // Every county with a passage has a row, changed or not: it is also the list of the counties there are.
    for (const auto& c : counted_) counties.try_emplace(c.division.county(), 0);
    for (const auto& [county, inside] : counties) tx.run(add_county_inside, county, tx.lane(), inside);
}

void Tallies::count_sites(Tx& tx) {
    const auto key = [](const Counted& c) {
        return std::tuple(c.division, c.site, hour_of(c.at), c.direction, c.verdict, c.reason);
    };
    std::sort(counted_.begin(), counted_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    for (std::size_t begin = 0, end = 0; begin < counted_.size(); begin = end) {
        const auto& c = counted_[begin];
        Slots s;
        for (end = begin; end < counted_.size() && key(counted_[end]) == key(c); ++end) s.add(counted_[end]);
        tx.run(add_site_tally, c.division.county(), c.site, hour_of(c.at), c.direction, c.verdict, c.reason, tx.lane(),
               c.division, c.organization, s.m[0], s.m[1], s.m[2], s.m[3], s.m[4], s.m[5], s.m[6], s.m[7], s.m[8],
               s.m[9], s.m[10], s.m[11]);
    }
}

void Tallies::count_counties(Tx& tx) {
    std::map<std::tuple<std::string, std::int64_t, Direction, Verdict, VerdictReason>, Slots> counties;
    for (const auto& c : counted_)
        counties[{c.division.county(), hour_of(c.at), c.direction, c.verdict, c.reason}].add(c);
    for (const auto& [key, s] : counties) {
        const auto& [county, hour, direction, verdict, reason] = key;
        tx.run(add_county_tally, county, hour, direction, verdict, reason, tx.lane(), s.m[0], s.m[1], s.m[2], s.m[3],
               s.m[4], s.m[5], s.m[6], s.m[7], s.m[8], s.m[9], s.m[10], s.m[11]);
    }
}

}  // namespace tongzhou::gates
