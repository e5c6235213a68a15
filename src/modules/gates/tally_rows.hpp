// Counters as they are read: hours with their twelve five minutes, summed over the writers' lanes. Private to this
// module.
#pragma once

#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

struct TallyRow {
    Instant hour;
    Direction direction{};
    Verdict verdict{};
    VerdictReason reason{};
    std::int64_t m0 = 0, m5 = 0, m10 = 0, m15 = 0, m20 = 0, m25 = 0, m30 = 0, m35 = 0, m40 = 0, m45 = 0, m50 = 0,
                 m55 = 0;

    std::array<std::int64_t, 12> slots() const { return {m0, m5, m10, m15, m20, m25, m30, m35, m40, m45, m50, m55}; }
    std::int64_t total() const;
};
BOOST_DESCRIBE_STRUCT(TallyRow, (),
                      (hour, direction, verdict, reason, m0, m5, m10, m15, m20, m25, m30, m35, m40, m45, m50, m55))

/// Which counters: those of counties for a county and above, those of sites below and for an organisation.
bool counts_by_county(const Scope& scope);

/// What the scope has counted from `from` on and before `until`.
std::vector<TallyRow> tallies_of(Snapshot& snapshot, const Scope& scope, Instant from, Instant until);
std::vector<TallyRow> tallies_of(Snapshot& snapshot, const organizations::SitePlace& site, Instant from, Instant until);

struct CountyTotal {
    std::string county;
    Direction direction{};
    Verdict verdict{};
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(CountyTotal, (), (county, direction, verdict, total))
/// By county, for a scope that counts by county.
std::vector<CountyTotal> county_totals(Snapshot& snapshot, const Scope& scope, Instant from, Instant until);

std::int64_t people_inside(Snapshot& snapshot, const Scope& scope);
std::int64_t people_inside(Snapshot& snapshot, const organizations::SitePlace& site);
struct CountyInside {
    std::string county;
    std::int64_t inside = 0;
};
BOOST_DESCRIBE_STRUCT(CountyInside, (), (county, inside))
std::vector<CountyInside> inside_by_county(Snapshot& snapshot, const Scope& scope);

/// The texts of all the above with their conditions, for the test of their query plans.
std::vector<std::string> tally_texts(const Scope& scope);

}  // namespace tongzhou::gates
