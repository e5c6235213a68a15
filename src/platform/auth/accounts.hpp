// Who is asking: the Authenticator of the program. A session cookie, an API token or a device token becomes an Actor,
// from memory when it was looked up within the last seconds, else from the database.
//
// The program makes one, provides it as a service, and calls store_uses() from a job and when it stops.
#pragma once

#include <memory>
#include <optional>

#include "platform/api/authenticator.hpp"
#include "platform/auth/credential.hpp"
#include "platform/auth/identity_cache.hpp"
#include "platform/auth/settings.hpp"
#include "platform/seal/seal.hpp"
#include "platform/sql/database.hpp"
#include "platform/sql/migrations.hpp"

namespace tongzhou {
extern const sql::MigrationSet auth_migrations;
}

namespace tongzhou::auth {

class Accounts final : public api::Authenticator {
  public:
    Accounts(Settings settings, const seal::KeyRing& keys, const Clock& clock);
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;

    std::optional<Actor> recall(const http::Request& request) override;
    Actor identify(Snapshot& snapshot, const http::Request& request) override;

    const Settings& settings() const { return settings_; }

    /// Takes back at once, in this process, what an account, session, token or device was trusted with: within the call
    /// that takes it away. Other nodes follow within Settings::trust_memory_for.
    void forget(Tx& tx, const Uuid& whose);
    /// The same for everyone, when a role has changed.
    void forget_all(Tx& tx);
    /// Told, on any thread, after forget() has been committed: what listens for that actor or session must stop.
    void on_forgotten(std::function<void(const Uuid&)> listener) { listeners_.push_back(std::move(listener)); }

    /// Writes when sessions and tokens were last used, those a minute and more behind, in one transaction. Requests
    /// themselves never write it.
    void store_uses(Database& database);

    /// How many identities are in memory.
    std::size_t remembered() const { return cache_.size(); }

    /// What a page must send in X-CSRF-Token with a session's cookie.
    std::string csrf_of(const Uuid& session) const;

  private:
    IdentityCache::Known look_up(Snapshot& snapshot, const Credential& credential, const http::Request& request) const;
    void defend(const Identity& identity, const http::Request& request) const;

    const Settings settings_;
    const seal::KeyRing& keys_;
    const Clock& clock_;
    IdentityCache cache_;
    std::vector<std::function<void(const Uuid&)>> listeners_;
};

}  // namespace tongzhou::auth
