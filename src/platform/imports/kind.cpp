#include "platform/imports/imports.hpp"

namespace tongzhou::imports {

namespace {

std::vector<const Kind*>& registry() {
    static std::vector<const Kind*> kinds;
    return kinds;
}

}  // namespace

Kind::Kind(Spec spec) : spec_(std::move(spec)) { registry().push_back(this); }

const std::vector<const Kind*>& Kind::all() { return registry(); }

const Kind& Kind::find(std::string_view name) {
    std::string names;
    for (const auto* kind : registry()) {
        if (kind->spec().name == name) return *kind;
        if (!names.empty()) names += ", ";
        names += kind->spec().name;
    }
    throw Problem::not_found("no_such_import", fmt::format("没有这种导入，可用的有：{}。", names),
                             fmt::format("There is no such import. Those there are: {}.", names));
}

}  // namespace tongzhou::imports
