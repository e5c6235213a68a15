// Structured logs for whoever runs the program: one event a line, with fields.
//
//     log::warn("passage_refused", {{"site", site.id}, {"reason", "fever"}, {"ms", 3}});
//     {"at":"2020-02-24T00:00:00.000Z","level":"warn","event":"passage_refused","site":"018f…","reason":"fever","ms":3}
//
// An event is a constant snake_case name, so that it can be counted; what varies stands in fields. What must be proven
// later belongs into the audit, not here.
//
// Secrets and personal data are never logged. Pass Redacted where a value must not be shown; fields whose names end
// in what says that they hold one (password, token, mobile …) are redacted in any case.
//
// Callers never wait for the disk: records go through a bounded queue to one writing thread, and when the queue is full
// the oldest waiting record makes room and is counted. Any thread may log. Before init() warnings and errors go
// straight to standard error.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace tongzhou::log {

enum class Level { debug, info, warn, error, off };
enum class Format {
    text,  ///< Shanghai time, for people
    json   ///< UTC, one JSON object a line
};

struct Options {
    Level level = Level::info;
    Format format = Format::text;
    std::filesystem::path file{};     ///< empty: standard error; a missing folder is made
    std::size_t queue_length = 8192;  ///< records that may wait for the disk
};

/// The level or format of this name, as the settings log.level and log.format spell them; asserts that there is one.
Level level_named(std::string_view name);
Format format_named(std::string_view name);

/// Starts logging, or starts it anew with other options. Throws Problem 500 "log_file_unwritable".
void init(const Options& options);
/// Writes what waits and stops the writing thread; afterwards it is as before init().
void shutdown();
/// Changes the level while running.
void set_level(Level level);
/// Whether a record of this level would be written: to spare work that only a log needs.
bool is_enabled(Level level);

/// Opens the log file again before the next record, after logrotate has moved it. Safe in a signal handler.
void reopen() noexcept;
/// Calls reopen() on SIGHUP.
void reopen_on_hangup();

/// Records that were dropped since init(), because the queue was full or the disk refused them.
std::uint64_t dropped_records();

/// Stands for a value that must not be shown: "[redacted]". It keeps nothing of the value.
struct Redacted {
    Redacted() = default;
    template <class T>
    explicit Redacted(const T&) {}
};

/// A value with a text() of its own: ids, instants, codes.
template <class T>
concept Spelled = requires(const T& value) {
    { value.text() } -> std::convertible_to<std::string>;
};

/// One named value. Texts are not copied: a Field lives no longer than the call that logs it.
struct Field {
    using Value = std::variant<std::string_view, std::string, std::int64_t, std::uint64_t, double, bool, Redacted>;

    std::string_view name;
    Value value;

    Field(std::string_view n, std::string_view v) : name(n), value(v) {}
    Field(std::string_view n, const std::string& v) : name(n), value(std::string_view{v}) {}
    Field(std::string_view n, const char* v) : name(n), value(std::string_view{v}) {}
    Field(std::string_view n, bool v) : name(n), value(v) {}
    Field(std::string_view n, double v) : name(n), value(v) {}
    Field(std::string_view n, Redacted v) : name(n), value(v) {}
    template <std::signed_integral T>
    Field(std::string_view n, T v) : name(n), value(std::int64_t{v}) {}
    template <std::unsigned_integral T>
    Field(std::string_view n, T v) : name(n), value(std::uint64_t{v}) {}
    template <Spelled T>
    Field(std::string_view n, const T& v) : name(n), value(std::string{v.text()}) {}
};

void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warn(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warn, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace tongzhou::log
