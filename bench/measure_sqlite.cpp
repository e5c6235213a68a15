#include <unistd.h>

#include "bare_beast.hpp"
#include "fixture.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "raw_sqlite.hpp"
#include "support/server_process.hpp"

namespace tongzhou::bench {

namespace {

namespace fs = std::filesystem;

LoadResult load_passages(std::uint16_t port, const Fixture& fixture, int connections, std::uint64_t requests) {
    Load load;
    load.port = port;
    load.connections = connections;
    load.requests = requests;
    load.warm_up = requests / 20;
    load.request = [&](std::uint64_t n, std::string& out) { append_passage(fixture, n, out); };
    return run_load(load);
}

void copy_database(const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    for (auto part : {"-wal", "-shm"}) fs::remove(to.string() + part);
}

}  // namespace

void measure_sqlite(bool quick, Results& r) {
    const std::uint64_t requests = quick ? 20'000 : 200'000;
    testing::TemporaryFolder folder;
    say("making the fixture …");
    const auto fixture = make_fixture(bench_settings(folder.path()), 200, quick ? 5'000 : 20'000);
    const auto database = folder.path() / "tongzhou.db";
    // Each measure begins with the same small city.
    const auto copy_city = [&](const char* name) {
        const auto copy = folder.path() / name;
        fs::create_directory(copy);
        copy_database(database, copy / "tongzhou.db");
        fs::copy_file(folder.path() / "tongzhou.keys", copy / "tongzhou.keys");
        return copy;
    };
    const auto few = copy_city("few"), many = copy_city("many"), batched = copy_city("batched");
    const auto raw = copy_city("raw"), raw_batched = copy_city("raw-batched");

    say("the limits …");
    {
        BareBeast bare;
        r.bare_beast_per_second = load_passages(bare.port(), fixture, 64, requests).per_second();
    }
    r.raw_sqlite_per_second = run_raw_sqlite({.file = (raw / "tongzhou.db").string(), .passages = requests});
    r.raw_batch_rows_per_second = run_raw_sqlite({.file = (raw_batched / "tongzhou.db").string(),
                                                  .passages = requests,
                                                  .per_transaction = 1'024,
                                                  .savepoints = false,
                                                  .audit_each = false});
    fs::remove_all(raw);
    fs::remove_all(raw_batched);

    say("passages …");
    testing::ServerProcess server(folder.path(), serve_flags);
    server.start();
    auto at_64 = load_passages(server.port(), fixture, 64, requests);
    auto at_256 = load_passages(server.port(), fixture, 256, requests);
    if (at_64.refused || at_256.refused) throw std::runtime_error("passages were refused");
    r.passages_per_second = at_64.per_second();
    r.passages_p50_ms = at_64.percentile(0.5);
    r.passages_p99_ms = at_64.percentile(0.99);
    r.passages_per_second_256 = at_256.per_second();
    r.passages_p50_ms_256 = at_256.percentile(0.5);
    r.passages_p99_ms_256 = at_256.percentile(0.99);
    r.passages_vs_limit =
        std::min(at_64.per_second(), at_256.per_second()) / std::min(r.bare_beast_per_second, r.raw_sqlite_per_second);

    say(fmt::format("  {:.0f}/s at 64 connections, {:.0f}/s at 256; bare Beast {:.0f}/s, raw sqlite3 {:.0f}/s",
                    r.passages_per_second, r.passages_per_second_256, r.bare_beast_per_second,
                    r.raw_sqlite_per_second));
    say("batches …");
    r.resident_mb = server.resident_mb();
    server.stop();
    testing::ServerProcess for_batches(batched, serve_flags);
    for_batches.start();
    Load batches;
    batches.port = for_batches.port();
    batches.connections = 4;
    batches.requests = requests / 1'000;
    batches.request = [&](std::uint64_t n, std::string& out) { append_batch(fixture, n, 1'000, out); };
    auto batch = run_load(batches);
    if (batch.refused) throw std::runtime_error("batches were refused");
    r.batch_rows_per_second = batch.per_second() * 1'000;
    r.batch_vs_raw_sqlite = r.batch_rows_per_second / r.raw_batch_rows_per_second;
    r.resident_mb = std::max(r.resident_mb, for_batches.resident_mb());
    for_batches.stop();
    say(fmt::format("  {:.0f} rows/s, raw sqlite3 {:.0f} rows/s", r.batch_rows_per_second,
                    r.raw_batch_rows_per_second));
    measure_growth(quick, few, many, fixture.reader, r);
}

Results measure_all(bool quick) {
    Results results;
    // First, for a child's peak of memory counts what its parent had in use when it was begun.
    measure_import(quick, results);
    measure_sqlite(quick, results);
    measure_postgres(quick, results);
    return results;
}

}  // namespace tongzhou::bench
