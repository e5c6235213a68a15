#include "platform/access/permission.hpp"

namespace tongzhou {

std::vector<Permission> Permissions::list() const {
    std::vector<Permission> permissions;
    for (auto p : values_of<Permission>())
        if (has(p)) permissions.push_back(p);
    return permissions;
}

std::string Permissions::text() const {
    std::string names;
    for (auto p : list()) {
        if (!names.empty()) names += ' ';
        names += name_of(p);
    }
    return names;
}

Permissions Permissions::of(std::string_view text) {
    Permissions permissions;
    while (!text.empty()) {
        auto space = text.find(' ');
        if (auto p = enum_from<Permission>(text.substr(0, space))) permissions.add(*p);
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return permissions;
}

}  // namespace tongzhou
