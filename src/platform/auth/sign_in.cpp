#include "platform/auth/sign_in.hpp"

#include "base/problem.hpp"
#include "platform/api/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/attempt.hpp"
#include "platform/auth/second_factor.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query insert_session{
    "INSERT INTO sessions (id, token_hash, account, created_at, last_seen_at, expires_at, ended_at, remote, "
    "user_agent) VALUES (:id, :token_hash, :account, :created_at, :last_seen_at, :expires_at, NULL, :remote, '')"};
const sql::Query signed_in_at{"UPDATE accounts SET last_sign_in_at = :now WHERE id = :id"};
const sql::Query renew_hash{"UPDATE accounts SET password_hash = :hash WHERE id = :id AND password_hash = :before"};
const sql::Query find_reach{"SELECT reach FROM accounts WHERE id = :id"};

enum class Verdict { signed_in, code_needed, wrong, wrong_code, disabled };

/// What the checked attempt led to.
struct Outcome {
    Verdict verdict = Verdict::wrong;
    SignedIn answer;
    std::string token;
};

Step step_of_account(Snapshot& snapshot, const Candidate& account, const Rights& rights) {
    return step_of({account.must_change, account.totp_confirmed, account.password_changed_at}, rights,
                   snapshot.service<Accounts>().settings(), snapshot.now());
}

WhoAmI describe(Snapshot& snapshot, const Candidate& account, const Uuid& session) {
    const auto rights = rights_of_account(snapshot, account.id);
    WhoAmI who{ActorKind::account, account.id, account.display_name, step_of_account(snapshot, account, rights)};
    if (who.step == Step::done) who.permissions = rights.permissions.list();
    who.organization = account.organization;
    who.division = account.division;
    who.reach = snapshot.value<Reach>(find_reach, account.id).value_or(Reach::organization);
    who.csrf_token = snapshot.service<Accounts>().csrf_of(session);
    who.second_factor = account.totp_confirmed;
    return who;
}

Actor actor_of(const Candidate& account, const Actor& asking) {
    Actor actor = asking;
    actor.kind = ActorKind::account;
    actor.id = account.id;
    actor.name = account.display_name;
    return actor;
}

void begin_session(Tx& tx, const Attempt& attempt, const Actor& asking, const Candidate& account, Outcome& outcome) {
    const auto session = Id<Session>::make(tx.now());
    outcome.token = seal::new_token(seal::TokenKind::session);
    tx.run(insert_session, session, seal::hash_token(outcome.token), account.id, tx.now(), tx.now(),
           tx.now() + attempt.settings().session_life, asking.remote);
    tx.run(signed_in_at, tx.now(), account.id);
    attempt.succeeded(tx, actor_of(account, asking));
    outcome.verdict = Verdict::signed_in;
    outcome.answer.account = describe(tx, account, session.uuid());
    outcome.answer.step = outcome.answer.account->step;
}

/// The right password was given for what the account was when the attempt began.
Outcome carry_on(Tx& tx, const Attempt& attempt, const Actor& asking, const std::optional<std::string>& code) {
    Outcome outcome;
    const auto account = candidate_by_id(tx, attempt.candidate()->id);
    if (!account || account->password_hash != attempt.candidate()->password_hash) {
        attempt.failed(tx, "password_changed_meanwhile");
    } else if (account->status != "active") {
        outcome.verdict = Verdict::disabled;
        attempt.undecided(tx, "disabled");
    } else if (account->totp_confirmed && !code) {
        outcome.verdict = Verdict::code_needed;
        outcome.answer.step = Step::totp_required;
        attempt.undecided(tx, "code_needed");
    } else if (account->totp_confirmed && !use_code(tx, account->id, *code)) {
        outcome.verdict = Verdict::wrong_code;
        attempt.failed(tx, "wrong_code");
    } else {
        begin_session(tx, attempt, asking, *account, outcome);
    }
    return outcome;
}

/// Hashes made at an older cost are replaced while the password is at hand.
void renew_hash_if_needed(Database& database, const Attempt& attempt, const std::string& password) {
    const auto& settings = attempt.settings();
    if (!seal::needs_rehash(*attempt.candidate()->password_hash, settings.password_cost)) return;
    const auto& before = *attempt.candidate()->password_hash;
    const auto hash = seal::hash_password(password, settings.password_cost);
    database.write([&](Tx& tx) { tx.run(renew_hash, hash, attempt.candidate()->id, before); });
}

http::Response reply(const Outcome& outcome, const Settings& settings) {
    switch (outcome.verdict) {
        case Verdict::wrong:
            throw Problem::unauthorized("sign_in_failed", "登录名或密码不正确，请检查后重试。",
                                        "The name or the password is wrong. Check both and try again.");
        case Verdict::wrong_code:
            throw Problem::unauthorized("code_not_valid", "验证码不正确或已用过，请输入验证器上新的验证码。",
                                        "The code is wrong or was used. Type the next one.");
        case Verdict::disabled:
            throw Problem::forbidden("account_disabled", "该账号已停用，请联系本单位管理员。",
                                     "This account is disabled. Ask your administrator.");
        case Verdict::code_needed:
        case Verdict::signed_in: break;
    }
    http::Response response;
    response.body = to_json(outcome.answer);
    if (outcome.verdict == Verdict::signed_in) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(settings.session_life).count();
        response.headers.emplace_back("set-cookie",
                                      session_cookie_text(outcome.token, settings.secure_cookies, seconds));
    }
    return response;
}

}  // namespace

void check(const SignIn& sign_in, std::vector<FieldFault>& faults) {
    const auto bounded = [&](std::string_view value, std::size_t longest, std::string path) {
        if (value.empty())
            faults.push_back({std::move(path), "missing", {"请填写。", "Fill this in."}});
        else if (value.size() > longest)
            faults.push_back({std::move(path), "too_long", {"内容过长。", "This is too long."}});
    };
    bounded(sign_in.name, 256, "/name");
    bounded(sign_in.password, 512, "/password");
    if (sign_in.code) bounded(*sign_in.code, 64, "/code");
}

http::Response sign_in(Database& database, const Actor& actor, const SignIn& request) {
    const Attempt attempt(database, actor, "sign_in", request.name);
    Outcome outcome;
    if (!attempt.password_is(request.password)) {
        database.write([&](Tx& tx) { attempt.failed(tx, attempt.candidate() ? "wrong_password" : "unknown_name"); });
    } else {
        outcome = database.write_value([&](Tx& tx) { return carry_on(tx, attempt, actor, request.code); });
        if (outcome.verdict == Verdict::signed_in) renew_hash_if_needed(database, attempt, request.password);
    }
    return reply(outcome, attempt.settings());
}

WhoAmI who_am_i(Snapshot& snapshot, const Actor& actor) {
    if (actor.kind == ActorKind::account) {
        const auto account = candidate_by_id(snapshot, actor.id);
        if (!account) throw no_such_record();
        return describe(snapshot, *account, actor.session);
    }
    WhoAmI who{actor.kind, actor.id, actor.name};
    who.permissions = actor.permissions.list();
    if (!actor.organization.is_nil()) who.organization = actor.organization;
    if (actor.scope.division().is_set()) who.division = actor.scope.division();
    who.reach = actor.scope.is_everything()     ? Reach::everything
                : actor.scope.is_organization() ? Reach::organization
                                                : Reach::division;
    return who;
}

}  // namespace tongzhou::auth
