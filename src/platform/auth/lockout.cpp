#include "platform/auth/lockout.hpp"

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/auth/names.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::auth {
namespace {

struct Attempts {
    std::int32_t failures = 0;
    std::optional<Instant> locked_until;
};
BOOST_DESCRIBE_STRUCT(Attempts, (), (failures, locked_until))

// One statement counts and reads, so that attempts at the same moment are counted one after the other. Attempts older
// than the lock time no longer count.
const sql::Query count_attempt{R"(
    INSERT INTO sign_in_attempts (name, failures, last_at, locked_until) VALUES (:name, 1, :now, NULL)
    ON CONFLICT (name) DO UPDATE SET
        failures     = CASE WHEN sign_in_attempts.last_at < :forgotten
                             AND COALESCE(sign_in_attempts.locked_until, 0) <= :unlocked_1
                            THEN 1 ELSE sign_in_attempts.failures + 1 END,
        locked_until = CASE WHEN COALESCE(sign_in_attempts.locked_until, 0) <= :unlocked_2
                            THEN NULL ELSE sign_in_attempts.locked_until END,
        last_at      = :last_at
    RETURNING failures, locked_until)"};
const sql::Query take_back{"UPDATE sign_in_attempts SET failures = failures - 1 WHERE name = :name AND failures > 0"};
const sql::Query find_attempts{"SELECT failures, locked_until FROM sign_in_attempts WHERE name = :name"};
const sql::Query lock_name{
    "UPDATE sign_in_attempts SET failures = 0, locked_until = :until WHERE name = :name AND locked_until IS NULL"};
const sql::Query forget_name{"DELETE FROM sign_in_attempts WHERE name = :name"};
const sql::Query drop_tries{
    "DELETE FROM sign_in_attempts WHERE last_at < :forgotten AND COALESCE(locked_until, 0) <= :now"};

[[noreturn]] void fail_locked(Instant now, Instant until) {
    const auto seconds = std::max<std::int64_t>(1, ((until - now).count() + 999) / 1000);
    const auto minutes = (seconds + 59) / 60;
    throw Problem(429, "locked", fmt::format("登录失败次数过多，请约 {} 分钟后再试，或联系管理员解锁。", minutes),
                  fmt::format("Too many failed attempts. Try again in about {} minutes or ask an administrator to "
                              "unlock the account.",
                              minutes))
        .retry_after(static_cast<int>(seconds));
}

}  // namespace

std::string attempts_key(Snapshot& snapshot, std::string_view sign_in_name) {
    return snapshot.service<seal::KeyRing>().blind_index(sign_in_key(sign_in_name), "auth.sign_in_attempts");
}

void reserve_attempt(Tx& tx, const std::string& key, const Settings& settings) {
    if (const auto until = locked_until(tx, key)) fail_locked(tx.now(), *until);
    const auto now = tx.now();
    const auto counted = tx.find<Attempts>(count_attempt, key, now, now - settings.lock_time, now, now, now);
    if (counted->locked_until) fail_locked(now, *counted->locked_until);
    // More than are allowed are under way at this moment; those before will lock the name or clear it.
    if (counted->failures > settings.failures_to_lock) fail_locked(now, now + std::chrono::seconds(5));
}

Lock attempt_failed(Tx& tx, const std::string& key, const Settings& settings) {
    const auto attempts = tx.find<Attempts>(find_attempts, key);
    if (!attempts || attempts->failures < settings.failures_to_lock) return Lock::no;
    return tx.run(lock_name, tx.now() + settings.lock_time, key) > 0 ? Lock::yes : Lock::no;
}

void attempt_undecided(Tx& tx, const std::string& key) { tx.run(take_back, key); }
void forget_attempts(Tx& tx, const std::string& key) { tx.run(forget_name, key); }

std::optional<Instant> locked_until(Snapshot& snapshot, const std::string& key) {
    const auto attempts = snapshot.find<Attempts>(find_attempts, key);
    if (!attempts || !attempts->locked_until || *attempts->locked_until <= snapshot.now()) return std::nullopt;
    return attempts->locked_until;
}

std::int64_t drop_old_attempts(Tx& tx, const Settings& settings) {
    return tx.run(drop_tries, tx.now() - settings.lock_time, tx.now());
}

}  // namespace tongzhou::auth
