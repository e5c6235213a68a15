#include "platform/auth/second_factor.hpp"

#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/attempt.hpp"
#include "platform/seal/qr.hpp"
#include "platform/seal/totp.hpp"

namespace tongzhou::auth {
namespace {

struct Factor {
    std::string sign_in_name;
    std::optional<std::string> totp_secret;
    bool totp_confirmed = false;
    std::optional<std::int64_t> totp_last_step;
};
BOOST_DESCRIBE_STRUCT(Factor, (), (sign_in_name, totp_secret, totp_confirmed, totp_last_step))

struct StoredSecret {
    Uuid id;
    std::string totp_secret;
};
BOOST_DESCRIBE_STRUCT(StoredSecret, (), (id, totp_secret))

const sql::Query find_factor{
    "SELECT sign_in_name, totp_secret, totp_confirmed, totp_last_step FROM accounts WHERE id = :id"};
const sql::Query set_secret{
    "UPDATE accounts SET totp_secret = :secret, totp_confirmed = 0, totp_last_step = NULL WHERE id = :id"};
const sql::Query confirm_factor{"UPDATE accounts SET totp_confirmed = 1 WHERE id = :id"};
const sql::Query use_step{
    "UPDATE accounts SET totp_last_step = :step WHERE id = :id AND COALESCE(totp_last_step, -1) < :later"};
const sql::Query use_recovery_code{
    "UPDATE recovery_codes SET used_at = :now WHERE account = :account AND hash = :hash AND used_at IS NULL"};
const sql::Query insert_recovery_code{
    "INSERT INTO recovery_codes (account, hash, used_at) VALUES (:account, :hash, NULL)"};
const sql::Query delete_recovery_codes{"DELETE FROM recovery_codes WHERE account = :account"};
const sql::Query all_secrets{"SELECT id, totp_secret FROM accounts WHERE totp_secret IS NOT NULL"};
const sql::Query replace_secret{"UPDATE accounts SET totp_secret = :secret WHERE id = :id AND totp_secret = :before"};
const sql::Query clear_factor{
    "UPDATE accounts SET totp_secret = NULL, totp_confirmed = 0, totp_last_step = NULL WHERE id = :id"};

std::string seal_context(const Uuid& account) { return "account.totp:" + account.text(); }

Factor factor_of(Snapshot& snapshot, const Uuid& account) {
    auto factor = snapshot.find<Factor>(find_factor, account);
    if (!factor) throw no_such_record();
    return *factor;
}

/// Uses up a code of the app.
bool use_totp(Tx& tx, const Uuid& account, const Factor& factor, std::string_view typed) {
    if (!factor.totp_secret) return false;
    const auto secret = tx.service<seal::KeyRing>().unseal(*factor.totp_secret, seal_context(account));
    const auto step = seal::verify_totp(secret, typed, tx.now(), factor.totp_last_step);
    // Of two uses of one code at the same moment the statement lets one through.
    return step && tx.run(use_step, *step, account, *step) == 1;
}

RecoveryCodes replace_recovery_codes(Tx& tx, const Uuid& account) {
    tx.run(delete_recovery_codes, account);
    RecoveryCodes made{seal::new_recovery_codes()};
    for (const auto& code : made.codes) tx.run(insert_recovery_code, account, seal::hash_recovery_code(code));
    return made;
}

[[noreturn]] void fail_code() {
    throw Problem::invalid("/code", "code_not_valid",
                           "验证码不正确或已用过，请输入验证器上新的验证码，并核对手机时间。",
                           "The code is wrong or was used. Type the next one and check the time of your phone.");
}

void require_account(const Actor& actor) {
    if (actor.kind != ActorKind::account)
        throw Problem::forbidden("not_an_account", "令牌和设备不能这样做，请用账号登录。",
                                 "Tokens and devices cannot do this; sign in with an account.");
}

}  // namespace

TotpEnrolment enrol_totp(Tx& tx, const Actor& actor) {
    require_account(actor);
    const auto factor = factor_of(tx, actor.id);
    if (factor.totp_confirmed)
        throw Problem::conflict("totp_enrolled", "该账号已绑定验证器；更换手机请由管理员先解除绑定。",
                                "This account has an authenticator already. To change it, ask an administrator to "
                                "remove the old one first.");
    const auto secret = seal::new_totp_secret();
    tx.run(set_secret, tx.service<seal::KeyRing>().seal(secret, seal_context(actor.id)).text, actor.id);
    audit::record(tx, actor, {.action = "totp_enrol", .subject_kind = "account", .subject = actor.id.text()});
    auto address = seal::totp_address(secret, tx.service<Accounts>().settings().issuer, factor.sign_in_name);
    auto svg = seal::qr_svg(address);
    return {std::move(address), secret, std::move(svg)};
}

RecoveryCodes confirm_totp(Tx& tx, const Actor& actor, const TotpCode& request) {
    require_account(actor);
    const auto factor = factor_of(tx, actor.id);
    if (!factor.totp_secret || factor.totp_confirmed)
        throw Problem::conflict("totp_not_begun", "请先开始绑定验证器。", "Begin to set up an authenticator first.");
    if (!use_totp(tx, actor.id, factor, request.code)) fail_code();
    tx.run(confirm_factor, actor.id);
    tx.service<Accounts>().forget(tx, actor.id);
    audit::record(tx, actor, {.action = "totp_confirm", .subject_kind = "account", .subject = actor.id.text()});
    return replace_recovery_codes(tx, actor.id);
}

RecoveryCodes renew_recovery_codes(Database& database, const Actor& actor, const TotpCode& request) {
    require_account(actor);
    const auto name = database.read_value([&](Snapshot& s) { return factor_of(s, actor.id).sign_in_name; });
    const Attempt attempt(database, actor, "recovery_codes_renew", name);
    std::optional<RecoveryCodes> codes;
    database.write([&](Tx& tx) {
        const auto factor = factor_of(tx, actor.id);
        if (!factor.totp_confirmed || !use_totp(tx, actor.id, factor, request.code))
            return attempt.failed(tx, "wrong_code");
        codes = replace_recovery_codes(tx, actor.id);
        attempt.succeeded(tx, actor);
    });
    if (!codes) fail_code();
    return *codes;
}

bool use_code(Tx& tx, const Uuid& account, std::string_view typed) {
    const auto factor = factor_of(tx, account);
    if (factor.totp_confirmed && use_totp(tx, account, factor, typed)) return true;
    return tx.run(use_recovery_code, tx.now(), account, seal::hash_recovery_code(typed)) == 1;
}

std::int64_t reseal_secrets(Tx& tx) {
    const auto& keys = tx.service<seal::KeyRing>();
    std::int64_t resealed = 0;
    for (const auto& [id, sealed] : tx.all<StoredSecret>(all_secrets)) {
        if (keys.is_current(sealed)) continue;
        resealed += tx.run(replace_secret, keys.reseal(sealed, seal_context(id)).text, id, sealed);
    }
    return resealed;
}

void remove_second_factor(Tx& tx, const Uuid& account) {
    tx.run(clear_factor, account);
    tx.run(delete_recovery_codes, account);
}

}  // namespace tongzhou::auth
