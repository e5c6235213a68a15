#include "platform/config/settings.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <limits>

#include "base/text.hpp"

namespace tongzhou::config {
namespace {

constexpr int any_number = std::numeric_limits<int>::max();
constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view postgresql_scheme = "postgresql:";

const std::string& text_of(const Field& field) { return *std::get<std::string*>(field); }

bool is_ip_address(const std::string& text) {
    in6_addr address;
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 || ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool is_ip_range(const std::string& text) {
    const auto slash = text.find('/');
    const auto address = text.substr(0, slash);
    if (!is_ip_address(address)) return false;
    if (slash == std::string::npos) return true;
    const int longest = address.find(':') == std::string::npos ? 32 : 128;
    int bits = -1;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + slash + 1, end, bits);
    return parsed.ec == std::errc{} && parsed.ptr == end && bits >= 0 && bits <= longest;
}

std::optional<Bilingual> fault_of_database(const Field& field) {
    const auto& url = text_of(field);
    for (const auto scheme : {sqlite_scheme, postgresql_scheme}) {
        if (url.starts_with(scheme) && url.size() > scheme.size()) return std::nullopt;
    }
    return Bilingual{
        "应以 sqlite: 加文件名，或 postgresql: 加连接参数开头，例如 sqlite:tongzhou.db 或 "
        "postgresql:dbname=tongzhou",
        "it must be sqlite: and a file, or postgresql: and connection parameters, such as "
        "sqlite:tongzhou.db or postgresql:dbname=tongzhou"};
}

std::optional<Bilingual> fault_of_required_text(const Field& field) {
    if (!trim(text_of(field)).empty()) return std::nullopt;
    return Bilingual{"不能为空", "it must not be empty"};
}

std::optional<Bilingual> fault_of_address(const Field& field) {
    if (is_ip_address(text_of(field))) return std::nullopt;
    return Bilingual{"应为 IP 地址，例如 127.0.0.1、0.0.0.0 或 ::",
                     "it must be an IP address, such as 127.0.0.1, 0.0.0.0 or ::"};
}

std::optional<Bilingual> fault_of_proxies(const Field& field) {
    for (const auto& range : *std::get<std::vector<std::string>*>(field)) {
        if (!is_ip_range(range)) {
            return Bilingual{fmt::format("“{}”不是 IP 地址或网段，例如 10.0.0.0/8", range),
                             fmt::format("\"{}\" is no IP address or range such as 10.0.0.0/8", range)};
        }
    }
    return std::nullopt;
}

std::optional<Bilingual> fault_of_public_url(const Field& field) {
    const std::string_view url = text_of(field);
    if (url.empty()) return std::nullopt;
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!url.starts_with(scheme)) continue;
        const auto host = url.substr(scheme.size());
        if (!host.empty() && host.find_first_of("/?# ") == std::string_view::npos) return std::nullopt;
    }
    return Bilingual{"应为 https:// 加主机名，末尾不带路径或斜杠，例如 https://fugong.jining.example",
                     "it must be https:// and a host, without a path or a slash at the end, such as "
                     "https://fugong.jining.example"};
}

// One entry a setting. The field is named by a function so that the type of a setting is the type of its member.
#define TONGZHOU_FIELD(member) [](Settings& settings) -> Field { return &settings.member; }

const Setting table[] = {
    {.name = "database.url",
     .field = TONGZHOU_FIELD(database.url),
     .says =
         {"数据所在：SQLite 文件，或 PostgreSQL 连接。口令请放在 PGPASSFILE 指向的文件里，不要写在这里。",
          "Where the data is: an SQLite file, or a PostgreSQL connection. Keep a password in the file that PGPASSFILE "
          "names rather than here."},
     .fault = fault_of_database,
     .secrecy = Secrecy::secret},
    {.name = "database.readers",
     .field = TONGZHOU_FIELD(database.readers),
     .says = {"同时读取数据库的连接数。", "Connections that read at the same time."},
     .lowest = 1,
     .highest = 64},
    {.name = "database.writers",
     .field = TONGZHOU_FIELD(database.writers),
     .says = {"同时写入的连接数，仅用于 PostgreSQL；SQLite 只有一个写入者。",
              "Connections that write at the same time, on PostgreSQL only; SQLite has one writer."},
     .lowest = 1,
     .highest = 64},
    {.name = "data_folder",
     .field = TONGZHOU_FIELD(data_folder),
     .says = {"数据目录。其他设置里的相对路径都从这里算起。",
              "The folder of the data. Relative paths in other settings start here."},
     .fault = fault_of_required_text},
    {.name = "http.address",
     .field = TONGZHOU_FIELD(http.address),
     .says = {"监听的地址。127.0.0.1 只供本机；供他人使用时设为 0.0.0.0，并启用证书或置于带证书的代理之后。",
              "The address to listen on. 127.0.0.1 serves this machine only; to serve others set 0.0.0.0 and a "
              "certificate, "
              "or stand behind a proxy that has one."},
     .fault = fault_of_address},
    {.name = "http.port",
     .field = TONGZHOU_FIELD(http.port),
     .says = {"监听的端口；0 由系统挑选。", "The port to listen on; 0 lets the system choose."},
     .lowest = 0,
     .highest = 65535},
    {.name = "http.io_threads",
     .field = TONGZHOU_FIELD(http.io_threads),
     .says = {"收发网络数据的线程数。", "Threads that read and write the network."},
     .lowest = 1,
     .highest = 64},
    {.name = "http.workers",
     .field = TONGZHOU_FIELD(http.workers),
     .says = {"执行读取请求的线程数。", "Threads that carry out reading requests."},
     .lowest = 1,
     .highest = 256},
    {.name = "http.certificate",
     .field = TONGZHOU_FIELD(http.certificate),
     .says = {"TLS 证书链文件（PEM）；与 http.key 一起设置。",
              "The file of the TLS certificate chain (PEM); set together with http.key."}},
    {.name = "http.key",
     .field = TONGZHOU_FIELD(http.key),
     .says = {"TLS 私钥文件（PEM）。", "The file of the TLS private key (PEM)."}},
    {.name = "http.trusted_proxies",
     .field = TONGZHOU_FIELD(http.trusted_proxies),
     .says = {"可信代理的地址或网段；只有它们转来的 X-Forwarded-For 才被采信。",
              "Addresses or ranges of proxies; only theirs is the X-Forwarded-For that is believed."},
     .fault = fault_of_proxies},
    {.name = "http.public_url",
     .field = TONGZHOU_FIELD(http.public_url),
     .says = {"用户在浏览器里看到的网址，用于链接和二维码；留空则由监听地址得出。",
              "The address that users see, for links and QR codes; empty: made from the listening address."},
     .fault = fault_of_public_url},
    {.name = "http.max_connections",
     .field = TONGZHOU_FIELD(http.max_connections),
     .says = {"同时保持的连接数；超出的连接被立即关闭。", "Connections held at once; further ones are closed at once."},
     .lowest = 1,
     .highest = 1'000'000},
    {.name = "http.max_body_mb",
     .field = TONGZHOU_FIELD(http.max_body_mb),
     .says = {"一次请求最大的内容，单位 MB；导入的表格也受此限制。",
              "The largest body of one request, in MB; spreadsheets to import too."},
     .lowest = 1,
     .highest = 2048},
    {.name = "limits.requests_per_second",
     .field = TONGZHOU_FIELD(limits.requests_per_second),
     .says = {"每个使用者每秒的请求数；0 为不限。", "Requests a second of one actor; 0: no limit."},
     .lowest = 0,
     .highest = any_number},
    {.name = "limits.burst",
     .field = TONGZHOU_FIELD(limits.burst),
     .says = {"短时间内可以超出的请求数。", "Requests that one actor may send at once before the rate applies."},
     .lowest = 1,
     .highest = any_number},
    {.name = "limits.queue_length",
     .field = TONGZHOU_FIELD(limits.queue_length),
     .says = {"等待写入的请求数；超出时答复 503，请稍后再试。",
              "Requests that wait to be written; beyond that the answer is 503, try again."},
     .lowest = 1,
     .highest = 1'000'000},
    {.name = "limits.read_queue_length",
     .field = TONGZHOU_FIELD(limits.read_queue_length),
     .says = {"等待读取的请求数；超出时答复 503。", "Requests that wait to be read; beyond that the answer is 503."},
     .lowest = 1,
     .highest = 1'000'000},
    {.name = "session.idle_minutes",
     .field = TONGZHOU_FIELD(session.idle_minutes),
     .says = {"无操作多少分钟后须重新登录。", "Minutes without a request after which one must sign in again."},
     .lowest = 1,
     .highest = 1440},
    {.name = "session.hours",
     .field = TONGZHOU_FIELD(session.hours),
     .says = {"登录多少小时后无论如何须重新登录。", "Hours after which one must sign in again in any case."},
     .lowest = 1,
     .highest = 720},
    {.name = "security.lockout_failures",
     .field = TONGZHOU_FIELD(security.lockout_failures),
     .says = {"连续输错口令多少次后锁定账户。", "Wrong passwords in a row that lock an account."},
     .lowest = 1,
     .highest = 100},
    {.name = "security.lockout_minutes",
     .field = TONGZHOU_FIELD(security.lockout_minutes),
     .says = {"锁定多少分钟。", "Minutes for which it stays locked."},
     .lowest = 1,
     .highest = 1440},
    {.name = "security.require_totp",
     .field = TONGZHOU_FIELD(security.require_totp),
     .says = {"特权角色登录时是否必须使用动态口令。",
              "Whether privileged roles must use a one-time password to sign in."}},
    {.name = "keys.file",
     .field = TONGZHOU_FIELD(keys.file),
     .says = {"密钥文件。请与数据库分开备份：丢失它，已加密的个人信息无法恢复。",
              "The key file. Back it up apart from the database: without it sealed personal data is lost."},
     .fault = fault_of_required_text},
    {.name = "log.level",
     .field = TONGZHOU_FIELD(log.level),
     .says = {"记录到什么程度。", "How much is logged."},
     .choices = {"debug", "info", "warn", "error", "off"}},
    {.name = "log.format",
     .field = TONGZHOU_FIELD(log.format),
     .says = {"日志格式：text 供人阅读，json 供程序读取。", "text to be read by people, json by programs."},
     .choices = {"text", "json"}},
    {.name = "log.file",
     .field = TONGZHOU_FIELD(log.file),
     .says = {"日志文件；留空写到标准错误。收到 SIGHUP 时重新打开。",
              "The log file; empty: standard error. It is opened again on SIGHUP."}},
    {.name = "console.folder",
     .field = TONGZHOU_FIELD(console.folder),
     .says = {"网页控制台的文件所在目录。", "The folder with the files of the web console."}},
    {.name = "backup.folder",
     .field = TONGZHOU_FIELD(backup.folder),
     .says = {"备份存放的目录。", "The folder for backups."},
     .fault = fault_of_required_text},
    {.name = "jobs.enabled",
     .field = TONGZHOU_FIELD(jobs.enabled),
     .says = {"本进程是否执行定时任务；多个进程共用一个数据库时只开一个。",
              "Whether this process runs the timed jobs; of several on one database only one should."}},
    {.name = "language",
     .field = TONGZHOU_FIELD(language),
     .says = {"命令行的语言，以及未指明语言的答复的语言。",
              "The language of the command line, and of replies to clients that name none."},
     .choices = {"zh", "en"}},
};

#undef TONGZHOU_FIELD

}  // namespace

std::span<const Setting> setting_table() { return table; }

std::string Setting::environment_name() const {
    std::string environment = "TONGZHOU_" + to_upper_ascii(name);
    std::replace(environment.begin(), environment.end(), '.', '_');
    return environment;
}

Bilingual Setting::allowed() const {
    Settings any;
    struct Describe {
        const Setting& setting;
        Bilingual operator()(const std::string*) const {
            if (setting.choices.empty()) return {"文字", "text"};
            const auto list = fmt::format("{}", fmt::join(setting.choices, ", "));
            return {"其中之一：" + list, "one of: " + list};
        }
        Bilingual operator()(const int*) const {
            if (setting.highest == any_number) {
                return {fmt::format("不小于 {} 的整数", setting.lowest),
                        fmt::format("a whole number of at least {}", setting.lowest)};
            }
            return {fmt::format("{} 到 {} 的整数", setting.lowest, setting.highest),
                    fmt::format("a whole number from {} to {}", setting.lowest, setting.highest)};
        }
        Bilingual operator()(const bool*) const { return {"true 或 false", "true or false"}; }
        Bilingual operator()(const std::vector<std::string>*) const { return {"文字的列表", "a list of texts"}; }
    };
    return std::visit(Describe{*this}, field(any));
}

std::filesystem::path Settings::resolved(const std::string& path) const {
    if (path.empty()) return {};
    // An absolute right side replaces the left.
    return std::filesystem::path{data_folder} / path;
}

std::string Settings::resolved_database_url() const {
    const std::string_view url = database.url;
    if (!url.starts_with(sqlite_scheme)) return database.url;
    const std::string file{url.substr(sqlite_scheme.size())};
    if (file == ":memory:") return database.url;
    return std::string{sqlite_scheme} + resolved(file).string();
}

}  // namespace tongzhou::config
