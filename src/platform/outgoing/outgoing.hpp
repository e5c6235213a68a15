// What the program sends to other machines: HTTP requests and mail, and the only folder that knows libcurl. It knows
// nothing of what is sent, nor whether it is worth sending again; but it says as exactly as the protocol lets one know
// whether the other side can have taken it:
//
//     answered   the other side said something: `status` and `body`
//     not_sent   it cannot have taken it: no connection, or it broke before the request was complete
//     unknown    the request went out whole and no answer came: taken or not, nobody here knows
//
// Certificates are always checked, redirects never followed, and no address, header or body stands in an Answer: they
// may hold secrets.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou::outgoing {

/// Whether a kept connection may carry the request. One that has just been closed by the other side is tried again
/// unasked, so only what may arrive twice goes over `kept`.
enum class Connection : std::uint8_t { fresh, kept };

struct HttpRequest {
    std::string method = "POST";  ///< GET or POST
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds time{10'000};  ///< for everything, from the look-up of the name to the last byte
    Connection connection = Connection::fresh;
    std::string certificates;  ///< PEM of further authorities that are trusted for this request; empty: the system's
};

/// How mail is kept from others' eyes on its way. `none` is for this machine only; see may_go_unencrypted().
enum class MailSecurity : std::uint8_t { starttls, tls, none };

struct MailRequest {
    std::string host;
    std::uint16_t port = 587;
    MailSecurity security = MailSecurity::starttls;
    std::string user, password;  ///< empty: without signing in
    std::string from, to;        ///< addresses of the envelope
    std::string message;         ///< RFC 5322, lines end in CR LF; see mail_message.hpp
    std::chrono::milliseconds time{20'000};
    std::string certificates;
};

enum class Fate : std::uint8_t { answered, not_sent, unknown };

struct Answer {
    Fate fate = Fate::not_sent;
    int status = 0;               ///< of HTTP; of mail the last reply of the server; 0: none came
    std::string body;             ///< of HTTP, at most 64 kB; of mail the words of that reply
    int retry_after_seconds = 0;  ///< as the other side asked; 0: it did not
    std::string fault;            ///< snake_case, empty when answered: "no_such_host", "timed_out" …
    Bilingual why;                ///< of the fault, with what to do
    std::chrono::milliseconds took{0};
};

/// Carries many requests at once on the calling thread. All but wake() belong to one thread.
class Carrier {
  public:
    using Ticket = std::uint64_t;
    struct Finished {
        Ticket ticket;
        Answer answer;
    };

    Carrier();
    ~Carrier();  ///< breaks off what is on its way
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;

    Ticket send(HttpRequest request);
    Ticket send(MailRequest request);
    /// Returns as soon as something has finished, with all that has, or after `at_most`, or after wake().
    std::vector<Finished> wait(std::chrono::milliseconds at_most);
    /// Ends a wait() early. From any thread.
    void wake();
    std::size_t on_their_way() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// One request and its answer, on the calling thread.
Answer send_and_wait(HttpRequest request);
Answer send_and_wait(MailRequest request);

/// Whether secrets may go to that host without TLS: to this machine and to private networks by their numbers
/// (127/8, 10/8, 172.16/12, 192.168/16, ::1, localhost), for a name may lead anywhere.
bool may_go_unencrypted(std::string_view host);
/// The host of an http or https address; nothing when it is none, or carries a user, a password or a fragment.
std::optional<std::string> host_of(std::string_view url);
/// "a b&c" → "a%20b%26c": everything but RFC 3986's unreserved characters.
std::string percent_encoded(std::string_view text);

/// The 32 bytes of HMAC-SHA-256 (RFC 2104).
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace tongzhou::outgoing
