// The audit log: who did what, when, to what, with which result (GB/T 22239-2019 8.1.4.3). A record is written in the
// transaction of the deed, so neither stands without the other, and is never changed.
//
// Every writer of the database keeps one *chain*: its rows are numbered without gaps and each hash covers all fields
// and the hash before. A changed, removed or inserted row breaks its chain; verify.hpp finds where. A chain whose end
// is cut off is still a chain, so anchors.hpp says at intervals, signed and outside the database too, where each stood.
//
// Records hold no secrets and no unmasked personal data: `detail` says which fields changed, or masked values.
#pragma once

#include <optional>
#include <string>

#include "base/codes.hpp"
#include "platform/access/actor.hpp"
#include "platform/sql/migrations.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {
extern const sql::MigrationSet audit_migrations;
}

namespace tongzhou::audit {

/// done: as asked; refused: a rule or a permission forbade it; failed: it could not be carried out.
BOOST_DEFINE_ENUM_CLASS(Outcome, done, refused, failed)

struct Entry {
    std::string action{};        ///< snake_case, stable: "sign_in", "account_disable", "passage_record"
    std::string subject_kind{};  ///< the noun it happened to: "account", "person"; empty when there is none
    std::string subject{};       ///< its id
    Outcome outcome = Outcome::done;
    std::string detail = "{}";  ///< a JSON object
    /// Where and whose the subject is: who may read this record is decided by it. Unset: the actor's own place.
    DivisionCode division{};
    std::optional<Id<Organization>> organization{};
};

/// Records the deed with this call's time. It is undone with the call, so a refusal that undoes the call is recorded by
/// one of its own.
void record(Tx& tx, const Actor& actor, Entry entry);

}  // namespace tongzhou::audit
