#include "platform/access/actor.hpp"

namespace tongzhou {

Actor Actor::system(std::string name) {
    Actor actor;
    actor.kind = ActorKind::system;
    actor.name = std::move(name);
    actor.scope = Scope::everything();
    actor.permissions = Permissions::all();
    return actor;
}

void Actor::require(Permission permission) const {
    if (permissions.has(permission)) return;
    throw Problem::forbidden("permission_missing",
                             fmt::format("您没有“{}”权限，请联系本单位管理员。", name_of(permission)),
                             fmt::format("You lack the permission “{}”. Ask your administrator.", name_of(permission)));
}

}  // namespace tongzhou
