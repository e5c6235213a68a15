#include "modules/resumption/view.hpp"

#include "modules/resumption/checks.hpp"
#include "modules/resumption/reviews.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::resumption {

std::vector<FieldFault> papers_missing_of(Snapshot& snapshot, const FilingRow& filing) {
    const auto roster = people::roster_figures(snapshot, filing.organization);
    PapersAtHand at_hand{
        .principal = filing.principal_sealed.has_value(),
        .attached = {},
        .on_roster = roster.people,
        .with_pass = roster.with_pass,
        .supplies_days_required = rules::supplies_days_required(snapshot, filing.division, snapshot.now())};
    for (const auto& file : files::files_of(snapshot, "filing", filing.id.uuid()))
        if (const auto paper = enum_from<Paper>(file.role)) at_hand.attached.insert(*paper);
    return missing_papers(filing.read_content(), at_hand);
}

FilingReviewView show_review(Snapshot& snapshot, ReviewRow review) {
    FilingReviewView view{std::move(review), {}};
    if (view.state == ReviewState::open)
        view.working_minutes_left = working_minutes_until(snapshot, view.division, view.due_at);
    return view;
}

FilingView show_filing(Snapshot& snapshot, const Actor& actor, const FilingById& request) {
    const auto filing = require_filing(snapshot, actor, request.id);
    FilingView view;
    view.id = filing.id;
    view.division = filing.division;
    view.organization = filing.organization;
    if (const auto owner = organizations::find_organization(snapshot, filing.organization))
        view.organization_name = owner->name;
    view.site = filing.site;
    view.state = filing.state;
    view.procedure = filing.procedure;
    view.procedure_now = rules::resumption_procedure(snapshot, filing.division, snapshot.now());
    view.stages = filing.stages;
    view.step = filing.step;
    view.round = filing.round;
    view.priority = filing.priority;
    view.content = filing.read_content();
    view.principal_name = filing.principal_name;
    view.principal_mobile = filing.principal_mobile;
    view.lacking = filing.lacking;
    view.lacking_at = filing.lacking_at;
    view.all_fields = fields_of_form();
    if (may_move(filing.state, FilingMove::submit)) {
        for (auto& fault : papers_missing_of(snapshot, filing))
            view.missing.push_back({fault.path.substr(1), fault.message.zh, fault.message.en});
        view.known = untyped_fields(snapshot, filing, what_is_known(snapshot, filing.organization, filing.id));
        view.known_fields = static_cast<int>(view.known.size());
    }
    view.files = files::files_of(snapshot, "filing", filing.id.uuid());
    for (auto& review : reviews_of(snapshot, filing)) view.reviews.push_back(show_review(snapshot, std::move(review)));
    view.checks = checks_of(snapshot, filing);
    view.permit = permit_of(snapshot, filing.id);
    view.moves = moves_of(snapshot, filing);
    view.created_at = filing.created_at;
    view.submitted_at = filing.submitted_at;
    view.decided_at = filing.decided_at;
    view.updated_at = filing.updated_at;
    return view;
}

PrincipalView unmask_principal(Tx& tx, const Actor& actor, const FilingUnmaskRequest& request) {
    const auto filing = require_filing(tx, actor, request.id);
    const auto principal = open_principal(tx, filing);
    if (!principal) throw no_such_record();
    // The reason goes into the log; what was read does not.
    std::string reason;
    write_json_text(request.reason.value, reason);
    audit::record(tx, actor,
                  {.action = "principal_unmask",
                   .subject_kind = "filings",
                   .subject = filing.id.text(),
                   .detail = fmt::format(R"({{"reason":{}}})", reason),
                   .division = filing.division,
                   .organization = filing.organization});
    return {filing.id, principal->name.value, principal->mobile.text()};
}

}  // namespace tongzhou::resumption
