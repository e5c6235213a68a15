// Passes as they are stored, issued and shown. Private to this module.
#pragma once

#include "modules/people/files.hpp"
#include "modules/people/pass_token.hpp"
#include "platform/list/list.hpp"

namespace tongzhou {
struct Declaration;
}

namespace tongzhou::people {

/// A pass with its token, for whoever hands it to the person.
struct IssuedPass {
    Id<Pass> id;
    Instant issued_at, expires_at;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(IssuedPass, (), (id, issued_at, expires_at, token))

/// Valid from now on for as many days as the rule in force where the entry is says.
IssuedPass issue_pass(Tx& tx, const Entry& entry, const Id<Declaration>& declaration);
/// The pass that a declaration earned, if it did.
std::optional<IssuedPass> pass_earned_by(Snapshot& snapshot, const Id<Declaration>& declaration);
/// Revokes every pass of the person that is neither expired nor revoked. Returns how many.
std::int64_t revoke_passes(Tx& tx, const Id<Person>& kept, std::string_view by, std::string_view reason);

struct PassById {
    Id<Pass> id;
};
BOOST_DESCRIBE_STRUCT(PassById, (), (id))

struct PassFilter : ListRequest {
    std::optional<Id<Person>> person = {};
    std::optional<Id<Organization>> employer = {};
    std::optional<DivisionCode> division = {};
    std::optional<bool> revoked = {};
    std::optional<Instant> expires_before = {}, expires_after = {};
};
BOOST_DESCRIBE_STRUCT(PassFilter, (ListRequest), (person, employer, division, revoked, expires_before, expires_after))

struct PassRow {
    Id<Pass> id;
    Id<Person> person;
    std::string masked_name;
    DivisionCode division;
    std::optional<Id<Organization>> employer;
    Instant issued_at, expires_at;
    std::optional<Instant> revoked_at;
    std::optional<std::string> revoked_by, revoke_reason;
};
BOOST_DESCRIBE_STRUCT(PassRow, (),
                      (id, person, masked_name, division, employer, issued_at, expires_at, revoked_at, revoked_by,
                       revoke_reason))

struct PassView {
    Id<Pass> id;
    Id<Person> person;
    std::string masked_name;
    PassState state{};
    Instant issued_at, expires_at;
    std::optional<Instant> revoked_at;
    std::optional<std::string> revoke_reason;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(PassView, (),
                      (id, person, masked_name, state, issued_at, expires_at, revoked_at, revoke_reason, token))

struct RevokeRequest {
    Id<Pass> id;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(RevokeRequest, (), (id, reason))

struct PassKey {
    std::string id, algorithm, key;  ///< eight hex digits; "Ed25519"; base64url
};
BOOST_DESCRIBE_STRUCT(PassKey, (), (id, algorithm, key))

struct PassKeys {
    std::vector<PassKey> keys;  ///< the one that signs now first
};
BOOST_DESCRIBE_STRUCT(PassKeys, (), (keys))

Page<PassRow> list_passes(Snapshot& snapshot, const Actor& actor, const PassFilter& filter);
/// The newest pass of the person, in force or not.
std::optional<PassView> newest_pass(Snapshot& snapshot, const Id<Person>& kept);
PassView show_pass(Snapshot& snapshot, const Actor& actor, const PassById& request);
/// The QR code as SVG.
http::Response show_pass_qr(Snapshot& snapshot, const Actor& actor, const PassById& request);
/// Idempotent: a pass that is revoked stays revoked as it was.
PassView revoke_pass(Tx& tx, const Actor& actor, const RevokeRequest& request);
/// What a gate needs to check passes without a network.
PassKeys show_pass_keys(Snapshot& snapshot, const Actor& actor);

}  // namespace tongzhou::people
