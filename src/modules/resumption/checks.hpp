// Checks on the spot or by video, and what follows: revoking a permit, and giving it back. Private to this module.
#pragma once

#include "modules/resumption/checklist.hpp"
#include "modules/resumption/view.hpp"

namespace tongzhou::resumption {

struct CheckRequest {
    Id<Filing> id;
    std::optional<Id<FilingCheck>> check;  ///< made by the client, so that sending it twice makes one
    CheckKind kind{};
    std::vector<CheckAnswer> items;  ///< an answer for every item
    CheckOutcome outcome{};
    std::optional<Date> rectify_by;  ///< needed for `rectify`, from today on
    std::optional<Text<2000>> note;
};
BOOST_DESCRIBE_STRUCT(CheckRequest, (), (id, check, kind, items, outcome, rectify_by, note))
void check(const CheckRequest& request, std::vector<FieldFault>& faults);

/// Records a check, or a recheck, with an answer for every item of the list. What passes has nothing that is not ok.
FilingView record_check(Tx& tx, const Actor& actor, const CheckRequest& request);
std::vector<CheckView> checks_of(Snapshot& snapshot, const FilingRow& filing);
/// Throws no_such_record() unless it is a check of that filing.
void require_check(Snapshot& snapshot, const FilingRow& filing, const Id<FilingCheck>& check);

struct PermitRevocation {
    Id<Filing> id;
    Text<500, 2> reason;
    Text<300, 2> clause;
};
BOOST_DESCRIBE_STRUCT(PermitRevocation, (), (id, reason, clause))
/// Ends the permit at once: gates refuse from this instant on, and what a gate admits without knowing is flagged.
FilingView revoke_filing(Tx& tx, const Actor& actor, const PermitRevocation& request);

struct ReinstateRequest {
    Id<Filing> id;
    Text<500, 2> why;
};
BOOST_DESCRIBE_STRUCT(ReinstateRequest, (), (id, why))
/// Issues a new permit after a check that passed since the revocation; throws 409 "recheck_needed" without one and
/// "filing_open" when the enterprise has filed anew meanwhile.
FilingView reinstate_filing(Tx& tx, const Actor& actor, const ReinstateRequest& request);

struct ChecklistItem {
    CheckItem item{};
    std::string text_zh, text_en;
};
BOOST_DESCRIBE_STRUCT(ChecklistItem, (), (item, text_zh, text_en))
struct Checklist {
    std::vector<ChecklistItem> items;
};
BOOST_DESCRIBE_STRUCT(Checklist, (), (items))
Checklist show_checklist(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::resumption
