// The program against pgbench, both on the same throw-away cluster over its Unix socket, 32 connections, fsync on.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "fixture.hpp"
#include "load.hpp"
#include "measures.hpp"
#include "platform/sql/query.hpp"
#include "support/server_process.hpp"

namespace tongzhou::bench {

namespace {

namespace fs = std::filesystem;

struct PostgresResults {
    double postgres_per_second = 0, pgbench_per_second = 0;
};
BOOST_DESCRIBE_STRUCT(PostgresResults, (), (postgres_per_second, pgbench_per_second))

std::string read_whole(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string statement_with(std::string_view part) {
    for (const auto* query : sql::Query::all())
        if (std::string_view(query->text()).find(part) != std::string_view::npos)
            return sql::text_for(sql::Engine::postgres, query->text());
    throw std::runtime_error("the program has no statement with: " + std::string(part));
}

// The program's statement with values of pgbench in the place of its parameters.
std::string scripted(std::string_view part, const std::map<std::string, std::string>& values) {
    std::string text = statement_with(part);
    for (const auto& name : sql::parameters_of(text)) {
        auto value = values.find(name);
        const auto with = value != values.end()                       ? value->second
                          : name.starts_with('m') && name.size() <= 3 ? "0"
                                                                      : "NULL";
        for (std::size_t at = 0; (at = text.find(":" + name, at)) != std::string::npos; at += with.size()) {
            const auto end = at + 1 + name.size();
            if (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) {
                ++at;
                continue;
            }
            text.replace(at, end - at, with);
        }
    }
    // pgbench ends a statement at its line's semicolon.
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text + ";\n";
}

std::string script() {
    const auto at = "(extract(epoch from now()) * 1000)::bigint";
    const std::string person = "('00000000-0000-7000-8000-' || lpad((:p)::text, 12, '0'))::uuid",
                      gate = "('00000000-0000-7000-8001-' || lpad((:g)::text, 12, '0'))::uuid";
    const std::map<std::string, std::string> values{
        {"county", "'370831'"},
        {"division", "'370831100'"},
        {"organization", gate},
        {"site", gate},
        {"gate", gate},
        {"device", gate},
        {"id", "gen_random_uuid()"},
        {"passage", "gen_random_uuid()"},
        {"person", person},
        {"direction", "'entry'"},
        {"means", "'document'"},
        {"temperature", "365"},
        {"verdict", "'admitted'"},
        {"reason", "'none'"},
        {"at", at},
        {"received_at", at},
        {"offline", "0"},
        {"review", "'none'"},
        {"masked_name", "'张*'"},
        {"fingerprint", "1"},
        {"inside", "1"},
        {"lane", "100000 + :client_id"},
        {"hour", "1582502400000"},
        {"m0", "1"},
        {"chain", "100000 + :client_id"},
        {"number", "nextval('bench_numbers')"},
        {"actor_kind", "'device'"},
        {"actor", gate},
        {"actor_name", "'gate'"},
        {"action", "'post_passages'"},
        {"subject_kind", "'passages'"},
        {"subject", "'00000000-0000-7000-8000-000000000000'"},
        {"outcome", "'done'"},
        {"remote", "'127.0.0.1'"},
        {"detail", "'{}'"},
        {"hash", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"},
        {"document_index", "'aaaaaaaaaaaaaaaaaaaaaa'"},
        {"index", "'aaaaaaaaaaaaaaaaaaaaaa'"}};
    std::string out = "\\set p random(1, 20000)\n\\set g random(1, 300)\nBEGIN;\n";
    for (auto part : {"document_index = :", "INSERT INTO passages ", "presence.was_inside\n",
                      "INSERT INTO site_tallies ", "INSERT INTO county_tallies ", "INSERT INTO site_inside ",
                      "INSERT INTO county_inside ", "INSERT INTO audit_log "}) {
        if (std::string_view(part).starts_with("presence"))
            out += scripted("WHERE excluded.at > presence.at", values);
        else
            out += scripted(part, values);
    }
    return out + "COMMIT;\n";
}

double pgbench_per_second(const fs::path& folder, int seconds) {
    std::ofstream(folder / "script.sql") << script();
    const auto out = folder / "pgbench.out";
    const auto command = fmt::format("pgbench -n -M prepared -c 32 -j 2 -T {} -f {} -h \"$BENCH_SOCKET\" > {} 2>&1",
                                     seconds, (folder / "script.sql").string(), out.string());
    const int status = std::system(command.c_str());
    const auto text = read_whole(out);
    const auto at = text.find("tps = ");
    if (status != 0 || at == std::string::npos) throw std::runtime_error("pgbench failed: " + text.substr(0, 2'000));
    return std::strtod(text.c_str() + at + 6, nullptr);
}

}  // namespace

int run_postgres_child(std::int64_t requests, const std::string& out_file) {
    testing::TemporaryFolder folder;
    const std::string socket = std::getenv("BENCH_SOCKET");
    const auto url = fmt::format("postgresql:host={} port={} user={} dbname={}", socket,
                                 std::getenv("PGPORT") ? std::getenv("PGPORT") : "5432", std::getenv("PGUSER"),
                                 std::getenv("PGDATABASE"));
    const auto settings = bench_settings(folder.path(), url);
    const auto fixture = make_fixture(settings, 200, 5'000);
    PostgresResults r;
    {
        testing::ServerProcess server(
            folder.path(), {"--limits.requests_per_second", "0", "--database.url", url, "--database.writers", "32",
                            "--security.require_totp", "false", "--log.level", "warn"});
        server.start();
        Load load;
        load.port = server.port();
        load.connections = 32;
        load.requests = static_cast<std::uint64_t>(requests);
        load.warm_up = load.requests / 20;
        load.request = [&](std::uint64_t n, std::string& out) { append_passage(fixture, n, out); };
        auto result = run_load(load);
        if (result.refused) throw std::runtime_error("passages were refused");
        r.postgres_per_second = result.per_second();
        server.stop();
    }
    sql::Connection(sql::Address::parse(url), sql::Access::read_write).execute("CREATE SEQUENCE bench_numbers");
    r.pgbench_per_second = pgbench_per_second(folder.path(), requests > 10'000 ? 20 : 5);
    std::ofstream(out_file) << to_json(r);
    return 0;
}

void measure_postgres(bool quick, Results& results) {
    say("PostgreSQL …");
    testing::TemporaryFolder folder;
    const auto out = folder.path() / "postgres.json";
    // The cluster is ours alone and gone afterwards, so its socket may trust everyone.
    const auto inner = fmt::format(
        "hba=$(psql -XAt -c 'show hba_file'); sed -i '1i local all all trust' \"$hba\"; psql -XAtq -c 'select "
        "pg_reload_conf()' > /dev/null; sleep 1; "
        "export BENCH_SOCKET=$(psql -XAt -c 'show unix_socket_directories' | cut -d, -f1); \"$0\" --postgres "
        "{} {}",
        quick ? 8'000 : 40'000, out.string());
    const auto command = fmt::format(
        "PGSSLMODE=disable pg_virtualenv -t -o fsync=on -o max_connections=100 -o shared_buffers=512MB bash -c '{}' {} "
        "1>&2",
        [&] {
            std::string quoted;
            for (char c : inner) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
            return quoted;
        }(),
        fs::read_symlink("/proc/self/exe").string());
    if (std::system(command.c_str()) != 0) throw std::runtime_error("the bench on PostgreSQL failed");
    const auto r = from_json<PostgresResults>(read_whole(out));
    results.postgres_per_second = r.postgres_per_second;
    results.pgbench_per_second = r.pgbench_per_second;
    results.postgres_vs_pgbench = r.postgres_per_second / r.pgbench_per_second;
}

}  // namespace tongzhou::bench
