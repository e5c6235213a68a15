// Whose a record of this module is: the author's place. Private to this module.
#pragma once

#include "platform/access/actor.hpp"

namespace tongzhou::messages {

struct Whose {
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    std::string county() const { return division.county(); }
};

/// The place asked for, else the actor's own. Throws 422 "division_needed" for somebody who has none, and not_found for
/// a place outside the scope.
Whose whose(const Actor& actor, const std::optional<DivisionCode>& division);

}  // namespace tongzhou::messages
