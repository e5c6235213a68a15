// One attempt to prove oneself by a password or a code, with the counting around it that limits guessing. Other
// folders do not need this header.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "platform/access/actor.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/lockout.hpp"

namespace tongzhou::auth {

/// What an attempt is checked against.
struct Candidate {
    Uuid id;
    std::string sign_in_name, display_name, status;
    std::optional<std::string> password_hash;
    bool totp_confirmed = false, must_change = false;
    std::optional<Instant> password_changed_at;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (id, sign_in_name, display_name, status, password_hash, totp_confirmed, must_change,
                       password_changed_at, organization, division))

std::optional<Candidate> candidate_by_name(Snapshot& snapshot, std::string_view sign_in_name);
std::optional<Candidate> candidate_by_id(Snapshot& snapshot, const Uuid& account);

class Attempt {
  public:
    /// Counts the attempt before anything is checked. Throws 429 "locked", which is recorded.
    Attempt(Database& database, const Actor& actor, std::string action, std::string_view sign_in_name);

    /// Nothing when nobody has that name.
    const std::optional<Candidate>& candidate() const { return candidate_; }
    /// Takes the time of a password hash whether there is a candidate or not.
    bool password_is(const std::string& password) const;
    const Settings& settings() const { return settings_; }

    // The end of the attempt, in the transaction of what follows from it; each records it in the audit log.
    void succeeded(Tx& tx, const Actor& actor) const;
    void failed(Tx& tx, std::string_view reason) const;
    void undecided(Tx& tx, std::string_view reason) const;

  private:
    void record(Tx& tx, const Actor& actor, std::string action, bool done, std::string_view reason) const;

    const Actor& actor_;
    const Settings& settings_;
    const std::string action_;
    std::string key_;
    std::optional<Candidate> candidate_;
};

}  // namespace tongzhou::auth
