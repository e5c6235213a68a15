// gzip (RFC 1952) of replies, over zlib.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tongzhou::http {

/// Does this Accept-Encoding header take that coding? (RFC 9110 section 12.5.3; "gzip;q=0" does not take gzip.)
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
inline bool accepts_gzip(std::string_view accept_encoding) { return accepts_coding(accept_encoding, "gzip"); }

/// Text, JSON, CSV, SVG, scripts: what shrinks. Event streams never, for each event must leave at once.
bool shrinks(std::string_view content_type);

std::string gzipped(std::string_view plain);

/// Compresses a body that comes in pieces.
class GzipStream {
  public:
    GzipStream();
    ~GzipStream();
    GzipStream(GzipStream&&) noexcept;

    /// What became ready by this piece; often nothing.
    std::string add(std::string_view piece);
    std::string finish();

    struct Deflater;

  private:
    std::unique_ptr<Deflater> deflater_;
};

}  // namespace tongzhou::http
