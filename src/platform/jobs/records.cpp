#include "platform/jobs/records.hpp"

namespace tongzhou::jobs {

namespace {

const sql::Query read_jobs{R"(
    SELECT name, next_run_at, last_started_at, last_finished_at, last_outcome, last_error, failures, lease_holder,
           lease_until
      FROM jobs
     ORDER BY name)"};
const sql::Query lock_job{R"(
    SELECT name, next_run_at, last_started_at, last_finished_at, last_outcome, last_error, failures, lease_holder,
           lease_until
      FROM jobs
     WHERE name = :name {postgres: FOR UPDATE})"};
const sql::Query insert_job{R"(
    INSERT INTO jobs (name, next_run_at, failures)
    VALUES (:name, :next_run_at, 0)
        ON CONFLICT (name) DO NOTHING)"};
const sql::Query plan_job{"UPDATE jobs SET next_run_at = :next_run_at WHERE name = :name"};
const sql::Query lease_job{R"(
    UPDATE jobs
       SET lease_holder = :lease_holder, lease_until = :lease_until, last_started_at = :last_started_at
     WHERE name = :name)"};
const sql::Query renew_job{R"(
    UPDATE jobs
       SET lease_until = :lease_until
     WHERE name = :name AND lease_holder = :lease_holder)"};
const sql::Query end_job{R"(
    UPDATE jobs
       SET next_run_at = :next_run_at, last_finished_at = :last_finished_at, last_outcome = :last_outcome,
           last_error = :last_error, failures = :failures, lease_holder = NULL, lease_until = NULL
     WHERE name = :name)"};

}  // namespace

std::vector<Record> records_of(Snapshot& snapshot) { return snapshot.all<Record>(read_jobs); }

Record lock_record(Tx& tx, const std::string& name, Instant next_run_at) {
    tx.run(insert_job, name, next_run_at);
    return tx.find<Record>(lock_job, name).value();
}

void plan_run(Tx& tx, const std::string& name, Instant next_run_at) { tx.run(plan_job, next_run_at, name); }

void take_lease(Tx& tx, const std::string& name, const Id<Run>& run, Instant now, Instant until) {
    tx.run(lease_job, run, until, now, name);
}

bool renew_lease(Tx& tx, const std::string& name, const Id<Run>& run, Instant until) {
    return tx.run(renew_job, until, name, run) == 1;
}

void record_end(Tx& tx, const Record& record) { tx.run(end_job, record); }

}  // namespace tongzhou::jobs
