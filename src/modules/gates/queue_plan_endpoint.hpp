// POST /sites/{id}/queue-plan: the line before the gates of a site, and start times that fit. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

struct ShiftRequest {
    std::optional<Text<50>> name;
    Bounded<1, 50'000> people;
    Bounded<0, 1'435> start_minute;                 ///< of the day in Shanghai, a multiple of five
    std::optional<Bounded<5, 120>> spread_minutes;  ///< they come within so long before it; a multiple of five, else 20
};
BOOST_DESCRIBE_STRUCT(ShiftRequest, (), (name, people, start_minute, spread_minutes))

/// Without `arrivals` and `shifts`, the arrivals are those of the site's own last working day. With shifts, `arrivals`
/// are the people who come besides them and are not asked to come at another time.
struct GateQueueRequest {
    Id<Site> id;
    std::optional<std::vector<Bounded<0, 20'000>>> arrivals;  ///< people in each five minutes, up to a day's end
    std::optional<Bounded<0, 1'435>> first_minute;            ///< of `arrivals`, a multiple of five; needed with them
    std::optional<std::vector<ShiftRequest>> shifts;          ///< up to 50
    std::optional<Bounded<1, 200>> lanes;                     ///< as the site's file says, unless said; likewise:
    std::optional<Bounded<1, 6'000>> deciseconds_per_person;
    std::optional<Bounded<0, 100'000>> yard_length_dm;    ///< 0: not known
    std::optional<Bounded<50, 1'000>> spacing_cm;         ///< by the rule in force, unless said
    std::optional<Bounded<1, 120>> longest_wait_minutes;  ///< 10, unless said
};
BOOST_DESCRIBE_STRUCT(GateQueueRequest, (),
                      (id, arrivals, first_minute, shifts, lanes, deciseconds_per_person, yard_length_dm, spacing_cm,
                       longest_wait_minutes))
void check(const GateQueueRequest& request, std::vector<FieldFault>& faults);

/// Five minutes. "longest": what 95 of 100 simulated mornings stay within.
struct QueueSlotView {
    std::int64_t minute = 0;  ///< of the day; negative: the evening before; 1440 and more: the next day
    double arrivals = 0, mean_queue = 0;
    std::int64_t longest_queue = 0;  ///< people
    double longest_queue_metres = 0;
    double mean_wait_seconds = 0, p95_wait_seconds = 0, longest_wait_seconds = 0;
    std::optional<bool> fits_yard;
};
BOOST_DESCRIBE_STRUCT(QueueSlotView, (),
                      (minute, arrivals, mean_queue, longest_queue, longest_queue_metres, mean_wait_seconds,
                       p95_wait_seconds, longest_wait_seconds, fits_yard))

struct QueueForecastView {
    std::int64_t people = 0, longest_queue = 0;
    double longest_queue_metres = 0, mean_wait_seconds = 0, p95_wait_seconds = 0, longest_wait_seconds = 0;
    std::optional<bool> fits_yard;  ///< absent when the yard is not known
    bool fits_wait = false;
    std::vector<QueueSlotView> slots;
};
BOOST_DESCRIBE_STRUCT(QueueForecastView, (),
                      (people, longest_queue, longest_queue_metres, mean_wait_seconds, p95_wait_seconds,
                       longest_wait_seconds, fits_yard, fits_wait, slots))

struct WaveView {
    std::string shift;
    std::int64_t people = 0, start_minute = 0;
    std::int64_t moved_minutes = 0;  ///< from the wanted start; negative: earlier
};
BOOST_DESCRIBE_STRUCT(WaveView, (), (shift, people, start_minute, moved_minutes))

struct WavePlanView {
    std::vector<WaveView> waves;
    std::int64_t person_minutes = 0;  ///< people times minutes they are moved
    QueueForecastView forecast;
};
BOOST_DESCRIBE_STRUCT(WavePlanView, (), (waves, person_minutes, forecast))

struct QueueNeedsView {
    std::optional<std::int64_t> lanes;           ///< the fewest that do with this yard
    std::optional<std::int64_t> yard_length_dm;  ///< the shortest that does with these lanes
};
BOOST_DESCRIBE_STRUCT(QueueNeedsView, (), (lanes, yard_length_dm))

/// fits: nothing need change; staggered: it fits with the proposal; impossible: not within two hours of the starts.
BOOST_DEFINE_ENUM_CLASS(QueueFinding, fits, staggered, impossible)

struct GateQueuePlan {
    Id<Site> id;
    QueueFinding finding{};
    std::string says_zh, says_en;     ///< the finding in a sentence, with what would help
    std::optional<Date> arrivals_of;  ///< the day whose arrivals were taken
    std::int64_t lanes = 0, deciseconds_per_person = 0, spacing_cm = 0, yard_length_dm = 0, longest_wait_minutes = 0;
    double capacity = 0;         ///< people in five minutes
    QueueForecastView forecast;  ///< when nobody is moved
    std::optional<WavePlanView> proposal;
    std::optional<QueueNeedsView> needs;
};
BOOST_DESCRIBE_STRUCT(GateQueuePlan, (),
                      (id, finding, says_zh, says_en, arrivals_of, lanes, deciseconds_per_person, spacing_cm,
                       yard_length_dm, longest_wait_minutes, capacity, forecast, proposal, needs))

/// Forecasts the line and proposes start times. Reads, then computes off the readers, for it may take a second. Throws
/// not_found for a site outside the actor's scope, 422 "/arrivals" when none are given and none are on record.
GateQueuePlan plan_gate_queue(Database& database, const Actor& actor, const GateQueueRequest& request);

void add_queue_routes(Api& api);

}  // namespace tongzhou::gates
