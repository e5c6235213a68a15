// The audit log as auditors read it. (It is listed here because the API stands on the audit log, not the other way.)
#pragma once

#include <optional>
#include <string>

#include "platform/audit/audit.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::auth {

struct AuditRecord {
    Uuid id;  ///< chain and number in the form of a UUID, for citing
    std::int32_t chain = 0;
    std::int64_t number = 0;
    Instant at;
    ActorKind actor_kind = ActorKind::anonymous;
    std::optional<Uuid> actor;
    std::string actor_name, action, subject_kind, subject, division;
    std::optional<Id<Organization>> organization;
    audit::Outcome outcome = audit::Outcome::done;
    std::string remote;
    RawJson detail;
};
BOOST_DESCRIBE_STRUCT(AuditRecord, (),
                      (id, chain, number, at, actor_kind, actor, actor_name, action, subject_kind, subject, division,
                       organization, outcome, remote, detail))

struct AuditFilter : ListRequest {
    std::optional<Instant> from, to;   ///< to: not included
    std::optional<Uuid> actor;         ///< an account or a program's token
    std::optional<Uuid> device;        ///< what that device did; with a time, for it reads all rows of the time
    std::optional<Text<100>> subject;  ///< what people and programs did to the record of this id
    std::optional<Text<100>> subject_kind, action;
    std::optional<audit::Outcome> outcome;
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (ListRequest),
                      (from, to, actor, device, subject, subject_kind, action, outcome, division, organization))
struct AuditExport : AuditFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(AuditExport, (AuditFilter), (format))

/// The latest first, within the actor's scope.
Page<AuditRecord> list_audit(Snapshot& snapshot, const Actor& actor, const AuditFilter& filter);
Download export_audit(Database& database, const Actor& actor, const AuditExport& filter);

}  // namespace tongzhou::auth
