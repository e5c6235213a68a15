#include "platform/auth/in_force.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query count_sessions_in_force{R"(
    SELECT COUNT(*) FROM sessions s JOIN accounts a ON a.id = s.account
    WHERE s.id = :session AND s.ended_at IS NULL AND s.expires_at > :now AND a.status = 'active')"};
// A device and a person are known by their own ids, a program by that of its token.
const sql::Query count_tokens_in_force{R"(
    SELECT COUNT(*) FROM tokens t
    WHERE (t.id = :token OR t.subject = :subject) AND t.revoked_at IS NULL
      AND (t.expires_at IS NULL OR t.expires_at > :now))"};

}  // namespace

bool is_in_force(Snapshot& snapshot, const Actor& actor) {
    switch (actor.kind) {
        case ActorKind::system: return true;
        case ActorKind::anonymous: return false;
        case ActorKind::account:
            return *snapshot.value<std::int64_t>(count_sessions_in_force, actor.session, snapshot.now()) > 0;
        case ActorKind::api_token:
        case ActorKind::device:
        case ActorKind::person:
            return *snapshot.value<std::int64_t>(count_tokens_in_force, actor.id, actor.id, snapshot.now()) > 0;
    }
    return false;
}

}  // namespace tongzhou::auth
