// What is measured, and how the parts of a run follow each other.
#pragma once

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "platform/json/json.hpp"

namespace tongzhou::bench {

struct Results {
    double passages_per_second = 0, passages_vs_limit = 0, passages_p99_ms = 0, passages_p50_ms = 0;
    double batch_vs_raw_sqlite = 0, postgres_vs_pgbench = 0, dashboard_p99_growth = 0, ledger_p99_growth = 0;
    double ready_seconds = 0, resident_mb = 0, import_rows_per_second = 0, import_resident_mb = 0;
    // What those come from.
    double passages_per_second_256 = 0, passages_p99_ms_256 = 0, passages_p50_ms_256 = 0;
    double bare_beast_per_second = 0, raw_sqlite_per_second = 0, batch_rows_per_second = 0,
           raw_batch_rows_per_second = 0;
    double postgres_per_second = 0, pgbench_per_second = 0;
    double dashboard_p99_few_ms = 0, dashboard_p99_many_ms = 0, ledger_p99_few_ms = 0, ledger_p99_many_ms = 0;
    std::int64_t few_rows = 0, many_rows = 0;
};
BOOST_DESCRIBE_STRUCT(Results, (),
                      (passages_per_second, passages_vs_limit, passages_p99_ms, passages_p50_ms, batch_vs_raw_sqlite,
                       postgres_vs_pgbench, dashboard_p99_growth, ledger_p99_growth, ready_seconds, resident_mb,
                       import_rows_per_second, import_resident_mb, passages_per_second_256, passages_p99_ms_256,
                       passages_p50_ms_256, bare_beast_per_second, raw_sqlite_per_second, batch_rows_per_second,
                       raw_batch_rows_per_second, postgres_per_second, pgbench_per_second, dashboard_p99_few_ms,
                       dashboard_p99_many_ms, ledger_p99_few_ms, ledger_p99_many_ms, few_rows, many_rows))

/// The whole contract; `quick` takes a hundredth of the rows.
Results measure_all(bool quick);

/// How the served program is started, everywhere.
inline const std::vector<std::string> serve_flags{
    "--limits.requests_per_second", "0",     "--limits.queue_length", "10000",
    "--security.require_totp",      "false", "--log.level",           "warn"};
inline void say(std::string_view what) { fmt::print(stderr, "{}\n", what); }

/// Passages and batches on SQLite, then growth.
void measure_sqlite(bool quick, Results& results);
/// The dashboard and the first page of the ledger with few rows and with many, in copies of one city; `reader` is an
/// API token that sees it.
void measure_growth(bool quick, const std::filesystem::path& few, const std::filesystem::path& many,
                    const std::string& reader, Results& results);
/// `tongzhou_bench --growth FOLDER ROWS`: the same for cities that stay in FOLDER, where they are made unless they are
/// there, to be looked at further.
int look_at_growth(const std::filesystem::path& folder, std::int64_t rows);
/// The program and pgbench on a throw-away PostgreSQL; starts this program again under pg_virtualenv.
void measure_postgres(bool quick, Results& results);
/// What runs in there: measures and writes {postgres_per_second, pgbench_per_second} to the file.
int run_postgres_child(std::int64_t requests, const std::string& out_file);
/// The import of enterprises: rows a second and peak memory.
void measure_import(bool quick, Results& results);
/// `tongzhou_bench --outbox MESSAGES`: the outbox against bad receivers and kills. 0 when none was lost or doubled.
int measure_outbox(std::int64_t messages);

}  // namespace tongzhou::bench
