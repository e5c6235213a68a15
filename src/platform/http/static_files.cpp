#include <fmt/chrono.h>
#include <sys/stat.h>

#include <fstream>
#include <regex>

#include "platform/http/gzip.hpp"
#include "platform/http/http.hpp"
#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

std::string_view content_type_of(const std::filesystem::path& file) {
    static const std::map<std::string, std::string_view> types = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".wasm", "application/wasm"},
        {".pdf", "application/pdf"},
    };
    const auto found = types.find(file.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

/// A build tool put a hash of the content into the name, so that what it names never changes.
bool named_by_content(const std::string& name) {
    static const std::regex hashed(R"(.*\.[0-9a-f]{8,}\..*|.*-[A-Za-z0-9_-]{8}\.[^.]*(\.map)?)");
    return std::regex_match(name, hashed);
}

/// Weak, for the same file may leave us compressed or not (RFC 9110 section 8.8.3).
std::string entity_tag(const struct stat& facts) {
    return fmt::format("W/\"{:x}-{:x}-{:x}\"", facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_size);
}

/// RFC 9110 section 13.1.2; a weak comparison.
bool matches(std::string_view if_none_match, std::string_view tag) {
    const auto opaque = [](std::string_view text) { return text.starts_with("W/") ? text.substr(2) : text; };
    while (!if_none_match.empty()) {
        const auto item = if_none_match.substr(0, if_none_match.find(','));
        if_none_match.remove_prefix(std::min(if_none_match.size(), item.size() + 1));
        const auto candidate = trimmed(item);
        if (candidate == "*" || opaque(candidate) == opaque(tag)) return true;
    }
    return false;
}

std::optional<struct stat> regular_file(const std::filesystem::path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
    return facts;
}

bool is_below(const std::filesystem::path& folder, const std::filesystem::path& file) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

std::optional<std::string> content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    return bytes;
}

/// What a build tool has packed beside the file, the smallest first.
struct Packing {
    std::string_view ending, coding;
};
constexpr Packing packings[] = {{".br", "br"}, {".gz", "gzip"}};

std::filesystem::path beside(const std::filesystem::path& file, const Packing& packing) {
    auto packed = file;
    packed += packing.ending;
    return packed;
}

}  // namespace

StaticFiles::StaticFiles(std::filesystem::path folder) : folder_(std::filesystem::weakly_canonical(folder)) {}

std::optional<Response> StaticFiles::find(const Request& request, std::string_view path) const {
    if (request.method != Method::get && request.method != Method::head) return std::nullopt;
    if (!path.starts_with('/') || path.find('\0') != std::string_view::npos) return std::nullopt;
    // Resolved first, links and all: what lies outside the folder does not exist.
    const auto relative = path.substr(std::min(path.find_first_not_of('/'), path.size()));
    std::error_code error;
    const auto file = std::filesystem::canonical(folder_ / relative, error);
    if (error || !is_below(folder_, file)) return std::nullopt;
    const auto facts = regular_file(file);
    if (!facts) return std::nullopt;

    Response response;
    response.content_type = content_type_of(file);
    const auto tag = entity_tag(*facts);
    const bool forever = named_by_content(file.filename().string());
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    const auto is_there = [&](const Packing& packing) { return regular_file(beside(file, packing)).has_value(); };
    if (std::ranges::any_of(packings, is_there)) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (matches(request.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    const auto accepted = request.header("accept-encoding");
    const auto* packing = std::ranges::find_if(
        packings, [&](const Packing& each) { return accepts_coding(accepted, each.coding) && is_there(each); });
    const bool send_packed = packing != std::end(packings);
    auto bytes = content(send_packed ? beside(file, *packing) : file);
    if (!bytes) return std::nullopt;
    if (send_packed) response.headers.emplace_back("Content-Encoding", packing->coding);
    response.body = std::move(*bytes);
    return response;
}

}  // namespace tongzhou::http
