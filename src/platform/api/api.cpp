#include "platform/api/api.hpp"

#include <stdexcept>

#include "platform/api/limiter.hpp"
#include "platform/api/meter.hpp"
#include "platform/api/request_input.hpp"
#include "platform/api/router.hpp"
#include "platform/api/tasks.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::api {

namespace {

using Instantly = std::chrono::steady_clock;

Problem overloaded() {
    return Problem::unavailable("overloaded", "系统正忙，本次没有处理，请稍后重试。",
                                "The program is overloaded and did not take this request; try again shortly.", 1);
}

// One request on its way, handed from thread to thread; at any time one of them owns it.
struct Visit {
    http::Request request;
    http::Reply reply;
    Language language;
    Instantly::time_point begun;
    const Endpoint* endpoint = nullptr;
    Meter* meter = nullptr;
    std::vector<std::pair<std::string_view, std::string>> path_parameters = {};
    Actor actor = {};
    std::shared_ptr<void> input = {};
    Upload upload = {};
    Answer answer = {};

    void send(http::Response response) {
        response.headers.emplace_back("cache-control", "no-store");
        response.headers.emplace_back("x-content-type-options", "nosniff");
        if (meter) meter->count(response.status, Instantly::now() - begun);
        reply.send(std::move(response));
    }
    void fail(std::exception_ptr failure) { send(problem_response(failure, language)); }
    void fail(const Problem& problem) { fail(std::make_exception_ptr(problem)); }
    void succeed() {
        if (answer.response.status == 200) answer.response.status = endpoint->success;
        send(std::move(answer.response));
    }
    void invoke(void* context) {
        answer = {};
        endpoint->invoke(endpoint->function, context, actor, input.get(), &upload, answer);
    }
};
using VisitPtr = std::unique_ptr<Visit>;

struct Write final : sql::WriteCall {
    explicit Write(VisitPtr v) : visit(std::move(v)) {}
    void run(Tx& tx) override {
        visit->invoke(&tx);
        if (!visit->endpoint->audited) return;
        audit::record(tx, visit->actor,
                      {.action = visit->endpoint->operation,
                       .subject_kind = std::string(visit->endpoint->tag()),
                       .subject = visit->answer.subject});
    }
    void finish(std::exception_ptr failure) noexcept override { failure ? visit->fail(failure) : visit->succeed(); }
    VisitPtr visit;
};

struct Read final : sql::ReadCall {
    explicit Read(VisitPtr v) : visit(std::move(v)) {}
    void run(Snapshot& snapshot) override { visit->invoke(&snapshot); }
    void finish(std::exception_ptr failure) noexcept override { failure ? visit->fail(failure) : visit->succeed(); }
    VisitPtr visit;
};

}  // namespace

struct Api::Impl {
    Database& database;
    Authenticator& authenticator;
    Options options;
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    std::unordered_map<const Endpoint*, std::unique_ptr<Meter>> meters;
    Router router;
    std::once_flag routes_ready;
    Limiter limiter;
    Tasks tasks;
    struct Files {
        std::string prefix;
        http::StaticFiles files;
        std::string fallback;
    };
    std::vector<Files> files;
    std::vector<std::function<void(std::string&)>> more_metrics;
    std::atomic<std::uint64_t> limited{0};

    Impl(Database& d, Authenticator& a, Options o)
        : database(d),
          authenticator(a),
          options(std::move(o)),
          limiter(options.requests_per_second, options.burst),
          tasks(options.task_threads, options.task_queue) {}

    // The fluent calls after post(…) are over once the first request comes.
    void finish_routes() {
        for (const auto& endpoint : endpoints) {
            if (endpoint->access == Endpoint::Access::undeclared)
                throw std::logic_error(endpoint->operation + " says neither needs(), signed_in() nor open()");
            router.add(*endpoint);
            meters.emplace(endpoint.get(), std::make_unique<Meter>());
        }
    }

    bool answer_file(Visit& visit) {
        for (const auto& f : files) {
            std::string_view path = visit.request.path;
            if (!path.starts_with(f.prefix)) continue;
            path.remove_prefix(f.prefix.size());
            if (!path.empty() && path.front() != '/' && !f.prefix.ends_with('/')) continue;
            auto found = f.files.find(visit.request, path);
            if (!found) found = f.files.find(visit.request, "/" + f.fallback);
            if (!found) continue;
            visit.reply.send(std::move(*found));
            return true;
        }
        return false;
    }

    // Takes the visit only when it hands it on: until then a failure is the caller's to answer.
    void start(VisitPtr& visit) {
        auto match = router.find(visit->request.method, visit->request.path);
        if (!match.endpoint) {
            if (!match.allowed.empty()) {
                auto response =
                    problem_response(std::make_exception_ptr(Problem(
                                         405, "method_not_allowed", "此地址不支持该方法，可用：" + match.allowed + "。",
                                         "This address takes: " + match.allowed + ".")),
                                     visit->language);
                response.headers.emplace_back("allow", match.allowed);
                return visit->send(std::move(response));
            }
            if (answer_file(*visit)) return;
            return visit->fail(Problem::not_found("no_such_address", "没有这个地址，接口列表见 /openapi.json。",
                                                  "There is no such address; /openapi.json lists them."));
        }
        visit->endpoint = match.endpoint;
        visit->meter = meters.find(match.endpoint)->second.get();
        visit->path_parameters = std::move(match.parameters);
        if (auto actor = authenticator.recall(visit->request)) {
            visit->actor = std::move(*actor);
            return proceed(std::move(visit));
        }
        identify(std::move(visit));
    }

    // The credential is not in memory: look it up on a reader, then go on from there.
    void identify(VisitPtr visit) {
        struct Identify final : sql::ReadCall {
            Identify(Impl& i, VisitPtr v) : impl(i), visit(std::move(v)) {}
            void run(Snapshot& snapshot) override {
                visit->actor = impl.authenticator.identify(snapshot, visit->request);
            }
            void finish(std::exception_ptr failure) noexcept override {
                failure ? visit->fail(failure) : impl.proceed(std::move(visit));
            }
            Impl& impl;
            VisitPtr visit;
        };
        std::unique_ptr<sql::ReadCall> call = std::make_unique<Identify>(*this, std::move(visit));
        if (!database.submit(call)) static_cast<Identify&>(*call).visit->fail(overloaded());
    }

    void permit(const Visit& visit) {
        const auto& endpoint = *visit.endpoint;
        if (endpoint.access == Endpoint::Access::open) return;
        if (visit.actor.kind == ActorKind::anonymous)
            throw Problem::unauthorized("sign_in_needed", "请先登录。", "Sign in first.");
        if (endpoint.access == Endpoint::Access::permission) visit.actor.require(endpoint.permission);
    }

    void proceed(VisitPtr visit) noexcept {
        try {
            int wait = 0;
            auto key = visit->actor.id.is_nil() ? visit->request.remote : visit->actor.id.text();
            if (options.requests_per_second > 0 && !limiter.admit(key, Instantly::now(), wait)) {
                limited.fetch_add(1, std::memory_order_relaxed);
                throw Problem(429, "too_many_requests", "请求过于频繁，请稍后再试。",
                              "Too many requests; wait a little.")
                    .retry_after(wait);
            }
            permit(*visit);
            visit->actor.remote = visit->request.remote;
            visit->actor.language = visit->language;
            visit->input = read_input(*visit->endpoint, visit->request, visit->path_parameters);
            dispatch(visit);
        } catch (...) {
            visit->fail(std::current_exception());
        }
    }

    void dispatch(VisitPtr& visit) {
        switch (visit->endpoint->context) {
            case Context::tx: {
                std::unique_ptr<sql::WriteCall> call = std::make_unique<Write>(std::move(visit));
                if (!database.submit(call)) static_cast<Write&>(*call).visit->fail(overloaded());
                return;
            }
            case Context::snapshot: {
                std::unique_ptr<sql::ReadCall> call = std::make_unique<Read>(std::move(visit));
                if (!database.submit(call)) static_cast<Read&>(*call).visit->fail(overloaded());
                return;
            }
            case Context::stream: {
                auto feed =
                    visit->endpoint->stream(visit->endpoint->function, database, visit->actor, visit->input.get());
                visit->meter->count(200, Instantly::now() - visit->begun);
                feed(visit->reply.stream_events());
                return;
            }
            case Context::database: break;
        }
        if (visit->endpoint->uploads)
            visit->upload = {std::string(visit->request.header("content-type")), std::move(visit->request.body)};
        auto shared = std::make_shared<VisitPtr>(std::move(visit));
        std::function<void()> task = [this, shared] {
            auto& visit = **shared;
            try {
                visit.invoke(&database);
                visit.succeed();
            } catch (...) {
                visit.fail(std::current_exception());
            }
        };
        if (!tasks.submit(task)) (*shared)->fail(overloaded());
    }
};

Api::Api(Database& database, Authenticator& authenticator, Options options)
    : impl_(std::make_unique<Impl>(database, authenticator, std::move(options))) {}
Api::~Api() = default;

Endpoint& Api::add(http::Method method, std::string_view path) {
    auto& endpoint = *impl_->endpoints.emplace_back(std::make_unique<Endpoint>());
    endpoint.method = method;
    endpoint.path = path;
    endpoint.segments = split_path(path);
    endpoint.operation = to_lower_ascii(http::name(method));
    for (const auto& segment : endpoint.segments) {
        endpoint.operation += '_';
        for (char c : segment)
            if (c != '{' && c != '}') endpoint.operation += c == '-' || c == '.' ? '_' : c;
    }
    return endpoint;
}

void Api::serve_files(std::string_view prefix, const std::string& folder, std::string_view fallback) {
    impl_->files.push_back({std::string(prefix), http::StaticFiles(folder), std::string(fallback)});
}

void Api::handle(http::Request&& request, http::Reply reply) {
    std::call_once(impl_->routes_ready, [this] { impl_->finish_routes(); });
    auto language = preferred_language(request.header("accept-language"));
    auto visit = std::make_unique<Visit>(Visit{std::move(request), std::move(reply), language, Instantly::now()});
    try {
        impl_->start(visit);
    } catch (...) {
        visit->fail(std::current_exception());
    }
}

std::string Api::metrics() const {
    std::string out = "# TYPE tongzhou_requests_total counter\n# TYPE tongzhou_request_seconds histogram\n";
    for (const auto& endpoint : impl_->endpoints)
        if (auto meter = impl_->meters.find(endpoint.get()); meter != impl_->meters.end())
            meter->second->write(endpoint->operation, out);
    auto s = impl_->database.statistics();
    fmt::format_to(std::back_inserter(out),
                   "# TYPE tongzhou_commits_total counter\ntongzhou_commits_total {}\n# TYPE "
                   "tongzhou_write_calls_total counter\ntongzhou_write_calls_total {}\n"
                   "# TYPE tongzhou_write_calls_failed_total counter\ntongzhou_write_calls_failed_total {}\n# TYPE "
                   "tongzhou_reads_total counter\ntongzhou_reads_total {}\n"
                   "# TYPE tongzhou_refused_total counter\ntongzhou_refused_total {}\n# TYPE "
                   "tongzhou_rate_limited_total counter\ntongzhou_rate_limited_total {}\n"
                   "# TYPE tongzhou_write_queue gauge\ntongzhou_write_queue {}\n# TYPE tongzhou_read_queue "
                   "gauge\ntongzhou_read_queue {}\n"
                   "# TYPE tongzhou_last_commit_seconds gauge\ntongzhou_last_commit_seconds {}\n",
                   s.commits, s.calls, s.failed_calls, s.reads, s.refused, impl_->limited.load(), s.write_queue,
                   s.read_queue, static_cast<double>(s.last_commit_microseconds) / 1e6);
    for (const auto& more : impl_->more_metrics) more(out);
    return out;
}

void Api::add_metrics(std::function<void(std::string&)> more) { impl_->more_metrics.push_back(std::move(more)); }
const std::vector<std::unique_ptr<Endpoint>>& Api::endpoints() const { return impl_->endpoints; }
Database& Api::database() { return impl_->database; }
void Api::stop() { impl_->tasks.stop(); }

}  // namespace tongzhou::api
