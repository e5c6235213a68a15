// Roles: sets of permissions under the names of the city's work. The built-in ones come with the program and grow with
// it; an installation may add its own.
//
// Who may give a role (least privilege and separated administrators, GB/T 22239-2019 8.1.4.2):
//  - whoever holds role_write may give any role, but never to himself;
//  - whoever else may edit accounts gives only roles whose permissions he holds himself;
//  - nobody both administers the system and reads the audit log.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::auth {

struct Role {
    Id<Role> id;
    std::string name;
    std::string name_en;
    std::vector<Permission> permissions;
    bool built_in = false;
    bool second_factor = false;  ///< signing in needs a code as well
};
BOOST_DESCRIBE_STRUCT(Role, (), (id, name, name_en, permissions, built_in, second_factor))

namespace built_in {
extern const Id<Role> administrator, auditor, city_command, county_command, town_command, department_officer,
    enterprise_officer, squad_member, gatekeeper, hotline_operator;
}
std::span<const Role> built_in_roles();

/// What a set of roles adds up to.
struct Rights {
    Permissions permissions;
    bool second_factor = false;
};
Rights rights_of_account(Snapshot& snapshot, const Uuid& account);
/// Throws Problem::invalid naming /roles when one does not exist.
Rights rights_of_roles(Snapshot& snapshot, const std::vector<Id<Role>>& roles);
std::vector<Id<Role>> roles_of_account(Snapshot& snapshot, const Uuid& account);
Permissions set_of(const std::vector<Permission>& list);

/// Throws 403 "beyond_own_rights" when the actor may not give (or take, or act upon an account that has) these
/// permissions.
void require_may_give(const Actor& actor, const Permissions& permissions);
/// Throws Problem::invalid naming /roles when they put administration and auditing into one hand.
void require_separate_duties(const Permissions& permissions);

}  // namespace tongzhou::auth
