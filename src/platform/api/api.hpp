// The API of the program: the table of endpoints and the way of a request through it.
//
//   api.post("/passages", record_passage).needs(Permission::passage_record).says("记录一次通行", "Record one passage");
//
// `record_passage` is a plain function `Out f(C&, const Actor&, const In&)`. C says where it runs: Tx& on the
// committer, Snapshot& on a reader, Database& on a task thread that may block. In is a described struct: {names} of the
// path, then the query (GET, DELETE) or the JSON body fill its members, and all faulty fields are reported at once. Out
// becomes JSON; void answers 204; Download streams a file; http::Response is sent as it is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/api/authenticator.hpp"
#include "platform/api/endpoint.hpp"

namespace tongzhou::api {

struct Options {
    double requests_per_second = 0;  ///< for each actor; 0: unlimited
    double burst = 100;              ///< requests an actor may make at once before the rate holds
    int task_threads = 2;
    std::size_t task_queue = 200;
    std::string public_url;  ///< as people reach it, for links and OpenAPI
};

class Api {
  public:
    Api(Database& database, Authenticator& authenticator, Options options);
    ~Api();

    template <class F>
    Endpoint& get(std::string_view path, F* function) {
        return bound(http::Method::get, path, function);
    }
    template <class F>
    Endpoint& post(std::string_view path, F* function) {
        return bound(http::Method::post, path, function);
    }
    template <class F>
    Endpoint& put(std::string_view path, F* function) {
        return bound(http::Method::put, path, function);
    }
    template <class F>
    Endpoint& patch(std::string_view path, F* function) {
        return bound(http::Method::patch, path, function);
    }
    template <class F>
    Endpoint& del(std::string_view path, F* function) {
        return bound(http::Method::del, path, function);
    }
    /// A stream of server-sent events: `Feed f(Database&, const Actor&, const In&)`. What it throws is answered as by
    /// any endpoint; what it returns is given the opened stream.
    template <class In>
    Endpoint& events(std::string_view path, Feed (*function)(Database&, const Actor&, const In&)) {
        auto& endpoint = add(http::Method::get, path);
        endpoint_detail::bind_stream(endpoint, function);
        return endpoint;
    }

    /// Files for browsers below a path: the console, the gate app. `fallback` is served for paths without a file.
    void serve_files(std::string_view prefix, const std::string& folder, std::string_view fallback = "index.html");

    /// The http::Handler. Never blocks.
    void handle(http::Request&& request, http::Reply reply);

    /// OpenAPI 3.1 of all endpoints, the same text at every start.
    std::string openapi() const;
    /// Prometheus text: requests and latency by endpoint, queues, commits; `more` appends further lines.
    std::string metrics() const;
    void add_metrics(std::function<void(std::string&)> more);

    const std::vector<std::unique_ptr<Endpoint>>& endpoints() const;
    Database& database();
    /// Ends the task threads; what is queued is answered with 503.
    void stop();

  private:
    template <class F>
    Endpoint& bound(http::Method method, std::string_view path, F* function) {
        auto& endpoint = add(method, path);
        endpoint_detail::bind(endpoint, function);
        return endpoint;
    }
    Endpoint& add(http::Method method, std::string_view path);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The RFC 9457 reply of a failure, in the language asked for. A failure that is no Problem is ours: it becomes a 500
/// whose `instance` stands in the log beside what happened.
http::Response problem_response(std::exception_ptr failure, Language language);

/// zh unless English is preferred (RFC 9110 §12.5.4).
Language preferred_language(std::string_view accept_language);

}  // namespace tongzhou::api

namespace tongzhou {
using api::Api;

/// What main/modules.cpp lists: a noun of the city's work with its tables and endpoints.
struct Module {
    std::string_view name;
    const sql::MigrationSet* migrations;
    void (*add_routes)(Api&);
    /// Makes what the module keeps in memory and provides it to `database.services()`; the result owns it and lives as
    /// long as the database. Null when it keeps nothing.
    std::shared_ptr<void> (*provide)(Database&) = nullptr;
};
}  // namespace tongzhou
