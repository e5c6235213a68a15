#include "platform/http/proxies.hpp"

#include <boost/asio/ip/address.hpp>

#include "base/problem.hpp"
#include "platform/http/request_text.hpp"

namespace tongzhou::http {

namespace {

namespace ip = boost::asio::ip;

/// The forwarded addresses from left to right, over all headers of that name.
std::vector<std::string_view> forwarded_for(const Request& request) {
    std::vector<std::string_view> hops;
    for (const auto& [name, value] : request.headers) {
        if (name != "x-forwarded-for") continue;
        for (std::string_view rest = value; !rest.empty();) {
            const auto hop = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), hop.size() + 1));
            hops.push_back(trimmed(hop));
        }
    }
    return hops;
}

}  // namespace

std::string canonical_address(std::string_view text) {
    boost::system::error_code error;
    const auto address = ip::make_address(text, error);
    if (error) return {};
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

Proxies::Proxies(const std::vector<std::string>& trusted) {
    for (const auto& text : trusted) {
        auto address = canonical_address(text);
        if (address.empty()) {
            throw Problem{500, "bad_trusted_proxy", fmt::format("可信代理 {} 不是 IP 地址，请改正配置。", text),
                          fmt::format("The trusted proxy {} is not an IP address. Correct the configuration.", text)};
        }
        trusted_.insert(std::move(address));
    }
}

void Proxies::identify(Request& request, const std::string& peer, bool over_tls) const {
    request.remote = peer;
    request.secure = over_tls;
    if (trusted_.empty() || !trusted_.contains(peer)) return;
    const auto hops = forwarded_for(request);
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        auto address = canonical_address(*hop);
        if (address.empty()) break;
        request.remote = std::move(address);
        if (!trusted_.contains(request.remote)) break;
    }
    if (const auto scheme = request.header("x-forwarded-proto"); !scheme.empty()) {
        request.secure = equal_ignoring_case(scheme, "https");
    }
}

}  // namespace tongzhou::http
