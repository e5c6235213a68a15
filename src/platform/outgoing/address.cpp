#include <algorithm>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/text.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::outgoing {
namespace {

// The four numbers of an IPv4 address; nothing for names and for every other way to write one.
std::optional<std::array<int, 4>> numbers_of(std::string_view host) {
    std::array<int, 4> numbers{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto dot = i < 3 ? host.find('.') : host.size();
        if (dot == std::string_view::npos || dot == 0 || dot > 3) return std::nullopt;
        for (char c : host.substr(0, dot)) {
            if (c < '0' || c > '9') return std::nullopt;
            numbers[i] = numbers[i] * 10 + (c - '0');
        }
        if (numbers[i] > 255) return std::nullopt;
        host.remove_prefix(std::min(dot + 1, host.size()));
    }
    return host.empty() ? std::optional(numbers) : std::nullopt;
}

}  // namespace

bool may_go_unencrypted(std::string_view host) {
    if (host == "localhost" || host == "::1" || host == "[::1]") return true;
    const auto n = numbers_of(host);
    if (!n) return false;
    const auto [a, b, c, d] = *n;
    return a == 127 || a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
}

std::optional<std::string> host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    const auto name = url.substr(0, scheme);
    if (name != "http" && name != "https") return std::nullopt;
    const bool is_clean = std::ranges::all_of(url, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (!is_clean || url.find_first_of("#\\\"<>") != std::string_view::npos) return std::nullopt;
    auto authority = url.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?"));
    if (authority.empty() || authority.find('@') != std::string_view::npos) return std::nullopt;
    const auto bracket = authority.starts_with('[') ? authority.find(']') : std::string_view::npos;
    if (authority.starts_with('[') && bracket == std::string_view::npos) return std::nullopt;
    const auto host =
        bracket != std::string_view::npos ? authority.substr(0, bracket + 1) : authority.substr(0, authority.find(':'));
    auto port = authority.substr(host.size());
    if (!port.empty()) {
        port.remove_prefix(1);
        if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
            return std::nullopt;
    }
    if (host.empty()) return std::nullopt;
    return to_lower_ascii(host);
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                   c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::array<unsigned char, 32> mac{};
    unsigned int length = 0;
    const auto* made =
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), mac.data(), &length);
    if (made == nullptr || length != mac.size())
        throw Problem{500, "hmac_unavailable", "系统的密码库拒绝计算 HMAC-SHA256，请检查 OpenSSL 的配置。",
                      "The system's OpenSSL refuses HMAC-SHA-256; check its configuration."};
    return {reinterpret_cast<const char*>(mac.data()), mac.size()};
}

}  // namespace tongzhou::outgoing
