#include "modules/gates/shifts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tongzhou::gates {
namespace {

// Five minutes in which the line or the wait is too long. Each may hold on 95 of 100 mornings and all together not:
// then the worst stand for them.
std::vector<bool> rushes(const QueueForecast& forecast, std::size_t slots, double longest_wait_s) {
    std::vector<bool> rush(slots);
    std::size_t worst = 0;
    for (std::size_t i = 0; i < slots; ++i) {
        const auto& slot = forecast.slots[i];
        rush[i] = slot.fits == false || slot.longest_wait_s > longest_wait_s;
        if (slot.longest_queue > forecast.slots[worst].longest_queue) worst = i;
    }
    if (std::ranges::find(rush, true) == rush.end()) rush[worst] = true;
    return rush;
}

std::string clock_of(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

}  // namespace

Shift shift_of(std::string name, int people, int start_minute, int spread) {
    Shift shift{std::move(name), start_minute, {start_minute - spread, {}}};
    const int slots = spread / slot_minutes;
    // The share of a symmetric triangle up to x of its base.
    const auto until = [](double x) { return x < 0.5 ? 2 * x * x : 1 - 2 * (1 - x) * (1 - x); };
    for (int i = 0; i < slots; ++i)
        shift.arrivals.counts.push_back(people * (until((i + 1.0) / slots) - until(i * 1.0 / slots)));
    return shift;
}

QueueTask task_of(const Arrivals& arrivals, const QueueForecast& forecast, const QueueGates& gates,
                  double longest_wait_s) {
    QueueTask task{.others = arrivals, .shifts = {}, .gates = gates, .longest_wait_s = longest_wait_s};
    if (holds(forecast, task)) return task;
    const auto& counts = arrivals.counts;
    const auto rush = rushes(forecast, counts.size(), longest_wait_s);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!rush[i]) continue;
        auto begin = i, end = i;
        double highest = 0;
        for (; end < counts.size() && rush[end]; ++end) highest = std::max(highest, counts[end]);
        i = end;
        const auto belongs = [&](std::size_t s) { return task.others.counts[s] > 0 && counts[s] * 4 >= highest; };
        while (begin > 0 && belongs(begin - 1)) highest = std::max(highest, counts[--begin]);
        while (end < counts.size() && belongs(end)) highest = std::max(highest, counts[end++]);
        // The line may outlast the crowd that made it.
        while (end > begin && !belongs(end - 1)) --end;
        while (begin < end && !belongs(begin)) ++begin;
        if (begin == end) continue;
        const int from = arrivals.first_minute + static_cast<int>(begin) * slot_minutes;
        const int start = arrivals.first_minute + static_cast<int>(end) * slot_minutes;
        Shift shift{clock_of(from) + "–" + clock_of(start), start, {from, {}}};
        for (auto s = begin; s < end; ++s) shift.arrivals.counts.push_back(std::exchange(task.others.counts[s], 0));
        task.shifts.push_back(std::move(shift));
    }
    return task;
}

Arrivals all_arrivals(const QueueTask& task) {
    auto all = task.others;
    for (const auto& shift : task.shifts) all.add(shift.arrivals, 1, 0);
    return all;
}

bool holds(const QueueForecast& forecast, const QueueTask& task) {
    return forecast.fits.value_or(true) && forecast.longest_wait_s <= task.longest_wait_s;
}

}  // namespace tongzhou::gates
