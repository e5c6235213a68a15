#include "platform/auth/tokens.hpp"

#include "base/problem.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/detail.hpp"
#include "platform/auth/roles.hpp"

namespace tongzhou::auth {
namespace {

const sql::Query find_token{
    "SELECT id, kind, subject, name, permissions, organization, division, reach, created_at, expires_at, revoked_at, "
    "last_used_at FROM tokens WHERE id = :id"};
const sql::Query insert_token{
    "INSERT INTO tokens (id, hash, kind, subject, name, permissions, organization, county, division, reach, "
    "created_at, created_by, expires_at, revoked_at, last_used_at) VALUES (:id, :hash, :kind, :subject, :name, "
    ":permissions, :organization, :county, :division, :reach, :created_at, :created_by, :expires_at, NULL, NULL)"};
const sql::Query revoke_one{"UPDATE tokens SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL"};
const sql::Query revoke_of_subject{
    "UPDATE tokens SET revoked_at = :now WHERE subject = :subject AND revoked_at IS NULL"};
const sql::Query revoked_subject{
    "SELECT subject FROM tokens WHERE hash = :hash AND subject IS NOT NULL AND revoked_at IS NOT NULL"};

const List<Token> tokens{{.name = "tokens",
                          .select = "SELECT t.id, t.kind, t.subject, t.name, t.permissions, t.organization, "
                                    "t.division, t.reach, t.created_at, t.expires_at, t.revoked_at, t.last_used_at "
                                    "FROM tokens t",
                          .scope = {"t.county", "t.division", "t.organization"},
                          .filters = {{"kind", "t.kind = :kind"},
                                      {"subject", "t.subject = :subject"},
                                      {"name", "t.name LIKE :name", Match::contains},
                                      {"organization", "t.organization = :organization"}},
                          .sorts = {{"created_at", "t.created_at", SortOrder::descending}, {"name", "t.name"}},
                          .key = "t.id"}};

seal::TokenKind letter_of(TokenType type) {
    switch (type) {
        case TokenType::api: break;
        case TokenType::device: return seal::TokenKind::device;
        case TokenType::person: return seal::TokenKind::person;
    }
    return seal::TokenKind::api;
}

IssuedToken insert(Tx& tx, TokenType type, const std::optional<Uuid>& subject, const std::string& name,
                   const Permissions& permissions, const Place& place, const Uuid& created_by,
                   const std::optional<Instant>& expires_at) {
    IssuedToken issued{Id<Token>::make(tx.now()), seal::new_token(letter_of(type)), expires_at};
    tx.run(insert_token, issued.id, seal::hash_token(issued.token), type, subject, name, permissions.text(),
           place.organization, place.county(), place.stored_division(), place.reach, tx.now(), created_by, expires_at);
    return issued;
}

/// The actor's own reach.
Place place_of_actor(const Actor& actor) {
    const auto reach = actor.scope.is_everything()     ? Reach::everything
                       : actor.scope.is_organization() ? Reach::organization
                                                       : Reach::division;
    const auto organization = actor.organization.is_nil() ? std::nullopt : std::optional(actor.organization);
    return {organization, actor.scope.division(), reach};
}

}  // namespace

Page<Token> list_tokens(Snapshot& snapshot, const Actor& actor, const TokenFilter& filter) {
    return tokens.page(snapshot, actor, filter);
}

IssuedToken create_api_token(Tx& tx, const Actor& actor, const NewToken& request) {
    const auto permissions = set_of(request.permissions);
    if (!actor.permissions.contains(permissions))
        throw Problem::invalid("/permissions", "beyond_own_rights", "不能授予您自己没有的权限。",
                               "You cannot give a token permissions that you lack.");
    const auto place = request.organization ? place_of(tx, actor, *request.organization) : place_of_actor(actor);
    const auto expires_at = tx.now() + std::chrono::days(request.days.value);
    auto issued =
        insert(tx, TokenType::api, std::nullopt, request.name.value, permissions, place, actor.id, expires_at);
    audit::record(tx, actor,
                  {.action = "token_create",
                   .subject_kind = "token",
                   .subject = issued.id.text(),
                   .detail = detail({{"name", request.name.value}, {"permissions", permissions.text()}}),
                   .division = place.division,
                   .organization = place.organization});
    return issued;
}

void revoke_token(Tx& tx, const Actor& actor, const TokenById& request) {
    const auto token = tx.find<Token>(find_token, request.id);
    if (!token) throw no_such_record();
    const auto division = token->division.value_or(DivisionCode());
    actor.scope.require(division, token->organization);
    if (tx.run(revoke_one, tx.now(), request.id) == 0) return;
    tx.service<Accounts>().forget(tx, token->subject.value_or(token->id.uuid()));
    audit::record(tx, actor,
                  {.action = "token_revoke",
                   .subject_kind = "token",
                   .subject = request.id.text(),
                   .detail = detail({{"name", token->name}}),
                   .division = division,
                   .organization = token->organization});
}

IssuedToken issue_device_token(Tx& tx, const Uuid& device, const Id<Organization>& organization,
                               const DivisionCode& division, const Permissions& permissions, const std::string& name) {
    revoke_tokens_of(tx, device);
    return insert(tx, TokenType::device, device, name, permissions, {organization, division, Reach::organization},
                  device, std::nullopt);
}

IssuedToken issue_person_token(Tx& tx, const Uuid& person, const Id<Organization>& organization,
                               const DivisionCode& division, const std::string& name, Instant expires_at) {
    return insert(tx, TokenType::person, person, name, {}, {organization, division, Reach::organization}, person,
                  expires_at);
}

void revoke_tokens_of(Tx& tx, const Uuid& subject) {
    if (tx.run(revoke_of_subject, tx.now(), subject) > 0) tx.service<Accounts>().forget(tx, subject);
}

std::optional<Uuid> identify_revoked_device(Snapshot& snapshot, const http::Request& request) {
    const auto credential = credential_of(request);
    if (credential.kind != Credential::Kind::device_token) return std::nullopt;
    return snapshot.value<Uuid>(revoked_subject, credential.hash);
}

}  // namespace tongzhou::auth
