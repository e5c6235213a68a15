// What happened to a person, as far as the actor may see it. Private to this module.
#pragma once

#include "modules/people/fitness.hpp"
#include "modules/people/persons.hpp"

namespace tongzhou::people {

BOOST_DEFINE_ENUM_CLASS(Happening, entered, left, declared, pass_issued, pass_revoked)

struct TimelineItem {
    Instant at;
    Happening happening{};
    Uuid id;  ///< of the entry, declaration or pass
    std::optional<Id<Organization>> employer;
    DivisionCode division;
    std::optional<std::string> workshop, shuttle;  ///< of an entry
    std::optional<Fitness> result;                 ///< of a declaration
    std::optional<Instant> expires_at;             ///< of a pass
    std::optional<std::string> reason;             ///< of a revocation
};
BOOST_DESCRIBE_STRUCT(TimelineItem, (),
                      (at, happening, id, employer, division, workshop, shuttle, result, expires_at, reason))

struct Timeline {
    Id<Person> id;
    std::vector<TimelineItem> items;  ///< the newest first, at most 500
};
BOOST_DESCRIBE_STRUCT(Timeline, (), (id, items))

/// Entries, declarations (with health_read) and passes (with pass_read) within the actor's scope, of merged files too.
/// Passages are the gates' to tell.
Timeline show_timeline(Snapshot& snapshot, const Actor& actor, const PersonById& request);

}  // namespace tongzhou::people
