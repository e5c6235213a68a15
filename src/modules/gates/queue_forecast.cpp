#include "modules/gates/queue_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace tongzhou::gates {
namespace {

constexpr std::size_t most_slots = 24 * 60 / slot_minutes;

// One possible morning: when people come, in seconds from the first five minutes. The same seed gives plans that are
// compared the same people: each takes the same place in the order, only the rate is another.
void draw_arrivals(const Arrivals& expected, std::uint64_t seed, std::vector<double>& arrivals) {
    std::mt19937_64 random(seed);
    // Written out, for the standard leaves to the library what its distributions draw.
    const auto gap = [&] { return -std::log1p(-static_cast<double>(random() >> 11) * 0x1p-53); };
    arrivals.clear();
    double next = gap(), before = 0;
    for (std::size_t i = 0; i < expected.counts.size(); ++i) {
        const double count = expected.counts[i];
        for (; next < before + count; next += gap())
            arrivals.push_back((static_cast<double>(i) + (next - before) / count) * slot_seconds);
        before += count;
    }
}

std::size_t slot_of(double seconds) { return static_cast<std::size_t>(seconds / slot_seconds); }

// The value that 95 of 100 stay within. Reorders.
template <class T>
T p95(std::vector<T>& values) {
    if (values.empty()) return {};
    const auto place = values.begin() + static_cast<std::ptrdiff_t>((values.size() * 95 + 99) / 100 - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

// What is seen of one five minutes on all mornings.
struct SlotRecord {
    std::vector<float> waits;          // of each who arrived
    std::vector<float> longest_waits;  // morning by morning
    std::vector<int> longest_queues;
    double waited = 0;        // seconds, by those who arrived
    double stood = 0;         // seconds in the line, of those who joined or left it in these five minutes
    std::int64_t joined = 0;  // how many more than before stand in it from end to end
};

class Mornings {
  public:
    Mornings(std::size_t arrival_slots, std::size_t mornings) : mornings_(mornings), slots_(arrival_slots) {
        for (auto& slot : slots_) prepare(slot);
    }

    void add(std::size_t morning, const std::vector<double>& arrivals, const std::vector<double>& turns) {
        // Whoever still waits after a day is beyond any table.
        const auto last = turns.empty() ? 0 : std::min(slot_of(turns.back()) + 1, most_slots);
        while (slots_.size() < last) prepare(slots_.emplace_back());
        add_waits(morning, arrivals, turns);
        add_queues(morning, arrivals, turns);
    }

    QueueForecast forecast(const Arrivals& expected, const QueueGates& gates);

  private:
    void prepare(SlotRecord& slot) const {
        slot.longest_waits.resize(mornings_);
        slot.longest_queues.resize(mornings_);
    }

    void add_waits(std::size_t morning, const std::vector<double>& arrivals, const std::vector<double>& turns) {
        float longest = 0;
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            const double wait = turns[i] - arrivals[i];
            auto& slot = slots_[slot_of(arrivals[i])];
            slot.waits.push_back(static_cast<float>(wait));
            slot.waited += wait;
            slot.longest_waits[morning] = std::max(slot.longest_waits[morning], static_cast<float>(wait));
            longest = std::max(longest, static_cast<float>(wait));
            if (wait > 0) stand(arrivals[i], turns[i]);
        }
        longest_waits_.push_back(longest);
    }

    // Adds the time from joining the line to leaving it to the five minutes it falls into.
    void stand(double from, double until) {
        const auto first = slot_of(from), last = slot_of(until);
        if (first == last) return void(slots_[first].stood += until - from);
        slots_[first].stood += static_cast<double>(first + 1) * slot_seconds - from;
        if (last < slots_.size()) slots_[last].stood += until - static_cast<double>(last) * slot_seconds;
        // In between they stand there for the whole five minutes: a change that lasts until the next.
        if (first + 1 < slots_.size()) slots_[first + 1].joined += 1;
        if (last < slots_.size()) slots_[last].joined -= 1;
    }

    // The line is longest just after somebody joined it, or when the five minutes begin.
    void add_queues(std::size_t morning, const std::vector<double>& arrivals, const std::vector<double>& turns) {
        std::size_t arrived = 0, begun = 0;
        const auto pass_until = [&](double time) {
            while (begun < turns.size() && turns[begun] <= time) ++begun;
            return static_cast<int>(arrived) - static_cast<int>(begun);
        };
        int longest_of_all = 0;
        for (std::size_t s = 0; s < slots_.size(); ++s) {
            int longest = std::max(0, pass_until(static_cast<double>(s) * slot_seconds));
            const double end = static_cast<double>(s + 1) * slot_seconds;
            for (; arrived < arrivals.size() && arrivals[arrived] < end;) {
                const double time = arrivals[arrived++];
                longest = std::max(longest, pass_until(time));
            }
            slots_[s].longest_queues[morning] = longest;
            longest_of_all = std::max(longest_of_all, longest);
        }
        longest_queues_.push_back(longest_of_all);
    }

    std::size_t mornings_;
    std::vector<SlotRecord> slots_;
    std::vector<float> longest_waits_;
    std::vector<int> longest_queues_;
};

QueueForecast Mornings::forecast(const Arrivals& expected, const QueueGates& gates) {
    QueueForecast forecast;
    const auto places = gates.places();
    const auto fits = [&](int people) { return places ? std::optional(people <= *places) : std::nullopt; };
    std::vector<float> all_waits;
    double waited = 0;
    std::int64_t standing = 0;
    for (std::size_t s = 0; s < slots_.size(); ++s) {
        auto& record = slots_[s];
        auto& slot = forecast.slots.emplace_back();
        slot.minute = expected.first_minute + static_cast<int>(s) * slot_minutes;
        if (s < expected.counts.size()) slot.arrivals = expected.counts[s];
        standing += record.joined;
        slot.mean_queue =
            (record.stood / slot_seconds + static_cast<double>(standing)) / static_cast<double>(mornings_);
        slot.longest_queue = p95(record.longest_queues);
        if (!record.waits.empty()) slot.mean_wait_s = record.waited / static_cast<double>(record.waits.size());
        slot.p95_wait_s = p95(record.waits);
        slot.longest_wait_s = p95(record.longest_waits);
        slot.fits = fits(slot.longest_queue);
        waited += record.waited;
        all_waits.insert(all_waits.end(), record.waits.begin(), record.waits.end());
    }
    if (!all_waits.empty()) forecast.mean_wait_s = waited / static_cast<double>(all_waits.size());
    forecast.p95_wait_s = p95(all_waits);
    forecast.longest_wait_s = p95(longest_waits_);
    forecast.longest_queue = p95(longest_queues_);
    forecast.fits = fits(forecast.longest_queue);
    return forecast;
}

}  // namespace

std::optional<double> QueueGates::places() const {
    if (!yard_length_dm) return std::nullopt;
    return std::floor(*yard_length_dm * 10.0 / spacing_cm);
}

double Arrivals::total() const { return std::accumulate(counts.begin(), counts.end(), 0.0); }

void Arrivals::add(int minute, double people) {
    if (counts.empty()) first_minute = minute;
    if (minute < first_minute) {
        counts.insert(counts.begin(), static_cast<std::size_t>((first_minute - minute) / slot_minutes), 0.0);
        first_minute = minute;
    }
    const auto i = static_cast<std::size_t>((minute - first_minute) / slot_minutes);
    if (i >= counts.size()) counts.resize(i + 1);
    counts[i] += people;
}

void Arrivals::add(const Arrivals& others, double share, int moved_minutes) {
    for (std::size_t i = 0; i < others.counts.size(); ++i)
        add(others.first_minute + static_cast<int>(i) * slot_minutes + moved_minutes, share * others.counts[i]);
}

// Whoever is n lanes behind in the line takes over the lane of the one n lanes ahead: with one fixed time for all,
// lanes come free in the order in which they were taken.
std::vector<double> turns(std::span<const double> arrivals, int lanes, double seconds_per_person) {
    std::vector<double> turns(arrivals.size());
    const auto ahead = static_cast<std::size_t>(lanes);
    for (std::size_t i = 0; i < arrivals.size(); ++i)
        turns[i] = i < ahead ? arrivals[i] : std::max(arrivals[i], turns[i - ahead] + seconds_per_person);
    return turns;
}

QueueForecast forecast_queue(const Arrivals& arrivals, const QueueGates& gates, const Simulation& simulation) {
    const auto people = std::max<std::int64_t>(1, static_cast<std::int64_t>(arrivals.total()));
    const auto mornings = static_cast<std::size_t>(
        std::clamp<std::int64_t>(simulation.people / people, simulation.fewest, simulation.most));
    Mornings all(arrivals.counts.size(), mornings);
    std::vector<double> times;
    for (std::size_t morning = 0; morning < mornings; ++morning) {
        draw_arrivals(arrivals, simulation.seed * 1'000'003 + morning, times);
        all.add(morning, times, turns(times, gates.lanes, gates.seconds_per_person));
    }
    return all.forecast(arrivals, gates);
}

}  // namespace tongzhou::gates
