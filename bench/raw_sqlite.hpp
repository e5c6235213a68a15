// The second limit: sqlite3 alone, one thread, writing the same rows to the same tables and indexes with the program's
// own statements, in transactions with a savepoint for each passage. The counters are raised once per transaction, as
// the program does: the limit is no straw man.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tongzhou::bench {

/// Rows of an existing database (made by the program) that are written again under new ids.
struct RawRun {
    std::string file;  ///< a migrated database with the people, sites and gates of the fixture
    std::uint64_t passages = 0;
    int per_transaction = 256;
    bool savepoints = true;      ///< one for each passage
    bool audit_each = true;      ///< an audit row for each passage, else one for each transaction
    bool durable = true;         ///< an fsync for each transaction; without, only to fill a database quickly
    std::int64_t over_days = 0;  ///< spreads the passages over that many days before now
};

/// Passages per second.
double run_raw_sqlite(const RawRun& run);

}  // namespace tongzhou::bench
