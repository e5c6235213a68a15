#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/sign_in.hpp"

namespace tongzhou::auth {
namespace {

constexpr std::chrono::days kept_after_end{30};

struct StoredSession {
    Id<Session> id;
    Instant created_at, last_seen_at, expires_at;
    std::string remote, user_agent;
};
BOOST_DESCRIBE_STRUCT(StoredSession, (), (id, created_at, last_seen_at, expires_at, remote, user_agent))

const sql::Query live_sessions{
    "SELECT id, created_at, last_seen_at, expires_at, remote, user_agent FROM sessions WHERE account = :account AND "
    "ended_at IS NULL AND expires_at > :now AND last_seen_at > :idle_since ORDER BY created_at DESC"};
const sql::Query end_one{
    "UPDATE sessions SET ended_at = :now WHERE id = :id AND account = :account AND ended_at IS NULL"};
const sql::Query live_session_ids{
    "SELECT id FROM sessions WHERE account = :account AND id <> :but AND ended_at IS NULL"};
const sql::Query drop_ended{"DELETE FROM sessions WHERE expires_at < :before"};

void require_session(const Actor& actor) {
    if (actor.kind == ActorKind::account && !actor.session.is_nil()) return;
    throw Problem::forbidden("no_session", "令牌和设备没有登录状态。", "Tokens and devices have no session.");
}

http::Response without_cookie(Snapshot& snapshot) {
    http::Response response;
    response.status = 204;
    response.headers.emplace_back("set-cookie",
                                  no_session_cookie_text(snapshot.service<Accounts>().settings().secure_cookies));
    return response;
}

}  // namespace

SessionList list_sessions(Snapshot& snapshot, const Actor& actor) {
    require_session(actor);
    const auto idle_since = snapshot.now() - snapshot.service<Accounts>().settings().idle_time;
    SessionList list;
    for (auto& row : snapshot.all<StoredSession>(live_sessions, actor.id, snapshot.now(), idle_since))
        list.items.push_back({row.id, row.created_at, row.last_seen_at, row.expires_at, std::move(row.remote),
                              std::move(row.user_agent), row.id.uuid() == actor.session});
    return list;
}

void end_session(Tx& tx, const Actor& actor, const SessionById& request) {
    require_session(actor);
    if (tx.run(end_one, tx.now(), request.id, actor.id) == 0) throw no_such_record();
    tx.service<Accounts>().forget(tx, request.id.uuid());
    audit::record(tx, actor, {.action = "session_end", .subject_kind = "session", .subject = request.id.text()});
}

http::Response sign_out(Tx& tx, const Actor& actor) {
    require_session(actor);
    tx.run(end_one, tx.now(), actor.session, actor.id);
    tx.service<Accounts>().forget(tx, actor.session);
    audit::record(tx, actor, {.action = "sign_out", .subject_kind = "account", .subject = actor.id.text()});
    return without_cookie(tx);
}

http::Response sign_out_everywhere(Tx& tx, const Actor& actor) {
    require_session(actor);
    end_sessions(tx, actor.id);
    audit::record(tx, actor, {.action = "sign_out_everywhere", .subject_kind = "account", .subject = actor.id.text()});
    return without_cookie(tx);
}

void end_sessions(Tx& tx, const Uuid& account, const Uuid& but) {
    auto& accounts = tx.service<Accounts>();
    for (const auto& session : tx.all<Uuid>(live_session_ids, account, but)) {
        tx.run(end_one, tx.now(), session, account);
        accounts.forget(tx, session);
    }
}

std::int64_t drop_old_sessions(Tx& tx) { return tx.run(drop_ended, tx.now() - kept_after_end); }

}  // namespace tongzhou::auth
