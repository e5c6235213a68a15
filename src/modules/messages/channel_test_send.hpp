// Trying a channel out: one message, sent at once, with the other side's answer. Private to this module.
#pragma once

#include "modules/messages/channels.hpp"

namespace tongzhou {
BOOST_DEFINE_ENUM_CLASS(TestOutcome, accepted, again, throttled, refused, unknown)
}

namespace tongzhou::messages {

struct TestSendRequest {
    Id<Channel> id;
    std::optional<Text<254>> to;  ///< a mobile, mail address or openid, where the channel needs one
    std::optional<Text<500>> text;
};
BOOST_DESCRIBE_STRUCT(TestSendRequest, (), (id, to, text))

struct TestSendResult {
    Id<Channel> id;
    TestOutcome outcome{};
    std::string reason;            ///< empty when accepted
    std::string says_zh, says_en;  ///< what it means and what to do
    std::string detail;            ///< in the other side's words, without secrets
    std::int64_t milliseconds = 0;
};
BOOST_DESCRIBE_STRUCT(TestSendResult, (), (id, outcome, reason, says_zh, says_en, detail, milliseconds))

/// Throws 409 "too_fast" when the channel's pace does not allow one now, 422 for a missing or wrong `to`.
TestSendResult test_channel(Database& database, const Actor& actor, const TestSendRequest& request);

}  // namespace tongzhou::messages
