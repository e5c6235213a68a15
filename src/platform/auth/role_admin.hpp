// The roles that an installation adds to the built-in ones: read by all who give roles, made by those who hold
// role_write and answer for the whole installation, because a role counts everywhere.
#pragma once

#include "base/bounded.hpp"
#include "platform/auth/roles.hpp"

namespace tongzhou::auth {

struct RoleList {
    std::vector<Role> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))
RoleList list_roles(Snapshot& snapshot, const Actor& actor);

struct NewRole {
    Title name;
    Text<100> name_en;
    std::vector<Permission> permissions;
    bool second_factor = false;
};
BOOST_DESCRIBE_STRUCT(NewRole, (), (name, name_en, permissions, second_factor))
Role create_role(Tx& tx, const Actor& actor, const NewRole& request);

struct RoleChange {
    Id<Role> id;
    Title name;
    Text<100> name_en;
    std::vector<Permission> permissions;
    bool second_factor = false;
};
BOOST_DESCRIBE_STRUCT(RoleChange, (), (id, name, name_en, permissions, second_factor))
/// Counts at once for everyone who has it. A role that the actor has himself gains nothing that he lacks. Throws
/// Problem::invalid when somebody who has it would come to both administer and audit.
Role change_role(Tx& tx, const Actor& actor, const RoleChange& request);

struct RoleById {
    Id<Role> id;
};
BOOST_DESCRIBE_STRUCT(RoleById, (), (id))
/// 409 "role_in_use" while an account has it.
void delete_role(Tx& tx, const Actor& actor, const RoleById& request);

}  // namespace tongzhou::auth
