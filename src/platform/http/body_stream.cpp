#include "platform/http/body_stream.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace tongzhou::http {

BodyWorkers::BodyWorkers(int threads)
    : pool_(std::make_unique<boost::asio::thread_pool>(static_cast<std::size_t>(std::max(1, threads)))) {}
BodyWorkers::~BodyWorkers() = default;
void BodyWorkers::run(std::function<void()> job) { boost::asio::post(*pool_, std::move(job)); }
void BodyWorkers::join() { pool_->join(); }

BodyStream::BodyStream(BodySource source, BodyFormat format, BodyWorkers& workers, Report report)
    : source_(std::move(source)), format_(format), workers_(workers), report_(std::move(report)) {
    if (format_.gzip) gzip_.emplace();
}

void BodyStream::pull(std::function<void()> ready) {
    pulling_ = true;
    workers_.run([self = shared_from_this(), ready = std::move(ready)] {
        self->make_piece();
        ready();
    });
}

// An empty piece must not be written: as a chunk it would end the body. So we go on until there is something.
void BodyStream::make_piece() {
    try {
        while (outcome_ == Outcome::more && piece_.empty() && !abandoned_) {
            if (auto pulled = source_()) {
                frame(gzip_ ? gzip_->add(*pulled) : *pulled);
            } else {
                if (gzip_) frame(gzip_->finish());
                if (format_.chunked) piece_ += "0\r\n\r\n";
                outcome_ = Outcome::end;
            }
        }
    } catch (const std::exception& error) {
        outcome_ = Outcome::broken;
        report_(error.what());
    } catch (...) {
        outcome_ = Outcome::broken;
        report_("a BodySource threw something that is no std::exception");
    }
    if (outcome_ != Outcome::more || abandoned_) source_ = nullptr;
}

void BodyStream::frame(std::string_view piece) {
    if (piece.empty()) return;
    if (!format_.chunked) {
        piece_ += piece;
        return;
    }
    fmt::format_to(std::back_inserter(piece_), "{:x}\r\n", piece.size());
    piece_ += piece;
    piece_ += "\r\n";
}

BodyStream::Outcome BodyStream::take(std::string& bytes) {
    pulling_ = false;
    bytes.swap(piece_);
    piece_.clear();
    return outcome_;
}

void BodyStream::abandon() {
    abandoned_ = true;
    if (!pulling_) workers_.run([self = shared_from_this()] { self->source_ = nullptr; });
}

}  // namespace tongzhou::http
