#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/text.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/records.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::jobs {

namespace {

enum class When { due, anyway };

/// Fit to be stored: PostgreSQL takes no text that is not UTF-8.
std::string text_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        return valid_utf8(error.what()) ? std::string(utf8_prefix(error.what(), 2000)) : hex(bytes_of(error.what()));
    } catch (...) {
        return "something that is no std::exception";
    }
}

Problem no_such_job(std::string_view name) {
    return Problem::not_found("no_such_job", fmt::format("没有名为“{}”的任务，任务列表见 /jobs。", name),
                              fmt::format("There is no job “{}”; /jobs lists them.", name));
}

Problem job_running(std::string_view name) {
    return Problem::conflict("job_running", fmt::format("任务“{}”正在运行，请等它结束后再试。", name),
                             fmt::format("The job “{}” is running. Try again when it has ended.", name));
}

}  // namespace

struct Scheduler::Impl {
    Database& database;
    const Clock& clock;
    const Options options;
    std::vector<Job> jobs;

    std::mutex mutex;
    std::condition_variable_any woken;
    bool look_again = false;
    std::jthread thread;

    Impl(Database& d, const Clock& c, Options o) : database(d), clock(c), options(o) {}

    const Job* find(std::string_view name) const {
        auto same = std::find_if(jobs.begin(), jobs.end(), [&](const Job& job) { return job.name == name; });
        return same == jobs.end() ? nullptr : &*same;
    }
    const Job& job_named(std::string_view name) const {
        if (const auto* job = find(name)) return *job;
        throw no_such_job(name);
    }

    /// No job is ever planned for later than this, except by a clock that has been set back since.
    static Instant latest_plan(const Job& job, Instant now) {
        return std::max(job.schedule.next_after(now), now + longest_back_off);
    }

    void plan(const Job& job) {
        database.write([&](Tx& tx) {
            const auto now = clock.now(), next = job.schedule.next_after(now);
            if (lock_record(tx, job.name, next).next_run_at > latest_plan(job, now)) plan_run(tx, job.name, next);
        });
    }

    std::optional<Id<Run>> take(const Job& job, When when) {
        const auto run = Id<Run>::make(clock.now());
        const bool taken = database.write_value([&](Tx& tx) {
            const auto now = clock.now();
            const auto record = lock_record(tx, job.name, job.schedule.next_after(now));
            if (record.is_running(now, options.lease)) return false;
            if (when == When::due && record.next_run_at > now) return false;
            if (record.lease_holder) log::warn("job_taken_over", {{"job", job.name}, {"from", *record.lease_holder}});
            take_lease(tx, job.name, run, now, now + options.lease);
            return true;
        });
        return taken ? std::optional(run) : std::nullopt;
    }

    /// Renews the lease until it is told to stop.
    void keep_lease(const std::stop_token& stop, const Job& job, const Id<Run>& run) {
        std::mutex alone;
        std::unique_lock lock(alone);
        std::condition_variable_any ended;
        const auto has_ended = [&] { return stop.stop_requested(); };
        while (!ended.wait_for(lock, stop, options.renew_every, has_ended)) {
            try {
                database.write([&](Tx& tx) { renew_lease(tx, job.name, run, clock.now() + options.lease); });
            } catch (const std::exception& error) {
                log::warn("job_lease_not_renewed", {{"job", job.name}, {"error", error.what()}});
            }
        }
    }

    /// What the job threw, if anything.
    std::exception_ptr carry_out(const Job& job, const Id<Run>& run) {
        std::exception_ptr failure;
        {
            const std::jthread keeper([&](std::stop_token stop) { keep_lease(stop, job, run); });
            try {
                job.work(database);
            } catch (...) {
                failure = std::current_exception();
            }
        }
        end(job, run, failure ? std::optional(text_of(failure)) : std::nullopt);
        return failure;
    }

    void end(const Job& job, const Id<Run>& run, const std::optional<std::string>& error) {
        const auto record = database.write_value([&](Tx& tx) {
            const auto now = clock.now();
            auto r = lock_record(tx, job.name, job.schedule.next_after(now));
            if (r.lease_holder != run) return r;  // it belongs to another run by now
            r.last_finished_at = now;
            r.last_outcome = error ? JobOutcome::failed : JobOutcome::done;
            r.last_error = error;
            r.failures = error ? r.failures + 1 : 0;
            r.next_run_at = error ? now + back_off(r.failures) : job.schedule.next_after(now);
            record_end(tx, r);
            return r;
        });
        if (record.lease_holder != run) log::warn("job_lease_lost", {{"job", job.name}});
        if (error)
            log::error("job_failed", {{"job", job.name},
                                      {"error", *error},
                                      {"failures", record.failures},
                                      {"next_run_at", record.next_run_at}});
        else
            log::debug("job_done", {{"job", job.name}, {"next_run_at", record.next_run_at}});
    }

    int look(const std::stop_token& stop) {
        const auto records = database.read_value(records_of);
        int ran = 0;
        for (const auto& job : jobs) {
            if (stop.stop_requested()) break;
            const auto now = clock.now();
            const auto record =
                std::find_if(records.begin(), records.end(), [&](const Record& r) { return r.name == job.name; });
            if (record == records.end() || record->next_run_at > latest_plan(job, now)) {
                plan(job);
            } else if (record->next_run_at <= now && !record->is_running(now, options.lease)) {
                if (const auto run = take(job, When::due)) {
                    carry_out(job, *run);
                    ++ran;
                }
            }
        }
        return ran;
    }

    void look_until(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            try {
                look(stop);
            } catch (const std::exception& error) {
                log::error("jobs_not_looked_at", {{"error", error.what()}});
            }
            std::unique_lock lock(mutex);
            woken.wait_for(lock, stop, options.look_every, [&] { return look_again; });
            look_again = false;
        }
    }

    void wake() {
        {
            const std::lock_guard lock(mutex);
            look_again = true;
        }
        woken.notify_one();
    }
};

Scheduler::Scheduler(Database& database, const Clock& clock, Options options)
    : impl_(std::make_shared<Impl>(database, clock, options)) {}
Scheduler::~Scheduler() { stop(); }

void Scheduler::add(std::string name, Schedule schedule, Bilingual says, std::function<void(Database&)> work) {
    if (impl_->find(name)) throw std::logic_error("the job " + name + " is added twice");
    impl_->jobs.push_back({std::move(name), schedule, std::move(says), std::move(work)});
}

const std::vector<Job>& Scheduler::jobs() const { return impl_->jobs; }
const Options& Scheduler::options() const { return impl_->options; }

void Scheduler::start() {
    impl_->thread = std::jthread([impl = impl_.get()](std::stop_token stop) { impl->look_until(stop); });
}

void Scheduler::stop() {
    if (!impl_->thread.joinable()) return;
    impl_->thread.request_stop();
    impl_->thread.join();
}

int Scheduler::run_due() { return impl_->look({}); }

void Scheduler::run_now(std::string_view name) {
    const auto& job = impl_->job_named(name);
    const auto run = impl_->take(job, When::anyway);
    if (!run) throw job_running(name);
    if (const auto failure = impl_->carry_out(job, *run)) std::rethrow_exception(failure);
}

void Scheduler::request_run(Tx& tx, std::string_view name) {
    const auto& job = impl_->job_named(name);
    const auto now = impl_->clock.now();
    if (lock_record(tx, job.name, now).is_running(now, impl_->options.lease)) throw job_running(name);
    plan_run(tx, job.name, now);
    tx.after_commit([impl = impl_] { impl->wake(); });
}

}  // namespace tongzhou::jobs
