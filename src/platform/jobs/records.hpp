// The table `jobs`: what each job's last run came to, when the next is due, and who holds the lease. Other folders do
// not need this header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::jobs {

BOOST_DEFINE_ENUM_CLASS(JobOutcome, done, failed)

struct Run;  // one run of a job: only its id is kept

struct Record {
    std::string name;
    Instant next_run_at;
    std::optional<Instant> last_started_at, last_finished_at;
    std::optional<JobOutcome> last_outcome;
    std::optional<std::string> last_error;
    std::int64_t failures = 0;  ///< in a row
    std::optional<Id<Run>> lease_holder;
    std::optional<Instant> lease_until;

    /// Whether a run holds the lease. One that would last longer than twice its length was taken by a clock that has
    /// been set back since, and counts for nothing.
    bool is_running(Instant now, std::chrono::milliseconds lease) const {
        return lease_until && *lease_until > now && *lease_until <= now + 2 * lease;
    }
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (name, next_run_at, last_started_at, last_finished_at, last_outcome, last_error, failures,
                       lease_holder, lease_until))

std::vector<Record> records_of(Snapshot& snapshot);
/// The record of a job, made if it is not there yet with that time for its next run. No other writer changes it before
/// this call is over.
Record lock_record(Tx& tx, const std::string& name, Instant next_run_at);

void plan_run(Tx& tx, const std::string& name, Instant next_run_at);
void take_lease(Tx& tx, const std::string& name, const Id<Run>& run, Instant now, Instant until);
/// False when the run does not hold the lease any more.
bool renew_lease(Tx& tx, const std::string& name, const Id<Run>& run, Instant until);
/// Keeps next_run_at and what the last run came to, and gives the lease back.
void record_end(Tx& tx, const Record& record);

}  // namespace tongzhou::jobs
