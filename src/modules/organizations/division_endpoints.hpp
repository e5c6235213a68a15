// Divisions over HTTP. Private to this module.
#pragma once

#include "modules/organizations/divisions.hpp"
#include "platform/access/actor.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::organizations {

struct DivisionEntry {
    DivisionCode code;  ///< the one in force, also when an abolished one was asked for
    std::string name;
    std::string full_name;
    DivisionLevel level = DivisionLevel::county;
    std::optional<DivisionCode> parent;
    bool has_children = false;
};
BOOST_DESCRIBE_STRUCT(DivisionEntry, (), (code, name, full_name, level, parent, has_children))

struct DivisionList {
    std::vector<DivisionEntry> items;
};
BOOST_DESCRIBE_STRUCT(DivisionList, (), (items))

struct DivisionsOf {
    std::optional<DivisionCode> parent;  ///< absent: the provinces
};
BOOST_DESCRIBE_STRUCT(DivisionsOf, (), (parent))

struct DivisionByCode {
    DivisionCode code;
};
BOOST_DESCRIBE_STRUCT(DivisionByCode, (), (code))

DivisionList list_divisions(Snapshot& snapshot, const Actor& actor, const DivisionsOf& request);
DivisionEntry get_division(Snapshot& snapshot, const Actor& actor, const DivisionByCode& request);

}  // namespace tongzhou::organizations
