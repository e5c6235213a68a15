// Who is inside, site by site. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

struct PresenceFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Id<Organization>> organization;
};
BOOST_DESCRIBE_STRUCT(PresenceFilter, (ListRequest), (division, organization))

/// A site with people inside.
struct SitePresence {
    Id<Site> id;
    std::string name;
    DivisionCode division;
    Id<Organization> organization;
    std::int64_t inside = 0;
    std::string list;  ///< where the people are listed
};
BOOST_DESCRIBE_STRUCT(SitePresence, (), (id, name, division, organization, inside, list))

struct PeopleInsideRequest : ListRequest {
    Id<Site> id;
};
BOOST_DESCRIBE_STRUCT(PeopleInsideRequest, (ListRequest), (id))

/// Somebody inside, by the passage that let them in.
struct PersonInside {
    Id<Passage> id;
    std::optional<std::string> masked_name, workshop, shuttle;
    Means means{};
    Id<Gate> gate;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(PersonInside, (), (id, masked_name, workshop, shuttle, means, gate, at))

Page<SitePresence> list_presence(Snapshot& snapshot, const Actor& actor, const PresenceFilter& filter);
Page<PersonInside> list_people_inside(Snapshot& snapshot, const Actor& actor, const PeopleInsideRequest& request);

}  // namespace tongzhou::gates
