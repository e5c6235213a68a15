// Reads of the command at a desk, at two sizes of the ledger.
#include <fstream>

#include <unistd.h>

#include "fixture.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "raw_sqlite.hpp"
#include "support/server_process.hpp"

namespace tongzhou::bench {
namespace {

namespace fs = std::filesystem;

// The first pages that a desk asks for most.
const std::string county = "370831";
const std::vector<std::string> dashboard{"/dashboard"};
const std::vector<std::string> ledger{"/passages?verdict=refused", "/passages?division=" + county,
                                      "/passages?verdict=admitted&direction=entry",
                                      "/passages?division=" + county + "&verdict=held"};

LoadResult read(std::uint16_t port, const std::string& token, const std::vector<std::string>& targets,
                std::uint64_t requests) {
    Load load;
    load.port = port;
    load.connections = 1;
    load.requests = requests;
    load.warm_up = requests / 10;
    load.request = [&](std::uint64_t n, std::string& out) { append_get(out, targets[n % targets.size()], token); };
    auto result = run_load(load);
    if (result.refused) throw std::runtime_error("a read was refused");
    return result;
}

// A transaction is one moment of the fortnight. Both fillings have so many that no hour is left out: the few and the
// many have the same counters, and differ in their rows.
void fill(const fs::path& folder, std::int64_t rows) {
    constexpr std::int64_t moments = 400;
    run_raw_sqlite({.file = (folder / "tongzhou.db").string(),
                    .passages = static_cast<std::uint64_t>(rows),
                    .per_transaction = static_cast<int>(rows / moments),
                    .savepoints = false,
                    .audit_each = false,
                    .durable = false,
                    .over_days = 14});
    ::sync();  // what is still being written would slow the reads
}

}  // namespace

void measure_growth(bool quick, const fs::path& folder, const std::string& reader, Results& r) {
    const auto reads = quick ? 300u : 2'000u;
    auto measure = [&](double& dashboard_ms, double& ledger_ms, bool last) {
        testing::ServerProcess server(folder, serve_flags);
        server.start();
        if (last) r.ready_seconds = server.seconds_to_ready();
        dashboard_ms = read(server.port(), reader, dashboard, reads).percentile(0.99);
        ledger_ms = read(server.port(), reader, ledger, reads).percentile(0.99);
        server.stop();
    };
    r.few_rows = 10'000;
    r.many_rows = quick ? 100'000 : 10'000'000;
    say("filling the ledger …");
    fill(folder, r.few_rows);
    measure(r.dashboard_p99_few_ms, r.ledger_p99_few_ms, false);
    fill(folder, r.many_rows - r.few_rows);
    measure(r.dashboard_p99_many_ms, r.ledger_p99_many_ms, true);
    r.dashboard_p99_growth = r.dashboard_p99_many_ms / r.dashboard_p99_few_ms;
    r.ledger_p99_growth = r.ledger_p99_many_ms / r.ledger_p99_few_ms;
    say(fmt::format("  dashboard p99 {:.2f} → {:.2f} ms, ledger p99 {:.2f} → {:.2f} ms", r.dashboard_p99_few_ms,
                    r.dashboard_p99_many_ms, r.ledger_p99_few_ms, r.ledger_p99_many_ms));
}

int look_at_growth(const fs::path& folder, std::int64_t rows) {
    const auto token_file = folder / "reader-token";
    if (!fs::exists(folder / "tongzhou.db")) {
        fs::create_directories(folder);
        const auto fixture = make_fixture(bench_settings(folder), 200, 20'000);
        std::ofstream(token_file) << fixture.reader;
        fill(folder, rows);
    }
    std::string reader;
    std::ifstream(token_file) >> reader;
    testing::ServerProcess server(folder, serve_flags);
    server.start();
    auto targets = ledger;
    targets.insert(targets.begin(), dashboard.begin(), dashboard.end());
    for (const auto& target : targets) {
        auto result = read(server.port(), reader, {target}, 1'000);
        fmt::print("{:50} p50 {:.2f} ms, p99 {:.2f} ms\n", target, result.percentile(0.5), result.percentile(0.99));
    }
    server.stop();
    return 0;
}

}  // namespace tongzhou::bench
