#include "base/problem.hpp"
#include "platform/auth/attempt.hpp"
#include "platform/auth/passwords.hpp"
#include "platform/auth/sign_in.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query replace_password{
    "UPDATE accounts SET password_hash = :hash, password_changed_at = :now, must_change = 0 WHERE id = :id AND "
    "password_hash = :before"};

}  // namespace

void check(const NewPassword& request, std::vector<FieldFault>& faults) {
    if (request.current_password == request.new_password)
        faults.push_back({"/new_password",
                          "same_password",
                          {"新密码不能与当前密码相同。", "The new password must differ from the current one."}});
}

void change_password(Database& database, const Actor& actor, const NewPassword& request) {
    const auto account = database.read_value([&](Snapshot& s) { return candidate_by_id(s, actor.id); });
    if (actor.kind != ActorKind::account || !account)
        throw Problem::forbidden("not_an_account", "令牌和设备没有密码。", "Tokens and devices have no password.");
    require_good_password(request.new_password, {account->sign_in_name, account->display_name}, "/new_password");

    const Attempt attempt(database, actor, "password_change", account->sign_in_name);
    if (!attempt.password_is(request.current_password)) {
        database.write([&](Tx& tx) { attempt.failed(tx, "wrong_password"); });
        throw Problem::invalid("/current_password", "wrong_password", "当前密码不正确。",
                               "The current password is wrong.");
    }
    const auto hash = seal::hash_password(request.new_password, attempt.settings().password_cost);
    database.write([&](Tx& tx) {
        const auto now = tx.now();
        if (tx.run(replace_password, hash, now, actor.id, *attempt.candidate()->password_hash) == 0)
            throw Problem::conflict("password_changed_meanwhile", "密码刚刚被更改，请重新登录。",
                                    "The password was changed at this moment; sign in again.");
        end_sessions(tx, actor.id, actor.session);
        tx.service<Accounts>().forget(tx, actor.id);
        attempt.succeeded(tx, actor);
    });
}

}  // namespace tongzhou::auth
