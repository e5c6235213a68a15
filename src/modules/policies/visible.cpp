#include "modules/policies/visible.hpp"

namespace tongzhou::policies {

namespace {

bool sees_nothing(const Actor& actor) { return !actor.scope.is_everything() && !actor.scope.division().is_set(); }

}  // namespace

bool sees(const Actor& actor, const std::optional<DivisionCode>& division) {
    if (actor.scope.is_everything()) return true;
    if (sees_nothing(actor)) return false;
    return !division || division->contains(actor.scope.division()) || actor.scope.covers_division(*division);
}

void require_sees(const Actor& actor, const std::optional<DivisionCode>& division) {
    if (!sees(actor, division)) throw no_such_record();
}

void require_keeps(const Actor& actor, const std::optional<DivisionCode>& division) {
    const bool keeps = division ? actor.scope.covers_division(*division) : actor.scope.is_everything();
    if (!keeps) throw no_such_record();
}

SeenFrom seen_from(const Actor& actor) {
    SeenFrom seen;
    if (actor.scope.is_everything()) return seen;
    if (sees_nothing(actor))
        seen.seen_by_none = "";
    else if (actor.scope.is_organization())
        seen.holding_for = actor.scope.division().text();
    else
        seen.seen_from = actor.scope.division().text();
    return seen;
}

Actor for_list(const Actor& actor) {
    auto anyone = actor;
    anyone.scope = Scope::everything();
    return anyone;
}

}  // namespace tongzhou::policies
