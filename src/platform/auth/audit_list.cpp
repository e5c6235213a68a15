#include "platform/auth/audit_list.hpp"

namespace tongzhou::auth {
namespace {

// Sorts like (chain, number), in one value of the form that a cursor carries.
#define TONGZHOU_AUDIT_ID                                              \
    "{sqlite: printf('%08x-0000-7000-8000-%012x', r.chain, r.number)}" \
    "{postgres: (lpad(to_hex(r.chain), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(r.number), 12, '0'))}"

const List<AuditRecord> records{
    {.name = "audit",
     .select = "SELECT " TONGZHOU_AUDIT_ID
               " AS id, r.chain, r.number, r.at, r.actor_kind, r.actor, r.actor_name, r.action, r.subject_kind, "
               "r.subject, r.division, r.organization, r.outcome, r.remote, r.detail FROM audit_log r",
     .scope = {"r.county", "r.division", "r.organization"},
     .filters = {{"from", "r.at >= :from"},
                 {"to", "r.at < :to"},
                 {"actor", "r.actor = :actor AND r.actor_kind <> 'device'"},
                 {"device", "r.actor = :device AND r.actor_kind = 'device'"},
                 {"subject", "r.subject = :subject AND r.actor_kind <> 'device'"},
                 {"subject_kind", "r.subject_kind = :subject_kind"},
                 {"action", "r.action = :action"},
                 {"outcome", "r.outcome = :outcome"},
                 {"division", "r.division >= :division_low AND r.division < :division_high", Match::within},
                 {"organization", "r.organization = :organization"}},
     .sorts = {{"at", "r.at", SortOrder::descending}},
     .key = TONGZHOU_AUDIT_ID,
     .labels = {{"id", "记录号"},
                {"chain", "链"},
                {"number", "序号"},
                {"at", "时间"},
                {"actor_kind", "操作者类别"},
                {"actor", "操作者"},
                {"actor_name", "操作者姓名"},
                {"action", "操作"},
                {"subject_kind", "对象类别"},
                {"subject", "对象"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"outcome", "结果"},
                {"remote", "来源地址"},
                {"detail", "详情"}}}};

#undef TONGZHOU_AUDIT_ID

}  // namespace

Page<AuditRecord> list_audit(Snapshot& snapshot, const Actor& actor, const AuditFilter& filter) {
    return records.page(snapshot, actor, filter);
}

Download export_audit(Database& database, const Actor& actor, const AuditExport& filter) {
    return records.download(database, actor, filter);
}

}  // namespace tongzhou::auth
