// The documents of the library: what each is, where and when it holds, and its text. A policy is never deleted: it is
// withdrawn, or superseded by another. Private to this module, but for what policies.hpp shows.
#pragma once

#include "modules/policies/policies.hpp"
#include "modules/policies/sections.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {

namespace policies {

/// Who issued it. Not where it holds: a county keeps national documents for its own people.
BOOST_DEFINE_ENUM_CLASS(IssuerLevel, country, province, prefecture, county, town)
/// 通知, 公告或通告, 意见, 措施或办法, 方案, 指南, 解读, 批复, 报道
BOOST_DEFINE_ENUM_CLASS(PolicyKind, notice, announcement, opinions, measures, plan, guideline, interpretation, reply,
                        news, other)

}  // namespace policies

/// A policy without its text.
struct Policy {
    Id<Policy> id;
    std::optional<DivisionCode> division;  ///< where it holds; unset: everywhere
    std::string title;
    std::optional<std::string> document_number;
    std::optional<std::string> issuer;
    std::optional<policies::IssuerLevel> issuer_level;
    policies::PolicyKind kind = policies::PolicyKind::other;
    std::optional<Date> published_on;
    std::optional<Date> effective_from, effective_until;  ///< both days included; unset: without a limit
    std::optional<Id<Policy>> superseded_by;
    std::optional<Instant> withdrawn_at;
    std::optional<std::string> source;
    std::optional<std::string> external_id;
    std::int64_t version = 1;
    Instant created_at;
    Instant updated_at;
    bool operator==(const Policy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (),
                      (id, division, title, document_number, issuer, issuer_level, kind, published_on, effective_from,
                       effective_until, superseded_by, withdrawn_at, source, external_id, version, created_at,
                       updated_at))

namespace policies {

/// Whether the policy can be relied on that day: within its dates, neither superseded nor withdrawn.
bool in_force(const Policy& policy, Date on);

using PolicyText = Text<200'000, 1>;

struct PolicyFields {
    std::optional<DivisionCode> division;  ///< that of the actor, unless said
    Text<300, 1> title;
    std::optional<Text<100>> document_number;
    std::optional<Text<200>> issuer;
    std::optional<IssuerLevel> issuer_level;
    std::optional<PolicyKind> kind;  ///< read from the title, unless said
    std::optional<Date> published_on, effective_from, effective_until;
    std::optional<Text<500>> source;
    PolicyText text;
};
BOOST_DESCRIBE_STRUCT(PolicyFields, (),
                      (division, title, document_number, issuer, issuer_level, kind, published_on, effective_from,
                       effective_until, source, text))
void check(const PolicyFields& policy, std::vector<FieldFault>& faults);

struct NewPolicy : PolicyFields {
    std::optional<Id<Policy>> id;  ///< made by the client: sending it twice makes one
};
BOOST_DESCRIBE_STRUCT(NewPolicy, (PolicyFields), (id))

/// The whole record anew: what is absent is emptied. A new title or text makes a new version.
struct ChangedPolicy : PolicyFields {
    Id<Policy> id;
    std::optional<Text<500>> note;  ///< what changed and why
};
BOOST_DESCRIBE_STRUCT(ChangedPolicy, (PolicyFields), (id, note))

struct PolicyById {
    Id<Policy> id;
};
BOOST_DESCRIBE_STRUCT(PolicyById, (), (id))

struct PolicyView : Policy {
    bool in_force = false;  ///< today
    std::string text;
    std::vector<Section> sections;
};
BOOST_DESCRIBE_STRUCT(PolicyView, (Policy), (in_force, text, sections))

struct Supersession {
    Id<Policy> id;
    std::optional<Id<Policy>> by;  ///< absent: it stands again
};
BOOST_DESCRIBE_STRUCT(Supersession, (), (id, by))

struct PolicyFilter : ListRequest {
    std::optional<Text<100>> title;            ///< a part of it
    std::optional<Text<100>> document_number;  ///< a part of it
    std::optional<Text<100>> issuer;           ///< a part of it
    std::vector<IssuerLevel> issuer_level;
    std::vector<PolicyKind> kind;
    std::optional<DivisionCode> division;  ///< of policies that hold there or within
    std::optional<Date> in_force_on;
    std::optional<bool> superseded, withdrawn;
};
BOOST_DESCRIBE_STRUCT(PolicyFilter, (ListRequest),
                      (title, document_number, issuer, issuer_level, kind, division, in_force_on, superseded,
                       withdrawn))

struct PolicyExport : PolicyFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PolicyExport, (PolicyFilter), (format))

/// Problems: no_such_division; not_found for a place that the actor does not cover whole.
Policy create_policy(Tx& tx, const Actor& actor, const NewPolicy& request);
Policy change_policy(Tx& tx, const Actor& actor, const ChangedPolicy& request);
/// Problems: supersedes_itself for a policy that would, at the end of the chain, be superseded by itself.
Policy supersede_policy(Tx& tx, const Actor& actor, const Supersession& request);
Policy withdraw_policy(Tx& tx, const Actor& actor, const PolicyById& request);
Policy restore_policy(Tx& tx, const Actor& actor, const PolicyById& request);
PolicyView show_policy(Snapshot& snapshot, const Actor& actor, const PolicyById& request);
Page<Policy> list_policies(Snapshot& snapshot, const Actor& actor, const PolicyFilter& filter);
Download export_policies(Database& database, const Actor& actor, const PolicyExport& filter);

// For the other files of this module.

/// A policy as it is stored.
struct StoredPolicy : Policy {
    std::string text;
    bool operator==(const StoredPolicy&) const = default;
};
BOOST_DESCRIBE_STRUCT(StoredPolicy, (Policy), (text))

std::optional<StoredPolicy> load_policy(Snapshot& snapshot, const Id<Policy>& id);
/// Throws not_found where it is not the actor's to see.
StoredPolicy readable_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id);
/// Throws not_found also where it is not the actor's to change.
StoredPolicy writable_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id);
void insert_policy(Tx& tx, const Actor& actor, const StoredPolicy& policy);
/// `before` tells whether title or text change: then `policy.version` goes up, and the version is kept with the note.
void update_policy(Tx& tx, const Actor& actor, const StoredPolicy& before, StoredPolicy& policy,
                   std::string_view note);

/// 关于…的通知 → notice.
PolicyKind kind_of_title(std::string_view title);

}  // namespace policies
}  // namespace tongzhou
