// Whatever bytes come, the reader accepts them or refuses them, the same however they are cut; and what it accepts
// keeps what Request promises.
#include <cstdlib>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "platform/http/request_reader.hpp"

namespace {

using namespace tongzhou;
using namespace tongzhou::http;

void require(bool held) {
    if (!held) std::abort();
}

struct Outcome {
    RequestReader::Progress progress = RequestReader::Progress::needs_more;
    Request request;
    int status = 0;
};

/// Reads one request from `bytes`, which arrive `step` at a time.
Outcome read(std::string_view bytes, std::size_t step) {
    static const Limits limits;
    RequestReader reader(limits);
    Outcome outcome;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < bytes.size() && outcome.progress == RequestReader::Progress::needs_more;) {
        end = std::min(end + step, bytes.size());
        std::size_t used = 0;
        outcome.progress = reader.read(bytes.substr(begin, end - begin), used);
        begin += used;
        require(begin <= end);
    }
    if (outcome.progress == RequestReader::Progress::refused) outcome.status = reader.refusal().status;
    RequestTraits traits;
    if (outcome.progress == RequestReader::Progress::complete) outcome.request = reader.take(traits);
    return outcome;
}

void check(const Request& request) {
    require(request.path.starts_with('/') && valid_utf8(request.path));
    require(request.path.find("..") == std::string::npos && request.path.find('\\') == std::string::npos);
    require(request.path.find('\0') == std::string::npos);
    for (const auto& [name, value] : request.headers) {
        require(name == to_lower_ascii(name));
        require(name.find_first_of("\r\n:") == std::string::npos && value.find_first_of("\r\n") == std::string::npos);
    }
    try {
        for (const auto& [key, value] : parse_query(request.query)) require(valid_utf8(key) && valid_utf8(value));
    } catch (const Problem& problem) {
        require(problem.status() == 400);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read(bytes, bytes.size() + 1);
    const auto pieces = read(bytes, 1 + data[0] % 32);
    if (whole.progress == RequestReader::Progress::complete) {
        check(whole.request);
        require(pieces.progress == whole.progress);
        require(pieces.request.path == whole.request.path && pieces.request.body == whole.request.body);
        require(pieces.request.headers == whole.request.headers);
    }
    if (pieces.progress == RequestReader::Progress::refused) require(whole.progress == pieces.progress);
    return 0;
}
