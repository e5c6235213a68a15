// Who the client is when a reverse proxy stands in front: X-Forwarded-For and -Proto, believed only of trusted peers.
#pragma once

#include <set>
#include <string>

#include "platform/http/http.hpp"

namespace tongzhou::http {

class Proxies {
  public:
    /// Throws Problem for an entry that is no IP address.
    explicit Proxies(const std::vector<std::string>& trusted);

    /// Sets `remote` and `secure` of a request that came from `peer`, over TLS or not. Behind several proxies the
    /// client is the last forwarded address that is not itself trusted: what stands left of it anyone can write.
    void identify(Request& request, const std::string& peer, bool over_tls) const;

  private:
    std::set<std::string> trusted_;  ///< in canonical text
};

/// The canonical text of an address: IPv4 in its own form even when mapped into IPv6. Empty when it is none.
std::string canonical_address(std::string_view text);

}  // namespace tongzhou::http
