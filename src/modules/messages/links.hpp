// The links in messages. `/l/CODE` is a page that tells us it was opened and goes on to where the link leads;
// `/l/CODE/apply` the same for somebody who goes on to apply. Private to this module.
//
// A GET changes nothing: mail filters, chat previews and browsers that fetch ahead GET every link they see. The page
// reports itself by a POST once a person looks at it; without JavaScript it says where the link leads and nothing is
// counted. So what is counted was read, and some that was read is not counted.
#pragma once

#include "modules/messages/outbox.hpp"

namespace tongzhou::messages {

struct LinkByCode {
    Text<40, 1> code;
};
BOOST_DESCRIBE_STRUCT(LinkByCode, (), (code))

/// Where the link leads.
struct LinkTarget {
    std::string target;
};
BOOST_DESCRIBE_STRUCT(LinkTarget, (), (target))

http::Response show_link(Snapshot& snapshot, const Actor& actor, const LinkByCode& request);
http::Response show_apply_link(Snapshot& snapshot, const Actor& actor, const LinkByCode& request);
LinkTarget open_link(Tx& tx, const Actor& actor, const LinkByCode& request);
LinkTarget open_apply_link(Tx& tx, const Actor& actor, const LinkByCode& request);

/// Counts a message as opened, once; opening says that it was delivered.
void mark_opened(Tx& tx, const std::string& county, const Id<Message>& message);
/// Counts a message as applied, once; applying says that it was opened.
void mark_applied(Tx& tx, const std::string& county, const Id<Message>& message);

}  // namespace tongzhou::messages
