#include "platform/auth/account_admin.hpp"

#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/detail.hpp"
#include "platform/auth/links.hpp"
#include "platform/auth/lockout.hpp"
#include "platform/auth/names.hpp"
#include "platform/auth/second_factor.hpp"
#include "platform/auth/sign_in.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query find_account{
    "SELECT id, sign_in_name, display_name, organization, division, reach, status, totp_confirmed AS second_factor, "
    "last_sign_in_at, created_at FROM accounts WHERE id = :id"};
const sql::Query insert_account{
    "INSERT INTO accounts (id, sign_in_name, sign_in_key, display_name, organization, county, division, reach, status, "
    "password_hash, password_changed_at, must_change, totp_secret, totp_confirmed, totp_last_step, last_sign_in_at, "
    "created_at, created_by) VALUES (:id, :sign_in_name, :sign_in_key, :display_name, :organization, :county, "
    ":division, :reach, 'invited', NULL, NULL, 0, NULL, 0, NULL, NULL, :created_at, :created_by) ON CONFLICT DO "
    "NOTHING"};
const sql::Query update_account{
    "UPDATE accounts SET display_name = :display_name, organization = :organization, county = :county, division = "
    ":division, reach = :reach WHERE id = :id"};
const sql::Query set_status{"UPDATE accounts SET status = :status WHERE id = :id"};
const sql::Query demand_change{"UPDATE accounts SET must_change = 1 WHERE id = :id"};
const sql::Query has_password{"SELECT CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END FROM accounts WHERE id = :id"};
const sql::Query give_role{"INSERT INTO account_roles (account, role) VALUES (:account, :role) ON CONFLICT DO NOTHING"};
const sql::Query take_roles{"DELETE FROM account_roles WHERE account = :account"};
const sql::Query accounts_of_organization{"SELECT id FROM accounts WHERE organization = :organization"};
const sql::Query move_accounts{
    "UPDATE accounts SET county = :county, division = :division, reach = :reach WHERE organization = :organization AND "
    "reach <> 'everything'"};
const sql::Query tokens_of_organization{
    "SELECT COALESCE(subject, id) AS id FROM tokens WHERE organization = :organization AND revoked_at IS NULL"};
const sql::Query move_tokens{
    "UPDATE tokens SET county = :county, division = :division WHERE organization = :organization AND reach <> "
    "'everything'"};

const List<AccountRow> accounts{
    {.name = "accounts",
     .select = "SELECT a.id, a.sign_in_name, a.display_name, a.organization, a.division, a.reach, a.status, "
               "a.totp_confirmed AS second_factor, a.last_sign_in_at, a.created_at FROM accounts a",
     .scope = {"a.county", "a.division", "a.organization"},
     .filters = {{"sign_in_name", "a.sign_in_key LIKE :sign_in_name", Match::contains},
                 {"display_name", "a.display_name LIKE :display_name", Match::contains},
                 {"organization", "a.organization = :organization"},
                 {"division", "a.division >= :division_low AND a.division < :division_high", Match::within},
                 {"status", "a.status = :status"},
                 {"role", "EXISTS (SELECT 1 FROM account_roles r WHERE r.account = a.id AND r.role = :role)"}},
     .sorts = {{"sign_in_name", "a.sign_in_name"},
               {"display_name", "a.display_name"},
               {"created_at", "a.created_at", SortOrder::descending}},
     .key = "a.id",
     .labels = {{"sign_in_name", "登录名"},
                {"display_name", "姓名"},
                {"organization", "单位"},
                {"division", "行政区划"},
                {"reach", "管辖范围"},
                {"status", "状态"},
                {"second_factor", "双因素"},
                {"last_sign_in_at", "最近登录"},
                {"created_at", "建立时间"}}}};

Place place_in(const AccountRow& row) { return {row.organization, row.division.value_or(DivisionCode()), row.reach}; }

/// Throws as for an account that does not exist when it lies outside the scope.
AccountRow visible(Snapshot& snapshot, const Actor& actor, const Id<Account>& id) {
    const auto row = snapshot.find<AccountRow>(find_account, id);
    if (!row) throw no_such_record();
    actor.scope.require(row->division.value_or(DivisionCode()), row->organization);
    return *row;
}

/// The same for an account that the actor wants to change: neither his own nor one with rights beyond his.
AccountRow changeable(Tx& tx, const Actor& actor, const Id<Account>& id) {
    auto row = visible(tx, actor, id);
    if (actor.kind == ActorKind::account && actor.id == id.uuid())
        throw Problem::forbidden("own_account", "不能更改自己的账号权限或状态，请由另一位管理员办理。",
                                 "You cannot change the rights or the state of your own account. Ask another "
                                 "administrator.");
    if (row.reach == Reach::everything && !actor.scope.is_everything()) throw no_such_record();
    require_may_give(actor, rights_of_account(tx, id.uuid()).permissions);
    return row;
}

Place place_for(Snapshot& snapshot, const Actor& actor, const std::optional<Id<Organization>>& organization) {
    if (organization) return place_of(snapshot, actor, *organization);
    if (actor.scope.is_everything()) return {std::nullopt, {}, Reach::everything};
    throw Problem::invalid("/organization", "missing", "请选择单位。", "Choose the organisation.");
}

void require_good_roles(Snapshot& snapshot, const Actor& actor, const std::vector<Id<Role>>& roles) {
    const auto permissions = rights_of_roles(snapshot, roles).permissions;
    require_separate_duties(permissions);
    require_may_give(actor, permissions);
}

std::string role_list(const std::vector<Id<Role>>& roles) {
    std::string list;
    for (const auto& role : roles) list += (list.empty() ? "" : " ") + role.text();
    return list;
}

void record(Tx& tx, const Actor& actor, std::string action, const Id<Account>& account, const Place& place,
            std::string detail = "{}") {
    audit::record(tx, actor,
                  {.action = std::move(action),
                   .subject_kind = "account",
                   .subject = account.text(),
                   .detail = std::move(detail),
                   .division = place.division,
                   .organization = place.organization});
}

void end_all(Tx& tx, const Id<Account>& account) {
    end_sessions(tx, account.uuid());
    tx.service<Accounts>().forget(tx, account.uuid());
}

AccountLink link_for(Tx& tx, LinkPurpose purpose, const Id<Account>& account) {
    const auto& settings = tx.service<Accounts>().settings();
    const auto life = purpose == LinkPurpose::invitation ? settings.invitation_life : settings.reset_life;
    return {account, create_link(tx, purpose, account.uuid()), tx.now() + life};
}

}  // namespace

Page<AccountRow> list_accounts(Snapshot& snapshot, const Actor& actor, const AccountFilter& filter) {
    auto wanted = filter;
    if (wanted.sign_in_name) wanted.sign_in_name = sign_in_key(wanted.sign_in_name->value);
    return accounts.page(snapshot, actor, wanted);
}

Download export_accounts(Database& database, const Actor& actor, const AccountExport& filter) {
    auto wanted = filter;
    if (wanted.sign_in_name) wanted.sign_in_name = sign_in_key(wanted.sign_in_name->value);
    return accounts.download(database, actor, wanted);
}

Account read_account(Snapshot& snapshot, const Actor& actor, const AccountById& request) {
    auto row = visible(snapshot, actor, request.id);
    Account account{row.id,       row.sign_in_name, row.display_name, row.organization,
                    row.division, row.reach,        row.status,       row.second_factor};
    account.roles = roles_of_account(snapshot, row.id.uuid());
    account.last_sign_in_at = row.last_sign_in_at;
    account.locked_until = locked_until(snapshot, attempts_key(snapshot, row.sign_in_name));
    account.created_at = row.created_at;
    return account;
}

AccountLink create_account(Tx& tx, const Actor& actor, const NewAccount& request) {
    require_good_sign_in_name(request.sign_in_name.value, "/sign_in_name");
    const auto place = place_for(tx, actor, request.organization);
    require_good_roles(tx, actor, request.roles);
    const auto id = Id<Account>::make(tx.now());
    const auto& name = request.sign_in_name.value;
    if (tx.run(insert_account, id, name, sign_in_key(name), request.display_name, place.organization, place.county(),
               place.stored_division(), place.reach, tx.now(), actor.id) == 0)
        throw Problem::conflict("sign_in_name_taken", "该登录名已被使用，请换一个。",
                                "This sign-in name is taken; choose another one.");
    for (const auto& role : request.roles) tx.run(give_role, id, role);
    record(tx, actor, "account_create", id, place,
           detail({{"sign_in_name", name}, {"roles", role_list(request.roles)}}));
    return link_for(tx, LinkPurpose::invitation, id);
}

Account change_account(Tx& tx, const Actor& actor, const AccountChange& request) {
    const auto before = changeable(tx, actor, request.id);
    const bool moves = request.organization != before.organization;
    const auto place = moves ? place_for(tx, actor, request.organization) : place_in(before);
    require_good_roles(tx, actor, request.roles);
    const auto roles_before = roles_of_account(tx, request.id.uuid());
    tx.run(update_account, request.display_name, place.organization, place.county(), place.stored_division(),
           place.reach, request.id);
    tx.run(take_roles, request.id);
    for (const auto& role : request.roles) tx.run(give_role, request.id, role);
    tx.service<Accounts>().forget(tx, request.id.uuid());
    record(tx, actor, "account_change", request.id, place,
           detail({{"roles_before", role_list(roles_before)},
                   {"roles", role_list(request.roles)},
                   {"moved", moves ? "yes" : "no"}}));
    return read_account(tx, actor, {request.id});
}

void disable_account(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    tx.run(set_status, AccountStatus::disabled, request.id);
    end_all(tx, request.id);
    record(tx, actor, "account_disable", request.id, place_in(row));
}

void enable_account(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    const bool ready = tx.value<bool>(has_password, request.id).value_or(false);
    tx.run(set_status, ready ? AccountStatus::active : AccountStatus::invited, request.id);
    record(tx, actor, "account_enable", request.id, place_in(row));
}

void unlock_account(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    forget_attempts(tx, attempts_key(tx, row.sign_in_name));
    record(tx, actor, "account_unlock", request.id, place_in(row));
}

AccountLink reset_password(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    if (row.status == AccountStatus::disabled)
        throw Problem::conflict("account_disabled", "该账号已停用，请先启用。",
                                "This account is disabled; enable it first.");
    tx.run(demand_change, request.id);
    tx.service<Accounts>().forget(tx, request.id.uuid());
    record(tx, actor, "password_reset", request.id, place_in(row));
    return link_for(tx, row.status == AccountStatus::invited ? LinkPurpose::invitation : LinkPurpose::password_reset,
                    request.id);
}

void reset_second_factor(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    remove_second_factor(tx, request.id.uuid());
    end_all(tx, request.id);
    record(tx, actor, "second_factor_reset", request.id, place_in(row));
}

void end_account_sessions(Tx& tx, const Actor& actor, const AccountById& request) {
    const auto row = changeable(tx, actor, request.id);
    end_all(tx, request.id);
    record(tx, actor, "account_sign_out", request.id, place_in(row));
}

void follow_organization(Tx& tx, const Id<Organization>& organization, const OrganizationPlace& place) {
    tx.run(move_accounts, place.division.county(), place.division, place.reach, organization);
    tx.run(move_tokens, place.division.county(), place.division, organization);
    auto& known = tx.service<Accounts>();
    for (const auto& id : tx.all<Uuid>(accounts_of_organization, organization)) known.forget(tx, id);
    for (const auto& id : tx.all<Uuid>(tokens_of_organization, organization)) known.forget(tx, id);
}

}  // namespace tongzhou::auth
