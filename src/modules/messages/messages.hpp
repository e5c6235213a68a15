// Messages: what the program says to people outside it, and what became of it. This is the module's face.
//
// A message is written into the *outbox* in the transaction of the fact it tells of (a ticket answered, a permit
// issued): neither stands without the other. After the commit the *courier* sends it by its channel, as fast as the
// channel takes it, not at night unless it is urgent, and again after failures that may pass.
//
// Counted apart: *accepted* (the channel took it), *delivered* (a receipt says that it arrived), *opened* (somebody
// followed its link, or opened it in the inbox), *applied* (somebody went on to apply).
//
// Exactly once, as far as the protocol lets one know: of what was sent without an answer nobody knows whether it was
// taken. Where the other side tells doubles by an id of ours (webhooks, and official accounts for ten minutes) or where
// its protocol asks for it (mail), it is sent again; elsewhere it is *uncertain* and waits for somebody to decide.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {
struct Organization;
struct Channel;
struct Broadcast;
extern const sql::MigrationSet messages_migrations;
/// Its `provide` makes the memory that the functions below need.
extern const Module messages_module;

/// By what a message leaves. `inbox` is the program's own: it is accepted as soon as it is written.
BOOST_DEFINE_ENUM_CLASS(ChannelKind, inbox, dingtalk_robot, wecom_robot, wechat_template, sms, mail, webhook)
}  // namespace tongzhou

namespace tongzhou::messages {

/// account, organization: reached in the inbox, or at the contact on file for the channel's kind. address: a mobile, a
/// mail address or an openid that the caller knows. group: whoever reads the chat behind a robot, or a webhook.
BOOST_DEFINE_ENUM_CLASS(RecipientKind, account, organization, address, group)

/// An urgent message does not wait for the morning and goes before all others.
BOOST_DEFINE_ENUM_CLASS(Urgency, normal, urgent)

struct Recipient {
    RecipientKind kind = RecipientKind::group;
    Uuid id;              ///< of the account or organisation; of an address, of whoever it belongs to, if known
    std::string name;     ///< as may be shown in lists: masked for people
    std::string address;  ///< of kind address only
};

/// One message, as another module wants it said.
struct Message {
    std::optional<Id<Message>> id = {};  ///< the same twice is one message
    ChannelKind by = ChannelKind::inbox;
    Recipient to;
    DivisionCode division;  ///< where the recipient is: whose hours hold, which channel is nearest, who sees it
    std::optional<Id<Organization>> organization = {};
    std::string title;
    std::string text;  ///< `{{link}}` and `{{apply_link}}` become links that tell reading apart
    /// Of further variables of title and text. What somebody typed belongs here: it is never read as a variable.
    std::vector<std::pair<std::string, std::string>> values = {};
    std::optional<std::string> link = {};        ///< where `{{link}}` leads, an http(s) address or a path of ours
    std::optional<std::string> apply_link = {};  ///< where `{{apply_link}}` leads
    Urgency urgency = Urgency::normal;
    std::string about_kind = {};  ///< the fact: "ticket", "permit"
    Uuid about = {};
};

/// Writes the message into the outbox; it is sent after the commit, by the nearest channel of its kind that the
/// division may use. Without such a channel it is kept as failed with the reason `no_channel`, for the fact must not
/// fail with it, and can be sent again when there is one. Throws std::logic_error for what only a fault of the caller
/// can be: an unknown variable, a recipient that does not fit the channel.
Id<Message> enqueue(Tx& tx, const Message& message);

/// Somebody who came by a message's link has applied: called by the module in which they did, with the code of the
/// link. An unknown code is ignored.
void record_application(Tx& tx, std::string_view code);

struct EligiblePage {
    std::vector<Id<Organization>> organizations;  ///< there may be none of them on a page that is not the last
    std::string next;                             ///< where the following ones begin; empty after the last
};
/// The organisations within the author's scope that satisfy a policy's conditions, some hundreds after `cursor` (empty:
/// the first). Throws a Problem for a policy that the author does not see or that has no conditions.
using EligibleOrganizations =
    std::function<EligiblePage(Snapshot&, const Actor& author, const Uuid& policy, const std::string& cursor)>;
/// Called once, before the first request, by whoever knows policies.
void provide_eligibility(Database& database, EligibleOrganizations eligible);

struct SendingOptions {
    std::string public_url;                     ///< of this server, as those who get messages reach it
    std::chrono::milliseconds lease{30'000};    ///< by the Clock; longer than any request may take
    std::chrono::milliseconds look_every{500};  ///< of real time: how late what another node wrote may be sent
};
/// Starts the courier on a thread of its own. Several nodes on one database share the work: each message is taken by
/// one of them.
void start_sending(Database& database, SendingOptions options);
/// Lets what is on its way finish, and starts no more. Idempotent.
void stop_sending(Database& database);

/// After a rotation of the master keys: seals secrets, contacts and day keys under the active one. Returns how many.
std::int64_t reseal_secrets(Database& database);

/// Whether the counters of broadcasts say what their messages say; a line for each that does not.
std::vector<std::string> check_counters(Snapshot& snapshot);

}  // namespace tongzhou::messages
