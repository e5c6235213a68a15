// How a channel of each kind is spoken to, and what its answers mean: one file per kind. Pure. Private to this module.
#pragma once

#include <variant>

#include "modules/messages/channel_store.hpp"
#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::messages {

/// One part of a message, with its variables filled in.
struct Parcel {
    Id<Message> id{};
    std::optional<Id<Broadcast>> broadcast{};
    std::string recipient{};  ///< its name
    std::string address{};    ///< a mobile, mail address or openid; empty for groups
    std::string title{}, text{};
    std::string link{};  ///< the message's own, empty when it has none
    int part = 1, parts = 1;
    Instant at{};  ///< now

    /// What tells this part from every other: the same each time it is sent.
    std::string key() const { return parts == 1 ? id.text() : fmt::format("{}-{}", id.text(), part); }
};

struct Verdict {
    enum class Kind : std::uint8_t {
        accepted,
        again,      ///< not taken, but may be later
        throttled,  ///< not taken because there was too much; the channel pauses
        refused,    ///< not taken, and will not be
        unknown     ///< taken or not: nobody here knows
    };
    Kind kind = Kind::unknown;
    std::string reason{};     ///< snake_case, stable; see reasons.hpp
    std::string detail{};     ///< the other side's words; secrets are taken out before they are kept
    std::string reference{};  ///< the other side's number of what it accepted
    std::chrono::seconds pause{0};
    bool needs_token = false;  ///< the official account's token is no longer good
};

using Request = std::variant<outgoing::HttpRequest, outgoing::MailRequest>;

class Protocol {
  public:
    virtual ~Protocol() = default;
    /// The texts of the parts a message goes in.
    virtual std::vector<std::string> parts_of(const OpenChannel& channel, const std::string& title,
                                              const std::string& text) const = 0;
    virtual Request request_for(const OpenChannel& channel, const Parcel& parcel) const = 0;
    virtual Verdict verdict_on(const outgoing::Answer& answer, const OpenChannel& channel) const = 0;
    /// How many may be on their way at once. Where nobody knows what became of a broken request, few.
    virtual int window() const = 0;
};

/// Not for the inbox, which nobody speaks to.
const Protocol& protocol_of(ChannelKind kind);

const Protocol& dingtalk_protocol();
const Protocol& wecom_protocol();
const Protocol& wechat_protocol();
const Protocol& sms_protocol();
const Protocol& mail_protocol();
const Protocol& webhook_protocol();

/// DingTalk's signature of `timestamp` (milliseconds) under the robot's secret, in base64.
std::string dingtalk_sign(std::string_view secret, std::int64_t timestamp);
/// "sha256=" and the HMAC, in hex, of "timestamp.body" under the webhook's secret.
std::string webhook_sign(std::string_view secret, std::int64_t timestamp, std::string_view body);

/// How an official account's token is asked for, and what came: the token and for how long it is good.
outgoing::HttpRequest token_request(const OpenChannel& channel);
struct FetchedToken {
    std::string token{};
    std::chrono::seconds good_for{0};
    Verdict failure{};  ///< when there is no token
};
FetchedToken token_in(const outgoing::Answer& answer);

}  // namespace tongzhou::messages
