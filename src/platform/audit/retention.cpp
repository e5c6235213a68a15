#include "platform/audit/retention.hpp"

#include "base/problem.hpp"
#include "platform/audit/anchors.hpp"
#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"

namespace tongzhou::audit {
namespace {

constexpr std::int64_t rows_a_call = 5000;

struct OldRow {
    std::int64_t number = 0;
    Instant at;
    std::string hash;
};
BOOST_DESCRIBE_STRUCT(OldRow, (), (number, at, hash))

const sql::Query oldest_rows{"SELECT number, at, hash FROM audit_log WHERE chain = :chain ORDER BY number LIMIT :rows"};
const sql::Query delete_rows{"DELETE FROM audit_log WHERE chain = :chain AND number <= :last"};
const sql::Query delete_anchors{"DELETE FROM audit_anchors WHERE chain = :chain AND number <= :last"};
const sql::Query set_cut{
    "INSERT INTO audit_cuts (chain, number, hash, at, key_id, signature) VALUES (:chain, :number, :hash, :at, :key_id, "
    ":signature) ON CONFLICT (chain) DO UPDATE SET number = excluded.number, hash = excluded.hash, at = excluded.at, "
    "key_id = excluded.key_id, signature = excluded.signature"};

/// The last row of the unbroken old beginning; nothing when the first row is young or the only one.
std::optional<OldRow> last_to_go(const std::vector<OldRow>& oldest, Instant before) {
    std::optional<OldRow> last;
    for (std::size_t i = 0; i + 1 < oldest.size() && oldest[i].at < before; ++i) last = oldest[i];
    return last;
}

}  // namespace

std::int64_t prune(Tx& tx, const Actor& actor, Instant before, const seal::KeyRing& keys) {
    if (before > tx.now() - shortest_retention)
        throw Problem::invalid("/before", "audit_retention_too_short",
                               "审计日志至少保存六个月（《网络安全法》第二十一条），请选择更早的日期。",
                               "The audit log is kept for at least six months (Cybersecurity Law, article 21). Choose "
                               "an earlier date.");
    std::int64_t removed = 0;
    for (const auto chain : chains_of(tx)) {
        const auto cut = last_to_go(tx.all<OldRow>(oldest_rows, chain, rows_a_call + 1), before);
        if (!cut) continue;
        const auto rows = tx.run(delete_rows, chain, cut->number);
        tx.run(delete_anchors, chain, cut->number);
        tx.run(set_cut, sign_anchor(chain, cut->number, cut->hash, tx.now(), keys));
        record(tx, actor,
               {.action = "audit_prune",
                .subject_kind = "audit_chain",
                .subject = std::to_string(chain),
                .detail = fmt::format(R"({{"rows":{},"last":{}}})", rows, cut->number)});
        removed += rows;
    }
    return removed;
}

}  // namespace tongzhou::audit
