// What the program does by itself: anchor the audit log every ten minutes, destroy expired health data every night.
//
//   auto& scheduler = database.services().get<jobs::Scheduler>();
//   scheduler.add("audit_anchor", Schedule::every(10min), {"锚定审计日志", "Anchor the audit log"}, anchor_audit_log);
//
// When each job runs next stands in the table `jobs`. So a nightly job that was missed while the program was off runs
// once at the next start, and of several nodes on one database exactly one runs a job: it holds a lease, renews it
// while the job runs, and when it dies the lease runs out within two minutes and another node takes the job.
//
// A job that throws is logged and tried again after 1, 2, 4 … minutes, at most an hour, until it succeeds; then it is
// back on its schedule. Since a node can die at any point, a job must bear to be run again: it does its work in small
// transactions, each complete in itself. Jobs of one node run one after another on one thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/jobs/schedule.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou {
struct Module;
extern const sql::MigrationSet jobs_migrations;
extern const Module jobs_module;  ///< provides the Scheduler; stands before the modules that add jobs
}  // namespace tongzhou

namespace tongzhou::jobs {

struct Job {
    std::string name;  ///< snake_case, stable
    Schedule schedule;
    Bilingual says;
    std::function<void(Database&)> work;
};

struct Options {
    std::chrono::milliseconds lease{120'000};       ///< by the Clock
    std::chrono::milliseconds renew_every{30'000};  ///< of real time
    std::chrono::milliseconds look_every{15'000};   ///< of real time: how late a job may start
};

class Scheduler {
  public:
    Scheduler(Database& database, const Clock& clock, Options options = {});
    /// Stops.
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// Before start(). Throws std::logic_error when the name is there already.
    void add(std::string name, Schedule schedule, Bilingual says, std::function<void(Database&)> work);
    const std::vector<Job>& jobs() const;
    const Options& options() const;

    /// Runs what is due from now on, on a thread of its own. The table must be there.
    void start();
    /// Waits for the job that is running, and starts no other. Idempotent.
    void stop();

    /// One look: runs every job that is due, on the calling thread, and returns how many ran here. What a job throws is
    /// recorded; throws Problem only when the database does not answer.
    int run_due();
    /// Runs one job now, due or not, on the calling thread. Throws Problem 404 "no_such_job", 409 "job_running" while
    /// it runs here or on another node, and what the job throws, after recording it.
    void run_now(std::string_view name);
    /// Makes a job due at once, on whichever node looks first, when `tx` is committed. Throws 404 and 409 as run_now().
    void request_run(Tx& tx, std::string_view name);

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace tongzhou::jobs
