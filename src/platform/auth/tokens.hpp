// Tokens: how programs and devices prove themselves. A token is shown once, kept as a hash, and opens nothing more from
// the moment it is revoked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bounded.hpp"
#include "platform/auth/place.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::http {
struct Request;
}

namespace tongzhou::auth {

BOOST_DEFINE_ENUM_CLASS(TokenType, api, device, person)

struct Token {
    Id<Token> id;
    TokenType kind = TokenType::api;
    std::optional<Uuid> subject;  ///< the device or person
    std::string name, permissions;
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;  ///< absent: everywhere
    Reach reach = Reach::organization;
    Instant created_at;
    std::optional<Instant> expires_at, revoked_at, last_used_at;
};
BOOST_DESCRIBE_STRUCT(Token, (),
                      (id, kind, subject, name, permissions, organization, division, reach, created_at, expires_at,
                       revoked_at, last_used_at))

struct TokenFilter : ListRequest {
    std::optional<TokenType> kind;
    std::optional<Uuid> subject;
    std::optional<Text<100>> name;
    std::optional<Id<Organization>> organization;
};
BOOST_DESCRIBE_STRUCT(TokenFilter, (ListRequest), (kind, subject, name, organization))
Page<Token> list_tokens(Snapshot& snapshot, const Actor& actor, const TokenFilter& filter);

struct NewToken {
    Title name;
    std::vector<Permission> permissions;           ///< none that the actor lacks
    std::optional<Id<Organization>> organization;  ///< for whose records; the actor's own reach unless said
    Bounded<1, 1100> days = 365;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, permissions, organization, days))
/// `token` is shown this one time.
struct IssuedToken {
    Id<Token> id;
    std::string token;
    std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(IssuedToken, (), (id, token, expires_at))
IssuedToken create_api_token(Tx& tx, const Actor& actor, const NewToken& request);

struct TokenById {
    Id<Token> id;
};
BOOST_DESCRIBE_STRUCT(TokenById, (), (id))
/// Also of a device or person. Revoking twice is revoking once.
void revoke_token(Tx& tx, const Actor& actor, const TokenById& request);

// For the modules that decide who may enrol a device or open their own file, and record it.

/// The token of a device; one that it had before is revoked. It sees the records of the organisation.
IssuedToken issue_device_token(Tx& tx, const Uuid& device, const Id<Organization>& organization,
                               const DivisionCode& division, const Permissions& permissions, const std::string& name);
/// A token by which a person sees their own file at that organisation: it has no permissions. Those given before, to
/// other phones, stay.
IssuedToken issue_person_token(Tx& tx, const Uuid& person, const Id<Organization>& organization,
                               const DivisionCode& division, const std::string& name, Instant expires_at);
/// Every token of that device or person.
void revoke_tokens_of(Tx& tx, const Uuid& subject);
/// The device whose revoked token the request carries: what it recorded offline is accepted into review only. Nothing
/// for a token in force, an unknown one, or none.
std::optional<Uuid> identify_revoked_device(Snapshot& snapshot, const http::Request& request);

}  // namespace tongzhou::auth
