#include "main/server.hpp"

#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <thread>

#include "main/commands.hpp"
#include "main/modules.hpp"
#include "modules/hotline/hotline.hpp"
#include "modules/messages/messages.hpp"
#include "modules/policies/policies.hpp"
#include "modules/resumption/resumption.hpp"
#include "platform/audit/anchors.hpp"
#include "platform/auth/auth.hpp"
#include "platform/auth/in_force.hpp"
#include "platform/auth/links.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/log/log.hpp"

namespace tongzhou {

namespace {

using namespace std::chrono_literals;

struct Health {
    std::string status, version;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))

const sql::Query read_something{"SELECT COUNT(*) FROM schema_migrations"};

// Alive: the process answers. Nothing is asked of the database, so that a lost database does not get us restarted.
Health healthz(Database&, const Actor&) { return {"ok", TONGZHOU_VERSION}; }

// Ready: a reader and the committer both answer.
Health readyz(Database& database, const Actor&) {
    database.read([](Snapshot& snapshot) { snapshot.value<std::int64_t>(read_something); });
    database.write([](Tx&) {});
    return {"ready", TONGZHOU_VERSION};
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1";
}

// Numbers of the whole program: for the machine itself, and for those who may see the system.
http::Response metrics(Database& database, const Actor& actor) {
    if (!is_loopback(actor.remote)) actor.require(Permission::system_read);
    http::Response response;
    response.content_type = "text/plain; version=0.0.4";
    response.body = database.services().get<Api>().metrics();
    return response;
}

http::Response openapi(Database& database, const Actor&) {
    http::Response response;
    response.body = database.services().get<Api>().openapi();
    return response;
}

http::Response to_console(Database&, const Actor&) {
    http::Response response;
    response.status = 302;
    response.headers.emplace_back("location", "/console/");
    return response;
}

void add_program_routes(Api& api) {
    api.get("/healthz", healthz).open().says("进程存活", "The process is alive");
    api.get("/readyz", readyz).open().says("可以提供服务", "The program is ready to serve");
    api.get("/metrics", metrics)
        .open()
        .says("运行指标（Prometheus 文本）", "Figures of the running program (Prometheus text)");
    api.get("/openapi.json", openapi)
        .open()
        .says("接口说明（OpenAPI 3.1）", "The description of this API (OpenAPI 3.1)");
    api.get("/", to_console).open().says("进入控制台", "Go to the console");
}

void add_http_metrics(Api& api, const http::Server& server) {
    api.add_metrics([&server](std::string& out) {
        auto s = server.statistics();
        fmt::format_to(std::back_inserter(out),
                       "# TYPE tongzhou_connections_open gauge\ntongzhou_connections_open {}\n# TYPE "
                       "tongzhou_connections_refused_total counter\n"
                       "tongzhou_connections_refused_total {}\n# TYPE tongzhou_http_timeouts_total "
                       "counter\ntongzhou_http_timeouts_total {}\n"
                       "# TYPE tongzhou_http_malformed_total counter\ntongzhou_http_malformed_total {}\n# TYPE "
                       "tongzhou_event_streams_open gauge\n"
                       "tongzhou_event_streams_open {}\n# TYPE tongzhou_log_dropped_total "
                       "counter\ntongzhou_log_dropped_total {}\n",
                       s.connections_open, s.connections_refused, s.timeouts, s.malformed, s.event_streams_open,
                       log::dropped_records());
    });
}

void anchor(Database& database) {
    database.write([&](Tx& tx) {
        for (const auto& anchored : audit::record_anchors(tx, tx.service<seal::KeyRing>()))
            log::info("audit_anchor", {{"anchor", anchored.text()}});
    });
}

void add_program_jobs(jobs::Scheduler& scheduler) {
    scheduler.add("audit_anchor", jobs::Schedule::every(10min), {"锚定审计日志", "Anchor the audit log"}, anchor);
    scheduler.add("tidy", jobs::Schedule::daily_at(3, 30),
                  {"清理过期的会话、链接与尝试记录", "Remove sessions, links and counted attempts that are long over"},
                  auth::tidy);
}

// Writes once a minute when this process last saw each session and token. Not a job: a job runs on one node, and each
// node knows its own.
class UseKeeper {
  public:
    UseKeeper(auth::Accounts& accounts, Database& database)
        : accounts_(accounts), database_(database), thread_([this](std::stop_token stop) { keep(stop); }) {}

  private:
    void keep(std::stop_token stop) {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, stop, 1min, [] { return false; }) && !stop.stop_requested()) store();
    }
    void store() {
        try {
            accounts_.store_uses(database_);
        } catch (const std::exception& error) {
            // Kept in memory and offered again in a minute.
            log::warn("store_uses", {{"failure", error.what()}});
        }
    }
    auth::Accounts& accounts_;
    Database& database_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

// A listener whose session has ended, or whose rights have just changed, is cut off; in the latter case it comes back
// with its new rights.
void guard_events(events::Bus& bus, auth::Accounts& accounts, Database& database) {
    struct Changed {
        std::mutex mutex;
        std::vector<std::pair<Uuid, std::chrono::steady_clock::time_point>> recent;
    };
    auto changed = std::make_shared<Changed>();
    accounts.on_forgotten([changed](const Uuid& whose) {
        std::lock_guard lock(changed->mutex);
        changed->recent.emplace_back(whose, std::chrono::steady_clock::now());
    });
    bus.set_still_valid([changed, &database](const Actor& actor) {
        {
            // The bus asks about everyone within half a minute; after that a change has been heard of.
            std::lock_guard lock(changed->mutex);
            std::erase_if(changed->recent, [now = std::chrono::steady_clock::now()](const auto& change) {
                return now - change.second > 40s;
            });
            for (const auto& [whose, when] : changed->recent)
                if (whose == actor.id || whose == actor.session) return false;
        }
        return database.read_value([&](Snapshot& snapshot) { return auth::is_in_force(snapshot, actor); });
    });
}

http::Options http_options(const config::Settings& settings) {
    http::Options options;
    options.address = settings.http.address;
    options.port = static_cast<std::uint16_t>(settings.http.port);
    options.io_threads = settings.http.io_threads;
    options.certificate_file =
        settings.http.certificate.empty() ? "" : settings.resolved(settings.http.certificate).string();
    options.key_file = settings.http.key.empty() ? "" : settings.resolved(settings.http.key).string();
    options.trusted_proxies = settings.http.trusted_proxies;
    options.limits.connections = static_cast<std::size_t>(settings.http.max_connections);
    const auto largest = static_cast<std::size_t>(settings.http.max_body_mb) << 20;
    options.limits.body_bytes = std::min<std::size_t>(largest, 4 << 20);
    options.limits.body_bytes_by_prefix = {{"/import-kinds/", largest}};
    return options;
}

api::Options api_options(const config::Settings& settings) {
    api::Options options;
    options.requests_per_second = settings.limits.requests_per_second;
    options.burst = settings.limits.burst;
    options.task_threads = settings.http.workers;
    options.public_url = settings.http.public_url;
    return options;
}

// Blocked before any thread is made, so that every thread leaves them to wait_for_signal().
sigset_t block_signals() {
    sigset_t set;
    sigemptyset(&set);
    for (int signal : {SIGTERM, SIGINT}) sigaddset(&set, signal);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return set;
}

int wait_for_signal(const sigset_t& set) {
    int signal = 0;
    sigwait(&set, &signal);
    return signal;
}

// Whom a broadcast by a policy's conditions reaches is the policies' to say.
messages::EligiblePage eligible_for(Snapshot& snapshot, const Actor& author, const Uuid& policy,
                                    const std::string& cursor) {
    auto found = policies::eligible_enterprises(snapshot, author, Id<Policy>(policy),
                                                cursor.empty() ? std::nullopt : std::optional(cursor));
    return {std::move(found.enterprises), found.next.value_or("")};
}

}  // namespace

void add_routes(Api& api) {
    add_program_routes(api);
    for (const auto* module : all_modules())
        if (module->add_routes) module->add_routes(api);
}

int serve(const Common& common, const ServeOptions& options) {
    const auto signals = block_signals();
    const auto& settings = common.settings;
    log::init({.level = log::level_named(settings.log.level),
               .format = log::format_named(settings.log.format),
               .file = settings.log.file.empty() ? "" : settings.resolved(settings.log.file)});
    log::reopen_on_hangup();

    Program program(settings, Opening::as_it_is);
    auto& database = program.database();
    auto& accounts = program.accounts();
    auto& scheduler = database.services().get<jobs::Scheduler>();
    Api api(database, accounts, api_options(settings));
    database.services().provide(api);
    add_routes(api);
    messages::provide_eligibility(database, eligible_for);
    for (const std::string app : {"console", "gate", "me", "ask"}) {
        auto files = settings.resolved(settings.console.folder) / app;
        if (std::filesystem::exists(files)) api.serve_files("/" + app, files.string());
    }
    http::Server server(http_options(settings), [&api](http::Request&& request, http::Reply reply) {
        api.handle(std::move(request), std::move(reply));
    });
    add_http_metrics(api, server);
    add_program_jobs(scheduler);
    auto& bus = database.services().get<events::Bus>();
    guard_events(bus, accounts, database);
    UseKeeper use_keeper(accounts, database);
    policies::start_indexing(database);
    hotline::use_referral_model(database, hotline::default_model(settings.resolved(".")));
    server.start();
    const auto scheme = settings.http.certificate.empty() ? "http" : "https";
    const auto here = settings.http.public_url.empty()
                          ? fmt::format("{}://{}:{}", scheme, settings.http.address, server.port())
                          : settings.http.public_url;
    resumption::publish_permits_at(database, here);
    if (settings.jobs.enabled) {
        scheduler.start();
        messages::start_sending(database, {.public_url = here});
    }
    if (options.open_first_link) {
        auto token = database.write_value([](Tx& tx) { return auth::create_first_administrator_link(tx); });
        if (token)
            fmt::print("第一位管理员请打开（只能用一次） First administrator, open once:\n  {}\n",
                       auth::link_address(here + "/console", *token));
    }
    fmt::print("serving {}://{}:{}\n", scheme, settings.http.address, server.port());
    std::fflush(stdout);
    log::info(
        "serving",
        {{"address", settings.http.address}, {"port", static_cast<int>(server.port())}, {"version", TONGZHOU_VERSION}});

    const int signal = wait_for_signal(signals);
    log::info("stopping", {{"signal", signal}});
    scheduler.stop();
    messages::stop_sending(database);
    policies::stop_indexing(database);
    bus.close();
    server.stop();
    api.stop();
    accounts.store_uses(database);
    anchor(database);
    database.stop();
    log::info("stopped", {});
    return exit_done;
}

std::string openapi_text() {
    // The description needs no data, but the table of endpoints belongs to an Api, and that to a Database.
    auto folder =
        std::filesystem::temp_directory_path() / ("tongzhou-openapi-" + hex(new_uuid_v7(SystemClock().now()).bytes));
    config::Settings settings;
    settings.data_folder = folder.string();
    std::string text;
    {
        Program program(settings, Opening::from_nothing);
        Api api(program.database(), program.accounts(), {});
        add_routes(api);
        text = api.openapi();
    }
    std::filesystem::remove_all(folder);
    return text;
}

}  // namespace tongzhou
