#include "platform/audit/verify.hpp"

#include <set>

#include "platform/audit/chain.hpp"

namespace tongzhou::audit {
namespace {

constexpr std::int64_t page = 2000;  // rows held in memory at a time

/// A row as it lies in the database. RawJson takes any text: what was tampered with need not be valid.
struct StoredRow {
    std::int64_t number = 0, at = 0;
    RawJson actor_kind;
    std::optional<RawJson> actor;
    RawJson actor_name, action, subject_kind, subject, county, division;
    std::optional<RawJson> organization;
    RawJson outcome, remote, detail, hash;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (),
                      (number, at, actor_kind, actor, actor_name, action, subject_kind, subject, county, division,
                       organization, outcome, remote, detail, hash))

const sql::Query rows_after{
    "SELECT number, at, actor_kind, actor, actor_name, action, subject_kind, subject, county, division, organization, "
    "outcome, remote, detail, hash FROM audit_log WHERE chain = :chain AND number > :after ORDER BY number LIMIT "
    ":page"};
const sql::Query first_number{"SELECT number FROM audit_log WHERE chain = :chain ORDER BY number LIMIT 1"};
const sql::Query anchors_between{
    "SELECT chain, number, hash, at, key_id, signature FROM audit_anchors WHERE chain = :chain AND number > :after AND "
    "number <= :last ORDER BY number"};
const sql::Query anchor_after{
    "SELECT chain, number, hash, at, key_id, signature FROM audit_anchors WHERE chain = :chain AND number > :after "
    "ORDER BY number LIMIT 1"};
const sql::Query find_cut{"SELECT chain, number, hash, at, key_id, signature FROM audit_cuts WHERE chain = :chain"};
const sql::Query signed_chains{"SELECT DISTINCT chain FROM audit_anchors UNION SELECT chain FROM audit_cuts"};

Fields fields_of(std::int32_t chain, const StoredRow& row) {
    const auto view = [](const std::optional<RawJson>& text) {
        return text ? std::optional<std::string_view>(text->json) : std::nullopt;
    };
    return {chain,
            row.number,
            row.at,
            row.actor_kind.json,
            view(row.actor),
            row.actor_name.json,
            row.action.json,
            row.subject_kind.json,
            row.subject.json,
            row.county.json,
            row.division.json,
            view(row.organization),
            row.outcome.json,
            row.remote.json,
            row.detail.json};
}

/// The walk along one chain.
class Walk {
  public:
    Walk(Snapshot& snapshot, const seal::KeyRing& keys, std::span<const Anchor> witnesses, std::int32_t chain)
        : snapshot_(snapshot), keys_(keys), witnesses_(witnesses) {
        report_.chain = chain;
    }

    template <class OnPage>
    ChainReport to_the_end(OnPage on_page) {
        begin_behind_the_cut();
        std::int64_t after = std::numeric_limits<std::int64_t>::min();
        while (!report_.fault) {
            const auto rows = snapshot_.all<StoredRow>(rows_after, report_.chain, after, page);
            if (rows.empty()) break;
            collect_anchors(rows.back().number);
            for (const auto& row : rows)
                if (!check(row)) break;
            after = rows.back().number;
            on_page(static_cast<std::int64_t>(rows.size()));
        }
        if (!report_.fault) look_for_the_missing_end();
        return report_;
    }

  private:
    bool fail(Fault fault, std::int64_t number) {
        report_.fault = fault;
        report_.fault_number = number;
        return false;
    }

    void begin_behind_the_cut() {
        const auto cut = snapshot_.find<Anchor>(find_cut, report_.chain);
        if (!cut) return;
        if (check_signature(*cut, keys_) == Signed::no) fail(Fault::forged, cut->number);
        number_ = cut->number;
        hash_ = cut->hash;
    }

    /// Collects the anchors for the rows that come next, up to `last`.
    void collect_anchors(std::int64_t last) {
        anchors_ = snapshot_.all<Anchor>(anchors_between, report_.chain, number_, last);
        for (const auto& witness : witnesses_)
            if (witness.chain == report_.chain && witness.number > number_ && witness.number <= last)
                anchors_.push_back(witness);
        std::ranges::stable_sort(anchors_, {}, &Anchor::number);
        next_anchor_ = 0;
    }

    bool check(const StoredRow& row) {
        if (row.number <= number_) return fail(Fault::changed, row.number);
        if (row.number > number_ + 1)
            return fail(report_.rows == 0 ? Fault::beginning_missing : Fault::missing, number_ + 1);
        if (hash_of(fields_of(report_.chain, row), hash_, scratch_) != row.hash.json)
            return fail(Fault::changed, row.number);
        for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].number == row.number; ++next_anchor_) {
            const auto& anchor = anchors_[next_anchor_];
            if (check_signature(anchor, keys_) == Signed::no) return fail(Fault::forged, row.number);
            if (anchor.hash != row.hash.json) return fail(Fault::rewritten, row.number);
            ++report_.anchors;
        }
        if (report_.rows++ == 0) report_.first = row.number;
        number_ = report_.last = row.number;
        hash_ = row.hash.json;
        return true;
    }

    void look_for_the_missing_end() {
        auto anchor = snapshot_.find<Anchor>(anchor_after, report_.chain, number_);
        for (const auto& witness : witnesses_)
            if (!anchor && witness.chain == report_.chain && witness.number > number_) anchor = witness;
        if (!anchor) return;
        if (check_signature(*anchor, keys_) == Signed::no)
            fail(Fault::forged, anchor->number);
        else
            fail(Fault::end_missing, number_ + 1);
    }

    Snapshot& snapshot_;
    const seal::KeyRing& keys_;
    const std::span<const Anchor> witnesses_;
    ChainReport report_;
    std::int64_t number_ = 0;  // of the last good row
    std::string hash_, scratch_;
    std::vector<Anchor> anchors_;  // for the rows at hand, ascending
    std::size_t next_anchor_ = 0;
};

std::set<std::int32_t> chains_to_check(Snapshot& snapshot, std::span<const Anchor> witnesses) {
    std::set<std::int32_t> chains;
    for (const auto chain : chains_of(snapshot)) chains.insert(chain);
    for (const auto chain : snapshot.all<std::int32_t>(signed_chains)) chains.insert(chain);
    for (const auto& witness : witnesses) chains.insert(witness.chain);
    return chains;
}

}  // namespace

bool Verification::sound() const {
    return std::ranges::none_of(chains, [](const ChainReport& report) { return report.fault.has_value(); });
}

Verification verify(Snapshot& snapshot, const seal::KeyRing& keys, std::span<const Anchor> witnesses,
                    const std::function<void(std::int64_t, std::int64_t)>& progress) {
    const auto chains = chains_to_check(snapshot, witnesses);
    std::int64_t total = 0;
    for (const auto chain : chains) {
        const auto first = snapshot.value<std::int64_t>(first_number, chain);
        if (first) total += head_of(snapshot, chain).number - *first + 1;
    }
    Verification verification;
    std::int64_t read = 0;
    for (const auto chain : chains) {
        verification.chains.push_back(Walk(snapshot, keys, witnesses, chain).to_the_end([&](std::int64_t rows_read) {
            read += rows_read;
            if (progress) progress(std::min(read, total), total);
        }));
        verification.rows += verification.chains.back().rows;
    }
    return verification;
}

Bilingual explain(const ChainReport& report) {
    if (!report.fault)
        return {fmt::format("第 {} 链完好，共 {} 条。", report.chain, report.rows),
                fmt::format("Chain {} is sound: {} records.", report.chain, report.rows)};
    const auto number = report.fault_number;
    const auto place_zh = fmt::format("第 {} 链第 {} 条：", report.chain, number);
    const auto place_en = fmt::format("Chain {}, record {}: ", report.chain, number);
    switch (*report.fault) {
        case Fault::changed:
            return {place_zh + "该条或其前一条被改动过。请保全数据库与备份，与最近的备份比对。",
                    place_en +
                        "this record or the one before it was changed. Secure the database and compare it with "
                        "the latest backup."};
        case Fault::missing:
            return {place_zh + "该条被删除。请保全数据库与备份，从备份中查找该条。",
                    place_en + "this record was removed. Secure the database and look the record up in a backup."};
        case Fault::beginning_missing:
            return {
                place_zh + "链首的记录被删除，且不是到期清理。请从备份中查找。",
                place_en + "records at the beginning were removed, and not by retention. Look them up in a backup."};
        case Fault::end_missing:
            return {place_zh + "从该条起链尾的记录被删除，或数据库是从较早的备份恢复的。请与恢复记录和备份比对。",
                    place_en +
                        "the records from here to the end were removed, or the database was restored from an "
                        "older backup. Compare with the record of restorations and with backups."};
        case Fault::rewritten:
            return {place_zh + "与已签名的存证不符：该条或之前的记录被改写并重算过。请与备份比对。",
                    place_en +
                        "it contradicts a signed anchor: it or a record before it was rewritten and its hashes "
                        "were computed anew. Compare with a backup."};
        case Fault::forged:
            return {place_zh + "存证的签名无效：存证被伪造，或密钥文件不是本系统的。请先核对密钥文件。",
                    place_en +
                        "the signature of an anchor is not valid: the anchor was forged, or the key file belongs "
                        "to another installation. Check the key file first."};
    }
    return {};
}

}  // namespace tongzhou::audit
