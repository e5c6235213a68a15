// How somebody on a roster gets to their own file without an account: the link of their employer, one for all, and a
// code of their own that is good once. Private to this module.
#pragma once

#include "modules/people/files.hpp"

namespace tongzhou::people {

inline constexpr std::chrono::days invitation_time{90};
inline constexpr std::chrono::days code_time{14};
/// Codes made by one call.
inline constexpr int most_codes = 500;

struct InvitationRequest {
    Id<Organization> id;
    std::optional<Text<200>> address = {};  ///< of this server as phones reach it, such as https://tongzhou.example
};
BOOST_DESCRIBE_STRUCT(InvitationRequest, (), (id, address))
void check(const InvitationRequest& request, std::vector<FieldFault>& faults);

/// Shown this one time; only the token's hash is kept.
struct InvitationLink {
    Id<Organization> id;
    std::string token;
    std::string
        link;        ///< the address of the employee page with the token behind the #; the token alone without address
    std::string qr;  ///< SVG of the link
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationLink, (), (id, token, link, qr, expires_at))

struct InvitationById {
    Id<Organization> id;
};
BOOST_DESCRIBE_STRUCT(InvitationById, (), (id))
struct InvitationView {
    Id<Organization> id;
    std::string made_by;
    Instant made_at, expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (id, made_by, made_at, expires_at))

/// The link that was there before opens nothing more. Throws not_found for an organisation outside the scope.
InvitationLink make_invitation(Tx& tx, const Actor& actor, const InvitationRequest& request);
/// Throws not_found where there is none in force.
InvitationView show_invitation(Snapshot& snapshot, const Actor& actor, const InvitationById& request);

struct CodesRequest {
    Id<Organization> id;
    /// For these people, whatever code they had; unless said, for those on the roster who have none and never used one,
    /// in the order in which they joined.
    std::optional<std::vector<Id<Person>>> people = {};
};
BOOST_DESCRIBE_STRUCT(CodesRequest, (), (id, people))
void check(const CodesRequest& request, std::vector<FieldFault>& faults);

struct PersonalCode {
    Id<Person> person;
    std::string masked_name;
    std::optional<std::string> workshop;
    std::string code;  ///< eight digits
};
BOOST_DESCRIBE_STRUCT(PersonalCode, (), (person, masked_name, workshop, code))
/// Shown this one time.
struct PersonalCodes {
    std::vector<PersonalCode> items;
    Instant expires_at;
    bool more = false;  ///< there are others without a code: ask again
};
BOOST_DESCRIBE_STRUCT(PersonalCodes, (), (items, expires_at, more))
PersonalCodes make_codes(Tx& tx, const Actor& actor, const CodesRequest& request);

/// The organisation whose invitation this is; nothing when it is none, was replaced or is too old.
std::optional<Id<Organization>> invited_by(Snapshot& snapshot, std::string_view token);
/// Takes the person's code at that organisation, if it is this one and in force: a second call finds nothing.
bool take_code(Tx& tx, const Id<Organization>& organization, const Id<Person>& person, std::string_view code);
/// Removes the codes of an erased file.
void forget_codes(Tx& tx, const Id<Person>& file);

}  // namespace tongzhou::people
