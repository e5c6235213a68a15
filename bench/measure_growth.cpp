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

// A city as it is read: what its server answered so far.
struct Desk {
    testing::ServerProcess server;
    std::string reader;
    LoadResult dashboards, ledgers;

    Desk(const fs::path& folder, std::string token) : server(folder, serve_flags), reader(std::move(token)) {
        server.start();
    }
    void look() {
        constexpr std::uint64_t looks = 200;
        for (auto [targets, into] : {std::pair{&dashboard, &dashboards}, std::pair{&ledger, &ledgers}}) {
            const auto more = read(server.port(), reader, *targets, looks);
            into->latencies_ms.insert(into->latencies_ms.end(), more.latencies_ms.begin(), more.latencies_ms.end());
        }
    }
};

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

void compare(Desk& few, Desk& many, int rounds, Results& r) {
    // In turns, so that whatever else the machine does meets both alike.
    for (int round = 0; round < rounds; ++round)
        for (auto* desk : {&few, &many}) desk->look();
    r.dashboard_p99_few_ms = few.dashboards.percentile(0.99);
    r.dashboard_p99_many_ms = many.dashboards.percentile(0.99);
    r.ledger_p99_few_ms = few.ledgers.percentile(0.99);
    r.ledger_p99_many_ms = many.ledgers.percentile(0.99);
    r.dashboard_p99_growth = r.dashboard_p99_many_ms / r.dashboard_p99_few_ms;
    r.ledger_p99_growth = r.ledger_p99_many_ms / r.ledger_p99_few_ms;
    say(
        fmt::format("  dashboard p99 {:.2f} → {:.2f} ms, ledger p99 {:.2f} → {:.2f} ms (medians {:.2f} → {:.2f}, "
                    "{:.2f} → {:.2f})",
                    r.dashboard_p99_few_ms, r.dashboard_p99_many_ms, r.ledger_p99_few_ms, r.ledger_p99_many_ms,
                    few.dashboards.percentile(0.5), many.dashboards.percentile(0.5), few.ledgers.percentile(0.5),
                    many.ledgers.percentile(0.5)));
}

}  // namespace

void measure_growth(bool quick, const fs::path& few, const fs::path& many, const std::string& reader, Results& r) {
    r.few_rows = 10'000;
    r.many_rows = quick ? 100'000 : 10'000'000;
    say("filling the ledgers …");
    fill(few, r.few_rows);
    fill(many, r.many_rows);
    Desk small(few, reader), large(many, reader);
    r.ready_seconds = large.server.seconds_to_ready();
    compare(small, large, quick ? 5 : 40, r);
}

int look_at_growth(const fs::path& folder, std::int64_t rows) {
    const auto desk_of = [&](const char* name, std::int64_t filled) {
        const auto city = folder / name, token_file = city / "reader-token";
        std::string reader;
        if (!fs::exists(city)) {
            fs::create_directories(city);
            reader = make_fixture(bench_settings(city), 200, 20'000).reader;
            std::ofstream(token_file) << reader;
            fill(city, filled);
        }
        std::ifstream(token_file) >> reader;
        return std::make_unique<Desk>(city, reader);
    };
    Results results;
    compare(*desk_of("few", 10'000), *desk_of("many", rows), 40, results);
    return 0;
}

}  // namespace tongzhou::bench
