// Which department answers for a matter, by division: a table that commands keep. A matter is a class of questions, such
// as 劳动和社会保障; the classifier proposes one, this table says whose it is. Private to this module.
#pragma once

#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

/// The department named for the matter by the nearest division, from the place upwards.
std::optional<Id<Organization>> department_of(Snapshot& snapshot, const DivisionCode& division,
                                              std::string_view matter);
/// The matter that a department answers for in the place; nothing when it answers for several, or none.
std::optional<std::string> matter_of(Snapshot& snapshot, const DivisionCode& division,
                                     const Id<Organization>& department);

struct MatterRequest {
    DivisionCode division;
    Text<50, 1> matter;
    std::optional<Id<Organization>> organization;  ///< absent: nobody is named any more
};
BOOST_DESCRIBE_STRUCT(MatterRequest, (), (division, matter, organization))

struct MatterRow {
    DivisionCode division;
    std::string matter;
    Id<Organization> organization;
    std::string organization_name, set_by;
    Instant set_at;
};
BOOST_DESCRIBE_STRUCT(MatterRow, (), (division, matter, organization, organization_name, set_by, set_at))
struct MatterList {
    std::vector<MatterRow> items;
    std::vector<std::string> proposed;  ///< the classes that the classifier knows
};
BOOST_DESCRIBE_STRUCT(MatterList, (), (items, proposed))

/// For divisions within the actor's scope. Throws 422 "no_such_handler" for what is no department of the place.
MatterList name_matter_department(Tx& tx, const Actor& actor, const MatterRequest& request);
/// Those within the actor's scope, and those above that answer for it.
MatterList list_matters(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::hotline
