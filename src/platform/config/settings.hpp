// What an administrator may set. Every setting is declared once: its default in the struct below, everything else
// (what is allowed, what it is for) in the table in settings.cpp. From there come the name in tongzhou.toml
// ("http.port"), the environment variable (TONGZHOU_HTTP_PORT), the checks, `tongzhou config` and the commented
// example file. Rules of the city (thresholds, validity, terms) are not settings: they are dated and live in `rules`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou::config {

/// Where a value comes from. A later layer wins.
enum class Layer { built_in, file, environment, flag };

struct Origin {
    Layer layer = Layer::built_in;
    std::string where;  ///< "tongzhou.toml:12", "TONGZHOU_HTTP_PORT", "--http.port"; empty for the default
    bool operator==(const Origin&) const = default;
};

/// Values that exist have passed their checks. A relative path is taken from data_folder; see resolved().
struct Settings {
    struct Database {
        std::string url = "sqlite:tongzhou.db";
        int readers = 4;
        int writers = 8;
    } database;

    std::string data_folder = ".";

    struct Http {
        std::string address = "127.0.0.1";
        int port = 8080;
        int io_threads = 1;
        int workers = 4;
        std::string certificate;
        std::string key;
        std::vector<std::string> trusted_proxies;
        std::string public_url;
        int max_connections = 4096;
        int max_body_mb = 32;
    } http;

    struct Limits {
        int requests_per_second = 50;
        int burst = 200;
        int queue_length = 4096;
        int read_queue_length = 1024;
    } limits;

    struct Session {
        int idle_minutes = 15;
        int hours = 12;
    } session;

    struct Security {
        int lockout_failures = 5;
        int lockout_minutes = 15;
        bool require_totp = true;
    } security;

    struct Keys {
        std::string file = "tongzhou.keys";
    } keys;

    struct Log {
        std::string level = "info";
        std::string format = "text";
        std::string file;
    } log;

    struct Console {
        std::string folder = "console";
    } console;

    struct Backup {
        std::string folder = "backups";
    } backup;

    struct Jobs {
        bool enabled = true;
    } jobs;

    std::string language = "zh";

    /// Parallel to setting_table().
    std::vector<Origin> origins;

    /// A configured path as the system is asked for it: relative ones within data_folder. Empty stays empty.
    std::filesystem::path resolved(const std::string& path) const;
    /// database.url with the path of an SQLite file resolved.
    std::string resolved_database_url() const;
};

/// A setting's place in Settings, typed.
using Field = std::variant<std::string*, int*, bool*, std::vector<std::string>*>;

/// A value whose display would give something away is shown masked.
enum class Secrecy { open, secret };

struct Setting {
    std::string_view name;  ///< in tongzhou.toml, and with "--" as a flag
    Field (*field)(Settings&);
    Bilingual says;  ///< what it is for, one or two sentences
    int lowest = 0;  ///< of a number
    int highest = 0;
    std::vector<std::string_view> choices{};            ///< of a text; empty: any
    std::optional<Bilingual> (*fault)(const Field&){};  ///< what else is wrong with a value, if anything
    Secrecy secrecy = Secrecy::open;

    /// "TONGZHOU_HTTP_PORT"
    std::string environment_name() const;
    /// "a number from 0 to 65535", "one of: zh, en", "true or false", "text", "a list of texts"
    Bilingual allowed() const;
};

/// All settings, in the order in which they are shown.
std::span<const Setting> setting_table();

/// Where the settings are looked for. Flags are named as in the table, without dashes.
struct Sources {
    std::map<std::string, std::string> flags;
    std::map<std::string, std::string> environment;
    std::optional<std::filesystem::path> file;  ///< must exist when named
};

/// The sources of this process: its environment; and as file the one named by the flag, else by TONGZHOU_CONFIG, else
/// ./tongzhou.toml if there is one.
Sources sources_of_process(std::map<std::string, std::string> flags, std::optional<std::filesystem::path> file = {});

/// Flags over environment over file over defaults. Throws Problem 400 "bad_configuration" that lists, a line each,
/// every unknown name with the nearest known one, every value of a wrong type or out of range with its place, and
/// settings that contradict each other. In the environment, TONGZHOU_CONFIG and TONGZHOU_TEST_* are not settings.
Settings load_settings(const Sources& sources);

/// A value as text; secrets masked. Texts are not quoted, lists joined by ", ".
std::string shown_value(const Setting& setting, const Settings& settings);

/// `tongzhou config`: name, where it comes from, value; a line each.
std::string settings_text(const Settings& settings);
/// `tongzhou config --json`: an array of objects {name, environment, value, default, origin, where, allowed, says}.
std::string settings_json(const Settings& settings);
/// A tongzhou.toml that sets nothing: every setting commented out at its default, explained in both languages.
std::string example_toml();

}  // namespace tongzhou::config
