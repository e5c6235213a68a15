#include "platform/http/gzip.hpp"

#include <zlib.h>

#include <new>

#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

constexpr int gzip_window = 15 + 16;  // zlib: 32 kB window, gzip framing
constexpr int level = 5;              // within 3 % of level 6 on our JSON, at half the time

}  // namespace

struct GzipStream::Deflater {
    z_stream stream{};

    Deflater() {
        if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    /// Everything that `plain` lets out; `flush` as in zlib.
    std::string run(std::string_view plain, int flush) {
        std::string packed;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));  // zlib only reads it
        stream.avail_in = static_cast<uInt>(plain.size());
        do {
            const auto before = packed.size();
            packed.resize(before + std::max<std::size_t>(4096, plain.size() / 4));
            stream.next_out = reinterpret_cast<Bytef*>(packed.data() + before);
            stream.avail_out = static_cast<uInt>(packed.size() - before);
            deflate(&stream, flush);
            packed.erase(packed.size() - stream.avail_out);
        } while (stream.avail_out == 0);
        return packed;
    }
};

GzipStream::GzipStream() : deflater_(std::make_unique<Deflater>()) {}
GzipStream::~GzipStream() = default;
GzipStream::GzipStream(GzipStream&&) noexcept = default;
std::string GzipStream::add(std::string_view piece) { return deflater_->run(piece, Z_NO_FLUSH); }
std::string GzipStream::finish() { return deflater_->run({}, Z_FINISH); }

// A deflater holds 256 kB: each thread that answers keeps one.
std::string gzipped(std::string_view plain) {
    thread_local GzipStream::Deflater deflater;
    deflateReset(&deflater.stream);
    return deflater.run(plain, Z_FINISH);
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
    for (auto rest = accept_encoding; !rest.empty();) {
        const auto item = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), item.size() + 1));
        const auto semicolon = std::min(item.find(';'), item.size());
        if (!equal_ignoring_case(trimmed(item.substr(0, semicolon)), coding)) continue;
        const auto weight = item.find("q=", semicolon);
        if (weight == std::string_view::npos) return true;
        return item.find_first_of("123456789", weight) != std::string_view::npos;
    }
    return false;
}

bool shrinks(std::string_view content_type) {
    const auto type = trimmed(content_type.substr(0, content_type.find(';')));
    if (type == "text/event-stream") return false;
    return type.starts_with("text/") || type == "application/json" || type == "application/javascript" ||
           type == "application/xml" || type.ends_with("+json") || type.ends_with("+xml");
}

}  // namespace tongzhou::http
