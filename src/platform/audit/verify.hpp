// The check of the audit log: every row of every chain is read once, in bounded memory.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/problem.hpp"
#include "platform/audit/anchors.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::audit {

/// changed: the row's hash does not follow from its fields and the row before; missing: its number is left out;
/// beginning_missing: rows are gone from the beginning that no signed cut accounts for; end_missing: an anchor names
/// the row and the chain ends before it; rewritten: an anchor names another hash; forged: an anchor or a cut in the
/// database has no valid signature.
BOOST_DEFINE_ENUM_CLASS(Fault, changed, missing, beginning_missing, end_missing, rewritten, forged)

struct ChainReport {
    std::int32_t chain = 0;
    std::int64_t first = 0, last = 0;  ///< numbers of the rows found; 0 when there is none
    std::int64_t rows = 0;             ///< checked, up to the fault
    std::int64_t anchors = 0;          ///< that agree
    std::optional<Fault> fault;        ///< the first one; the chain is not read beyond it
    std::int64_t fault_number = 0;
};
BOOST_DESCRIBE_STRUCT(ChainReport, (), (chain, first, last, rows, anchors, fault, fault_number))

struct Verification {
    std::vector<ChainReport> chains;
    std::int64_t rows = 0;
    bool sound() const;
};

/// `witnesses` are anchors from elsewhere (the program's log), read before the snapshot was taken. `progress` gets the
/// rows checked and the rows there are, and may be empty.
Verification verify(Snapshot& snapshot, const seal::KeyRing& keys, std::span<const Anchor> witnesses = {},
                    const std::function<void(std::int64_t, std::int64_t)>& progress = {});

/// What a fault means and what to do, for people.
Bilingual explain(const ChainReport& report);

}  // namespace tongzhou::audit
