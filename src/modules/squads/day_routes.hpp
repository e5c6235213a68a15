// A squad's day: in which order to visit, exactly. Private to this module.
#pragma once

#include "modules/squads/needs.hpp"
#include "platform/assignment/visiting_order.hpp"

namespace tongzhou::squads {

struct DayRequest {
    Id<Squad> id;
    std::vector<Id<Organization>> organizations;  ///< one to eight of those it looks after
    std::optional<Bounded<0, 1439>> departure;    ///< minutes after midnight; 8:00, unless said
    std::optional<Bounded<1, 120>> speed;         ///< km/h as the crow flies; 30, unless said
    std::optional<Date> day = {};                 ///< today, unless said
};
BOOST_DESCRIBE_STRUCT(DayRequest, (), (id, organizations, departure, speed, day))
void check(const DayRequest& day, std::vector<FieldFault>& faults);

struct DayStop {
    Id<Organization> organization;
    std::string name;
    std::optional<std::string> address;
    double longitude = 0, latitude = 0;
    int arrival = 0, begin = 0, leave = 0;  ///< minutes after midnight, rounded up
    int late = 0;                           ///< minutes after it closes
    int opens = 0, closes = 0;
    std::int64_t metres = 0;  ///< from the stop before
};
BOOST_DESCRIBE_STRUCT(DayStop, (),
                      (organization, name, address, longitude, latitude, arrival, begin, leave, late, opens, closes,
                       metres))

struct DayRoute {
    Id<Squad> squad = {};
    std::string squad_name = {};
    double longitude = 0, latitude = 0;  ///< where the day begins and ends
    int departure = 0, end = 0;          ///< minutes after midnight
    std::int64_t metres = 0;
    int late = 0;                       ///< minutes, all together; 0: every visit begins within its hours
    std::vector<DayStop> stops = {};    ///< in order
    std::vector<MemberRole> away = {};  ///< seats that are empty on that day, or whose member is away
};
BOOST_DESCRIBE_STRUCT(DayRoute, (), (squad, squad_name, longitude, latitude, departure, end, metres, late, stops, away))

/// The order with the least lateness, then the least way, then the earliest end. Throws 422 "not_its_enterprise" and
/// "no_location", naming each.
DayRoute plan_day(Snapshot& snapshot, const Actor& actor, const DayRequest& request);

}  // namespace tongzhou::squads
