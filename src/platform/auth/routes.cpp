#include "platform/auth/account_admin.hpp"
#include "platform/auth/audit_list.hpp"
#include "platform/auth/auth.hpp"
#include "platform/auth/links.hpp"
#include "platform/auth/lockout.hpp"
#include "platform/auth/role_admin.hpp"
#include "platform/auth/second_factor.hpp"
#include "platform/auth/sign_in.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::auth {

// Every function records its own deed, with more than the endpoint knows of it: hence unaudited().
void add_routes(Api& api) {
    auto& signing_in = api.post("/session", sign_in).open().says("登录", "Sign in");
    signing_in.output = &shape_of<SignedIn>();
    api.get("/session", who_am_i).signed_in().says("当前登录者", "Who is signed in");
    api.del("/session", sign_out).signed_in().unaudited().answers(204).says("退出登录", "Sign out");
    api.get("/sessions", list_sessions).signed_in().says("我的登录", "My sessions");
    api.del("/sessions", sign_out_everywhere)
        .signed_in()
        .unaudited()
        .answers(204)
        .says("在所有设备上退出登录", "Sign out everywhere");
    api.del("/sessions/{id}", end_session).signed_in().unaudited().says("结束一处登录", "End one of my sessions");
    api.put("/session/password", change_password).signed_in().says("更改密码", "Change my password");
    api.post("/session/totp", enrol_totp)
        .signed_in()
        .unaudited()
        .says("开始绑定验证器", "Begin to set up an authenticator");
    api.post("/session/totp/confirmation", confirm_totp)
        .signed_in()
        .unaudited()
        .says("确认绑定验证器", "Confirm the authenticator");
    api.post("/session/recovery-codes", renew_recovery_codes).signed_in().says("更换恢复码", "Renew my recovery codes");

    api.post("/links/reading", read_link).open().says("查看一次性链接", "Read a one-time link");
    api.post("/links/redemption", redeem_link)
        .open()
        .says("使用一次性链接设置密码", "Set a password by a one-time link");

    using enum Permission;
    api.get("/accounts", list_accounts).needs(account_read).says("账号列表", "List accounts");
    api.get("/accounts/export", export_accounts).needs(export_run).says("导出账号", "Export accounts");
    api.post("/accounts", create_account)
        .needs(account_write)
        .unaudited()
        .answers(201)
        .says("新建账号并邀请", "Create an account and invite its owner");
    api.get("/accounts/{id}", read_account).needs(account_read).says("账号详情", "Read an account");
    api.put("/accounts/{id}", change_account).needs(account_write).unaudited().says("更改账号", "Change an account");
    api.post("/accounts/{id}/disabling", disable_account)
        .needs(account_write)
        .unaudited()
        .says("停用账号", "Disable an account");
    api.post("/accounts/{id}/enabling", enable_account)
        .needs(account_write)
        .unaudited()
        .says("启用账号", "Enable an account");
    api.post("/accounts/{id}/unlocking", unlock_account)
        .needs(account_write)
        .unaudited()
        .says("解锁账号", "Unlock an account");
    api.post("/accounts/{id}/password-reset", reset_password)
        .needs(account_write)
        .unaudited()
        .answers(201)
        .says("生成重置密码链接", "Make a password reset link");
    api.post("/accounts/{id}/second-factor-reset", reset_second_factor)
        .needs(account_write)
        .unaudited()
        .says("解除验证器绑定", "Remove the second factor");
    api.post("/accounts/{id}/sign-out", end_account_sessions)
        .needs(account_write)
        .unaudited()
        .says("结束账号的所有登录", "End all sessions of an account");

    api.get("/roles", list_roles).needs(account_read).says("角色列表", "List roles");
    api.post("/roles", create_role).needs(role_write).unaudited().answers(201).says("新建角色", "Create a role");
    api.put("/roles/{id}", change_role).needs(role_write).unaudited().says("更改角色", "Change a role");
    api.del("/roles/{id}", delete_role).needs(role_write).unaudited().says("删除角色", "Delete a role");

    api.get("/tokens", list_tokens).needs(token_write).says("令牌列表", "List tokens");
    api.post("/tokens", create_api_token)
        .needs(token_write)
        .unaudited()
        .answers(201)
        .says("新建接口令牌", "Create an API token");
    api.post("/tokens/{id}/revocation", revoke_token).needs(token_write).unaudited().says("吊销令牌", "Revoke a token");

    api.get("/audit", list_audit).needs(audit_read).says("审计日志", "Read the audit log");
    api.get("/audit/export", export_audit).needs(audit_read).says("导出审计日志", "Export the audit log");
}

void tidy(Database& database) {
    database.write([&](Tx& tx) {
        drop_old_sessions(tx);
        drop_old_links(tx);
        drop_old_attempts(tx, tx.service<Accounts>().settings());
    });
}

const Module module{"auth", &auth_migrations, add_routes};

}  // namespace tongzhou::auth
