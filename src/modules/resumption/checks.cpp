#include "modules/resumption/checks.hpp"

#include "base/record_in_the_way.hpp"
#include "modules/resumption/permits.hpp"
#include "modules/resumption/reviews.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query insert_check{R"(
    INSERT INTO filing_checks (county, id, filing, division, organization, kind, items, outcome, rectify_by, note,
                               checked_by, checker_name, at)
    VALUES (:county, :id, :filing, :division, :organization, :kind, :items, :outcome, :rectify_by, :note, :checked_by,
            :checker_name, :at))"};
const sql::Query filing_of_check{R"(
    SELECT filing FROM filing_checks WHERE id = :id)"};
struct StoredCheck {
    Id<FilingCheck> id;
    CheckKind kind{};
    RawJson items;
    CheckOutcome outcome{};
    std::optional<Date> rectify_by;
    std::string note, checker_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(StoredCheck, (), (id, kind, items, outcome, rectify_by, note, checker_name, at))
const sql::Query find_checks{R"(
    SELECT id, kind, items, outcome, rectify_by, note, checker_name, at FROM filing_checks
    WHERE filing = :filing ORDER BY at, id)"};

bool all_well(const std::vector<CheckAnswer>& items) {
    return std::ranges::none_of(items, [](const CheckAnswer& a) { return a.result == CheckResult::not_ok; });
}

}  // namespace

void check(const CheckRequest& request, std::vector<FieldFault>& faults) {
    if (const auto open = unanswered(request.items); !open.empty()) {
        std::string zh, en;
        for (const auto item : open) {
            zh += (zh.empty() ? "" : "；") + text_of_item(item).zh;
            en += (en.empty() ? "" : "; ") + text_of_item(item).en;
        }
        faults.push_back(
            {"/items", "unanswered", {"请逐项检查，还缺：" + zh + "。", "Answer every item; open: " + en + "."}});
    }
    if (request.items.size() > EnumTable<CheckItem>::size)
        faults.push_back({"/items", "given_twice", {"每项只能有一个结果。", "Give one answer for each item."}});
    const bool well = all_well(request.items);
    if (request.outcome == CheckOutcome::passed && !well)
        faults.push_back({"/outcome",
                          "findings_open",
                          {"有不合格项，不能判为合格。", "Something is not in order; it cannot pass."}});
    if (request.outcome != CheckOutcome::passed && well)
        faults.push_back({"/outcome", "no_finding", {"请标明不合格项。", "Say which item is not in order."}});
    if ((request.outcome == CheckOutcome::rectify) != request.rectify_by.has_value())
        faults.push_back({"/rectify_by",
                          "rectify_by",
                          {"限期整改须填写期限，其他结果不填。", "Give a day to put things right by, and only then."}});
}

FilingView record_check(Tx& tx, const Actor& actor, const CheckRequest& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_office(actor);
    const auto id = request.check.value_or(Id<FilingCheck>::make(tx.now()));
    if (const auto before = tx.value<Id<Filing>>(filing_of_check, id)) {
        if (*before != filing.id) throw no_such_record();
        return show_filing(tx, actor, {filing.id});
    }
    require_move(filing.state, FilingMove::check);
    if (request.rectify_by && *request.rectify_by < date_in_shanghai(tx.now()))
        throw Problem::invalid("/rectify_by", "out_of_range", "整改期限不能早于今天。", "The day must not be past.");
    const auto by = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    const auto note = request.note ? request.note->value : std::string();
    tx.run(insert_check, filing.county, id, filing.id, filing.division, filing.organization, request.kind,
           to_json(request.items), request.outcome, request.rectify_by, note, by, actor.name, tx.now());
    filing.checked_at = tx.now();
    filing.check_outcome = request.outcome;
    moved(tx, actor, filing, FilingMove::check, {.why = std::string(name_of(request.outcome))});
    return show_filing(tx, actor, {filing.id});
}

std::vector<CheckView> checks_of(Snapshot& snapshot, const FilingRow& filing) {
    std::vector<CheckView> views;
    for (auto& row : snapshot.all<StoredCheck>(find_checks, filing.id))
        views.push_back({row.id, row.kind, from_json<std::vector<CheckAnswer>>(row.items.json), row.outcome,
                         row.rectify_by, row.note, row.checker_name, row.at,
                         files::files_of(snapshot, "filing_check", row.id.uuid())});
    return views;
}

void require_check(Snapshot& snapshot, const FilingRow& filing, const Id<FilingCheck>& check) {
    if (snapshot.value<Id<Filing>>(filing_of_check, check) != filing.id) throw no_such_record();
}

FilingView revoke_filing(Tx& tx, const Actor& actor, const PermitRevocation& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::revoke);
    require_office(actor);
    filing.state = FilingState::revoked;
    filing.decided_at = tx.now();
    end_permit(tx, actor, filing, request.reason.value, request.clause.value);
    moved(tx, actor, filing, FilingMove::revoke, {.why = request.reason.value, .clause = request.clause.value});
    return show_filing(tx, actor, {filing.id});
}

FilingView reinstate_filing(Tx& tx, const Actor& actor, const ReinstateRequest& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::reinstate);
    require_office(actor);
    const bool passed_since = filing.check_outcome == CheckOutcome::passed && filing.checked_at > filing.decided_at;
    if (!passed_since)
        throw Problem::conflict("recheck_needed", "请先复查，合格后再恢复许可。",
                                "Check it again first; a passed recheck lets it be reinstated.");
    if (const auto other = filing_of_place(tx, filing.place))
        throw RecordInTheWay("filing_open", other->uuid(), "企业已另行申请，请办理那一份。",
                             "The enterprise has filed anew; go on with that one.");
    filing.state = filing.procedure == rules::Procedure::filing ? FilingState::accepted : FilingState::approved;
    filing.decided_at = tx.now();
    moved(tx, actor, filing, FilingMove::reinstate, {.why = request.why.value});
    issue_permit(tx, actor, filing);
    return show_filing(tx, actor, {filing.id});
}

Checklist show_checklist(Snapshot&, const Actor&) {
    Checklist list;
    for (const auto item : values_of<CheckItem>())
        list.items.push_back({item, text_of_item(item).zh, text_of_item(item).en});
    return list;
}

}  // namespace tongzhou::resumption
