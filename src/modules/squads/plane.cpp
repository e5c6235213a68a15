#include "modules/squads/plane.hpp"

#include <cmath>
#include <numbers>

namespace tongzhou::squads {

Plane::Plane(double longitude, double latitude) : longitude_(longitude), latitude_(latitude) {
    // The lengths of a degree on the WGS 84 ellipsoid, by the usual series.
    const double phi = latitude * std::numbers::pi / 180;
    metres_north_ = 111132.92 - 559.82 * std::cos(2 * phi) + 1.175 * std::cos(4 * phi);
    metres_east_ = 111412.84 * std::cos(phi) - 93.5 * std::cos(3 * phi);
}

assignment::Point Plane::point(double longitude, double latitude) const {
    return {(longitude - longitude_) * metres_east_, (latitude - latitude_) * metres_north_};
}

}  // namespace tongzhou::squads
