// Degrees on the map in metres of a plane: enough for a city, where the error stays below one in a thousand. Private to
// this module.
#pragma once

#include "platform/assignment/assignment.hpp"

namespace tongzhou::squads {

class Plane {
  public:
    /// Touches the earth at that latitude and longitude, WGS 84.
    Plane(double longitude, double latitude);
    assignment::Point point(double longitude, double latitude) const;

  private:
    double longitude_, latitude_;
    double metres_east_, metres_north_;  ///< of one degree
};

}  // namespace tongzhou::squads
