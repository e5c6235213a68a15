#include "platform/log/log.hpp"

#include <spdlog/async_logger.h>
#include <spdlog/details/file_helper.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/base_sink.h>

#include <cassert>
#include <csignal>
#include <cstdio>
#include <shared_mutex>

#include "base/problem.hpp"
#include "platform/log/record.hpp"

namespace tongzhou::log {
namespace {

std::atomic<bool> reopen_wanted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

/// Appends to a file, or to standard error where the path is empty. Only the writing thread uses it.
class FileSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
  public:
    explicit FileSink(const std::filesystem::path& path) : path_(path.string()) {
        if (!path_.empty()) open();
    }

    /// Where the records come from; while more wait there, what was written need not be flushed yet.
    void follow(spdlog::details::thread_pool& source) { source_ = &source; }

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        if (path_.empty()) {
            std::fwrite(message.payload.data(), 1, message.payload.size(), stderr);
            return;
        }
        // Opened by name: after logrotate has moved the file, the name means a new one.
        if (reopen_wanted.exchange(false) || !is_open_) open();
        spdlog::memory_buf_t line;
        // What the disk refused may have left half a line.
        if (is_torn_) line.push_back('\n');
        line.append(message.payload.begin(), message.payload.end());
        is_torn_ = true;
        file_.write(line);
        if (source_->queue_size() == 0) file_.flush();
        is_torn_ = false;
    }

    void flush_() override {
        if (is_open_) file_.flush();
    }

    void open() {
        // A file_helper that failed to open must not be written to.
        is_open_ = false;
        file_.open(path_);
        is_open_ = true;
    }

    std::string path_;
    spdlog::details::file_helper file_;
    spdlog::details::thread_pool* source_ = nullptr;
    bool is_open_ = false;
    bool is_torn_ = false;
};

/// Counts what the disk refused, and says so on standard error at most once a minute.
struct Losses {
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::int64_t> last_minute = -1;

    void add(const std::string& what) {
        ++refused;
        const std::int64_t minute = SystemClock{}.now().ms() / 60'000;
        if (last_minute.exchange(minute) == minute) return;
        std::fprintf(stderr, "tongzhou: the log cannot be written: %s\n", what.c_str());
    }
};

/// Everything that lives from init() to shutdown(). Its end writes what waits.
class Running {
  public:
    explicit Running(const Options& options)
        : format_(options.format), writer_(std::make_shared<spdlog::details::thread_pool>(options.queue_length, 1)) {
        auto sink = std::make_shared<FileSink>(options.file);
        sink->follow(*writer_);
        logger_ = std::make_shared<spdlog::async_logger>("tongzhou", std::move(sink), writer_,
                                                         spdlog::async_overflow_policy::overrun_oldest);
        logger_->set_level(spdlog::level::trace);
        logger_->set_error_handler([this](const std::string& what) { losses_.add(what); });
    }

    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    Format format() const { return format_; }
    void write(std::string_view line) const {
        logger_->log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
    }
    std::uint64_t dropped() const { return writer_->overrun_counter() + losses_.refused; }

  private:
    Format format_;
    Losses losses_;
    std::shared_ptr<spdlog::async_logger> logger_;
    // Ends first: its end waits for the writing thread, which uses all others until then.
    std::shared_ptr<spdlog::details::thread_pool> writer_;
};

std::atomic<Level> current_level = Level::warn;
std::shared_mutex running_mutex;
std::shared_ptr<Running> running;

std::shared_ptr<Running> now_running() {
    const std::shared_lock lock{running_mutex};
    return running;
}

/// The one before ends after the lock is released, because its end waits for the disk.
void replace_running(std::shared_ptr<Running> next) {
    const std::lock_guard lock{running_mutex};
    running.swap(next);
}

extern "C" void on_hangup(int) { reopen(); }

}  // namespace

Level level_named(std::string_view name) {
    for (const auto level : {Level::debug, Level::info, Level::warn, Level::error, Level::off}) {
        if (name_of(level) == name) return level;
    }
    assert(!"a level of this name");
    return Level::info;
}

Format format_named(std::string_view name) {
    assert(name == "text" || name == "json");
    return name == "json" ? Format::json : Format::text;
}

void init(const Options& options) {
    std::shared_ptr<Running> next;
    try {
        next = std::make_shared<Running>(options);
    } catch (const spdlog::spdlog_ex& error) {
        throw Problem{
            500, "log_file_unwritable",
            fmt::format("无法写入日志文件 {}，请检查目录权限和磁盘空间。（{}）", options.file.string(), error.what()),
            fmt::format("The log file {} cannot be written; check the folder's permissions and the disk. ({})",
                        options.file.string(), error.what())};
    }
    replace_running(std::move(next));
    set_level(options.level);
}

void shutdown() {
    replace_running(nullptr);
    set_level(Level::warn);
}

void set_level(Level level) { current_level.store(level, std::memory_order_relaxed); }

bool is_enabled(Level level) { return level >= current_level.load(std::memory_order_relaxed) && level != Level::off; }

void reopen() noexcept { reopen_wanted.store(true); }

void reopen_on_hangup() {
    struct sigaction action {};
    action.sa_handler = on_hangup;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGHUP, &action, nullptr);
}

std::uint64_t dropped_records() {
    const auto now = now_running();
    return now ? now->dropped() : 0;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (!is_enabled(level)) return;
    const auto at = SystemClock{}.now();
    const auto now = now_running();
    const bool as_json = now && now->format() == Format::json;
    auto line = as_json ? json_record(at, level, event, fields) : text_record(at, level, event, fields);
    line += '\n';
    if (now) {
        now->write(line);
    } else {
        std::fwrite(line.data(), 1, line.size(), stderr);
    }
}

}  // namespace tongzhou::log
