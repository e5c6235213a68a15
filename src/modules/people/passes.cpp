#include "modules/people/passes.hpp"

#include "modules/rules/rules.hpp"
#include "platform/seal/qr.hpp"

namespace tongzhou::people {
namespace {

struct PassRecord {
    std::string county;
    Id<Pass> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Id<Person> file, person;
    Id<Declaration> declaration;
    std::string masked_name;
    Instant issued_at, expires_at;
    std::optional<Instant> revoked_at = {};
    std::optional<std::string> revoked_by = {}, revoke_reason = {};
};
BOOST_DESCRIBE_STRUCT(PassRecord, (),
                      (county, id, division, organization, file, person, declaration, masked_name, issued_at,
                       expires_at, revoked_at, revoked_by, revoke_reason))

const sql::Query insert_pass{R"(
    INSERT INTO passes (county, id, division, organization, file, person, declaration, masked_name, issued_at,
                        expires_at)
    VALUES (:county, :id, :division, :organization, :file, :person, :declaration, :masked_name, :issued_at,
            :expires_at))"};
const sql::Query find_pass{R"(
    SELECT county, id, division, organization, file, person, declaration, masked_name, issued_at, expires_at,
           revoked_at, revoked_by, revoke_reason
    FROM passes WHERE id = :id)"};
const sql::Query find_earned{R"(
    SELECT county, id, division, organization, file, person, declaration, masked_name, issued_at, expires_at,
           revoked_at, revoked_by, revoke_reason
    FROM passes WHERE declaration = :declaration)"};
const sql::Query find_newest{R"(
    SELECT county, id, division, organization, file, person, declaration, masked_name, issued_at, expires_at,
           revoked_at, revoked_by, revoke_reason
    FROM passes WHERE person = :person ORDER BY issued_at DESC, id DESC LIMIT 1)"};
const sql::Query revoke_one{R"(
    UPDATE passes SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoke_reason = :revoke_reason
    WHERE county = :county AND id = :id AND revoked_at IS NULL)"};
const sql::Query revoke_all{R"(
    UPDATE passes SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoke_reason = :revoke_reason
    WHERE person = :person AND revoked_at IS NULL AND expires_at > :now)"};

const List<PassRow> passes{
    {.name = "passes",
     .select = "SELECT p.id, p.person, p.masked_name, p.division, p.organization AS employer, p.issued_at, "
               "p.expires_at, p.revoked_at, p.revoked_by, p.revoke_reason FROM passes p",
     .scope = {"p.county", "p.division", "p.organization"},
     .filters = {{"person", "p.person = :person"},
                 {"employer", "p.organization = :employer"},
                 {"division", "p.division >= :division_low AND p.division < :division_high", Match::within},
                 {"revoked", "CASE WHEN p.revoked_at IS NULL THEN 0 ELSE 1 END = :revoked"},
                 {"expires_before", "p.expires_at < :expires_before"},
                 {"expires_after", "p.expires_at >= :expires_after"}},
     .sorts = {{"issued_at", "p.issued_at", SortOrder::descending}},
     .key = "p.id",
     .labels = {{"id", "编号"},
                {"person", "人员"},
                {"masked_name", "姓名"},
                {"division", "行政区划"},
                {"employer", "单位"},
                {"issued_at", "签发时间"},
                {"expires_at", "有效期至"},
                {"revoked_at", "吊销时间"},
                {"revoked_by", "吊销人"},
                {"revoke_reason", "吊销原因"}}}};

// Signed anew whenever it is shown, so that the database holds nobody's way in. The same key gives the same token.
std::string token_of(Snapshot& snapshot, const PassRecord& pass) {
    return sign_pass({pass.id, pass.file, pass.expires_at}, *snapshot.service<seal::KeyRing>().signing_key());
}

IssuedPass issued(Snapshot& snapshot, const PassRecord& pass) {
    return {pass.id, pass.issued_at, pass.expires_at, token_of(snapshot, pass)};
}

PassRecord require_pass(Snapshot& snapshot, const Actor& actor, const Id<Pass>& id) {
    auto pass = snapshot.find<PassRecord>(find_pass, id);
    if (!pass) throw no_such_record();
    actor.scope.require(pass->division, pass->organization);
    return std::move(*pass);
}

PassView view_of(Snapshot& snapshot, const PassRecord& pass) {
    const auto state = pass.revoked_at                     ? PassState::revoked
                       : pass.expires_at <= snapshot.now() ? PassState::expired
                                                           : PassState::valid;
    return {pass.id,         pass.person,        pass.masked_name,        state, pass.issued_at, pass.expires_at,
            pass.revoked_at, pass.revoke_reason, token_of(snapshot, pass)};
}

}  // namespace

IssuedPass issue_pass(Tx& tx, const Entry& entry, const Id<Declaration>& declaration) {
    const std::chrono::days validity(rules::pass_validity_days(tx, entry.division, tx.now()));
    const PassRecord pass{.county = entry.county,
                          .id = Id<Pass>::make(tx.now()),
                          .division = entry.division,
                          .organization = entry.organization,
                          .file = entry.file,
                          .person = entry.person,
                          .declaration = declaration,
                          .masked_name = entry.masked_name,
                          .issued_at = tx.now(),
                          .expires_at = tx.now() + validity};
    tx.run(insert_pass, pass);
    return issued(tx, pass);
}

std::optional<IssuedPass> pass_earned_by(Snapshot& snapshot, const Id<Declaration>& declaration) {
    const auto pass = snapshot.find<PassRecord>(find_earned, declaration);
    if (!pass) return std::nullopt;
    return issued(snapshot, *pass);
}

std::optional<PassView> newest_pass(Snapshot& snapshot, const Id<Person>& kept) {
    const auto pass = snapshot.find<PassRecord>(find_newest, kept);
    if (!pass) return std::nullopt;
    return view_of(snapshot, *pass);
}

std::int64_t revoke_passes(Tx& tx, const Id<Person>& kept, std::string_view by, std::string_view reason) {
    return tx.run(revoke_all, tx.now(), by, reason, kept, tx.now());
}

Page<PassRow> list_passes(Snapshot& snapshot, const Actor& actor, const PassFilter& filter) {
    return passes.page(snapshot, actor, filter);
}

PassView show_pass(Snapshot& snapshot, const Actor& actor, const PassById& request) {
    return view_of(snapshot, require_pass(snapshot, actor, request.id));
}

http::Response show_pass_qr(Snapshot& snapshot, const Actor& actor, const PassById& request) {
    http::Response response;
    response.content_type = "image/svg+xml";
    response.body = seal::qr_svg(token_of(snapshot, require_pass(snapshot, actor, request.id)));
    response.headers.emplace_back("cache-control", "no-store");
    return response;
}

PassView revoke_pass(Tx& tx, const Actor& actor, const RevokeRequest& request) {
    const auto pass = require_pass(tx, actor, request.id);
    tx.run(revoke_one, tx.now(), actor.name, request.reason.value, pass.county, pass.id);
    return view_of(tx, require_pass(tx, actor, request.id));
}

PassKeys show_pass_keys(Snapshot& snapshot, const Actor&) {
    PassKeys keys;
    for (const auto& key : snapshot.service<seal::KeyRing>().public_keys())
        keys.keys.push_back({key.id, "Ed25519", key.text()});
    return keys;
}

}  // namespace tongzhou::people
