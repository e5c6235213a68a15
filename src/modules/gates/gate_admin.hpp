// Gates as they are kept: lists, changes, closing. Adding one is in the face. Private to this module.
#pragma once

#include "modules/gates/gates.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::gates {

struct GateFilter : ListRequest {
    std::optional<Id<Site>> site = {};
    std::optional<Id<Organization>> organization = {};
    std::optional<DivisionCode> division = {};  ///< and below
    std::optional<Text<100>> name = {};         ///< a part of it
    std::optional<bool> closed = {};
};
BOOST_DESCRIBE_STRUCT(GateFilter, (ListRequest), (site, organization, division, name, closed))
struct GateExport : GateFilter {
    std::optional<ExportFormat> format = {};  ///< csv, unless said
};
BOOST_DESCRIBE_STRUCT(GateExport, (GateFilter), (format))

struct GateById {
    Id<Gate> id;
};
BOOST_DESCRIBE_STRUCT(GateById, (), (id))

struct GateChange {
    Id<Gate> id;
    std::optional<Title> name = {};
    std::optional<GateKind> kind = {};
};
BOOST_DESCRIBE_STRUCT(GateChange, (), (id, name, kind))

/// Whoever shows it has checked the scope.
std::optional<GateView> find_gate_view(Snapshot& snapshot, const Id<Gate>& id);

Page<GateView> list_gates(Snapshot& snapshot, const Actor& actor, const GateFilter& filter);
Download export_gates(Database& database, const Actor& actor, const GateExport& request);
/// Here and below: no_such_record() for a gate outside the scope; to a device, for any but its own.
GateView show_gate(Snapshot& snapshot, const Actor& actor, const GateById& request);
GateView change_gate(Tx& tx, const Actor& actor, const GateChange& change);
/// From now on nobody passes there; its devices stay enrolled and may hand over what waits in them. Closing twice is
/// closing once, and so is reopening.
GateView close_gate(Tx& tx, const Actor& actor, const GateById& request);
GateView reopen_gate(Tx& tx, const Actor& actor, const GateById& request);

}  // namespace tongzhou::gates
