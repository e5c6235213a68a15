// A body that is pulled piece by piece from a BodySource, on worker threads, never faster than the client takes it.
#pragma once

#include <memory>
#include <string>

#include "platform/http/gzip.hpp"
#include "platform/http/http.hpp"

namespace boost::asio {
class thread_pool;
}

namespace tongzhou::http {

/// The threads that pull.
class BodyWorkers {
  public:
    explicit BodyWorkers(int threads);
    ~BodyWorkers();
    void run(std::function<void()> job);
    /// Returns when all jobs are done.
    void join();

  private:
    std::unique_ptr<boost::asio::thread_pool> pool_;
};

struct BodyFormat {
    bool chunked;  ///< else the end of the connection ends the body
    bool gzip;
};

class BodyStream : public std::enable_shared_from_this<BodyStream> {
  public:
    enum class Outcome { more, end, broken };
    using Report = std::function<void(std::string_view)>;

    BodyStream(BodySource source, BodyFormat format, BodyWorkers& workers, Report report);

    /// Has the next piece made; `ready` is called on the worker when it is.
    void pull(std::function<void()> ready);
    /// After `ready`: the bytes to be written, framed, and what comes after them.
    Outcome take(std::string& bytes);
    /// Nobody wants the rest: the source is let go on a worker, for it may hold a transaction.
    void abandon();

  private:
    void make_piece();
    void frame(std::string_view piece);

    BodySource source_;
    const BodyFormat format_;
    std::optional<GzipStream> gzip_;
    BodyWorkers& workers_;
    const Report report_;
    std::string piece_;
    Outcome outcome_ = Outcome::more;
    std::atomic<bool> abandoned_{false};
    bool pulling_ = false;
};

}  // namespace tongzhou::http
