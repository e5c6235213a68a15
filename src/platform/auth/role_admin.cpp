#include "platform/auth/role_admin.hpp"

#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/detail.hpp"

namespace tongzhou::auth {
namespace {

struct StoredRole {
    Id<Role> id;
    std::string name, name_en, permissions;
    bool second_factor = false;
};
BOOST_DESCRIBE_STRUCT(StoredRole, (), (id, name, name_en, permissions, second_factor))

const sql::Query all_roles{"SELECT id, name, name_en, permissions, second_factor FROM roles ORDER BY name"};
const sql::Query insert_role{
    "INSERT INTO roles (id, name, name_en, permissions, second_factor) VALUES (:id, :name, :name_en, :permissions, "
    ":second_factor) ON CONFLICT DO NOTHING"};
const sql::Query update_role{
    "UPDATE roles SET name = :name, name_en = :name_en, permissions = :permissions, second_factor = :second_factor "
    "WHERE id = :id"};
const sql::Query same_name{"SELECT id FROM roles WHERE name = :name AND id <> :id"};
const sql::Query remove_role{"DELETE FROM roles WHERE id = :id"};
const sql::Query role_exists{"SELECT permissions FROM roles WHERE id = :id"};
const sql::Query holders{"SELECT account FROM account_roles WHERE role = :role"};
const sql::Query has_holder{"SELECT 1 FROM account_roles WHERE role = :role LIMIT 1"};

Role role_of(const StoredRole& row) {
    return {row.id, row.name, row.name_en, Permissions::of(row.permissions).list(), false, row.second_factor};
}

void require_whole_installation(const Actor& actor) {
    if (actor.scope.is_everything()) return;
    throw Problem::forbidden("not_whole_installation", "角色对全系统有效，请由全系统的管理员办理。",
                             "Roles count everywhere; only an administrator of the whole installation changes them.");
}

[[noreturn]] void fail_name_taken() {
    throw Problem::conflict("role_name_taken", "已有同名角色，请换一个名称。",
                            "There is a role of this name; choose another one.");
}

void record(Tx& tx, const Actor& actor, std::string action, const Id<Role>& id, std::string_view name,
            const Permissions& permissions) {
    audit::record(tx, actor,
                  {.action = std::move(action),
                   .subject_kind = "role",
                   .subject = id.text(),
                   .detail = detail({{"name", name}, {"permissions", permissions.text()}})});
}

/// What the role is now. Built-in roles are not in the table.
Permissions stored_permissions(Snapshot& snapshot, const Id<Role>& id) {
    for (const auto& built_in : built_in_roles())
        if (built_in.id == id)
            throw Problem::conflict("role_built_in", "内置角色不能更改，请新建角色。",
                                    "Built-in roles stay as they are; make a role of your own.");
    const auto found = snapshot.value<std::string>(role_exists, id);
    if (!found) throw no_such_record();
    return Permissions::of(*found);
}

}  // namespace

RoleList list_roles(Snapshot& snapshot, const Actor&) {
    RoleList list;
    list.items.assign(built_in_roles().begin(), built_in_roles().end());
    for (const auto& row : snapshot.all<StoredRole>(all_roles)) list.items.push_back(role_of(row));
    return list;
}

Role create_role(Tx& tx, const Actor& actor, const NewRole& request) {
    require_whole_installation(actor);
    const auto permissions = set_of(request.permissions);
    require_separate_duties(permissions);
    const auto id = Id<Role>::make(tx.now());
    if (tx.run(insert_role, id, request.name, request.name_en, permissions.text(), request.second_factor) == 0)
        fail_name_taken();
    record(tx, actor, "role_create", id, request.name.value, permissions);
    return {id, request.name, request.name_en, permissions.list(), false, request.second_factor};
}

Role change_role(Tx& tx, const Actor& actor, const RoleChange& request) {
    require_whole_installation(actor);
    stored_permissions(tx, request.id);
    const auto permissions = set_of(request.permissions);
    require_separate_duties(permissions);
    if (tx.value<Uuid>(same_name, request.name, request.id)) fail_name_taken();
    const auto accounts = tx.all<Uuid>(holders, request.id);
    if (std::ranges::find(accounts, actor.id) != accounts.end() && !actor.permissions.contains(permissions))
        throw Problem::forbidden("own_account", "不能给自己的角色增加权限，请由另一位管理员办理。",
                                 "You cannot add permissions to a role that you have. Ask another administrator.");
    tx.run(update_role, request.name, request.name_en, permissions.text(), request.second_factor, request.id);
    for (const auto& account : accounts) require_separate_duties(rights_of_account(tx, account).permissions);
    tx.service<Accounts>().forget_all(tx);
    record(tx, actor, "role_change", request.id, request.name.value, permissions);
    return {request.id, request.name, request.name_en, permissions.list(), false, request.second_factor};
}

void delete_role(Tx& tx, const Actor& actor, const RoleById& request) {
    require_whole_installation(actor);
    const auto permissions = stored_permissions(tx, request.id);
    if (tx.value<std::int64_t>(has_holder, request.id))
        throw Problem::conflict("role_in_use", "还有账号使用该角色，请先为他们更换角色。",
                                "Accounts still have this role; give them another one first.");
    tx.run(remove_role, request.id);
    record(tx, actor, "role_delete", request.id, "", permissions);
}

}  // namespace tongzhou::auth
