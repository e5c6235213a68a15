// Signing in and out, and what the signed-in may do about themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/auth/organization_directory.hpp"
#include "platform/auth/steps.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou::auth {

struct Account;
struct Session;

struct SignIn {
    std::string name;
    std::string password;             ///< as typed: spaces count
    std::optional<std::string> code;  ///< of the authenticator app, or a recovery code
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (name, password, code))
void check(const SignIn& sign_in, std::vector<FieldFault>& faults);

struct WhoAmI {
    ActorKind kind = ActorKind::account;
    Uuid id;
    std::string name;
    Step step = Step::done;
    std::vector<Permission> permissions{};  ///< none until the step is done
    std::optional<Id<Organization>> organization{};
    std::optional<DivisionCode> division{};  ///< absent: everywhere
    Reach reach = Reach::organization;
    std::optional<std::string> csrf_token{};  ///< for X-CSRF-Token; of a session
    std::optional<bool> second_factor{};      ///< whether an authenticator app is set up; of a session
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (),
                      (kind, id, name, step, permissions, organization, division, reach, csrf_token, second_factor))

struct SignedIn {
    Step step = Step::done;
    std::optional<WhoAmI> account;  ///< absent with totp_required: nobody is signed in yet
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (step, account))

/// Answers SignedIn, with the session's cookie unless a code is still needed. Blocks for the time of a password hash.
/// The same 401 "sign_in_failed" after the same time for an unknown name and a wrong password; 429 "locked" after too
/// many failures, whether the name exists or not; 403 "account_disabled" only to whoever knows the password.
http::Response sign_in(Database& database, const Actor& actor, const SignIn& request);
/// 204 and no cookie any more.
http::Response sign_out(Tx& tx, const Actor& actor);
WhoAmI who_am_i(Snapshot& snapshot, const Actor& actor);

struct NewPassword {
    std::string current_password;
    std::string new_password;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (current_password, new_password))
void check(const NewPassword& request, std::vector<FieldFault>& faults);
/// Ends all other sessions of the account. Wrong current passwords count like failed sign-ins.
void change_password(Database& database, const Actor& actor, const NewPassword& request);

struct SessionInfo {
    Id<Session> id;
    Instant created_at, last_seen_at, expires_at;
    std::string remote, user_agent;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SessionInfo, (), (id, created_at, last_seen_at, expires_at, remote, user_agent, current))
struct SessionList {
    std::vector<SessionInfo> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))
struct SessionById {
    Id<Session> id;
};
BOOST_DESCRIBE_STRUCT(SessionById, (), (id))
/// The actor's own live sessions, the latest first.
SessionList list_sessions(Snapshot& snapshot, const Actor& actor);
/// One of the actor's own.
void end_session(Tx& tx, const Actor& actor, const SessionById& request);
/// All of them, this one too; 204 and no cookie any more.
http::Response sign_out_everywhere(Tx& tx, const Actor& actor);

/// Ends every live session of an account but one, if named. For whoever disables it or resets its password.
void end_sessions(Tx& tx, const Uuid& account, const Uuid& but = {});
/// Removes sessions that ended long ago; returns how many. For a job.
std::int64_t drop_old_sessions(Tx& tx);

}  // namespace tongzhou::auth
