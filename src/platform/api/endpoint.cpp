#include "platform/api/endpoint.hpp"

namespace tongzhou::api {

Endpoint& Endpoint::needs(Permission needed) {
    access = Access::permission;
    permission = needed;
    return *this;
}
Endpoint& Endpoint::signed_in() {
    access = Access::signed_in;
    return *this;
}
Endpoint& Endpoint::open() {
    access = Access::open;
    return *this;
}
Endpoint& Endpoint::says(std::string_view zh, std::string_view en) {
    summary = {std::string(zh), std::string(en)};
    return *this;
}
Endpoint& Endpoint::answers(int status) {
    success = status;
    return *this;
}
Endpoint& Endpoint::unaudited() {
    audited = false;
    return *this;
}

}  // namespace tongzhou::api
