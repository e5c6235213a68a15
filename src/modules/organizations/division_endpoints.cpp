#include "modules/organizations/division_endpoints.hpp"

#include "platform/access/scope.hpp"

namespace tongzhou::organizations {

namespace {

DivisionEntry described(const DivisionCode& code) {
    const auto& all = divisions();
    return {code, all.name(code), all.full_name(code), code.level(), code.parent(), !all.children(code).empty()};
}

}  // namespace

DivisionList list_divisions(Snapshot&, const Actor&, const DivisionsOf& request) {
    DivisionList list;
    const auto parent = request.parent ? divisions().in_force(*request.parent) : DivisionCode{};
    if (request.parent && !divisions().has(parent)) throw no_such_record();
    for (const auto& child : divisions().children(parent)) list.items.push_back(described(child.code));
    return list;
}

DivisionEntry get_division(Snapshot&, const Actor&, const DivisionByCode& request) {
    const auto code = divisions().in_force(request.code);
    if (!divisions().has(code)) throw no_such_record();
    return described(code);
}

}  // namespace tongzhou::organizations
