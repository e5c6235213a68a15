// Who comes to the gates of a site and could come at another time. Private to this module. Pure.
#pragma once

#include <string>

#include "modules/gates/queue_forecast.hpp"

namespace tongzhou::gates {

/// People who begin together and who may be asked to begin at another time.
struct Shift {
    std::string name;
    int start_minute = 0;  ///< wanted, a multiple of five
    Arrivals arrivals;     ///< as they come for that start; a whole number of people in all
};

/// A shift whose people come in the `spread` minutes before their start: few at first, most in the middle, few at the
/// end (a triangle). `spread` is a multiple of five, at least five.
Shift shift_of(std::string name, int people, int start_minute, int spread);

struct QueueTask {
    Arrivals others;  ///< people who come when they come
    std::vector<Shift> shifts;
    QueueGates gates;
    double longest_wait_s = 600;
};

/// When only arrivals are known, what could be moved is the crowd itself: each rush in which the line is too long or
/// the wait too high, with the five minutes beside it that bring at least a quarter of its highest count, becomes a
/// shift that begins at its end. The forecast is that of the arrivals.
QueueTask task_of(const Arrivals& arrivals, const QueueForecast& forecast, const QueueGates& gates,
                  double longest_wait_s);

/// Everyone who comes when nobody is moved.
Arrivals all_arrivals(const QueueTask& task);

/// Whether the forecast holds to the yard and the wait.
bool holds(const QueueForecast& forecast, const QueueTask& task);

}  // namespace tongzhou::gates
