// Squads of three (防疫先锋队): an instructor, a liaison and an epidemic-prevention officer who look after five to
// seven enterprises each. Who belongs to whom is planned by platform/assignment, proved optimal, and comes into force
// when somebody accepts it, who has been shown what it changes. This is the module's face.
//
// Needs the services seal::KeyRing, events::Bus, and those that organizations, rules and difficulties provide.
#pragma once

#include <optional>
#include <string>

#include "modules/organizations/organizations.hpp"
#include "modules/squads/instance_form.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {
struct SquadMember;
struct Squad;
struct SquadPlan;
struct Visit;
struct VisitFinding;
extern const sql::MigrationSet squads_migrations;
extern const Module squads_module;
}  // namespace tongzhou

namespace tongzhou::squads {

/// 党建指导员, 政企联络官, 防疫员. A squad is one of each.
BOOST_DEFINE_ENUM_CLASS(MemberRole, party_building_instructor, government_enterprise_liaison,
                        epidemic_prevention_officer)

/// The squad that looks after an enterprise now.
struct AssignedSquad {
    Id<Squad> id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AssignedSquad, (), (id, name))
/// Whoever shows it to somebody has checked that they may see the enterprise.
std::optional<AssignedSquad> squad_of(Snapshot& snapshot, const Id<Organization>& enterprise);

/// After a rotation of the master keys: seals the members' data keys under the active one, in short transactions.
/// Returns how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database);

}  // namespace tongzhou::squads
