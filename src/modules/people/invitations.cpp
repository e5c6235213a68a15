#include "modules/people/invitations.hpp"

#include "base/server_address.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/audit/audit.hpp"
#include "platform/seal/qr.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::people {
namespace {

constexpr std::string_view code_purpose = "people.personal_code";

struct InvitationRow {
    Id<Organization> organization;
    std::string made_by;
    Instant made_at, expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationRow, (), (organization, made_by, made_at, expires_at))

const sql::Query put_invitation{R"(
    INSERT INTO roster_invitations (organization, county, division, token_hash, made_by, made_at, expires_at)
    VALUES (:organization, :county, :division, :token_hash, :made_by, :made_at, :expires_at)
    ON CONFLICT (organization) DO UPDATE
        SET token_hash = excluded.token_hash, made_by = excluded.made_by, made_at = excluded.made_at,
            expires_at = excluded.expires_at)"};
const sql::Query find_invitation{R"(
    SELECT organization, made_by, made_at, expires_at FROM roster_invitations
    WHERE organization = :organization AND expires_at > :now)"};
const sql::Query organization_of_token{R"(
    SELECT organization FROM roster_invitations WHERE token_hash = :token_hash AND expires_at > :now)"};

struct MemberRow {
    Id<Person> person;
    std::string masked_name;
    std::optional<std::string> workshop;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (person, masked_name, workshop))

// Who has used a code is in; who has one in force is not given another.
const sql::Query members_without_code{R"(
    SELECT e.person, e.masked_name, e.workshop
    FROM   person_entries e
    WHERE  e.organization = :organization AND e.until_at IS NULL
      AND  NOT EXISTS (SELECT 1 FROM personal_codes c
                       WHERE c.organization = e.organization AND c.person = e.person
                         AND (c.used_at IS NOT NULL OR c.expires_at > :now))
    ORDER BY e.from_at, e.id
    LIMIT  :most)"};
const sql::Query find_member{R"(
    SELECT e.person, e.masked_name, e.workshop
    FROM   person_entries e
    WHERE  e.organization = :organization AND e.person = :person AND e.until_at IS NULL)"};
const sql::Query put_code{R"(
    INSERT INTO personal_codes (county, organization, person, code_tag, made_by, made_at, expires_at)
    VALUES (:county, :organization, :person, :code_tag, :made_by, :made_at, :expires_at)
    ON CONFLICT (county, organization, person) DO UPDATE
        SET code_tag = excluded.code_tag, made_by = excluded.made_by, made_at = excluded.made_at,
            expires_at = excluded.expires_at, used_at = NULL)"};
const sql::Query find_code_tag{R"(
    SELECT code_tag FROM personal_codes
    WHERE organization = :organization AND person = :person AND used_at IS NULL AND expires_at > :now)"};
// Of two phones that use a code at once, one changes the row and the other finds it changed.
const sql::Query use_code{R"(
    UPDATE personal_codes SET used_at = :used_at
    WHERE organization = :organization AND person = :person AND code_tag = :code_tag AND used_at IS NULL)"};
const sql::Query delete_codes{"DELETE FROM personal_codes WHERE person = :person"};

struct CodesDetail {
    std::int64_t codes = 0;
};
BOOST_DESCRIBE_STRUCT(CodesDetail, (), (codes))

organizations::Place require_employer(Snapshot& snapshot, const Actor& actor, const Id<Organization>& id) {
    auto place = organizations::find_organization(snapshot, id);
    if (!place) throw no_such_record();
    actor.scope.require(place->division, id);
    return std::move(*place);
}

// Typed on a phone with cold fingers, good once and for a few tries.
constexpr int code_length = 8;

std::string message_of(const Id<Organization>& organization, const Id<Person>& person, std::string_view code) {
    return fmt::format("{}:{}:{}", organization.text(), person.text(), code);
}

}  // namespace

void check(const InvitationRequest& request, std::vector<FieldFault>& faults) {
    if (request.address) check_server_address(request.address->value, "/address", faults);
}

void check(const CodesRequest& request, std::vector<FieldFault>& faults) {
    if (request.people && (request.people->empty() || request.people->size() > most_codes))
        faults.push_back({"/people",
                          "number_of_people",
                          {fmt::format("一次请选 1 到 {} 人。", most_codes),
                           fmt::format("Choose between 1 and {} people at a time.", most_codes)}});
}

InvitationLink make_invitation(Tx& tx, const Actor& actor, const InvitationRequest& request) {
    const auto place = require_employer(tx, actor, request.id);
    InvitationLink made{.id = request.id,
                        .token = seal::new_token(seal::TokenKind::invitation),
                        .link = {},
                        .qr = {},
                        .expires_at = tx.now() + invitation_time};
    made.link = made.token;
    if (request.address) made.link = link_to(request.address->value, "me", "invitation", made.token);
    made.qr = seal::qr_svg(made.link);
    tx.run(put_invitation, request.id, place.division.county(), place.division, seal::hash_token(made.token),
           actor.name, tx.now(), made.expires_at);
    return made;
}

InvitationView show_invitation(Snapshot& snapshot, const Actor& actor, const InvitationById& request) {
    require_employer(snapshot, actor, request.id);
    const auto row = snapshot.find<InvitationRow>(find_invitation, request.id, snapshot.now());
    if (!row) throw no_such_record();
    return {row->organization, row->made_by, row->made_at, row->expires_at};
}

PersonalCodes make_codes(Tx& tx, const Actor& actor, const CodesRequest& request) {
    const auto place = require_employer(tx, actor, request.id);
    std::vector<MemberRow> members;
    PersonalCodes made{.items = {}, .expires_at = tx.now() + code_time};
    if (request.people) {
        for (const auto& person : *request.people) {
            auto member = tx.find<MemberRow>(find_member, request.id, person);
            if (!member) throw no_such_record();
            members.push_back(std::move(*member));
        }
    } else {
        members = tx.all<MemberRow>(members_without_code, request.id, tx.now(), most_codes + 1);
        made.more = members.size() > most_codes;
        if (made.more) members.pop_back();
    }
    const auto& keys = tx.service<seal::KeyRing>();
    for (auto& member : members) {
        auto code = seal::new_digits(code_length);
        tx.run(put_code, place.division.county(), request.id, member.person,
               keys.tag(message_of(request.id, member.person, code), code_purpose), actor.name, tx.now(),
               made.expires_at);
        made.items.push_back(
            {member.person, std::move(member.masked_name), std::move(member.workshop), std::move(code)});
    }
    audit::record(tx, actor,
                  {.action = "personal_codes",
                   .subject_kind = "organizations",
                   .subject = request.id.text(),
                   .detail = to_json(CodesDetail{static_cast<std::int64_t>(made.items.size())}),
                   .division = place.division,
                   .organization = request.id});
    return made;
}

std::optional<Id<Organization>> invited_by(Snapshot& snapshot, std::string_view token) {
    if (!seal::is_token(token, seal::TokenKind::invitation)) return std::nullopt;
    return snapshot.value<Id<Organization>>(organization_of_token, seal::hash_token(token), snapshot.now());
}

bool take_code(Tx& tx, const Id<Organization>& organization, const Id<Person>& person, std::string_view code) {
    const auto tag = tx.value<std::string>(find_code_tag, organization, person, tx.now());
    if (!tag || !tx.service<seal::KeyRing>().is_tag(*tag, message_of(organization, person, code), code_purpose))
        return false;
    return tx.run(use_code, tx.now(), organization, person, *tag) > 0;
}

void forget_codes(Tx& tx, const Id<Person>& file) { tx.run(delete_codes, file); }

}  // namespace tongzhou::people
