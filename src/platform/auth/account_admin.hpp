// What those who answer for accounts do with them. Everything here holds within the actor's scope: an account outside
// it does not exist for him, and one whose rights exceed his own he cannot touch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bounded.hpp"
#include "platform/auth/organization_directory.hpp"
#include "platform/auth/place.hpp"
#include "platform/auth/roles.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::auth {

BOOST_DEFINE_ENUM_CLASS(AccountStatus, invited, active, disabled)

struct Account {
    Id<Account> id;
    std::string sign_in_name, display_name;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;  ///< absent: everywhere
    Reach reach = Reach::organization;
    AccountStatus status = AccountStatus::invited;
    bool second_factor = false;
    std::vector<Id<Role>> roles{};
    std::optional<Instant> last_sign_in_at{}, locked_until{};
    Instant created_at{};
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, sign_in_name, display_name, organization, division, reach, status, second_factor, roles,
                       last_sign_in_at, locked_until, created_at))

struct AccountRow {
    Id<Account> id;
    std::string sign_in_name, display_name;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;
    Reach reach = Reach::organization;
    AccountStatus status = AccountStatus::invited;
    bool second_factor = false;
    std::optional<Instant> last_sign_in_at;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(AccountRow, (),
                      (id, sign_in_name, display_name, organization, division, reach, status, second_factor,
                       last_sign_in_at, created_at))

struct AccountFilter : ListRequest {
    std::optional<Text<64>> sign_in_name, display_name;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;
    std::optional<AccountStatus> status;
    std::optional<Id<Role>> role;
};
BOOST_DESCRIBE_STRUCT(AccountFilter, (ListRequest), (sign_in_name, display_name, organization, division, status, role))
struct AccountExport : AccountFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(AccountExport, (AccountFilter), (format))

Page<AccountRow> list_accounts(Snapshot& snapshot, const Actor& actor, const AccountFilter& filter);
Download export_accounts(Database& database, const Actor& actor, const AccountExport& filter);

struct AccountById {
    Id<Account> id;
};
BOOST_DESCRIBE_STRUCT(AccountById, (), (id))
Account read_account(Snapshot& snapshot, const Actor& actor, const AccountById& request);

struct NewAccount {
    Text<64, 2> sign_in_name;
    Title display_name;
    /// Where the person works; decides what he sees. Absent only for those who see everything, by one of them.
    std::optional<Id<Organization>> organization;
    std::vector<Id<Role>> roles;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (sign_in_name, display_name, organization, roles))

/// A link to hand to the person; shown this one time.
struct AccountLink {
    Id<Account> id;
    std::string token;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(AccountLink, (), (id, token, expires_at))

/// An account without a password, and the invitation by which its owner sets one.
AccountLink create_account(Tx& tx, const Actor& actor, const NewAccount& request);

struct AccountChange {
    Id<Account> id;
    Title display_name;
    std::optional<Id<Organization>> organization;
    std::vector<Id<Role>> roles;
};
BOOST_DESCRIBE_STRUCT(AccountChange, (), (id, display_name, organization, roles))
/// Sets all of these. Nobody changes his own roles or organisation.
Account change_account(Tx& tx, const Actor& actor, const AccountChange& request);

/// Ends its sessions too. Nobody disables himself.
void disable_account(Tx& tx, const Actor& actor, const AccountById& request);
void enable_account(Tx& tx, const Actor& actor, const AccountById& request);
/// Forgets the failed attempts.
void unlock_account(Tx& tx, const Actor& actor, const AccountById& request);
/// A link by which the owner sets a new password, or the first one. Until then the old one opens nothing but its own
/// change.
AccountLink reset_password(Tx& tx, const Actor& actor, const AccountById& request);
/// For whoever has lost phone and recovery codes; ends the sessions.
void reset_second_factor(Tx& tx, const Actor& actor, const AccountById& request);
void end_account_sessions(Tx& tx, const Actor& actor, const AccountById& request);

/// An organisation has moved in the tree: its accounts and tokens go with it. Called by modules/organizations.
void follow_organization(Tx& tx, const Id<Organization>& organization, const OrganizationPlace& place);

}  // namespace tongzhou::auth
