#include "modules/people/own_file.hpp"

#include "modules/organizations/organizations.hpp"
#include "modules/people/invitations.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/auth/lockout.hpp"
#include "platform/auth/tokens.hpp"

namespace tongzhou {

Id<Person> people::own_person(const Actor& actor) {
    if (actor.kind != ActorKind::person)
        throw Problem::forbidden("no_own_file", "这里只供员工本人用自己的手机查看；请用单位的邀请链接登录。",
                                 "This is for people on their own phones: sign in by your employer's invitation.");
    return Id<Person>(actor.id);
}

namespace people {
namespace {

Problem no_such_invitation() {
    return Problem::not_found("no_such_invitation", "邀请链接无效、已更换或已过期，请向单位索取新的链接。",
                              "This invitation is not valid, was replaced or is too old; ask your employer for a new "
                              "one.");
}
Problem sign_in_failed() {
    return Problem::unauthorized("own_sign_in_failed",
                                 "证件号码与个人码不符，或个人码已用过、已过期；请核对，或向单位要新的个人码。",
                                 "The document and the code do not match, or the code was used or is too old. Check "
                                 "both, or ask your employer for a new code.");
}

// Codes are read from paper: spaces and full-width digits are no fault.
std::string typed_code(std::string_view typed) {
    auto code = to_half_width(typed);
    std::erase_if(code, [](char c) { return c == ' ' || c == '-'; });
    return code;
}

// One document has one spelling, so that writing it otherwise gives no further tries.
std::string spelling(const OwnSignIn& request) {
    const auto kind = request.document_kind.value_or(DocumentKind::resident_id);
    const auto document = parse_document(kind, request.document_number.value);
    return document ? document->indexed() : std::string(request.document_number.value);
}

Actor person_actor(const Passenger& person, const organizations::Place& employer, const Actor& asking) {
    Actor actor = asking;
    actor.kind = ActorKind::person;
    actor.id = person.id.uuid();
    actor.name = person.masked_name;
    actor.organization = employer.id;
    actor.scope = Scope::of_organization(employer.id, employer.division);
    return actor;
}

void record(Tx& tx, const Actor& actor, const organizations::Place& employer, std::string action,
            audit::Outcome outcome) {
    audit::record(tx, actor,
                  {.action = std::move(action),
                   .subject_kind = "people",
                   .subject = actor.kind == ActorKind::person ? Id<Person>(actor.id).text() : std::string(),
                   .outcome = outcome,
                   .division = employer.division,
                   .organization = employer.id});
}

/// Nothing when document and code do not go together; the attempt is counted either way.
std::optional<OwnSession> begin(Tx& tx, const Actor& asking, const OwnSignIn& request,
                                const organizations::Place& employer, const std::string& attempts) {
    const auto& settings = tx.service<auth::Accounts>().settings();
    const auto person = find_person_by_document(tx, request.document_kind.value_or(DocumentKind::resident_id),
                                                request.document_number.value);
    const auto code = typed_code(request.code.value);
    const auto files = person ? files_of(tx, person->id) : std::vector<Id<Person>>();
    // A code may have been given before the files of one person were merged.
    const bool proven =
        person && is_on_roster(tx, person->id, employer.id, tx.now()) &&
        std::ranges::any_of(files, [&](const Id<Person>& file) { return take_code(tx, employer.id, file, code); });
    if (!proven) {
        auth::attempt_failed(tx, attempts, settings);
        record(tx, asking, employer, "own_sign_in", audit::Outcome::refused);
        return std::nullopt;
    }
    auth::forget_attempts(tx, attempts);
    const auto issued = auth::issue_person_token(tx, person->id.uuid(), employer.id, employer.division,
                                                 person->masked_name, tx.now() + own_session_time);
    record(tx, person_actor(*person, employer, asking), employer, "own_sign_in", audit::Outcome::done);
    return OwnSession{issued.token, *issued.expires_at};
}

const sql::Query newest_declaration{R"(
    SELECT id, at, result FROM health_declarations
    WHERE person = :person AND organization = :organization ORDER BY at DESC, id DESC LIMIT 1)"};

}  // namespace

OwnSession begin_own_session(Database& database, const Actor& actor, const OwnSignIn& request) {
    std::optional<organizations::Place> employer;
    std::string attempts;
    database.read([&](Snapshot& snapshot) {
        if (const auto id = invited_by(snapshot, request.invitation.value))
            employer = organizations::find_organization(snapshot, *id);
        if (!employer) throw no_such_invitation();
        attempts = auth::attempts_key(snapshot, fmt::format("own file {} {}", employer->id.text(), spelling(request)));
    });
    // Counted before the code is looked at: a hundred guesses sent at once get no more tries than one by one.
    database.write([&](Tx& tx) { auth::reserve_attempt(tx, attempts, tx.service<auth::Accounts>().settings()); });
    auto session = database.write_value([&](Tx& tx) { return begin(tx, actor, request, *employer, attempts); });
    if (!session) throw sign_in_failed();
    return std::move(*session);
}

void end_own_session(Tx& tx, const Actor& actor) { auth::revoke_tokens_of(tx, own_person(actor).uuid()); }

OwnFile show_own_file(Snapshot& snapshot, const Actor& actor) {
    const auto sight = require_person(snapshot, actor, own_person(actor));
    const auto& entry = sight.entries.front();
    const auto employer = organizations::find_organization(snapshot, actor.organization);
    if (!employer) throw no_such_record();
    OwnFile own{.id = sight.person,
                .masked_name = entry.masked_name,
                .employer = employer->id,
                .employer_name = employer->name,
                .workshop = entry.workshop,
                .shuttle = entry.shuttle,
                .pass = newest_pass(snapshot, sight.person),
                .declaration = snapshot.find<OwnDeclaration>(newest_declaration, sight.person, employer->id),
                .province = DivisionCode::of(entry.division.view().substr(0, 2)),
                .observation_days = rules::observation_days(snapshot, entry.division, snapshot.now()),
                .pass_validity_days = rules::pass_validity_days(snapshot, entry.division, snapshot.now())};
    return own;
}

DeclarationResult declare_own_health(Tx& tx, const Actor& actor, const NewOwnDeclaration& declaration) {
    return declare_health(tx, actor,
                          {.id = own_person(actor),
                           .declaration = declaration.id,
                           .employer = actor.organization,
                           .answers = declaration.answers});
}

}  // namespace people
}  // namespace tongzhou
