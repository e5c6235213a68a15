// The numbers of the day, from counters alone: they cost the same at ten million passages as at ten. Every number names
// the list it counts. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

struct DashboardRequest {
    std::optional<DivisionCode> division;  ///< all the actor sees, unless said
};
BOOST_DESCRIBE_STRUCT(DashboardRequest, (), (division))

struct Figure {
    std::int64_t value = 0;
    std::string list;  ///< the address of the records behind it
};
BOOST_DESCRIBE_STRUCT(Figure, (), (value, list))

struct VerdictFigure {
    Direction direction{};
    Verdict verdict{};
    VerdictReason reason{};
    std::int64_t value = 0;
    std::string list;
};
BOOST_DESCRIBE_STRUCT(VerdictFigure, (), (direction, verdict, reason, value, list))

struct HourFigure {
    std::int32_t hour = 0;  ///< of the day in Shanghai, 0–23
    std::int64_t entries = 0, exits = 0, kept_out = 0;
    std::string list;
};
BOOST_DESCRIBE_STRUCT(HourFigure, (), (hour, entries, exits, kept_out, list))

struct CountyFigure {
    DivisionCode division;
    std::string name;
    std::int64_t inside = 0, entries = 0, exits = 0, held = 0, refused = 0;
    std::string list;
};
BOOST_DESCRIBE_STRUCT(CountyFigure, (), (division, name, inside, entries, exits, held, refused, list))

/// Entries and exits are those admitted. Arrivals are all who came to enter, whatever became of them: what a queue is
/// made of. A day has 288 five minutes, the first from midnight in Shanghai.
struct Dashboard {
    Instant at;
    std::optional<DivisionCode> division;
    Figure inside, entries, exits, held, refused, open_incidents, operating_sites, open_reviews;
    std::vector<VerdictFigure> verdicts;
    std::vector<HourFigure> hours;
    std::vector<std::int64_t> arrivals_today, arrivals_yesterday;
    std::vector<CountyFigure> counties;  ///< of a city and above
};
BOOST_DESCRIBE_STRUCT(Dashboard, (),
                      (at, division, inside, entries, exits, held, refused, open_incidents, operating_sites,
                       open_reviews, verdicts, hours, arrivals_today, arrivals_yesterday, counties))

/// As far as the actor's scope and the division asked for have in common; outside it every number is zero, as for a
/// place where nothing happens.
Dashboard show_dashboard(Snapshot& snapshot, const Actor& actor, const DashboardRequest& request);

struct LiveRequest {
    Id<Site> id;
};
BOOST_DESCRIBE_STRUCT(LiveRequest, (), (id))
struct SiteLive {
    Id<Site> id;
    std::string name;
    bool operating = true;
    Instant at;
    Figure inside, entries, exits, held, refused, open_incidents;
    std::vector<VerdictFigure> verdicts;
    std::vector<HourFigure> hours;
    std::vector<std::int64_t> arrivals_today, arrivals_yesterday;
};
BOOST_DESCRIBE_STRUCT(SiteLive, (),
                      (id, name, operating, at, inside, entries, exits, held, refused, open_incidents, verdicts, hours,
                       arrivals_today, arrivals_yesterday))
SiteLive show_live(Snapshot& snapshot, const Actor& actor, const LiveRequest& request);

/// Arrivals for each five minutes of a day at a site, from its counters: what a queue plan starts from.
std::vector<std::int64_t> arrivals_at(Snapshot& snapshot, const organizations::SitePlace& site, Date day);

}  // namespace tongzhou::gates
