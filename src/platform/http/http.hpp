// HTTP/1.1, and the only folder that knows Beast. A Server reads requests within its Limits, hands each to the one
// Handler, and writes what its Reply is given. Requests of one connection are answered in their order.
//
// Threads: the Handler runs on an I/O thread and must not block; it passes the Reply on to whatever does the work,
// and that may send it from any thread. A Reply that is dropped unsent answers 500. A client that closes its sending
// side before it is answered is taken to be gone; a Reply or event sent to one who is gone is harmless.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tongzhou::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
std::string_view name(Method method);

struct Request {
    Method method = Method::get;
    std::string path;   ///< percent-decoded, valid UTF-8, begins with '/'; never contains "..", NUL or backslash
    std::string query;  ///< raw, without '?'
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;
    std::string remote;   ///< address of the client; of X-Forwarded-For only if the peer is a trusted proxy
    bool secure = false;  ///< arrived over TLS (or a trusted proxy says so)

    /// The first header of that (lower-case) name, empty when absent.
    std::string_view header(std::string_view name) const;
    /// The cookie of that name, empty when absent.
    std::string_view cookie(std::string_view name) const;
};

/// Pulls the next piece of a streamed body on a worker thread; an empty optional ends the body. Throwing breaks the
/// connection off, so that a truncated export can never look complete.
using BodySource = std::function<std::optional<std::string>()>;

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    BodySource source;  ///< when set, the body is streamed (chunked) from it and `body` is ignored
};

/// The sending end of a server-sent event stream. Copies share one stream; safe from any thread.
/// A client that reads too slowly is cut off when its buffer is full; it reconnects and asks again.
class EventStream {
  public:
    /// False once the client is gone. At most 256 kB may wait for it.
    bool send(std::string_view event, std::string_view data, std::string_view id = {});
    bool open() const;
    /// Called once, on any thread, when the client is gone or the stream closed; at once if it already is.
    void on_close(std::function<void()> callback);
    void close();

    struct State;
    explicit EventStream(std::shared_ptr<State> state) : state_(std::move(state)) {}

  private:
    std::shared_ptr<State> state_;
};

/// The duty to answer one request. Move-only; send once.
class Reply {
  public:
    struct State;
    explicit Reply(std::shared_ptr<State> state);
    Reply(Reply&&) noexcept;
    Reply& operator=(Reply&&) noexcept;
    ~Reply();

    void send(Response response);
    /// Answers 200 text/event-stream and keeps the connection for events.
    EventStream stream_events(std::vector<std::pair<std::string, std::string>> headers = {});

  private:
    std::shared_ptr<State> state_;
};

using Handler = std::function<void(Request&&, Reply)>;

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 4 * 1024 * 1024;
    /// Larger bodies for single paths (uploads): longest matching prefix wins.
    std::vector<std::pair<std::string, std::size_t>> body_bytes_by_prefix;
    std::chrono::milliseconds header_time{10'000};  ///< from the first byte of a request to the end of its header
    std::chrono::milliseconds body_time{30'000};    ///< for the body; restarted by each 64 kB received
    std::chrono::milliseconds idle_time{75'000};    ///< keep-alive between requests
    std::chrono::milliseconds write_time{30'000};   ///< without the client taking a single byte
    /// All bodies that are being received at one time; beyond it: 503 with Retry-After.
    std::size_t all_bodies_bytes = 256 * 1024 * 1024;
    std::size_t connections = 4'000;  ///< beyond it: 503 with Retry-After and close
};

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free port, see Server::port()
    int io_threads = 1;
    Limits limits;
    std::string certificate_file, key_file;        ///< both set: TLS 1.2+ only
    std::vector<std::string> trusted_proxies;      ///< addresses whose X-Forwarded-* are believed
    std::chrono::milliseconds drain_time{10'000};  ///< stop(): how long running requests may take to finish
    std::size_t gzip_from_bytes = 1024;
    std::chrono::milliseconds heartbeat_time{15'000};  ///< a comment on an event stream that has been silent so long
    int body_source_threads = 2;                       ///< workers that pull streamed bodies
    /// Told, on any thread, what a Handler or BodySource threw, so that it reaches the log.
    std::function<void(std::string_view what)> report_fault;
};

struct Statistics {
    std::uint64_t requests = 0, connections_accepted = 0, connections_refused = 0, bytes_in = 0, bytes_out = 0;
    std::uint64_t connections_open = 0, requests_running = 0, event_streams_open = 0, timeouts = 0, malformed = 0;
    std::uint64_t faults = 0;  ///< Handlers that threw, Replies dropped unsent, BodySources that threw
};

class Server {
  public:
    Server(Options options, Handler handler);
    ~Server();
    /// Binds and listens; throws Problem when the address is taken. Returns once connections are accepted.
    void start();
    /// Stops accepting, lets running requests finish within drain_time, closes the rest. Idempotent. Not to be called
    /// by a Handler.
    void stop();
    std::uint16_t port() const;
    Statistics statistics() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Files below one folder with ETag, If-None-Match, Range-less GET and HEAD, immutable caching for names with a
/// content hash (`*.[0-9a-f]{8,}.*` or `*-[A-Za-z0-9_]{8}.*`), pre-compressed `.gz` neighbours.
class StaticFiles {
  public:
    explicit StaticFiles(std::filesystem::path folder);
    /// Nothing when no such file exists. `path` is as in Request.
    std::optional<Response> find(const Request& request, std::string_view path) const;

  private:
    std::filesystem::path folder_;
};

/// "a=1&b=%20" → {{"a","1"},{"b"," "}}; '+' is a space. Throws Problem on bad escapes or bad UTF-8.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace tongzhou::http
