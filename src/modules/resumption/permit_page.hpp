// The page that the QR code of a permit opens on anybody's phone: whether the paper on the door is true. Private to
// this module.
#pragma once

#include <mutex>

#include "modules/resumption/permits.hpp"

namespace tongzhou::resumption {

/// Where anyone reaches this server; see publish_permits_at(). Safe from any thread.
class PublicAddress {
  public:
    void set(std::string url);
    std::string get() const;

  private:
    mutable std::mutex mutex_;
    std::string url_;
};

/// What the QR code says: "https://…/p/TOKEN", or the token alone while it is not known where this server is reached.
std::string qr_text(Snapshot& snapshot, std::string_view token);

struct PermitPageRequest {
    Text<200, 1> token;
};
BOOST_DESCRIBE_STRUCT(PermitPageRequest, (), (token))
/// HTML without scripts, in Chinese and English, that says what verify_permit() says, and when it was asked.
http::Response show_permit_page(Snapshot& snapshot, const Actor& actor, const PermitPageRequest& request);

}  // namespace tongzhou::resumption
