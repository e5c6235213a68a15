// The program's own endpoints, called from within it: what a command does is what the API does, by the same functions
// and with the same checks, without a network. The commands that load, export and set up use it, so that nothing they
// do is a second way of doing it.
//
// A call in a caller's transaction is not recorded in the audit log by this: the command records once what it did.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "main/program.hpp"
#include "platform/api/api.hpp"
#include "platform/api/router.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

class InnerApi {
  public:
    explicit InnerApi(Program& program);
    ~InnerApi();

    /// The JSON of the answer; empty for none. Throws the Problem that the endpoint answers with, and std::logic_error
    /// when there is no such endpoint or it does not run in a transaction.
    std::string post(Tx& tx, const Actor& actor, std::string_view path, std::string body);
    /// Only what `Out` knows of the answer.
    template <class Out, class In>
    Out post(Tx& tx, const Actor& actor, std::string_view path, const In& in) {
        return from_json<Out>(post(tx, actor, path, to_json(in)), {.unknown_fields = UnknownFields::ignore});
    }

    /// The same in a transaction of its own, or without one where the endpoint runs without: the JSON of the answer.
    /// `body` is JSON, or the file of an upload. Throws Problem 404 when there is no such endpoint.
    std::string call(const Actor& actor, http::Method method, std::string_view path, const std::string& query,
                     std::string body);
    /// A read or a download, with its query as in an address. Throws Problem 404 when there is no such endpoint.
    http::Response get(const Actor& actor, std::string_view path, const std::string& query);

    bool answers_get(std::string_view path) const;
    /// Of everything that can be asked for: "/enterprises/export".
    std::vector<std::string> get_paths() const;

  private:
    http::Response answer(const Actor& actor, http::Request request);

    Program& program_;
    std::unique_ptr<Api> api_;
    api::Router router_;
};

}  // namespace tongzhou
