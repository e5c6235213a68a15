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

const std::vector<std::string> serve_flags{"--limits.requests_per_second", "0",     "--limits.queue_length", "10000",
                                           "--security.require_totp",      "false", "--log.level",           "warn"};

void say(std::string_view what) { fmt::print(stderr, "{}\n", what); }

LoadResult load_passages(std::uint16_t port, const Fixture& fixture, int connections, std::uint64_t requests) {
    Load load;
    load.port = port;
    load.connections = connections;
    load.requests = requests;
    load.warm_up = requests / 20;
    load.request = [&](std::uint64_t n, std::string& out) { append_passage(fixture, n, out); };
    return run_load(load);
}

double p99_of(std::uint16_t port, const std::string& token, const std::vector<std::string>& targets,
              std::uint64_t requests) {
    Load load;
    load.port = port;
    load.connections = 1;
    load.requests = requests;
    load.warm_up = requests / 10;
    load.request = [&](std::uint64_t n, std::string& out) { append_get(out, targets[n % targets.size()], token); };
    auto result = run_load(load);
    if (result.refused) throw std::runtime_error("a read was refused");
    return result.percentile(0.99);
}

void copy_database(const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    for (auto part : {"-wal", "-shm"}) fs::remove(to.string() + part);
}

// Reads of the command at a desk, at two sizes of the ledger.
void measure_growth(bool quick, const fs::path& folder, const Fixture& fixture, Results& r) {
    const auto database = (folder / "tongzhou.db").string();
    const auto reads = quick ? 300u : 2'000u;
    const std::vector<std::string> dashboard{"/dashboard"};
    const auto county = DivisionCode::of("370831").text();
    const std::vector<std::string> ledger{"/passages?verdict=refused", "/passages?division=" + county,
                                          "/passages?verdict=admitted&direction=entry",
                                          "/passages?division=" + county + "&verdict=held"};
    auto measure = [&](double& dashboard_ms, double& ledger_ms, bool last) {
        testing::ServerProcess server(folder, serve_flags);
        server.start();
        if (last) r.ready_seconds = server.seconds_to_ready();
        dashboard_ms = p99_of(server.port(), fixture.reader, dashboard, reads);
        ledger_ms = p99_of(server.port(), fixture.reader, ledger, reads);
        server.stop();
    };
    r.few_rows = 10'000;
    r.many_rows = quick ? 100'000 : 10'000'000;
    // A transaction is one moment of the fortnight. Both fillings have so many that no hour is left out: the few and
    // the many have the same counters, and differ in their rows.
    const auto fill = [&](std::int64_t rows) {
        constexpr std::int64_t moments = 400;
        run_raw_sqlite({.file = database,
                        .passages = static_cast<std::uint64_t>(rows),
                        .per_transaction = static_cast<int>(rows / moments),
                        .savepoints = false,
                        .audit_each = false,
                        .durable = false,
                        .over_days = 14});
        ::sync();  // what is still being written would slow the reads
    };
    say("filling the ledger …");
    fill(r.few_rows);
    measure(r.dashboard_p99_few_ms, r.ledger_p99_few_ms, false);
    fill(r.many_rows - r.few_rows);
    measure(r.dashboard_p99_many_ms, r.ledger_p99_many_ms, true);
    r.dashboard_p99_growth = r.dashboard_p99_many_ms / r.dashboard_p99_few_ms;
    r.ledger_p99_growth = r.ledger_p99_many_ms / r.ledger_p99_few_ms;
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
    const auto grown = copy_city("grown"), batched = copy_city("batched");
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
    measure_growth(quick, grown, fixture, r);
    say(fmt::format("  dashboard p99 {:.2f} → {:.2f} ms, ledger p99 {:.2f} → {:.2f} ms", r.dashboard_p99_few_ms,
                    r.dashboard_p99_many_ms, r.ledger_p99_few_ms, r.ledger_p99_many_ms));
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
