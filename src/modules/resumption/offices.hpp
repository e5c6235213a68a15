// Which office decides a stage, by division: a table that commands keep. Private to this module.
#pragma once

#include "modules/resumption/filings.hpp"

namespace tongzhou::resumption {

/// The office named for that stage by the nearest division, from the place upwards.
std::optional<Id<Organization>> office_of(Snapshot& snapshot, const DivisionCode& division, std::string_view stage);

struct OfficeRequest {
    DivisionCode division;
    Text<60, 1> stage;
    std::optional<Id<Organization>> organization;  ///< absent: any reviewer of the level
};
BOOST_DESCRIBE_STRUCT(OfficeRequest, (), (division, stage, organization))

struct OfficeRow {
    DivisionCode division;
    std::string stage;
    Id<Organization> organization;
    std::string organization_name;
    std::string set_by;
    Instant set_at;
};
BOOST_DESCRIBE_STRUCT(OfficeRow, (), (division, stage, organization, organization_name, set_by, set_at))
struct OfficeList {
    std::vector<OfficeRow> items;
};
BOOST_DESCRIBE_STRUCT(OfficeList, (), (items))

/// Names an office within the actor's scope for a stage of a division within it, or takes the name back. Throws 422
/// "no_such_organization" for what is no office there.
OfficeList name_office(Tx& tx, const Actor& actor, const OfficeRequest& request);
/// The offices within the actor's scope, and those above that decide for it.
OfficeList list_offices(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::resumption
