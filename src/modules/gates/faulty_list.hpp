// The records that devices handed over and nobody can read as passages: who looks at them, and what became of them.
// Private to this module.
#pragma once

#include "modules/gates/faulty.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

/// entered: the passage was recorded anew by hand; dismissed: there was nothing in it to record.
BOOST_DEFINE_ENUM_CLASS(FaultySettlement, entered, dismissed)

struct FaultyRow {
    Id<Passage> id;  ///< of this record, never of a passage
    Instant received_at;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::optional<Id<Gate>> gate;  ///< as far as it could be read; likewise:
    std::optional<Id<Device>> device;
    std::string reason;  ///< fields and codes, separated by spaces
    std::optional<FaultySettlement> settlement;
    std::optional<std::string> settlement_note, settled_by;
    std::optional<Instant> settled_at;
};
BOOST_DESCRIBE_STRUCT(FaultyRow, (),
                      (id, received_at, division, organization, gate, device, reason, settlement, settlement_note,
                       settled_by, settled_at))

struct FaultyFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Id<Organization>> organization;
    std::optional<Id<Device>> device;
    std::optional<bool> settled;
};
BOOST_DESCRIBE_STRUCT(FaultyFilter, (ListRequest), (division, organization, device, settled))
struct FaultyExport : FaultyFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(FaultyExport, (FaultyFilter), (format))

Page<FaultyRow> list_faulty(Snapshot& snapshot, const Actor& actor, const FaultyFilter& filter);
Download export_faulty(Database& database, const Actor& actor, const FaultyExport& filter);

struct UnmaskFaulty {
    Id<Passage> id;
    Text<300, 2> reason;  ///< why it must be read
};
BOOST_DESCRIBE_STRUCT(UnmaskFaulty, (), (id, reason))
struct FaultyView {
    Id<Passage> id;
    std::string reason;
    std::string sent;  ///< as it came, with whatever personal data is in it
};
BOOST_DESCRIBE_STRUCT(FaultyView, (), (id, reason, sent))
/// Audited with the reason.
FaultyView unmask_faulty(Tx& tx, const Actor& actor, const UnmaskFaulty& request);

struct SettleFaulty {
    Id<Passage> id;
    FaultySettlement settlement{};
    Text<500, 2> note;
};
BOOST_DESCRIBE_STRUCT(SettleFaulty, (), (id, settlement, note))
/// Says what became of it. Sent again with the same settlement it changes nothing; throws 409 "already_settled" with
/// another one.
FaultyRow settle_faulty(Tx& tx, const Actor& actor, const SettleFaulty& request);

void add_faulty_routes(Api& api);

}  // namespace tongzhou::gates
