#include "platform/auth/roles.hpp"

#include "base/problem.hpp"

namespace tongzhou::auth {
namespace {

using enum Permission;

struct GivenRole {
    Id<Role> role;
    std::optional<std::string> permissions;
    std::optional<bool> second_factor;
};
BOOST_DESCRIBE_STRUCT(GivenRole, (), (role, permissions, second_factor))

struct OwnRole {
    std::string permissions;
    bool second_factor = false;
};
BOOST_DESCRIBE_STRUCT(OwnRole, (), (permissions, second_factor))

const sql::Query roles_given{
    "SELECT g.role, r.permissions, r.second_factor FROM account_roles g LEFT JOIN roles r ON r.id = g.role WHERE "
    "g.account = :account"};
const sql::Query role_ids{"SELECT role FROM account_roles WHERE account = :account ORDER BY role"};
const sql::Query own_role{"SELECT permissions, second_factor FROM roles WHERE id = :id"};

constexpr Permissions gatekeeping{rule_read, site_read,    gate_read,      gate_sync,     person_read,
                                  pass_read, passage_read, passage_record, incident_read, incident_write};

constexpr Permissions with(Permissions more, const Permissions& base) {
    more.add(base);
    return more;
}

constexpr Permissions enterprise = with(
    {account_read, account_write, organization_read, enterprise_read, enterprise_write, site_write,      import_run,
     export_run,   person_write,  person_unmask,     person_merge,    health_read,      health_write,    pass_write,
     gate_write,   device_write,  passage_review,    queue_plan,      dashboard_read,   policy_read,     ticket_read,
     message_read, filing_read,   filing_write,      squad_read,      difficulty_read,  difficulty_write},
    gatekeeping);
constexpr Permissions squad{organization_read, enterprise_read, site_read,       rule_read,       person_read,
                            pass_read,         gate_read,       passage_read,    incident_read,   queue_plan,
                            dashboard_read,    policy_read,     handout_write,   message_read,    filing_read,
                            squad_read,        visit_write,     difficulty_read, difficulty_write};
constexpr Permissions department{organization_read, enterprise_read, site_read,        rule_read,   passage_read,
                                 incident_read,     export_run,      dashboard_read,   policy_read, handout_write,
                                 ticket_read,       ticket_handle,   message_read,     filing_read, filing_review,
                                 squad_read,        difficulty_read, difficulty_handle};
constexpr Permissions operators{organization_read, enterprise_read, site_read,       rule_read,
                                policy_read,       handout_write,   call_answer,     ticket_read,
                                message_read,      difficulty_read, difficulty_write};
// A command does what its squads, departments and operators do, and sees to it that they do.
constexpr Permissions town = with({organization_write}, with(enterprise, with(squad, department)));
constexpr Permissions county =
    with({rule_write, call_answer, ticket_supervise, knowledge_write, policy_write, message_write, squad_write}, town);
constexpr Permissions city = with({token_write, job_read, channel_write}, county);

Role role(int number, std::string name, std::string name_en, const Permissions& permissions, bool second_factor) {
    const auto id = Id<Role>::of(fmt::format("00000000-0000-7000-8000-{:012}", number));
    return {id, std::move(name), std::move(name_en), permissions.list(), true, second_factor};
}

const std::vector<Role>& table() {
    static const std::vector<Role> roles = {
        role(1, "系统管理员", "Administrator",
             {account_read, account_write, role_write,        token_write,        system_read,
              system_write, job_read,      organization_read, organization_write, enterprise_read,
              site_read,    site_write,    import_run,        rule_read,          gate_read,
              gate_write,   device_write,  dashboard_read,    message_read,       channel_write},
             true),
        role(2, "审计员", "Auditor", {audit_read, account_read, system_read, job_read, export_run}, true),
        role(3, "市指挥部", "City command", city, true),
        role(4, "县（市、区）指挥部", "County command", county, true),
        role(5, "乡镇（街道）指挥部", "Town command", town, false),
        role(6, "部门工作人员", "Department officer", department, false),
        role(7, "企业负责人", "Enterprise officer", enterprise, false),
        role(8, "先锋队员", "Squad member", squad, false),
        role(9, "门岗", "Gatekeeper", gatekeeping, false),
        role(10, "热线话务员", "Hotline operator", operators, false),
    };
    return roles;
}

const Role* find_built_in(const Id<Role>& id) {
    const auto found = std::ranges::find(table(), id, &Role::id);
    return found == table().end() ? nullptr : &*found;
}

void add(Rights& rights, const Permissions& permissions, bool second_factor) {
    rights.permissions.add(permissions);
    rights.second_factor |= second_factor;
}

}  // namespace

namespace built_in {
namespace {
Id<Role> numbered(std::size_t number) { return table()[number - 1].id; }
}  // namespace
const Id<Role> administrator = numbered(1), auditor = numbered(2), city_command = numbered(3),
               county_command = numbered(4), town_command = numbered(5), department_officer = numbered(6),
               enterprise_officer = numbered(7), squad_member = numbered(8), gatekeeper = numbered(9),
               hotline_operator = numbered(10);
}  // namespace built_in

std::span<const Role> built_in_roles() { return table(); }

Permissions set_of(const std::vector<Permission>& list) {
    Permissions set;
    for (const auto permission : list) set.add(permission);
    return set;
}

Rights rights_of_account(Snapshot& snapshot, const Uuid& account) {
    Rights rights;
    for (const auto& given : snapshot.all<GivenRole>(roles_given, account)) {
        if (const auto* built_in = find_built_in(given.role))
            add(rights, set_of(built_in->permissions), built_in->second_factor);
        else if (given.permissions)
            add(rights, Permissions::of(*given.permissions), given.second_factor.value_or(false));
    }
    return rights;
}

Rights rights_of_roles(Snapshot& snapshot, const std::vector<Id<Role>>& roles) {
    Rights rights;
    for (const auto& id : roles) {
        if (const auto* built_in = find_built_in(id)) {
            add(rights, set_of(built_in->permissions), built_in->second_factor);
        } else if (const auto own = snapshot.find<OwnRole>(own_role, id)) {
            add(rights, Permissions::of(own->permissions), own->second_factor);
        } else {
            throw Problem::invalid("/roles", "no_such_role", "没有这个角色，请刷新后重选。",
                                   "There is no such role; reload and choose again.");
        }
    }
    return rights;
}

std::vector<Id<Role>> roles_of_account(Snapshot& snapshot, const Uuid& account) {
    return snapshot.all<Id<Role>>(role_ids, account);
}

void require_may_give(const Actor& actor, const Permissions& permissions) {
    if (actor.permissions.has(role_write) || actor.permissions.contains(permissions)) return;
    throw Problem::forbidden("beyond_own_rights", "对方的权限超出您自己的权限，请由系统管理员办理。",
                             "That account has or would get permissions that you lack. Ask an administrator.");
}

void require_separate_duties(const Permissions& permissions) {
    const bool administers = permissions.has(account_write) || permissions.has(role_write) ||
                             permissions.has(system_write) || permissions.has(token_write);
    if (!administers || !permissions.has(audit_read)) return;
    throw Problem::invalid("/roles", "duties_not_separate", "管理与审计须由不同的人担任，请分别建立账号。",
                           "Administration and auditing are separate duties: give them to different accounts.");
}

}  // namespace tongzhou::auth
