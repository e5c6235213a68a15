#include "platform/auth/accounts.hpp"

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/auth/place.hpp"
#include "platform/auth/roles.hpp"
#include "platform/auth/steps.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou::auth {
namespace {

constexpr std::string_view csrf_purpose = "auth.csrf";
constexpr std::chrono::minutes stored_every{1};

struct SessionRow {
    Uuid id, account;
    Instant last_seen_at, expires_at;
    std::optional<Instant> ended_at;
    std::string display_name;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;
    Reach reach = Reach::organization;
    std::string status;
    bool must_change = false, totp_confirmed = false;
    std::optional<Instant> password_changed_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, account, last_seen_at, expires_at, ended_at, display_name, organization, division, reach,
                       status, must_change, totp_confirmed, password_changed_at))

struct TokenRow {
    Uuid id;
    TokenType kind = TokenType::api;
    std::optional<Uuid> subject;
    std::string name, permissions;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;
    Reach reach = Reach::organization;
    std::optional<Instant> expires_at, revoked_at;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (),
                      (id, kind, subject, name, permissions, organization, division, reach, expires_at, revoked_at))

const sql::Query session_by_hash{
    "SELECT s.id, s.account, s.last_seen_at, s.expires_at, s.ended_at, a.display_name, a.organization, a.division, "
    "a.reach, a.status, a.must_change, a.totp_confirmed, a.password_changed_at FROM sessions s JOIN accounts a ON a.id "
    "= s.account WHERE s.token_hash = :hash"};
const sql::Query token_by_hash{
    "SELECT id, kind, subject, name, permissions, organization, division, reach, expires_at, revoked_at FROM tokens "
    "WHERE hash = :hash"};
const sql::Query session_used{
    "UPDATE sessions SET last_seen_at = :at, user_agent = :user_agent WHERE id = :id AND last_seen_at < :later"};
const sql::Query token_used{
    "UPDATE tokens SET last_used_at = :at WHERE id = :id AND COALESCE(last_used_at, 0) < :later"};

template <class Row>
Place place_in(const Row& row) {
    return {row.organization, row.division.value_or(DivisionCode()), row.reach};
}

[[noreturn]] void fail_session_over() {
    throw Problem::unauthorized("session_over", "登录已失效，请重新登录。",
                                "You are no longer signed in; sign in again.");
}
[[noreturn]] void fail_token() {
    throw Problem::unauthorized("token_not_valid", "令牌无效、已过期或已被吊销，请联系管理员。",
                                "The token is unknown, expired or revoked. Ask your administrator.");
}

std::string plain_user_agent(const http::Request& request) {
    const auto text = request.header("user-agent");
    return valid_utf8(text) && text.find('\0') == text.npos ? std::string(utf8_prefix(text, 200)) : std::string();
}

std::shared_ptr<Identity> identity_of(const SessionRow& row, Snapshot& snapshot, const Settings& settings) {
    auto identity = std::make_shared<Identity>();
    auto& actor = identity->actor;
    actor.kind = ActorKind::account;
    actor.id = row.account;
    actor.name = row.display_name;
    actor.organization = row.organization.value_or(Id<Organization>());
    actor.scope = place_in(row).scope();
    actor.session = row.id;
    const auto rights = rights_of_account(snapshot, row.account);
    // Until the open step is done nothing but that step is allowed.
    if (step_of({row.must_change, row.totp_confirmed, row.password_changed_at}, rights, settings, snapshot.now()) ==
        Step::done)
        actor.permissions = rights.permissions;
    identity->credential = row.id;
    identity->ends_at = row.expires_at;
    identity->idle_time = settings.idle_time;
    identity->touch(row.last_seen_at);
    return identity;
}

ActorKind kind_of(TokenType type) {
    switch (type) {
        case TokenType::api: break;
        case TokenType::device: return ActorKind::device;
        case TokenType::person: return ActorKind::person;
    }
    return ActorKind::api_token;
}

std::shared_ptr<Identity> identity_of(const TokenRow& row) {
    auto identity = std::make_shared<Identity>();
    auto& actor = identity->actor;
    actor.kind = kind_of(row.kind);
    actor.id = row.subject.value_or(row.id);
    actor.name = row.name;
    actor.organization = row.organization.value_or(Id<Organization>());
    actor.scope = place_in(row).scope();
    actor.permissions = Permissions::of(row.permissions);
    identity->credential = row.id;
    identity->ends_at = row.expires_at;
    return identity;
}

}  // namespace

Accounts::Accounts(Settings settings, const seal::KeyRing& keys, const Clock& clock)
    : settings_(std::move(settings)),
      keys_(keys),
      clock_(clock),
      cache_(settings_.identities_in_memory, settings_.trust_memory_for) {}

std::string Accounts::csrf_of(const Uuid& session) const { return keys_.tag(session.text(), csrf_purpose); }

std::optional<Actor> Accounts::recall(const http::Request& request) {
    const auto credential = credential_of(request);
    if (credential.kind == Credential::Kind::none) return Actor{};
    const auto now = clock_.now();
    const auto identity = cache_.find(credential.hash, now);
    if (!identity || !identity->is_alive(now)) return std::nullopt;
    defend(*identity, request);
    identity->touch(now);
    return identity->actor;
}

Actor Accounts::identify(Snapshot& snapshot, const http::Request& request) {
    const auto credential = credential_of(request);
    if (credential.kind == Credential::Kind::none) return {};
    const auto generation = cache_.generation();
    const auto identity = look_up(snapshot, credential, request);
    defend(*identity, request);
    identity->touch(identity->looked_up);
    cache_.put(credential.hash, identity, generation);
    return identity->actor;
}

IdentityCache::Known Accounts::look_up(Snapshot& snapshot, const Credential& credential,
                                       const http::Request& request) const {
    if (credential.kind == Credential::Kind::malformed) fail_token();
    std::shared_ptr<Identity> identity;
    if (credential.kind == Credential::Kind::session) {
        const auto row = snapshot.find<SessionRow>(session_by_hash, credential.hash);
        if (!row || row->ended_at || row->status != "active") fail_session_over();
        identity = identity_of(*row, snapshot, settings_);
        identity->csrf = csrf_of(row->id);
        identity->user_agent = plain_user_agent(request);
    } else {
        const auto row = snapshot.find<TokenRow>(token_by_hash, credential.hash);
        if (!row || row->revoked_at) fail_token();
        identity = identity_of(*row);
    }
    identity->looked_up = clock_.now();
    // The database learns of uses with a delay; what is remembered here is newer.
    if (const auto known = cache_.find_old(credential.hash)) identity->touch(Instant::from_ms(known->seen_ms));
    if (!identity->is_alive(identity->looked_up)) {
        if (credential.kind == Credential::Kind::session) fail_session_over();
        fail_token();
    }
    return identity;
}

void Accounts::defend(const Identity& identity, const http::Request& request) const {
    if (identity.csrf.empty() || !is_unsafe(request.method)) return;
    const auto given = request.header(csrf_header);
    if (constant_time_equal(given, identity.csrf)) return;
    // After a rotation of keys a page still has the tag of the key before.
    if (!given.empty() && keys_.is_tag(given, identity.credential.text(), csrf_purpose)) return;
    throw Problem::forbidden("csrf", "请求缺少页面令牌，请刷新页面后重试。",
                             "The request lacks its page token (X-CSRF-Token). Reload the page and try again.");
}

void Accounts::forget(Tx& tx, const Uuid& whose) {
    cache_.doubt(whose, clock_.now());
    tx.after_commit([this, whose] {
        cache_.forget(whose);
        for (const auto& listener : listeners_) listener(whose);
    });
}

void Accounts::forget_all(Tx& tx) {
    cache_.doubt_all(clock_.now());
    tx.after_commit([this] { cache_.forget_all(); });
}

void Accounts::store_uses(Database& database) {
    const auto uses = cache_.take_uses(stored_every);
    if (uses.empty()) return;
    try {
        database.write([&](Tx& tx) {
            for (const auto& use : uses) {
                if (use.kind == ActorKind::account)
                    tx.run(session_used, use.seen_ms, use.user_agent, use.credential, use.seen_ms);
                else
                    tx.run(token_used, use.seen_ms, use.credential, use.seen_ms);
            }
        });
    } catch (...) {
        cache_.give_back(uses);
        throw;
    }
}

}  // namespace tongzhou::auth
