#include "platform/assignment/visiting_order.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace tongzhou::assignment {
namespace {

// An order of some stops that ends at one of them.
struct Label {
    int late = 0;
    std::int64_t metres = 0;
    int time = 0;     ///< of leaving the last stop
    int before = -1;  ///< index of the label that it prolongs
    int stop = -1;
    unsigned visited = 0;
    bool dominates(const Label& other) const {
        return late <= other.late && metres <= other.metres && time <= other.time;
    }
};

int seconds_for(const Day& day, std::int64_t metres) {
    return static_cast<int>((metres * 3600 + day.metres_per_hour - 1) / day.metres_per_hour);
}

Visit visit(const Day& day, int stop, int arrival) {
    const auto& s = day.stops[static_cast<std::size_t>(stop)];
    const int begin = std::max(arrival, s.opens);
    return {stop, arrival, begin, begin + s.stay, std::max(0, begin - s.closes)};
}

class Search {
  public:
    explicit Search(const Day& day)
        : day_(day), stops_(static_cast<int>(day.stops.size())), ending_(std::size_t{1} << stops_) {
        for (auto& at : ending_) at.resize(static_cast<std::size_t>(stops_));
    }
    Route best();

  private:
    void prolong(int from, int stop);
    std::vector<int> order_of(int label) const;

    const Day& day_;
    int stops_;
    std::vector<Label> labels_;
    std::vector<std::vector<std::vector<int>>> ending_;  ///< labels by the stops visited and the last of them
};

void Search::prolong(int from, int stop) {
    const auto label = from < 0 ? Label{.time = day_.departure} : labels_[static_cast<std::size_t>(from)];
    const auto& at = label.stop < 0 ? day_.from : day_.stops[static_cast<std::size_t>(label.stop)].at;
    const auto way = metres(at, day_.stops[static_cast<std::size_t>(stop)].at);
    const auto visited = visit(day_, stop, label.time + seconds_for(day_, way));
    const Label next{label.late + visited.late, label.metres + way, visited.leave, from, stop,
                     label.visited | 1u << stop};
    auto& rivals = ending_[next.visited][static_cast<std::size_t>(stop)];
    const auto rival = [&](int i) -> const Label& { return labels_[static_cast<std::size_t>(i)]; };
    if (std::ranges::any_of(rivals, [&](int i) { return rival(i).dominates(next); })) return;
    std::erase_if(rivals, [&](int i) { return next.dominates(rival(i)); });
    rivals.push_back(static_cast<int>(labels_.size()));
    labels_.push_back(next);
}

std::vector<int> Search::order_of(int label) const {
    std::vector<int> order;
    for (; label >= 0; label = labels_[static_cast<std::size_t>(label)].before)
        order.push_back(labels_[static_cast<std::size_t>(label)].stop);
    std::ranges::reverse(order);
    return order;
}

Route Search::best() {
    for (int stop = 0; stop < stops_; ++stop) prolong(-1, stop);
    // A subset has a greater number than each of its own subsets.
    for (unsigned visited = 1; visited < ending_.size(); ++visited)
        for (const auto& labels : ending_[visited])
            for (int label : labels)
                for (int stop = 0; stop < stops_; ++stop)
                    if ((visited >> stop & 1) == 0) prolong(label, stop);
    Route best;
    bool first = true;
    for (const auto& labels : ending_.back())
        for (int label : labels) {
            auto route = route_in_order(day_, order_of(label));
            const auto rank = [](const Route& r) { return std::tuple(r.late, r.metres, r.end); };
            if (first || rank(route) < rank(best)) best = std::move(route);
            first = false;
        }
    return best;
}

}  // namespace

Route route_in_order(const Day& day, const std::vector<int>& order) {
    Route route{.end = day.departure};
    const Point* at = &day.from;
    const auto go = [&](const Point& to) {
        const auto way = metres(*at, to);
        route.metres += way;
        route.end += seconds_for(day, way);
        at = &to;
    };
    for (int stop : order) {
        go(day.stops[static_cast<std::size_t>(stop)].at);
        route.visits.push_back(visit(day, stop, route.end));
        route.end = route.visits.back().leave;
        route.late += route.visits.back().late;
    }
    go(day.from);
    return route;
}

Route best_route(const Day& day) {
    assert(day.stops.size() <= most_stops && day.metres_per_hour > 0);
    if (day.stops.empty()) return {.end = day.departure};
    return Search(day).best();
}

}  // namespace tongzhou::assignment
