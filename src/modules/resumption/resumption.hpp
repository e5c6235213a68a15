// An enterprise's way back to work: it files, is reviewed or simply accepted, is checked, and has a permit that anyone
// can verify. This is the module's face.
//
// Which procedure holds is a rule in force where and when the filing is submitted: `filing` is accepted on receipt and
// checked afterwards; `approval` goes through the stages of the rule approval_stages. A filing keeps the procedure and
// stages it was submitted under first, whatever the rules become while it is on its way.
//
// Needs the services seal::KeyRing, events::Bus, and those that organizations and rules provide; its own `provide`
// makes the memory that permitted() asks.
#pragma once

#include <optional>

#include "base/instant.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/api/api.hpp"

namespace tongzhou {
struct Filing;
struct FilingCheck;
struct FilingReview;
struct Permit;
extern const sql::MigrationSet resumption_migrations;
extern const Module resumption_module;
}  // namespace tongzhou

namespace tongzhou::resumption {

/// Whether the site's enterprise had a permit at `at` that covers the site: one of its own, or one for all sites. As
/// known now: a permit that was revoked after `at` was in force then. From memory; what is issued or revoked here is
/// seen by every call after the commit, what another node does within two seconds. Whether a permit is needed at all
/// is the rule permit_required.
bool permitted(Snapshot& snapshot, const organizations::SitePlace& site, Instant at);

/// When the oldest permit was issued that is still in force; nothing when none is. The key that signed it must be kept.
std::optional<Instant> oldest_permit_in_force(Snapshot& snapshot);

/// Says where anyone reaches this server, "https://tongzhou.example.cn": from then on the QR code of a permit opens the
/// page that verifies it. Before that it holds the token alone.
void publish_permits_at(Database& database, std::string public_url);

/// After a rotation of the master keys: seals the filings' data keys under the active one, in short transactions.
/// Returns how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database);

}  // namespace tongzhou::resumption
