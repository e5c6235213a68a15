#include "platform/auth/attempt.hpp"

#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/detail.hpp"
#include "platform/auth/names.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query by_name{
    "SELECT id, sign_in_name, display_name, status, password_hash, totp_confirmed, must_change, password_changed_at, "
    "organization, division FROM accounts WHERE sign_in_key = :key"};
const sql::Query by_id{
    "SELECT id, sign_in_name, display_name, status, password_hash, totp_confirmed, must_change, password_changed_at, "
    "organization, division FROM accounts WHERE id = :id"};

}  // namespace

std::optional<Candidate> candidate_by_name(Snapshot& snapshot, std::string_view sign_in_name) {
    return snapshot.find<Candidate>(by_name, sign_in_key(sign_in_name));
}
std::optional<Candidate> candidate_by_id(Snapshot& snapshot, const Uuid& account) {
    return snapshot.find<Candidate>(by_id, account);
}

Attempt::Attempt(Database& database, const Actor& actor, std::string action, std::string_view sign_in_name)
    : actor_(actor), settings_(database.services().get<Accounts>().settings()), action_(std::move(action)) {
    try {
        database.write([&](Tx& tx) {
            key_ = attempts_key(tx, sign_in_name);
            candidate_ = candidate_by_name(tx, sign_in_name);
            reserve_attempt(tx, key_, settings_);
        });
    } catch (const Problem& problem) {
        if (problem.code() == "locked") database.write([&](Tx& tx) { record(tx, actor_, action_, false, "locked"); });
        throw;
    }
}

bool Attempt::password_is(const std::string& password) const {
    if (candidate_ && candidate_->password_hash) return seal::verify_password(password, *candidate_->password_hash);
    seal::verify_password_of_nobody(password);
    return false;
}

void Attempt::succeeded(Tx& tx, const Actor& actor) const {
    forget_attempts(tx, key_);
    record(tx, actor, action_, true, {});
}

void Attempt::failed(Tx& tx, std::string_view reason) const {
    record(tx, actor_, action_, false, reason);
    if (attempt_failed(tx, key_, settings_) == Lock::yes) record(tx, actor_, "account_lock", true, "too_many_failures");
}

void Attempt::undecided(Tx& tx, std::string_view reason) const {
    attempt_undecided(tx, key_);
    record(tx, actor_, action_, false, reason);
}

void Attempt::record(Tx& tx, const Actor& actor, std::string action, bool done, std::string_view reason) const {
    audit::Entry entry{.action = std::move(action), .subject_kind = "account"};
    entry.outcome = done ? audit::Outcome::done : audit::Outcome::refused;
    if (candidate_) {
        entry.subject = candidate_->id.text();
        entry.division = candidate_->division.value_or(DivisionCode());
        entry.organization = candidate_->organization;
    }
    // A name that nobody has may be a password in the wrong field, so only its blind index is kept.
    if (!candidate_)
        entry.detail = detail({{"reason", reason}, {"name_index", key_}});
    else if (!reason.empty())
        entry.detail = detail({{"reason", reason}});
    audit::record(tx, actor, std::move(entry));
}

}  // namespace tongzhou::auth
