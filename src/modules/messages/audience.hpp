// Whom a broadcast goes to: a filter, asked page by page under the scope of the broadcast's author. The number that is
// shown beforehand and the recipients afterwards come from the same pages. Private to this module.
#pragma once

#include "modules/messages/contacts.hpp"
#include "modules/organizations/organizations.hpp"
#include "platform/access/actor.hpp"

namespace tongzhou {
struct Role;

/// group: the readers of a robot's chat, or a webhook: one message. organizations: those of the register. accounts:
/// people who sign in.
BOOST_DEFINE_ENUM_CLASS(AudienceKind, group, organizations, accounts)
}  // namespace tongzhou

namespace tongzhou::messages {

struct Audience {
    AudienceKind kind = AudienceKind::group;
    std::optional<DivisionCode> division;              ///< and everything within it
    std::vector<OrganizationKind> organization_kinds;  ///< of organisations; none: all
    std::optional<Uuid> policy;                        ///< organisations that satisfy this policy's conditions
    std::optional<Uuid> role;                          ///< of accounts
};
BOOST_DESCRIBE_STRUCT(Audience, (), (kind, division, organization_kinds, policy, role))
/// not_for_this_audience: a filter that this kind does not have.
void check(const Audience& audience, std::vector<FieldFault>& faults);

/// One recipient, with where it is and whose.
struct AudienceMember {
    RecipientKind kind = RecipientKind::group;
    std::optional<Uuid> id;
    std::string name;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
};

struct AudiencePage {
    std::vector<AudienceMember> members;
    std::string next;  ///< where the following ones begin; empty after the last
};

/// The members after `cursor` (empty: the first), some hundreds at most; there may be none of them on a page that is
/// not the last. A group stands where its channel does.
AudiencePage audience_page(Snapshot& snapshot, const Actor& author, const Audience& audience, const DivisionCode& place,
                           const std::string& cursor);

}  // namespace tongzhou::messages
