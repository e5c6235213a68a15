// One line of a module's routes.cpp becomes an Endpoint: the route, the permission, the parsing of its one request
// struct, the OpenAPI entry. See api.hpp for how they are registered.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/http/http.hpp"
#include "platform/json/json.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou::api {

/// A file that is streamed to the client. `rows`-bearing formats end with their row count, so that a cut is seen.
struct Download {
    std::string filename;
    std::string content_type;
    http::BodySource source;
};

/// The body of an upload, as it came.
struct Upload {
    std::string content_type;
    std::string body;
};

/// What an endpoint function made of its call.
struct Answer {
    http::Response response;
    std::string subject;  ///< the `id` of the returned record, for the audit log
};

/// What an endpoint of events returns once it has found nothing to refuse.
using Feed = std::function<void(http::EventStream)>;

/// Where the function runs and what it is given first.
enum class Context : std::uint8_t {
    snapshot,  ///< Snapshot&: on a reader
    tx,        ///< Tx&: on the committer, audited in the same transaction
    database,  ///< Database&: on a task thread, may block; does and audits its own transactions
    stream     ///< Database&: returns a Feed, which is given the opened stream; must not block
};

class Endpoint {
  public:
    /// The permission the actor must have.
    Endpoint& needs(Permission permission);
    /// Any signed-in account, token or device.
    Endpoint& signed_in();
    /// Anyone; the actor may be anonymous.
    Endpoint& open();
    /// What it is for, in both languages; becomes the summary in OpenAPI.
    Endpoint& says(std::string_view zh, std::string_view en);
    /// The status of success instead of 200.
    Endpoint& answers(int status);
    /// Writes that record nothing of their own in the audit log (a heartbeat).
    Endpoint& unaudited();

    enum class Access : std::uint8_t { undeclared, open, signed_in, permission };

    http::Method method = http::Method::get;
    std::string path;                   ///< "/sites/{id}/queue-plan"
    std::vector<std::string> segments;  ///< {"sites", "{id}", "queue-plan"}
    Context context = Context::snapshot;
    Access access = Access::undeclared;
    Permission permission{};
    Bilingual summary;
    int success = 200;
    bool audited = true;
    bool uploads = false;
    const Shape* input = nullptr;   ///< nothing: takes no request struct
    const Shape* output = nullptr;  ///< nothing: 204, a Download or a raw Response

    /// "post_sites_queue_plan": the operationId, and the action in the audit log.
    std::string operation;
    /// "sites": the first segment, the tag in OpenAPI and the subject kind in the audit log.
    std::string_view tag() const { return segments.empty() ? std::string_view{} : std::string_view(segments.front()); }

    std::shared_ptr<void> (*make_input)() = nullptr;
    using Function = void (*)();
    Function function = nullptr;
    void (*invoke)(Function, void* context, const Actor&, const void* input, const void* upload, Answer&) = nullptr;
    Feed (*stream)(Function, Database&, const Actor&, const void* input) = nullptr;
};

namespace endpoint_detail {

struct Nothing {};  // the input of a function that takes none

template <class In>
std::shared_ptr<void> make_input() {
    return std::make_shared<In>();
}

template <class Out>
void answer_with(Out&& out, Answer& answer) {
    using Plain = std::remove_cvref_t<Out>;
    if constexpr (std::is_same_v<Plain, http::Response>) {
        answer.response = std::move(out);
    } else if constexpr (std::is_same_v<Plain, Download>) {
        answer.response.content_type = out.content_type;
        answer.response.headers.emplace_back("content-disposition", "attachment; filename*=UTF-8''" + out.filename);
        answer.response.source = std::move(out.source);
    } else {
        write_json(shape_of<Plain>(), &out, answer.response.body);
        if constexpr (requires { out.id.text(); }) answer.subject = out.id.text();
    }
}

template <class Out>
void describe_output(Endpoint& endpoint) {
    if constexpr (std::is_void_v<Out>) {
        endpoint.success = 204;
    } else if constexpr (!std::is_same_v<Out, http::Response> && !std::is_same_v<Out, Download>) {
        endpoint.output = &shape_of<Out>();
    }
}

template <class C>
constexpr Context context_of() {
    if constexpr (std::is_same_v<C, Tx>)
        return Context::tx;
    else if constexpr (std::is_same_v<C, Snapshot>)
        return Context::snapshot;
    else
        return Context::database;
}

// The three forms of a function: (context, actor), (context, actor, request), (context, actor, request, upload).
template <class Out, class C, class... In>
void bind(Endpoint& endpoint, Out (*function)(C&, const Actor&, const In&...)) {
    static_assert(std::is_same_v<C, Tx> || std::is_same_v<C, Snapshot> || std::is_same_v<C, Database>);
    endpoint.context = context_of<C>();
    endpoint.function = reinterpret_cast<Endpoint::Function>(function);
    describe_output<Out>(endpoint);
    using First = boost::mp11::mp_front<boost::mp11::mp_push_back<boost::mp11::mp_list<In...>, Nothing>>;
    constexpr bool takes_upload = sizeof...(In) == 2;
    endpoint.uploads = takes_upload;
    if constexpr (sizeof...(In) > 0) {
        endpoint.input = &shape_of<First>();
        endpoint.make_input = &make_input<First>;
    }
    endpoint.invoke = [](Endpoint::Function f, void* context, const Actor& actor, const void* input, const void* upload,
                         Answer& answer) {
        auto call = [&]() -> Out {
            auto typed = reinterpret_cast<Out (*)(C&, const Actor&, const In&...)>(f);
            auto& c = *static_cast<C*>(context);
            if constexpr (sizeof...(In) == 0)
                return typed(c, actor);
            else if constexpr (takes_upload)
                return typed(c, actor, *static_cast<const First*>(input), *static_cast<const Upload*>(upload));
            else
                return typed(c, actor, *static_cast<const First*>(input));
        };
        if constexpr (std::is_void_v<Out>)
            call();
        else
            answer_with(call(), answer);
    };
}

template <class In>
void bind_stream(Endpoint& endpoint, Feed (*function)(Database&, const Actor&, const In&)) {
    endpoint.context = Context::stream;
    endpoint.function = reinterpret_cast<Endpoint::Function>(function);
    endpoint.input = &shape_of<In>();
    endpoint.make_input = &make_input<In>;
    endpoint.stream = [](Endpoint::Function f, Database& database, const Actor& actor, const void* input) {
        auto typed = reinterpret_cast<Feed (*)(Database&, const Actor&, const In&)>(f);
        return typed(database, actor, *static_cast<const In*>(input));
    };
}

}  // namespace endpoint_detail
}  // namespace tongzhou::api

namespace tongzhou {
using api::Download;
using api::Upload;
}  // namespace tongzhou
