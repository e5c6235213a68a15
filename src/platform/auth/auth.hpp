// Who may use the program: accounts and their roles, signing in, tokens of programs and devices; and what they did, for
// auditors. This header names what the rest of the program uses.
//
//  - main makes Accounts (accounts.hpp), provides it as a service beside the seal::KeyRing, prints the address of
//    create_first_administrator_link (links.hpp) at the first start, and runs tidy() daily.
//  - modules/organizations provides an OrganizationDirectory and calls follow_organization.
//  - modules/gates issues and revokes device tokens (tokens.hpp).
//
// Rules: GB/T 22239-2019 level 3, 8.1.4.1 (identity) and 8.1.4.2 (access control). Nothing here writes a password, a
// code, a token or a link into a log, an audit record or a Problem.
#pragma once

#include "platform/api/api.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/organization_directory.hpp"

namespace tongzhou::auth {

void add_routes(Api& api);

/// Removes what is long over: sessions, links, counted attempts.
void tidy(Database& database);

extern const Module module;

}  // namespace tongzhou::auth
