#pragma once

#include <memory>

#include "platform/http/http.hpp"

namespace boost::asio::ssl {
class context;
}

namespace tongzhou::http {

/// TLS 1.2 and above with the certificate chain and key of the options; null when none are set. Throws Problem when
/// only one is set, or they cannot be read, or do not belong together.
std::shared_ptr<boost::asio::ssl::context> tls_context(const Options& options);

}  // namespace tongzhou::http
