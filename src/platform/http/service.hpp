// What all I/O threads of one Server share. It outlives the Server while somebody still holds a Reply.
#pragma once

#include <atomic>

#include "platform/http/http.hpp"
#include "platform/http/proxies.hpp"

namespace boost::asio::ssl {
class context;
}

namespace tongzhou::http {

class BodyWorkers;

/// Statistics as they are counted.
struct Counters {
    using Count = std::atomic<std::uint64_t>;
    Count requests{0}, connections_accepted{0}, connections_refused{0}, bytes_in{0}, bytes_out{0};
    Count connections_open{0}, requests_running{0}, event_streams_open{0}, timeouts{0}, malformed{0}, faults{0};
    Count body_bytes{0};     ///< of bodies that are being received
    Count refusals_open{0};  ///< connections beyond the limit that are being told so
};

inline void add(Counters::Count& count, std::uint64_t by = 1) { count.fetch_add(by, std::memory_order_relaxed); }
inline void take(Counters::Count& count, std::uint64_t by = 1) { count.fetch_sub(by, std::memory_order_relaxed); }

struct Service {
    Service(Options chosen, Handler answers)
        : options(std::move(chosen)), handler(std::move(answers)), proxies(options.trusted_proxies) {}

    const Options options;
    Handler handler;
    const Proxies proxies;
    std::shared_ptr<boost::asio::ssl::context> tls;  ///< null: plain HTTP
    BodyWorkers* body_workers = nullptr;             ///< valid while the loops run
    Counters counters;
    std::atomic<bool> stopping{false};

    /// Counts a fault of a layer above and hands it to whoever keeps the log.
    void report(std::string_view what) {
        add(counters.faults);
        if (options.report_fault) options.report_fault(what);
    }
};

}  // namespace tongzhou::http
