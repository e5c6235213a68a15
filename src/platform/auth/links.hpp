// One-time links: how a person without a password comes to one. A link is shown once to whoever makes it and works
// once; only its hash is kept. The console's address of a link holds it behind '#', so that it reaches no server log.
#pragma once

#include <optional>
#include <string>

#include "platform/access/actor.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou::auth {

struct Account;

/// first_administrator: makes the account too; invitation and password_reset: for one that exists.
BOOST_DEFINE_ENUM_CLASS(LinkPurpose, first_administrator, invitation, password_reset)

/// A fresh link for the first administrator; those before it stop working. Nothing when an administrator has signed in
/// already.
std::optional<std::string> create_first_administrator_link(Tx& tx);
/// A fresh link for an account; those before it stop working.
std::string create_link(Tx& tx, LinkPurpose purpose, const Uuid& account);
/// "<public_url>/#/links/<token>"
std::string link_address(std::string_view public_url, std::string_view token);

struct LinkToken {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkToken, (), (token))
struct LinkInfo {
    LinkPurpose purpose = LinkPurpose::invitation;
    Instant expires_at;
    std::optional<std::string> sign_in_name, display_name;  ///< absent for the first administrator, who chooses
};
BOOST_DESCRIBE_STRUCT(LinkInfo, (), (purpose, expires_at, sign_in_name, display_name))
/// What the page asks before it shows its form. 404 "link_not_valid" when the link is unknown, used or expired.
LinkInfo read_link(Snapshot& snapshot, const Actor& actor, const LinkToken& request);

struct RedeemLink {
    std::string token;
    std::string password;
    std::optional<std::string> sign_in_name;  ///< the first administrator's
    std::optional<std::string> display_name;  ///< the first administrator's; others may correct theirs
};
BOOST_DESCRIBE_STRUCT(RedeemLink, (), (token, password, sign_in_name, display_name))
struct Redeemed {
    std::string sign_in_name;
};
BOOST_DESCRIBE_STRUCT(Redeemed, (), (sign_in_name))
/// Sets the password and uses the link up; the person then signs in, and sets up a second factor where one is needed.
/// A reset does not take the second factor away.
Redeemed redeem_link(Database& database, const Actor& actor, const RedeemLink& request);

/// Removes links that expired long ago; returns how many. For a job.
std::int64_t drop_old_links(Tx& tx);

}  // namespace tongzhou::auth
