// The opened installation, as every command finds it: settings, keys, database, and what the modules keep in memory.
#pragma once

#include <memory>
#include <vector>

#include "platform/auth/accounts.hpp"
#include "platform/config/settings.hpp"
#include "platform/seal/seal.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou {

/// Who else may have the data open. Restoring replaces the file under everybody's feet, and a server that runs goes on
/// sealing under the keys it has, so these must be alone.
enum class Tenancy { shared, alone };

/// Held for as long as this process uses the data folder. Throws Problem 409 "in_use" when it cannot be had.
class Tenant {
  public:
    Tenant(const std::filesystem::path& data_folder, Tenancy tenancy);
    ~Tenant();
    Tenant(const Tenant&) = delete;
    Tenant& operator=(const Tenant&) = delete;

  private:
    int file_ = -1;
};

/// What to do about keys and tables that are not there yet.
enum class Opening {
    as_it_is,     ///< the key file must exist, all migrations must be applied
    to_migrate,   ///< the key file must exist; migrations are the caller's
    from_nothing  ///< makes the key file and applies migrations: init, demo
};

class Program {
  public:
    /// Throws Problem: what is missing and which command makes it.
    /// `clock` is the machine's unless given; it must outlive the program.
    Program(config::Settings settings, Opening opening, Tenancy tenancy = Tenancy::shared,
            const Clock* clock = nullptr);
    ~Program();

    const config::Settings& settings() const { return settings_; }
    seal::KeyRing& keys() { return *keys_; }
    Database& database() { return *database_; }
    auth::Accounts& accounts() { return *accounts_; }
    const Clock& clock() const { return *clock_; }
    /// Applies missing migrations; returns how many.
    int migrate();

  private:
    config::Settings settings_;
    Tenant tenant_;
    SystemClock system_clock_;
    const Clock* clock_;
    std::unique_ptr<seal::KeyRing> keys_;
    std::unique_ptr<auth::Accounts> accounts_;
    std::unique_ptr<Database> database_;
    std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace tongzhou
