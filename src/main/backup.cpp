// `tongzhou backup` and `tongzhou restore`. The key file is not part of a backup: who finds a backup must not be able
// to read it. docs/guide says how to keep the two apart.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "main/commands.hpp"
#include "main/modules.hpp"
#include "main/progress.hpp"

extern char** environ;

namespace tongzhou {

namespace {

namespace fs = std::filesystem;

std::string dated_name(const Clock& clock, std::string_view ending) {
    auto iso = clock.now().iso();
    std::string name = "tongzhou-";
    for (char c : iso.substr(0, 19))
        if (c != '-' && c != ':') name += c;
    return name + "Z" + std::string(ending);
}

// On disk, not only in the page cache: a backup that a power cut empties is none.
void sync_file(const fs::path& path) {
    int file = ::open(path.c_str(), O_RDONLY);
    if (file >= 0) {
        ::fsync(file);
        ::close(file);
    }
}

void run_postgres_tool(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    int status = 0;
    if (::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0 ||
        ::waitpid(child, &status, 0) < 0 || status != 0)
        throw Problem(
            500, "postgres_tool",
            fmt::format("{} 没有成功，原因见上面的输出；请确认已安装 postgresql-client。", words.front()),
            fmt::format("{} did not succeed; see its output above. Make sure that postgresql-client is installed.",
                        words.front()));
}

void require_sound(const fs::path& file) {
    sql::Connection connection(sql::Address{sql::Engine::sqlite, file.string()}, sql::Access::read_only);
    auto faults = connection.check_integrity();
    if (!faults.empty())
        throw Problem::conflict(
            "backup_damaged", fmt::format("文件 {} 已损坏：{}。请换一份备份。", file.string(), faults.front()),
            fmt::format("The file {} is damaged: {}. Use another backup.", file.string(), faults.front()));
    sql::missing_migrations(connection, all_migrations());  // refuses a database newer than this program
}

}  // namespace

int backup(const Common& common, const BackupOptions& options) {
    Program program(common.settings, Opening::to_migrate);
    const bool sqlite = program.database().engine() == sql::Engine::sqlite;
    fs::path target = options.file;
    if (target.empty())
        target = program.settings().resolved(program.settings().backup.folder) /
                 dated_name(program.clock(), sqlite ? ".db" : ".dump");
    if (fs::exists(target))
        throw Problem::conflict("file_exists", fmt::format("文件 {} 已存在，请换个名字。", target.string()),
                                fmt::format("The file {} exists already. Choose another name.", target.string()));
    if (target.has_parent_path()) fs::create_directories(target.parent_path());
    // Half a backup must not look like one, so it gets its name last.
    fs::path partial = target.string() + ".partial";
    fs::remove(partial);
    if (sqlite) {
        ProgressBar bar("backup", !common.quiet);
        program.database().backup(partial.string(), [&](double done) { bar.show(done); });
        require_sound(partial);
        fs::remove(partial.string() + "-wal");
        fs::remove(partial.string() + "-shm");
    } else {
        run_postgres_tool({"pg_dump", "--format=custom", "--file=" + partial.string(),
                           sql::Address::parse(program.settings().resolved_database_url()).target});
    }
    sync_file(partial);
    fs::rename(partial, target);
    sync_file(target.parent_path().empty() ? "." : target.parent_path());
    if (common.json)
        fmt::print("{{\"file\":\"{}\",\"bytes\":{}}}\n", target.string(), fs::file_size(target));
    else
        fmt::print("{} ({} bytes)\n", target.string(), fs::file_size(target));
    return exit_done;
}

int restore(const Common& common, const RestoreOptions& options) {
    const fs::path source = options.file;
    if (!fs::exists(source))
        throw Problem::not_found("no_such_file", fmt::format("没有文件 {}。", source.string()),
                                 fmt::format("There is no file {}.", source.string()));
    Tenant alone(common.settings.resolved("."), Tenancy::alone);
    auto address = sql::Address::parse(common.settings.resolved_database_url());
    if (address.engine == sql::Engine::postgres) {
        std::vector<std::string> words{"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                                       "--dbname=" + address.target};
        if (options.replace) words.insert(words.end(), {"--clean", "--if-exists"});
        words.push_back(source.string());
        run_postgres_tool(words);
        fmt::print("{}\n", source.string());
        return exit_done;
    }
    const fs::path target = address.target;
    if (fs::exists(target) && !options.replace)
        throw Problem::conflict(
            "database_exists",
            fmt::format("数据库 {} 已存在；确认要替换请加 --replace，旧库会改名保留。", target.string()),
            fmt::format("The database {} exists. To replace it add --replace; the old one is kept under another name.",
                        target.string()));
    fs::path incoming = target.string() + ".incoming";
    fs::copy_file(source, incoming, fs::copy_options::overwrite_existing);
    require_sound(incoming);
    for (auto part : {"-wal", "-shm"}) fs::remove(incoming.string() + part);
    sync_file(incoming);
    if (fs::exists(target)) {
        // Closing the old database first folds its log into the file, so that what is set aside is whole.
        sql::Connection(address, sql::Access::read_write).checkpoint(true);
        SystemClock clock;
        fs::rename(target, target.string() + "." + dated_name(clock, ".replaced"));
        for (auto part : {"-wal", "-shm"}) fs::remove(target.string() + part);
    }
    fs::rename(incoming, target);
    sync_file(target.has_parent_path() ? target.parent_path() : ".");
    fmt::print("{}\n", target.string());
    return exit_done;
}

}  // namespace tongzhou
