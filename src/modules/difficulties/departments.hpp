// Who answers for a difficulty: a table by division and kind. Private to this module.
#pragma once

#include "modules/difficulties/records.hpp"

namespace tongzhou::difficulties {

/// Whose a difficulty is: a level, and the department named there, if any is.
struct Responsible {
    DivisionLevel level = DivisionLevel::county;
    std::optional<Id<Organization>> department;
    bool operator==(const Responsible&) const = default;
};

/// Of the nearest division from the place upwards that names a department for the kind, at `lowest` or above. Where
/// none does it is nobody's at that level (at the county's, for a place below it) and whoever claims it has it.
Responsible responsible_for(Snapshot& snapshot, const DivisionCode& division, DifficultyKind kind,
                            DivisionLevel lowest);
/// The level above; nothing above the prefecture.
std::optional<DivisionLevel> level_above(DivisionLevel level);

/// An office of the place within the actor's reach: throws 422 "no_such_organization" otherwise.
void require_department(Snapshot& snapshot, const DivisionCode& place, const Id<Organization>& department);

struct DepartmentRequest {
    DivisionCode division;
    DifficultyKind kind{};
    std::optional<Id<Organization>> organization;  ///< absent: nobody is named any more
};
BOOST_DESCRIBE_STRUCT(DepartmentRequest, (), (division, kind, organization))

struct DepartmentRow {
    DivisionCode division;
    DifficultyKind kind{};
    Id<Organization> organization;
    std::string organization_name, set_by;
    Instant set_at;
};
BOOST_DESCRIBE_STRUCT(DepartmentRow, (), (division, kind, organization, organization_name, set_by, set_at))
struct DepartmentList {
    std::vector<DepartmentRow> items;
};
BOOST_DESCRIBE_STRUCT(DepartmentList, (), (items))

/// For divisions within the actor's scope. What is raised from now on goes by it; what is on its way stays.
DepartmentList name_department(Tx& tx, const Actor& actor, const DepartmentRequest& request);
/// Those within the actor's scope, and those above that answer for it.
DepartmentList list_departments(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::difficulties
