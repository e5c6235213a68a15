// How a request becomes an Actor.
#pragma once

#include <optional>

#include "platform/access/actor.hpp"
#include "platform/http/http.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::api {

class Authenticator {
  public:
    virtual ~Authenticator() = default;
    /// From memory alone, on an I/O thread: the common case. Nothing when the credential has to be looked up.
    virtual std::optional<Actor> recall(const http::Request& request) = 0;
    /// With the database. An anonymous Actor when the request carries no credential at all; throws
    /// Problem::unauthorized when it carries one that is unknown, expired or revoked, and Problem::forbidden when a
    /// cookie comes without the defence against forged requests.
    virtual Actor identify(Snapshot& snapshot, const http::Request& request) = 0;
};

}  // namespace tongzhou::api
