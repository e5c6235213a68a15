#include "modules/gates/staggering.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tongzhou::gates {
namespace {

constexpr int furthest_slots = furthest_shift_minutes / slot_minutes;
constexpr int most_waves = 2 * furthest_slots + 1;
constexpr int most_lanes = 200;
// No line that is worth planning lasts longer; within it a crowd is felt.
constexpr int felt_slots = 36;
// Few mornings, enough to turn down what does not hold.
constexpr Simulation glance{.people = 100'000, .fewest = 10, .most = 100};

// The people of one shift who are moved alike.
struct Part {
    int people = 0;
    int moved_slots = 0;
};
using Parts = std::vector<Part>;

int people_of(const Shift& shift) { return static_cast<int>(std::lround(shift.arrivals.total())); }

// A quick bound on the line, to choose by before the forecast proves the choice. If A(s, t) people are expected from s
// to t, the line at t is about the most, over all s, of A + z √A less what the lanes take from s to t: the spread of a
// Poisson count is the root of its mean. With z = 0 nobody comes by chance and the bound is too low; the larger z, the
// more caution.
class Guide {
  public:
    Guide(const QueueTask& task, double z) : z_(z), capacity_(task.gates.capacity()) {
        most_ = task.longest_wait_s / slot_seconds * capacity_;
        if (const auto places = task.gates.places()) most_ = std::min(most_, *places);
        most_ += task.gates.lanes;  // who is at a lane stands in no line
        Arrivals span;
        for (std::size_t i = 0; i < task.others.counts.size(); ++i)
            span.add(task.others.first_minute + static_cast<int>(i) * slot_minutes, 0);
        for (const auto& shift : task.shifts) {
            span.add(shift.arrivals, 0, -furthest_shift_minutes);
            span.add(shift.arrivals, 0, furthest_shift_minutes);
        }
        first_minute_ = span.first_minute;
        counts_ = std::move(span.counts);
        add(task.others, 1, 0);
    }

    void add(const Arrivals& arrivals, double share, int moved_slots) {
        const auto at = place_of(arrivals, moved_slots);
        for (std::size_t i = 0; i < arrivals.counts.size(); ++i) counts_[at + i] += share * arrivals.counts[i];
    }
    bool holds() const { return holds(0, counts_.size()); }
    /// Only around the arrivals that were added last.
    bool holds(const Arrivals& arrivals, int moved_slots) const {
        const auto at = place_of(arrivals, moved_slots);
        return holds(at, at + arrivals.counts.size() + felt_slots);
    }

  private:
    std::size_t place_of(const Arrivals& arrivals, int moved_slots) const {
        return static_cast<std::size_t>((arrivals.first_minute - first_minute_) / slot_minutes + moved_slots);
    }
    bool holds(std::size_t from, std::size_t to) const {
        for (auto t = from; t < std::min(to, counts_.size()); ++t)
            if (counts_[t] > 0 && line_after(t) > most_) return false;
        return true;
    }
    double line_after(std::size_t t) const {
        // Within the five minutes: the most of z √(λ w) − (c − λ) w over the time w.
        double longest = counts_[t] < capacity_ ? z_ * z_ * counts_[t] / (4 * (capacity_ - counts_[t])) : 0;
        double people = 0;
        for (std::size_t n = 1; n <= std::min<std::size_t>(felt_slots, t + 1); ++n) {
            people += counts_[t + 1 - n];
            longest =
                std::max(longest, people + z_ * std::sqrt(std::max(0.0, people)) - capacity_ * static_cast<double>(n));
        }
        return longest;
    }

    double z_, capacity_, most_ = 0;
    int first_minute_ = 0;
    std::vector<double> counts_;
};

// Places the shifts one after the other, each in as few equal waves as hold beside what is placed already, every wave
// as near to its wanted start as it holds.
class Placing {
  public:
    Placing(const QueueTask& task, double z) : task_(task), guide_(task, z), placed_(task.shifts.size()) {}

    bool place(const std::vector<std::size_t>& order) {
        if (!guide_.holds()) return false;  // those who come when they come are too many
        for (auto shift : order)
            if (!place(shift)) return false;
        for (auto shift : order) place_anew(shift);
        return true;
    }
    const std::vector<Parts>& parts() const { return placed_; }

  private:
    bool place(std::size_t shift) {
        const int people = people_of(task_.shifts[shift]);
        if (people == 0) return true;
        const int most = std::min(most_waves, people);
        // What does not fit in the smallest waves fits in none.
        if (!place_in(shift, most)) return false;
        take_back(shift);
        for (int waves = 1; waves < most; ++waves)
            if (place_in(shift, waves)) return pull_home(shift), true;
        return place_in(shift, most);
    }

    // With the others in their places there may be a better one for this shift.
    void place_anew(std::size_t shift) {
        const auto before = placed_[shift];
        take_back(shift);
        const auto cost = [](const Parts& parts) {
            std::int64_t moved = 0;
            for (const auto& part : parts) moved += std::int64_t{part.people} * std::abs(part.moved_slots);
            return std::pair(parts.size(), moved);
        };
        if (place(shift) && cost(placed_[shift]) <= cost(before)) return;
        take_back(shift);
        for (const auto& part : before) put(shift, part);
    }

    bool place_in(std::size_t shift, int waves) {
        const auto people = std::int64_t{people_of(task_.shifts[shift])};
        for (int i = 0; i < waves; ++i) {
            const auto size = people * (i + 1) / waves - people * i / waves;
            if (!place_wave(shift, static_cast<int>(size))) return take_back(shift), false;
        }
        return true;
    }

    bool place_wave(std::size_t shift, int size) {
        // 0, then later and earlier by turns: who begins later gets up later.
        for (int step = 0; step < most_waves; ++step) {
            const int moved = step % 2 ? (step + 1) / 2 : -step / 2;
            const int start = task_.shifts[shift].start_minute + moved * slot_minutes;
            if (start < 0 || start > 24 * 60) continue;
            put(shift, {size, moved});
            if (guide_.holds(task_.shifts[shift].arrivals, moved)) return true;
            put(shift, {-size, moved});
        }
        return false;
    }

    // Fills the waves that are moved least from those that are moved most, as far as it holds.
    void pull_home(std::size_t shift) {
        auto nearest = placed_[shift];
        std::ranges::sort(nearest, {}, [](const Part& part) { return std::abs(part.moved_slots); });
        for (std::size_t to = 0; to < nearest.size(); ++to)
            for (std::size_t from = nearest.size() - 1; from > to; --from) {
                auto &home = nearest[to], &away = nearest[from];
                if (std::abs(away.moved_slots) == std::abs(home.moved_slots)) break;
                const int fit = most_that_hold(shift, away, home);
                put(shift, {-fit, away.moved_slots});
                put(shift, {fit, home.moved_slots});
                away.people -= fit;
                home.people += fit;
            }
    }
    int most_that_hold(std::size_t shift, const Part& away, const Part& home) {
        int low = 0, high = away.people;
        while (low < high) {
            const int tried = low + (high - low + 1) / 2;
            put(shift, {-tried, away.moved_slots});
            put(shift, {tried, home.moved_slots});
            const bool held = guide_.holds(task_.shifts[shift].arrivals, home.moved_slots);
            put(shift, {-tried, home.moved_slots});
            put(shift, {tried, away.moved_slots});
            held ? low = tried : high = tried - 1;
        }
        return low;
    }

    // Two waves at one time are one.
    void put(std::size_t shift, Part part) {
        const auto& moved = task_.shifts[shift];
        guide_.add(moved.arrivals, static_cast<double>(part.people) / people_of(moved), part.moved_slots);
        auto& parts = placed_[shift];
        auto same = std::ranges::find(parts, part.moved_slots, &Part::moved_slots);
        if (same == parts.end()) same = parts.insert(parts.end(), {0, part.moved_slots});
        same->people += part.people;
        if (same->people == 0) parts.erase(same);
    }
    void take_back(std::size_t shift) {
        while (!placed_[shift].empty()) {
            const auto part = placed_[shift].back();
            put(shift, {-part.people, part.moved_slots});
        }
    }

    const QueueTask& task_;
    Guide guide_;
    std::vector<Parts> placed_;
};

// Orders in which the shifts may be served: whoever comes first keeps his time.
std::vector<std::vector<std::size_t>> orders_of(const QueueTask& task) {
    std::vector<std::size_t> order(task.shifts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::vector<std::size_t>> orders{order};
    const auto add = [&](auto key) {
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return key(task.shifts[i]); });
        if (std::ranges::find(orders, order) == orders.end()) orders.push_back(order);
    };
    add([](const Shift& shift) { return shift.start_minute; });
    add([](const Shift& shift) { return -shift.start_minute; });
    add([](const Shift& shift) { return people_of(shift); });
    add([](const Shift& shift) { return -people_of(shift); });
    return orders;
}

WavePlan plan_of(const QueueTask& task, const std::vector<Parts>& parts) {
    WavePlan plan;
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (const auto& part : parts[i]) {
            const int moved = part.moved_slots * slot_minutes;
            plan.waves.push_back({i, part.people, task.shifts[i].start_minute + moved, moved});
            plan.person_minutes += std::int64_t{part.people} * std::abs(moved);
        }
    std::ranges::sort(plan.waves, {}, [](const Wave& wave) { return std::pair(wave.start_minute, wave.shift); });
    return plan;
}

// The best of the orders, by the guide.
std::optional<WavePlan> choose(const QueueTask& task, const std::vector<std::vector<std::size_t>>& orders, double z) {
    std::optional<WavePlan> best;
    const auto cost = [](const WavePlan& plan) { return std::pair(plan.waves.size(), plan.person_minutes); };
    for (const auto& order : orders) {
        Placing placing(task, z);
        if (!placing.place(order)) continue;
        auto plan = plan_of(task, placing.parts());
        if (!best || cost(plan) < cost(*best)) best = std::move(plan);
    }
    return best;
}

enum class Proof { at_a_glance, full };

bool prove(WavePlan& plan, const QueueTask& task, Proof proof) {
    auto arrivals = task.others;
    for (const auto& wave : plan.waves) {
        const auto& shift = task.shifts[wave.shift];
        arrivals.add(shift.arrivals, static_cast<double>(wave.people) / people_of(shift), wave.moved_minutes);
    }
    plan.forecast = forecast_queue(arrivals, task.gates, glance);
    if (!holds(plan.forecast, task) || proof == Proof::at_a_glance) return holds(plan.forecast, task);
    plan.forecast = forecast_queue(arrivals, task.gates);
    return holds(plan.forecast, task);
}

// Too bold a guide chooses what is not proved, too careful a one finds nothing or moves people more than need be: the
// boldest that is proved is found by halving.
std::optional<WavePlan> search(const QueueTask& task, Proof proof) {
    const auto orders = orders_of(task);
    std::optional<WavePlan> best;
    double bold = 0, careful = 16;
    for (double z = 0; careful - bold > 0.15; z = (bold + careful) / 2) {
        auto plan = choose(task, orders, z);
        if (!plan && z == 0) return std::nullopt;
        if (plan && !prove(*plan, task, proof)) {
            bold = z;
            continue;
        }
        if (plan) best = std::move(plan);
        if (z == 0) return best;
        careful = z;
    }
    return best;
}

// The least number in (low, high] that is enough, when `high` is.
template <class Enough>
int least(int low, int high, Enough enough) {
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}

// The least number in (low, high] for which a plan is proved; few mornings find it, many confirm it.
template <class With>
std::optional<int> least_with_plan(int low, int high, With with) {
    if (!search(with(high), Proof::at_a_glance)) return std::nullopt;
    const auto found = least(low, high, [&](int n) { return search(with(n), Proof::at_a_glance).has_value(); });
    for (int n = found; n <= high; ++n)
        if (stagger(with(n))) return n;
    return std::nullopt;
}

}  // namespace

std::optional<WavePlan> stagger(const QueueTask& task) { return search(task, Proof::full); }

QueueNeeds needs_of(const QueueTask& task) {
    QueueNeeds needs;
    if (task.gates.lanes < most_lanes)
        needs.lanes = least_with_plan(task.gates.lanes, most_lanes, [&](int lanes) {
            auto other = task;
            other.gates.lanes = lanes;
            return other;
        });
    const auto places = task.gates.places();
    if (!places) return needs;
    const auto yard_for = [&](int people) { return (people * task.gates.spacing_cm + 9) / 10; };
    // A line longer than this nobody may wait in.
    const auto most = static_cast<int>(std::ceil(task.longest_wait_s / slot_seconds * task.gates.capacity()));
    if (most <= *places) return needs;
    const auto people = least_with_plan(static_cast<int>(*places), most, [&](int line) {
        auto other = task;
        other.gates.yard_length_dm = yard_for(line);
        return other;
    });
    if (people) needs.yard_length_dm = yard_for(*people);
    return needs;
}

}  // namespace tongzhou::gates
