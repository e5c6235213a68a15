// The inbox: what the program tells those who sign in, within itself. A message to an organisation is seen by each of
// its accounts, and read when one of them has read it. Private to this module.
#pragma once

#include "modules/messages/outbox.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::messages {

struct InboxRequest {
    std::optional<Bounded<1, 200>> limit;  ///< 50 unless said
    std::optional<Id<Message>> before;     ///< those older than this one
    std::optional<bool> unread;            ///< only those that nobody has read
};
BOOST_DESCRIBE_STRUCT(InboxRequest, (), (limit, before, unread))

struct InboxItem {
    Id<Message> id;
    std::string title, text;
    std::optional<std::string> link, apply_link;  ///< of this server: they say that it was opened
    Urgency urgency{};
    std::optional<std::string> about_kind;
    std::optional<Uuid> about;
    Instant created_at;
    std::optional<Instant> opened_at;
};
BOOST_DESCRIBE_STRUCT(InboxItem, (),
                      (id, title, text, link, apply_link, urgency, about_kind, about, created_at, opened_at))

struct Inbox {
    std::vector<InboxItem> items;  ///< the newest first
    std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(Inbox, (), (items, unread))

struct InboxById {
    Id<Message> id;
};
BOOST_DESCRIBE_STRUCT(InboxById, (), (id))
struct UnreadCount {
    std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadCount, (), (unread))

/// Throws 403 "no_own_account" for whoever is no account.
Inbox show_inbox(Snapshot& snapshot, const Actor& actor, const InboxRequest& request);
UnreadCount count_unread(Snapshot& snapshot, const Actor& actor);
/// Throws not_found for a message that is not to the actor or the actor's organisation.
UnreadCount read_inbox_message(Tx& tx, const Actor& actor, const InboxById& request);

}  // namespace tongzhou::messages
