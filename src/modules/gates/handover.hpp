// What a device still holds when its token has been revoked. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"

namespace tongzhou::gates {

/// The last batch of a revoked device. The token stands in the body, for as a credential it opens nothing any more.
struct Handover {
    Text<200, 1> token;
    Instant sent_at;
    std::vector<RawJson> passages;
};
BOOST_DESCRIBE_STRUCT(Handover, (), (token, sent_at, passages))
void check(const Handover& handover, std::vector<FieldFault>& faults);

struct HandoverAnswer {
    std::int64_t received = 0;
};
BOOST_DESCRIBE_STRUCT(HandoverAnswer, (), (received))

/// Takes over what a revoked device still holds, all of it into review. The answer shows nothing but how many arrived.
/// Throws Problem 401 when the token is none of a revoked device.
HandoverAnswer hand_over(Database& database, const Actor& actor, const Handover& handover);

}  // namespace tongzhou::gates
