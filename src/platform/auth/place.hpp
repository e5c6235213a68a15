// Where an account or token stands in the tree, as the tables keep it.
#pragma once

#include "platform/access/actor.hpp"
#include "platform/auth/organization_directory.hpp"

namespace tongzhou::auth {

struct Place {
    std::optional<Id<Organization>> organization;
    DivisionCode division;
    Reach reach = Reach::organization;

    Scope scope() const;
    /// The columns of the tables.
    std::optional<DivisionCode> stored_division() const {
        return division.is_set() ? std::optional(division) : std::nullopt;
    }
    std::string county() const { return division.is_set() ? division.county() : std::string(); }
};

/// The place of an organisation's people. Throws Problem::invalid naming /organization when it is not within the
/// actor's scope or does not exist.
Place place_of(Snapshot& snapshot, const Actor& actor, const Id<Organization>& organization);

}  // namespace tongzhou::auth
