#include "modules/resumption/drafts.hpp"

#include "base/record_in_the_way.hpp"
#include "modules/resumption/known.hpp"
#include "modules/resumption/permits.hpp"
#include "modules/resumption/reviews.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::resumption {
namespace {

Priority priority_of(const FilingContent& content, const organizations::Enterprise& enterprise) {
    return priority_of(content.necessity.value_or(Necessity::ordinary),
                       enterprise.above_designated_size.value_or(false));
}

[[noreturn]] void refuse_second(const Id<Filing>& other) {
    throw RecordInTheWay("filing_open", other.uuid(), "这里已有一份在办或有效的申请，请在那一份上继续。",
                         "There is a filing on its way or in force already; go on with that one.");
}

FilingRow begun(Tx& tx, const Known& known, const NewFiling& request, const DivisionCode& division) {
    FilingRow filing;
    filing.id = request.id.value_or(Id<Filing>::make(tx.now()));
    filing.county = division.county();
    filing.division = division;
    filing.organization = request.organization;
    filing.site = request.site;
    filing.place = request.site ? request.site->uuid() : request.organization.uuid();
    filing.content = {to_json(known.content)};
    filing.priority = priority_of(known.content, known.enterprise);
    filing.queue = queue_of(filing.priority, tx.now());
    filing.created_at = filing.updated_at = tx.now();
    if (known.principal) seal_principal(tx, filing, *known.principal);
    return filing;
}

DivisionCode division_of(Snapshot& snapshot, const Actor& actor, const NewFiling& request,
                         const organizations::Enterprise& enterprise) {
    if (!request.site) return enterprise.division;
    const auto site = organizations::get_site(snapshot, actor, {*request.site});
    if (site.organization != request.organization)
        throw Problem::invalid("/site", "not_its_site", "这个厂区不属于该企业，请重新选择。",
                               "The site is not this enterprise's; choose another.");
    return site.division;
}

void keep_procedure(Tx& tx, FilingRow& filing) {
    filing.procedure = rules::resumption_procedure(tx, filing.division, tx.now());
    filing.stages.clear();
    if (*filing.procedure == rules::Procedure::approval) {
        int step = 0;
        for (const auto& side_by_side : rules::approval_stages(tx, filing.division, tx.now())) {
            for (const auto& stage : side_by_side) filing.stages.push_back({step, stage.name, stage.hours});
            ++step;
        }
    }
}

}  // namespace

void check(const ChangedFiling& filing, std::vector<FieldFault>& faults) {
    const auto missing = [&](const char* path) {
        faults.push_back({path, "missing", {"姓名和手机请一并填写。", "Give name and mobile together."}});
    };
    if (filing.principal_name && !filing.principal_mobile) missing("/principal_mobile");
    if (filing.principal_mobile && !filing.principal_name) missing("/principal_name");
    if (filing.staff_total && filing.staff_returning && *filing.staff_returning > *filing.staff_total)
        faults.push_back({"/staff_returning",
                          "out_of_range",
                          {"首批复工人数不能超过职工总数。", "No more can return than there are."}});
}

FilingView create_filing(Tx& tx, const Actor& actor, const NewFiling& request) {
    organizations::get_enterprise(tx, actor, {request.organization});  // within the actor's scope
    const auto known = what_is_known(tx, request.organization, request.id.value_or(Id<Filing>()));
    auto filing = begun(tx, known, request, division_of(tx, actor, request, known.enterprise));
    actor.scope.require(filing.division, filing.organization);
    if (!insert_filing(tx, filing)) {
        const auto other = filing_of_place(tx, filing.place);
        if (!request.id || !other || *other != filing.id) {
            if (other) refuse_second(*other);
            throw Problem::conflict("id_taken", "该编号已用于另一份申请。", "That id belongs to another filing.");
        }
        return show_filing(tx, actor, {filing.id});
    }
    moved(tx, actor, filing, FilingMove::create);
    return show_filing(tx, actor, {filing.id});
}

FilingView change_filing(Tx& tx, const Actor& actor, const ChangedFiling& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::change);
    const auto enterprise = enterprise_of(tx, filing.organization);
    const FilingContent& content = request;
    filing.content = {to_json(content)};
    // Once it waits, only a reviewer moves it in the queue.
    if (!filing.submitted_at) {
        filing.priority = priority_of(content, enterprise);
        filing.queue = queue_of(filing.priority, filing.created_at);
    }
    if (request.principal_name)
        seal_principal(tx, filing, {Text<50>(request.principal_name->value), *request.principal_mobile});
    moved(tx, actor, filing, FilingMove::change);
    return show_filing(tx, actor, {filing.id});
}

FilingView submit_filing(Tx& tx, const Actor& actor, const FilingById& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::submit);
    // All that is missing, at once.
    if (auto missing = papers_missing_of(tx, filing); !missing.empty()) throw Problem::invalid(std::move(missing));
    if (!filing.procedure) {
        keep_procedure(tx, filing);
        filing.submitted_at = tx.now();
        filing.queue = queue_of(filing.priority, tx.now());
    }
    filing.author = actor.id.is_nil() ? std::nullopt : std::optional(actor.id);
    ++filing.round;
    if (*filing.procedure == rules::Procedure::filing) {
        // Accepted on receipt, checked afterwards.
        filing.state = FilingState::accepted;
        filing.decided_at = tx.now();
        moved(tx, actor, filing, FilingMove::submit);
        issue_permit(tx, actor, filing);
    } else {
        filing.state = FilingState::submitted;
        open_reviews(tx, filing);
        moved(tx, actor, filing, FilingMove::submit);
    }
    return show_filing(tx, actor, {filing.id});
}

FilingView withdraw_filing(Tx& tx, const Actor& actor, const WithdrawRequest& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::withdraw);
    filing.state = FilingState::withdrawn;
    close_reviews(tx, filing);
    MoveNote note;
    if (request.why && !request.why->empty()) note.why = request.why->value;
    moved(tx, actor, filing, FilingMove::withdraw, note);
    return show_filing(tx, actor, {filing.id});
}

FilingView prioritise_filing(Tx& tx, const Actor& actor, const PrioritiseRequest& request) {
    auto filing = hold_filing(tx, actor, request.id);
    require_move(filing.state, FilingMove::prioritise);
    require_office(actor);
    const auto enterprise = enterprise_of(tx, filing.organization);
    auto content = filing.read_content();
    content.necessity = request.necessity;
    filing.content = {to_json(content)};
    filing.priority = priority_of(content, enterprise);
    filing.queue = queue_of(filing.priority, filing.submitted_at.value_or(filing.created_at));
    moved(tx, actor, filing, FilingMove::prioritise, {.why = request.why.value});
    return show_filing(tx, actor, {filing.id});
}

}  // namespace tongzhou::resumption
