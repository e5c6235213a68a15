// The tree of organisations: city, county and town commands, departments, social organisations and communities. A child
// lies within its parent's division. Enterprises are organisations too, but have a file of their own (enterprises.hpp);
// they hang under the command of their division without naming it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bounded.hpp"
#include "base/codes.hpp"
#include "base/id.hpp"
#include "platform/access/actor.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {

/// What an organisation is, from the top of the tree to its leaves.
BOOST_DEFINE_ENUM_CLASS(OrganizationKind, city_command, county_command, town_command, department, enterprise,
                        social_organization, community)

struct Organization {
    Id<Organization> id;
    OrganizationKind kind = OrganizationKind::department;
    std::optional<Id<Organization>> parent;
    std::string name;
    std::optional<Uscc> uscc;
    std::string county;
    DivisionCode division;
    std::optional<std::string> address;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Organization, (),
                      (id, kind, parent, name, uscc, county, division, address, created_at, updated_at))

namespace organizations {

struct NewOrganization {
    std::optional<Id<Organization>> id;  ///< made by the client: sending it twice makes one
    OrganizationKind kind = OrganizationKind::department;
    std::optional<Id<Organization>> parent;  ///< absent: the actor's own, or none for the top of the tree
    Title name;
    std::optional<Uscc> uscc;
    DivisionCode division;
    std::optional<Text<200>> address;
};
BOOST_DESCRIBE_STRUCT(NewOrganization, (), (id, kind, parent, name, uscc, division, address))

/// The whole record anew: what is absent is emptied. The kind stays.
struct ChangedOrganization {
    Id<Organization> id;
    std::optional<Id<Organization>> parent;
    Title name;
    std::optional<Uscc> uscc;
    DivisionCode division;
    std::optional<Text<200>> address;
};
BOOST_DESCRIBE_STRUCT(ChangedOrganization, (), (id, parent, name, uscc, division, address))

struct OrganizationById {
    Id<Organization> id;
};
BOOST_DESCRIBE_STRUCT(OrganizationById, (), (id))

struct OrganizationFilter : ListRequest {
    std::vector<OrganizationKind> kind;
    std::optional<Id<Organization>> parent;
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Text<100>> name;         ///< a part of it
    std::optional<Uscc> uscc;
};
BOOST_DESCRIBE_STRUCT(OrganizationFilter, (ListRequest), (kind, parent, division, name, uscc))

struct OrganizationExport : OrganizationFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(OrganizationExport, (OrganizationFilter), (format))

struct OrganizationNode {
    Id<Organization> id;
    OrganizationKind kind = OrganizationKind::department;
    std::string name;
    DivisionCode division;
    std::vector<OrganizationNode> children;
};
BOOST_DESCRIBE_STRUCT(OrganizationNode, (), (id, kind, name, division, children))

struct OrganizationTree {
    std::vector<OrganizationNode> roots;
};
BOOST_DESCRIBE_STRUCT(OrganizationTree, (), (roots))

/// Problems: wrong_level (a county command of a town), no_such_division, outside_parent, uscc_taken, use_enterprises;
/// not_found for a parent or a division outside the actor's scope.
Organization create_organization(Tx& tx, const Actor& actor, const NewOrganization& request);
/// As above, and parent_within (a circle), children_outside (it would leave what hangs under it elsewhere),
/// not_yours_to_change (the parent or the code, by the organisation itself or from below the parent).
Organization change_organization(Tx& tx, const Actor& actor, const ChangedOrganization& request);
Organization get_organization(Snapshot& snapshot, const Actor& actor, const OrganizationById& request);
Page<Organization> list_organizations(Snapshot& snapshot, const Actor& actor, const OrganizationFilter& filter);
Download export_organizations(Database& database, const Actor& actor, const OrganizationExport& filter);
/// All that the actor may see but the enterprises; what has no parent in sight is a root.
OrganizationTree organization_tree(Snapshot& snapshot, const Actor& actor);

}  // namespace organizations
}  // namespace tongzhou
