// The queue before the gates of a site: how long it gets and how long one waits in it. Private to this module.
//
// People arrive at random at the rate expected for the five minutes (a Poisson process), stand in one line in the order
// of their arrival, and go to whichever of c equal lanes is free first; one person takes a lane a fixed time: the M/D/c
// queue, with a rate that changes through the morning. It is computed by simulating many mornings, seeded, so that the
// same question has the same answer. Figures called "longest" are those that 95 of 100 mornings stay within.
//
// Pure: no database, no clock. Minutes are those of a day in Shanghai; negative ones are of the evening before.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tongzhou::gates {

constexpr int slot_minutes = 5;
constexpr double slot_seconds = slot_minutes * 60.0;

/// What a queue stands before.
struct QueueGates {
    int lanes = 1;                  ///< side by side, 1 or more
    double seconds_per_person = 3;  ///< at one lane, > 0
    int spacing_cm = 300;           ///< from one person of the line to the next
    std::optional<int>
        yard_length_dm{};  ///< decimetres of line that fit; nothing: not known, and then no line is too long

    /// People that can pass in five minutes.
    double capacity() const { return lanes * slot_seconds / seconds_per_person; }
    /// People whose line fits into the yard.
    std::optional<double> places() const;
    double metres(double people) const { return people * spacing_cm / 100; }
};

/// How many people are expected, five minutes by five minutes.
struct Arrivals {
    int first_minute = 0;        ///< of the first count, a multiple of five
    std::vector<double> counts;  ///< people expected in each five minutes, 0 or more

    double total() const;
    /// Adds people to the five minutes that begin at `minute`; the table grows to either side as needed.
    void add(int minute, double people);
    /// Adds a share of others, moved by a multiple of five minutes.
    void add(const Arrivals& others, double share, int moved_minutes);
    bool operator==(const Arrivals&) const = default;
};

/// Five minutes of a morning.
struct QueueSlot {
    int minute = 0;              ///< when they begin
    double arrivals = 0;         ///< people expected
    double mean_queue = 0;       ///< people in the line, over the five minutes and all mornings
    int longest_queue = 0;       ///< people
    double mean_wait_s = 0;      ///< of those who arrive in these five minutes, until their turn at a lane
    double p95_wait_s = 0;       ///< 95 of 100 who arrive here wait no longer
    double longest_wait_s = 0;   ///< of any who arrives here
    std::optional<bool> fits{};  ///< into the yard; nothing when its length is not known
};

struct QueueForecast {
    std::vector<QueueSlot> slots;  ///< from the first arrivals until the line is gone, at most a day
    int longest_queue = 0;
    double mean_wait_s = 0, p95_wait_s = 0, longest_wait_s = 0;  ///< of all who arrive
    std::optional<bool> fits{};
};

/// How many mornings are simulated: so many that the whole costs the same for large and small sites.
struct Simulation {
    std::uint64_t seed = 1;
    std::int64_t people = 2'000'000;  ///< simulated in all, about
    int fewest = 40, most = 400;      ///< mornings
};

QueueForecast forecast_queue(const Arrivals& arrivals, const QueueGates& gates, const Simulation& simulation = {});

/// When each of those who arrive (ascending, seconds) comes to a lane: first come, first served.
std::vector<double> turns(std::span<const double> arrivals, int lanes, double seconds_per_person);

}  // namespace tongzhou::gates
