#include "main/program.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "main/modules.hpp"

namespace tongzhou {

Tenant::Tenant(const std::filesystem::path& data_folder, Tenancy tenancy) {
    std::error_code failure;
    std::filesystem::create_directories(data_folder, failure);
    auto path = data_folder / "tongzhou.lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0)
        throw Problem::unavailable(
            "data_folder", fmt::format("数据目录 {} 打不开，请检查是否存在、是否有写权限。", data_folder.string()),
            fmt::format("The data folder {} cannot be opened. Check that it exists and may be written.",
                        data_folder.string()),
            0);
    if (::flock(file_, (tenancy == Tenancy::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return;
    ::close(file_);
    throw Problem::conflict("in_use", "数据正被另一个 tongzhou 进程使用，请先停止它（systemctl stop tongzhou）。",
                            "Another tongzhou process uses this data. Stop it first (systemctl stop tongzhou).");
}

Tenant::~Tenant() { ::close(file_); }

namespace {

auth::Settings auth_settings(const config::Settings& settings) {
    auth::Settings out;
    out.idle_time = std::chrono::minutes(settings.session.idle_minutes);
    out.session_life = std::chrono::hours(settings.session.hours);
    out.failures_to_lock = settings.security.lockout_failures;
    out.lock_time = std::chrono::minutes(settings.security.lockout_minutes);
    out.require_second_factor = settings.security.require_totp;
    out.secure_cookies = !settings.http.certificate.empty() || settings.http.public_url.starts_with("https:");
    return out;
}

}  // namespace

Program::Program(config::Settings settings, Opening opening, Tenancy tenancy, const Clock* clock)
    : settings_(std::move(settings)),
      tenant_(settings_.resolved("."), tenancy),
      clock_(clock ? clock : &system_clock_) {
    const auto key_file = settings_.resolved(settings_.keys.file);
    keys_ = std::make_unique<seal::KeyRing>(opening == Opening::from_nothing
                                                ? seal::KeyRing::open_or_create(key_file, clock_->now())
                                                : seal::KeyRing::open(key_file));
    accounts_ = std::make_unique<auth::Accounts>(auth_settings(settings_), *keys_, *clock_);
    sql::Options options;
    options.url = settings_.resolved_database_url();
    options.readers = settings_.database.readers;
    options.writers = settings_.database.writers;
    options.write_queue = static_cast<std::size_t>(settings_.limits.queue_length);
    options.read_queue = static_cast<std::size_t>(settings_.limits.read_queue_length);
    database_ = std::make_unique<Database>(options, *clock_);
    database_->services().provide(*keys_);
    database_->services().provide(*accounts_);
    database_->services().provide(settings_);
    for (const auto* module : all_modules())
        if (module->provide) kept_.push_back(module->provide(*database_));
    if (opening == Opening::from_nothing) migrate();
    if (opening == Opening::as_it_is && !database_->is_migrated(all_migrations()))
        throw Problem::conflict(
            "migrations_missing", "数据库结构不是本版本的，请先备份，再运行 tongzhou migrate。",
            "The database has not the tables of this version. Back it up, then run: tongzhou migrate");
}

Program::~Program() {
    // Calls still queued may use what the modules keep, so the threads end first.
    if (database_) database_->stop();
}

int Program::migrate() { return database_->migrate(all_migrations()); }

}  // namespace tongzhou
