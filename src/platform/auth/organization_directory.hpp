// What signing in needs to know of organisations. modules/organizations provides it as a service.
#pragma once

#include <optional>
#include <string>

#include "platform/access/scope.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou::auth {

/// How far an account or token sees: the records of its division and below, those of its organisation, or all.
BOOST_DEFINE_ENUM_CLASS(Reach, division, organization, everything)

/// Where an organisation is and how far its people see: `division` for a command, a department or a town, and
/// `organization` for an enterprise or a social organisation.
struct OrganizationPlace {
    std::string name;
    DivisionCode division;
    Reach reach = Reach::organization;
};

class OrganizationDirectory {
  public:
    virtual ~OrganizationDirectory() = default;
    /// Nothing when there is no such organisation, or it was dissolved.
    virtual std::optional<OrganizationPlace> find(Snapshot& snapshot, Id<Organization> organization) const = 0;
};

}  // namespace tongzhou::auth
