#include "modules/resumption/permits.hpp"

#include "modules/resumption/permit_book.hpp"
#include "modules/resumption/permit_page.hpp"
#include "modules/resumption/permit_token.hpp"
#include "platform/events/events.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/qr.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::resumption {
namespace {

// A row is taken for as long as the transaction lasts, so that no number is given twice or left out.
const sql::Query next_number{R"(
    INSERT INTO permit_numbers (county, year, last) VALUES (:county, :year, 1)
    ON CONFLICT (county, year) DO UPDATE SET last = permit_numbers.last + 1
    RETURNING last)"};
const sql::Query insert_permit{R"(
    INSERT INTO permits (county, id, number, division, organization, site, filing, procedure, issued_at, issued_by)
    VALUES (:county, :id, :number, :division, :organization, :site, :filing, :procedure, :issued_at, :issued_by))"};
const sql::Query revoke_permit{R"(
    UPDATE permits SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoke_reason = :revoke_reason,
                       revoke_clause = :revoke_clause
    WHERE county = :county AND filing = :filing AND revoked_at IS NULL)"};
const sql::Query put_staff{R"(
    INSERT INTO permit_staff (county, permit, day, staff, author_name, at)
    VALUES (:county, :permit, :day, :staff, :author_name, :at)
    ON CONFLICT (county, permit, day) DO UPDATE
        SET staff = excluded.staff, author_name = excluded.author_name, at = excluded.at)"};
const sql::Query find_permit{R"(
    SELECT p.id, p.number, p.division, p.organization, o.name AS organization_name, p.site, p.filing, p.procedure,
           p.issued_at, p.issued_by, p.revoked_at, p.revoked_by, p.revoke_reason, p.revoke_clause,
           COALESCE((SELECT s.staff FROM permit_staff s WHERE s.county = p.county AND s.permit = p.id
                     ORDER BY s.day DESC LIMIT 1), 0) AS staff
    FROM permits p JOIN organizations o ON o.id = p.organization WHERE p.id = :id)"};
const sql::Query find_by_filing{R"(
    SELECT p.id, p.number, p.division, p.organization, o.name AS organization_name, p.site, p.filing, p.procedure,
           p.issued_at, p.issued_by, p.revoked_at, p.revoked_by, p.revoke_reason, p.revoke_clause,
           COALESCE((SELECT s.staff FROM permit_staff s WHERE s.county = p.county AND s.permit = p.id
                     ORDER BY s.day DESC LIMIT 1), 0) AS staff
    FROM permits p JOIN organizations o ON o.id = p.organization
    WHERE p.filing = :filing ORDER BY p.issued_at DESC, p.id DESC LIMIT 1)"};

const List<PermitRow> permits{
    {.name = "permits",
     .select = R"(SELECT p.id, p.number, p.division, p.organization, o.name AS organization_name, p.site, p.filing,
                         p.procedure, p.issued_at, p.issued_by, p.revoked_at, p.revoked_by, p.revoke_reason,
                         p.revoke_clause,
                         COALESCE((SELECT s.staff FROM permit_staff s WHERE s.county = p.county AND s.permit = p.id
                                   ORDER BY s.day DESC LIMIT 1), 0) AS staff FROM permits p
                  JOIN organizations o ON o.id = p.organization)",
     .scope = {"p.county", "p.division", "p.organization"},
     .filters = {{"division", "p.division >= :division_low AND p.division < :division_high", Match::within},
                 {"organization", "p.organization = :organization"},
                 {"site", "p.site = :site"},
                 {"number", "p.number = :number"},
                 {"revoked", "CASE WHEN p.revoked_at IS NULL THEN 0 ELSE 1 END = :revoked"},
                 {"procedure", "p.procedure = :procedure"},
                 {"issued_from", "p.issued_at >= :issued_from"},
                 {"issued_until", "p.issued_at < :issued_until"}},
     .sorts = {{"issued_at", "p.issued_at", SortOrder::descending}, {"number", "p.number"}},
     .key = "p.id",
     .labels = {{"id", "编号"},
                {"number", "许可号"},
                {"division", "行政区划"},
                {"organization", "单位"},
                {"organization_name", "企业名称"},
                {"site", "厂区"},
                {"filing", "申请"},
                {"procedure", "程序"},
                {"issued_at", "签发时间"},
                {"issued_by", "签发人"},
                {"revoked_at", "撤销时间"},
                {"revoked_by", "撤销人"},
                {"revoke_reason", "撤销原因"},
                {"revoke_clause", "撤销依据"},
                {"staff", "在岗人数"}}}};

struct PermitEvent {
    Id<Permit> id;
    Id<Organization> organization;
    bool revoked = false;
};
BOOST_DESCRIBE_STRUCT(PermitEvent, (), (id, organization, revoked))

void changed(Tx& tx, const FilingRow& filing, const Id<Permit>& permit, bool revoked) {
    tx.service<PermitBook>().change(tx);
    tx.service<events::Bus>().publish(tx, {"permit", filing.division, filing.organization,
                                           to_json(PermitEvent{permit, filing.organization, revoked})});
}

PermitRow require_permit(Snapshot& snapshot, const Actor& actor, const Id<Permit>& id) {
    auto permit = snapshot.find<PermitRow>(find_permit, id);
    if (!permit) throw no_such_record();
    actor.scope.require(permit->division, permit->organization);
    return *std::move(permit);
}

// Signed anew whenever it is shown: the same key gives the same token.
std::string token_of(Snapshot& snapshot, const PermitRow& permit) {
    return sign_permit({permit.id, permit.organization, permit.issued_at},
                       *snapshot.service<seal::KeyRing>().signing_key());
}

}  // namespace

void issue_permit(Tx& tx, const Actor& actor, const FilingRow& filing) {
    const auto today = date_in_shanghai(tx.now());
    const auto last = tx.value<std::int64_t>(next_number, filing.county, today.year()).value();
    const auto id = Id<Permit>::make(tx.now());
    tx.run(insert_permit, filing.county, id, fmt::format("{}-{}-{:05}", filing.county, today.year(), last),
           filing.division, filing.organization, filing.site, filing.id, filing.procedure, tx.now(), actor.name);
    const auto content = filing.read_content();
    const std::int64_t staff = content.staff_returning ? std::int64_t(*content.staff_returning) : 0;
    tx.run(put_staff, filing.county, id, today, staff, actor.name, tx.now());
    changed(tx, filing, id, false);
}

void end_permit(Tx& tx, const Actor& actor, const FilingRow& filing, const std::string& reason,
                const std::string& clause) {
    const auto permit = permit_of(tx, filing.id);
    if (!permit || tx.run(revoke_permit, tx.now(), actor.name, reason, clause, filing.county, filing.id) == 0)
        throw std::logic_error("a filing in force has no permit");
    changed(tx, filing, permit->id, true);
}

std::optional<PermitRow> permit_of(Snapshot& snapshot, const Id<Filing>& filing) {
    return snapshot.find<PermitRow>(find_by_filing, filing);
}

Page<PermitRow> list_permits(Snapshot& snapshot, const Actor& actor, const PermitFilter& filter) {
    return permits.page(snapshot, actor, filter);
}

Download export_permits(Database& database, const Actor& actor, const PermitExport& filter) {
    return permits.download(database, actor, filter);
}

PermitView show_permit(Snapshot& snapshot, const Actor& actor, const PermitById& request) {
    PermitView view{require_permit(snapshot, actor, request.id), {}};
    view.token = token_of(snapshot, view);
    return view;
}

http::Response show_permit_qr(Snapshot& snapshot, const Actor& actor, const PermitById& request) {
    http::Response response;
    response.content_type = "image/svg+xml";
    response.body = seal::qr_svg(qr_text(snapshot, token_of(snapshot, require_permit(snapshot, actor, request.id))));
    response.headers.emplace_back("cache-control", "no-store");
    return response;
}

PermitView tell_staff(Tx& tx, const Actor& actor, const StaffRequest& request) {
    const auto permit = require_permit(tx, actor, request.id);
    const auto today = date_in_shanghai(tx.now());
    const auto day = request.day.value_or(today);
    if (permit.revoked_at)
        throw Problem::conflict("permit_revoked", "该许可已撤销，不能再填报在岗人数。",
                                "The permit was revoked; nobody is counted under it.");
    if (day < date_in_shanghai(permit.issued_at) || day > today)
        throw Problem::invalid("/day", "out_of_range", "日期应在许可签发之日至今日之间。",
                               "Choose a day from the permit's own to today.");
    tx.run(put_staff, permit.division.county(), permit.id, day, request.staff, actor.name, tx.now());
    return show_permit(tx, actor, {permit.id});
}

PermitVerification verify_permit(Snapshot& snapshot, const Actor&, const VerifyRequest& request) {
    PermitVerification answer;
    answer.state = PermitState::forged;
    const std::string_view given = request.token.value;
    const auto token = read_permit_token(given.substr(given.rfind('/') + 1));
    if (!token) return answer;
    const auto key = snapshot.service<seal::KeyRing>().public_key(token->key_id);
    if (!key || !token->is_signed_by(*key)) return answer;
    const auto permit = snapshot.find<PermitRow>(find_permit, token->claims.permit);
    if (!permit) return answer;
    answer.state = permit->revoked_at ? PermitState::revoked : PermitState::valid;
    answer.number = permit->number;
    answer.enterprise = permit->organization_name;
    if (permit->site)
        if (const auto site = organizations::find_site(snapshot, *permit->site)) answer.site = site->name;
    answer.county = organizations::divisions().name(DivisionCode::of(permit->division.county()));
    answer.issued_on = date_in_shanghai(permit->issued_at);
    if (permit->revoked_at) answer.revoked_on = date_in_shanghai(*permit->revoked_at);
    return answer;
}

}  // namespace tongzhou::resumption
