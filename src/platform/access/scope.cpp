#include "platform/access/scope.hpp"

namespace tongzhou {

Problem no_such_record() {
    return Problem::not_found("not_found", "没有这条记录，或不在您的管辖范围内。",
                              "There is no such record, or it lies outside your scope.");
}

Scope Scope::of_division(DivisionCode division) {
    if (!division.is_set()) return everything();
    Scope scope;
    scope.reach_ = Reach::division;
    scope.division_ = division;
    return scope;
}

Scope Scope::of_organization(Id<Organization> organization, DivisionCode division) {
    Scope scope;
    scope.reach_ = Reach::organization;
    scope.organization_ = organization;
    scope.division_ = division;
    return scope;
}

Scope Scope::everything() {
    Scope scope;
    scope.reach_ = Reach::everything;
    return scope;
}

bool Scope::covers(const DivisionCode& division, const std::optional<Id<Organization>>& organization) const {
    switch (reach_) {
        case Reach::everything: return true;
        case Reach::division: return division_.contains(division);
        case Reach::organization: return organization && *organization == organization_;
        case Reach::nothing: return false;
    }
    return false;
}

bool Scope::covers_division(const DivisionCode& division) const {
    return reach_ == Reach::everything || (reach_ == Reach::division && division_.contains(division));
}

void Scope::require(const DivisionCode& division, const std::optional<Id<Organization>>& organization) const {
    if (!covers(division, organization)) throw no_such_record();
}

Condition Scope::where(const ScopeColumns& columns, std::string_view prefix) const {
    switch (reach_) {
        case Reach::everything: return {"1 = 1", {}};
        case Reach::nothing: return {"1 = 0", {}};
        case Reach::organization:
            if (columns.organization.empty()) return {"1 = 0", {}};
            return {fmt::format("{} = :{}_organization", columns.organization, prefix), {sql::argument(organization_)}};
        case Reach::division: break;
    }
    Condition condition;
    const bool within_county = division_.level() >= DivisionLevel::county;
    if (within_county && !columns.county.empty()) {
        condition.text = fmt::format("{} = :{}_county", columns.county, prefix);
        condition.arguments.push_back(sql::argument(division_.county()));
        if (division_.level() == DivisionLevel::county) return condition;
        condition.text += " AND ";
    }
    auto [low, high] = division_.range();
    condition.text += fmt::format("{0} >= :{1}_low AND {0} < :{1}_high", columns.division, prefix);
    condition.arguments.push_back(sql::argument(low));
    condition.arguments.push_back(sql::argument(high));
    return condition;
}

}  // namespace tongzhou
