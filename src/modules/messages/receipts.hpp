// Receipts: a gateway tells what became of what it had accepted. Private to this module.
#pragma once

#include "modules/messages/outbox.hpp"

namespace tongzhou::messages {

struct Receipt {
    std::optional<Id<Message>> message;     ///< by our id, or …
    std::optional<Text<100, 1>> reference;  ///< … by the gateway's own number
    bool delivered = false;
    std::optional<Text<200>> detail;  ///< why not, in the gateway's words
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (message, reference, delivered, detail))

struct ReceiptsRequest {
    Text<100, 1> token;  ///< of the channel, as it was shown once
    std::vector<Receipt> items;
};
BOOST_DESCRIBE_STRUCT(ReceiptsRequest, (), (token, items))
/// One of message and reference; at most 1,000 items.
void check(const ReceiptsRequest& request, std::vector<FieldFault>& faults);

struct ReceiptsResult {
    std::int64_t known = 0;    ///< whose message was found; told again it changes nothing
    std::int64_t unknown = 0;  ///< no message of this channel
};
BOOST_DESCRIBE_STRUCT(ReceiptsResult, (), (known, unknown))

/// Whoever has the channel's token may tell. A receipt settles a doubt: what was delivered had been accepted. Throws
/// 401 "receipt_token_unknown".
ReceiptsResult take_receipts(Tx& tx, const Actor& actor, const ReceiptsRequest& request);

}  // namespace tongzhou::messages
