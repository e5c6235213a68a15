#include "platform/seal/key_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace tongzhou::seal {
namespace {

constexpr std::string_view first_line = "tongzhou-keys 1";
constexpr off_t largest_key_file = 1 << 20;

/// A file descriptor that closes itself.
class File {
  public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int get() const { return descriptor_; }
    bool is_open() const { return descriptor_ >= 0; }

  private:
    int descriptor_;
};

[[noreturn]] void fail_unreadable(const std::filesystem::path& file, int error) {
    if (error == ENOENT) {
        throw Problem{
            500, "key_file_missing",
            fmt::format("找不到密钥文件 {0}。没有它，已加密的个人信息无法读取：请从备份恢复该文件；"
                        "若是首次安装，请先运行 tongzhou init。",
                        file.string()),
            fmt::format("There is no key file {0}. Without it sealed personal data cannot be read: restore the "
                        "file from your backup, or run `tongzhou init` if this is a new installation.",
                        file.string())};
    }
    throw Problem{500, "key_file_unreadable",
                  fmt::format("无法读取密钥文件 {}：{}。请检查文件的属主和权限。", file.string(), std::strerror(error)),
                  fmt::format("The key file {} cannot be read: {}. Check its owner and permissions.", file.string(),
                              std::strerror(error))};
}

[[noreturn]] void fail_unwritable(const std::filesystem::path& file, int error) {
    throw Problem{500, "key_file_unwritable",
                  fmt::format("无法写入密钥文件 {}：{}。原文件未改动；请检查目录权限和磁盘空间后重试。", file.string(),
                              std::strerror(error)),
                  fmt::format("The key file {} cannot be written: {}. The old file is unchanged; check the folder's "
                              "permissions and the disk, then try again.",
                              file.string(), std::strerror(error))};
}

[[noreturn]] void fail_damaged(const std::filesystem::path& file, int line, std::string_view zh, std::string_view en) {
    throw Problem{500, "key_file_damaged",
                  fmt::format("密钥文件 {} 第 {} 行有误：{}。请从备份恢复该文件。", file.string(), line, zh),
                  fmt::format("Line {} of the key file {} is wrong: {}. Restore the file from your backup.", line,
                              file.string(), en)};
}

std::string fingerprint(const Key& key) {
    const Key derived = derive(key, Derivation::fingerprint);
    return hex(Bytes{derived.data(), 4});
}

std::string_view next_word(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const auto word = line.substr(0, line.find_first_of(" \t"));
    line.remove_prefix(word.size());
    return word;
}

StoredKey parse_key(const std::filesystem::path& file, int number, std::string_view line) {
    const auto kind = next_word(line);
    const auto id = next_word(line);
    const auto status = next_word(line);
    const auto created = Instant::parse(next_word(line));
    const auto secret = next_word(line);

    StoredKey key;
    if (kind == "master") {
        key.info.kind = KeyInfo::Kind::master;
    } else if (kind == "index") {
        key.info.kind = KeyInfo::Kind::index;
    } else {
        fail_damaged(file, number, "首列应为 master 或 index", "it must begin with master or index");
    }
    if (status == "active") {
        key.info.status = KeyInfo::Status::active;
    } else if (status == "retired") {
        key.info.status = KeyInfo::Status::retired;
    } else {
        fail_damaged(file, number, "第三列应为 active 或 retired", "the third column must be active or retired");
    }
    if (!created) fail_damaged(file, number, "第四列应为时间", "the fourth column must be an instant");
    if (!read_base64url(secret, {key.secret.data(), Key::size}) || !next_word(line).empty()) {
        fail_damaged(file, number, "第五列应为 43 个字符的密钥", "the fifth column must be a key of 43 characters");
    }
    if (fingerprint(key.secret) != id) {
        fail_damaged(file, number, "密钥与其编号不符", "the key does not match its id");
    }
    key.info.id = id;
    key.info.created = *created;
    return key;
}

void check_one_active(const std::filesystem::path& file, int last_line, const std::vector<StoredKey>& keys) {
    for (const auto kind : {KeyInfo::Kind::master, KeyInfo::Kind::index}) {
        const auto active = std::count_if(keys.begin(), keys.end(), [kind](const StoredKey& key) {
            return key.info.kind == kind && key.info.status == KeyInfo::Status::active;
        });
        if (active != 1) {
            fail_damaged(file, last_line, "每类密钥（master、index）应恰有一个为 active",
                         "of each kind (master, index) exactly one key must be active");
        }
    }
}

std::vector<StoredKey> parse_keys(const std::filesystem::path& file, std::string_view text) {
    std::vector<StoredKey> keys;
    int number = 0;
    bool headed = false;
    while (!text.empty()) {
        ++number;
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        if (!headed) {
            if (line != first_line) fail_damaged(file, number, "应为 tongzhou-keys 1", "it must read: tongzhou-keys 1");
            headed = true;
            continue;
        }
        keys.push_back(parse_key(file, number, line));
        const auto& id = keys.back().info.id;
        const bool known =
            std::any_of(keys.begin(), keys.end() - 1, [&](const auto& key) { return key.info.id == id; });
        if (known) fail_damaged(file, number, "密钥重复", "the key is listed twice");
    }
    check_one_active(file, number, keys);
    return keys;
}

void write_all(const std::filesystem::path& file, int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_unwritable(file, errno);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
}

}  // namespace

StoredKey new_stored_key(KeyInfo::Kind kind, Instant now, const std::vector<StoredKey>& others) {
    for (;;) {
        StoredKey key{{"", kind, KeyInfo::Status::active, now}, Key::random()};
        key.info.id = fingerprint(key.secret);
        const bool taken = std::any_of(others.begin(), others.end(),
                                       [&](const StoredKey& other) { return other.info.id == key.info.id; });
        if (!taken) return key;
    }
}

Key derive(const Key& key, Derivation purpose) {
    static_assert(crypto_kdf_KEYBYTES == Key::size && crypto_kdf_CONTEXTBYTES == sizeof("tongzhou") - 1);
    Key derived;
    crypto_kdf_derive_from_key(derived.data(), Key::size, static_cast<unsigned>(purpose), "tongzhou", key.data());
    return derived;
}

std::vector<StoredKey> read_key_file(const std::filesystem::path& file) {
    const File in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in.is_open()) fail_unreadable(file, errno);
    struct stat status {};
    if (::fstat(in.get(), &status) != 0) fail_unreadable(file, errno);
    if (!S_ISREG(status.st_mode)) fail_unreadable(file, EINVAL);
    if ((status.st_mode & 077) != 0) {
        throw Problem{500, "key_file_exposed",
                      fmt::format("密钥文件 {0} 的权限为 {1:04o}，其他用户可能读取。请运行 chmod 600 {0} 后再启动。",
                                  file.string(), status.st_mode & 07777),
                      fmt::format("The key file {0} has mode {1:04o}, so other users may read it. Run `chmod 600 {0}` "
                                  "and start again.",
                                  file.string(), status.st_mode & 07777)};
    }
    if (status.st_size > largest_key_file) fail_damaged(file, 1, "文件过大", "the file is too large");

    WipedString text{static_cast<std::size_t>(status.st_size)};
    std::size_t length = 0;
    while (length < text.view().size()) {
        const auto got = ::read(in.get(), text.data() + length, text.view().size() - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_unreadable(file, errno);
        if (got == 0) break;
        length += static_cast<std::size_t>(got);
    }
    return parse_keys(file, text.view().substr(0, length));
}

void write_key_file(const std::filesystem::path& file, const std::vector<StoredKey>& keys) {
    auto next = file;
    next += ".new";
    // Under the lock nobody else writes, so one that is there was left behind by a crash.
    ::unlink(next.c_str());
    {
        const File out{::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
        if (!out.is_open()) fail_unwritable(file, errno);
        write_all(file, out.get(),
                  "# 同舟密钥文件：丢失它，已加密的个人信息将永远无法读取。请与数据库分开备份，勿外传。\n"
                  "# Tongzhou key file: whoever loses it loses all sealed personal data. Back it up apart from the "
                  "database and show it to nobody.\n");
        write_all(file, out.get(), fmt::format("{}\n", first_line));
        for (const auto& key : keys) {
            std::string secret;
            append_base64url(secret, {key.secret.data(), Key::size});
            write_all(
                file, out.get(),
                fmt::format("{} {} {} {} ", key.info.kind == KeyInfo::Kind::master ? "master" : "index", key.info.id,
                            key.info.status == KeyInfo::Status::active ? "active" : "retired", key.info.created.iso()));
            write_all(file, out.get(), secret);
            write_all(file, out.get(), "\n");
            sodium_memzero(secret.data(), secret.size());
        }
        if (::fsync(out.get()) != 0) fail_unwritable(file, errno);
    }
    if (::rename(next.c_str(), file.c_str()) != 0) fail_unwritable(file, errno);
    const File folder{::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder.is_open() || ::fsync(folder.get()) != 0) fail_unwritable(file, errno);
}

FileStamp stamp_of(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return {};
    return {status.st_ino, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec, status.st_size};
}

KeyFileLock::KeyFileLock(const std::filesystem::path& file)
    : folder_(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (folder_ < 0) fail_unwritable(file, errno);
    while (::flock(folder_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        const int error = errno;
        ::close(folder_);
        fail_unwritable(file, error);
    }
}

KeyFileLock::~KeyFileLock() { ::close(folder_); }

}  // namespace tongzhou::seal
