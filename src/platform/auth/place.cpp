#include "platform/auth/place.hpp"

#include "base/problem.hpp"

namespace tongzhou::auth {

Scope Place::scope() const {
    switch (reach) {
        case Reach::everything: return Scope::everything();
        // An unset division would mean the whole country, which only `everything` may say.
        case Reach::division: return division.is_set() ? Scope::of_division(division) : Scope();
        case Reach::organization: return organization ? Scope::of_organization(*organization, division) : Scope();
    }
    return {};
}

Place place_of(Snapshot& snapshot, const Actor& actor, const Id<Organization>& organization) {
    const auto found = snapshot.service<OrganizationDirectory>().find(snapshot, organization);
    const bool within = found && (found->reach == Reach::division ? actor.scope.covers_division(found->division)
                                                                  : actor.scope.covers(found->division, organization));
    if (!within)
        throw Problem::invalid("/organization", "no_such_organization", "没有这个单位，或不在您的管辖范围内。",
                               "There is no such organisation, or it lies outside your scope.");
    return {organization, found->division, found->reach};
}

}  // namespace tongzhou::auth
