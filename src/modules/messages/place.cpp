#include "modules/messages/place.hpp"

namespace tongzhou::messages {

Whose whose(const Actor& actor, const std::optional<DivisionCode>& division) {
    Whose whose{division.value_or(actor.scope.division()), std::nullopt};
    if (!whose.division.is_set())
        throw Problem::invalid("/division", "division_needed", "请选择行政区划。", "Choose a division.");
    if (actor.scope.is_organization()) whose.organization = actor.scope.organization();
    actor.scope.require(whose.division, whose.organization);
    return whose;
}

}  // namespace tongzhou::messages
