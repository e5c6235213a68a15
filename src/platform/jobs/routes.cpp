#include "base/bounded.hpp"
#include "platform/api/api.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/records.hpp"

namespace tongzhou::jobs {

struct JobState {
    Text<60, 1> id;  ///< its name
    std::string says;
    std::string schedule;
    bool running = false;
    Instant next_run_at;
    std::optional<Instant> last_started_at, last_finished_at;
    std::optional<JobOutcome> last_outcome;
    std::optional<std::string> last_error;
    std::int64_t failures = 0;
};
BOOST_DESCRIBE_STRUCT(JobState, (),
                      (id, says, schedule, running, next_run_at, last_started_at, last_finished_at, last_outcome,
                       last_error, failures))

struct JobStates {
    std::vector<JobState> items;
};
BOOST_DESCRIBE_STRUCT(JobStates, (), (items))

struct RunRequest {
    Text<60, 1> name;
};
BOOST_DESCRIBE_STRUCT(RunRequest, (), (name))

struct RequestedRun {
    Text<60, 1> id;  ///< of the job
};
BOOST_DESCRIBE_STRUCT(RequestedRun, (), (id))

namespace {

JobState state_of(const Job& job, const Record& record, const Scheduler& scheduler, Instant now, Language language) {
    const auto in_language = [&](const Bilingual& text) { return language == Language::en ? text.en : text.zh; };
    return {.id = job.name,
            .says = in_language(job.says),
            .schedule = in_language(job.schedule.says()),
            .running = record.is_running(now, scheduler.options().lease),
            .next_run_at = record.next_run_at,
            .last_started_at = record.last_started_at,
            .last_finished_at = record.last_finished_at,
            .last_outcome = record.last_outcome,
            .last_error = record.last_error,
            .failures = record.failures};
}

// Jobs are the installation's, so they are seen by those who see everything.

JobStates list_jobs(Snapshot& snapshot, const Actor& actor) {
    JobStates states;
    if (!actor.scope.is_everything()) return states;
    const auto& scheduler = snapshot.service<Scheduler>();
    for (const auto& record : records_of(snapshot))
        for (const auto& job : scheduler.jobs())  // a record whose job this version does not have is left out
            if (job.name == record.name)
                states.items.push_back(state_of(job, record, scheduler, snapshot.now(), actor.language));
    return states;
}

RequestedRun run_job(Tx& tx, const Actor& actor, const RunRequest& request) {
    if (!actor.scope.is_everything()) throw no_such_record();
    tx.service<Scheduler>().request_run(tx, request.name.text());
    return {request.name};
}

void add_routes(Api& api) {
    api.get("/jobs", list_jobs).needs(Permission::job_read).says("后台任务", "The jobs the program does by itself");
    api.post("/jobs/{name}/run", run_job)
        .needs(Permission::system_write)
        .says("立即运行任务", "Run a job now")
        .answers(202);
}

std::shared_ptr<void> provide(Database& database) {
    auto scheduler = std::make_shared<Scheduler>(database, database.clock());
    database.services().provide(*scheduler);
    return scheduler;
}

}  // namespace
}  // namespace tongzhou::jobs

namespace tongzhou {
const Module jobs_module{"jobs", &jobs_migrations, jobs::add_routes, jobs::provide};
}
