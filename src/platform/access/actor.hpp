// Who is asking. Made once per request by the Authenticator, or by the program itself for jobs and commands.
#pragma once

#include <string>

#include "base/id.hpp"
#include "platform/access/permission.hpp"
#include "platform/access/scope.hpp"

namespace tongzhou {

/// person: somebody on their own phone, who sees their own file and nothing else.
BOOST_DEFINE_ENUM_CLASS(ActorKind, anonymous, account, api_token, device, person, system)
BOOST_DEFINE_ENUM_CLASS(Language, zh, en)

struct Actor {
    ActorKind kind = ActorKind::anonymous;
    Uuid id;           ///< of the account, token, device or person
    std::string name;  ///< for people to read: in the audit log, on screens
    Id<Organization> organization;
    Scope scope;
    Permissions permissions;
    Uuid session;        ///< of a signed-in account
    std::string remote;  ///< address
    Language language = Language::zh;

    /// The program acting for itself; `name` says which part: "demo", "job:retention".
    static Actor system(std::string name);
    /// Throws 403 when the permission is lacking.
    void require(Permission permission) const;
};

}  // namespace tongzhou
