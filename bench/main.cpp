// tongzhou_bench: the performance contract. Everything is a ratio measured in one run on one machine; nothing here
// asserts a time. Prints a table, writes bench/results.json and, for a full run, docs/figures/performance.md.
#include <filesystem>
#include <fstream>

#include "measures.hpp"

namespace tongzhou::bench {
namespace {

std::string table_of(const Results& r, bool quick) {
    std::string out = fmt::format(
        "# Performance\n\nMeasured by `make bench{}` on {} cores; client, server and database share them. Every figure "
        "is from one run.\n\n",
        quick ? "-quick" : "", std::thread::hardware_concurrency());
    out += "| what | measured | limit of the same run | ratio | asked |\n|---|---:|---:|---:|---|\n";
    auto line = [&](std::string_view what, std::string measured, std::string limit, std::string ratio,
                    std::string_view asked) {
        out += fmt::format("| {} | {} | {} | {} | {} |\n", what, measured, limit, ratio, asked);
    };
    const auto limit = std::min(r.bare_beast_per_second, r.raw_sqlite_per_second);
    line("durable passages over HTTP, 64 connections", fmt::format("{:.0f}/s", r.passages_per_second),
         fmt::format("{:.0f}/s", limit), fmt::format("{:.2f}", r.passages_vs_limit), "≥ 0.5");
    line("the same, 256 connections", fmt::format("{:.0f}/s", r.passages_per_second_256),
         fmt::format("{:.0f}/s", limit), fmt::format("{:.2f}", r.passages_per_second_256 / limit), "≥ 0.5");
    line("latency at 64: p99 against the median", fmt::format("{:.2f} ms", r.passages_p99_ms),
         fmt::format("{:.2f} ms", r.passages_p50_ms), fmt::format("{:.1f}", r.passages_p99_ms / r.passages_p50_ms),
         "≤ 4");
    line("latency at 256: p99 against the median", fmt::format("{:.2f} ms", r.passages_p99_ms_256),
         fmt::format("{:.2f} ms", r.passages_p50_ms_256),
         fmt::format("{:.1f}", r.passages_p99_ms_256 / r.passages_p50_ms_256), "≤ 4");
    line("… of which: a bare Beast server", fmt::format("{:.0f}/s", r.bare_beast_per_second), "", "", "");
    line("… and: raw sqlite3, 256 a transaction", fmt::format("{:.0f}/s", r.raw_sqlite_per_second), "", "", "");
    line("offline batches of 1,000", fmt::format("{:.0f} rows/s", r.batch_rows_per_second),
         fmt::format("{:.0f} rows/s", r.raw_batch_rows_per_second), fmt::format("{:.2f}", r.batch_vs_raw_sqlite),
         "≥ 0.7");
    line("PostgreSQL, 32 connections, against pgbench", fmt::format("{:.0f}/s", r.postgres_per_second),
         fmt::format("{:.0f}/s", r.pgbench_per_second), fmt::format("{:.2f}", r.postgres_vs_pgbench), "≥ 0.6");
    line(fmt::format("city dashboard p99 at {} rows", r.many_rows), fmt::format("{:.2f} ms", r.dashboard_p99_many_ms),
         fmt::format("{:.2f} ms", r.dashboard_p99_few_ms), fmt::format("{:.2f}", r.dashboard_p99_growth), "≤ 1.3");
    line(fmt::format("filtered ledger p99 at {} rows", r.many_rows), fmt::format("{:.2f} ms", r.ledger_p99_many_ms),
         fmt::format("{:.2f} ms", r.ledger_p99_few_ms), fmt::format("{:.2f}", r.ledger_p99_growth), "≤ 1.3");
    line("start to ready", fmt::format("{:.2f} s", r.ready_seconds), "", "", "≤ 0.5 s");
    line("resident after the load", fmt::format("{:.0f} MB", r.resident_mb), "", "", "≤ 200 MB");
    line("import of enterprises", fmt::format("{:.0f} rows/s", r.import_rows_per_second), "", "", "≥ 20,000/s");
    line("import of 150,000 rows, peak memory", fmt::format("{:.0f} MB", r.import_resident_mb), "", "", "≤ 150 MB");
    out += fmt::format("\nThe ledger grew from {} to {} rows.\n", r.few_rows, r.many_rows);
    return out;
}

int run(int argc, char** argv) {
    bool quick = false;
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        if (word == "--quick") {
            quick = true;
            continue;
        }
        if (word == "--growth" && i + 2 < argc) return look_at_growth(argv[i + 1], std::atoll(argv[i + 2]));
        if (word == "--postgres" && i + 2 < argc) return run_postgres_child(std::atoll(argv[i + 1]), argv[i + 2]);
        std::fputs("usage: tongzhou_bench [--quick | --growth FOLDER ROWS]\n", stderr);
        return 2;
    }
    const auto results = measure_all(quick);
    const std::filesystem::path root = TONGZHOU_SOURCE_DIR;
    std::ofstream(root / "bench/results.json") << to_json(results) << '\n';
    const auto table = table_of(results, quick);
    fmt::print("{}", table);
    if (!quick) std::ofstream(root / "docs/figures/performance.md") << table;
    return 0;
}

}  // namespace
}  // namespace tongzhou::bench

int main(int argc, char** argv) {
    try {
        return tongzhou::bench::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "tongzhou_bench: {}\n", error.what());
        return 1;
    }
}
