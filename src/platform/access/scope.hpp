// The one place that decides whose records an actor sees. Lists, counts, searches, exports, events and single reads all
// ask a Scope; nothing else compares divisions or organisations.
//
// Every table that holds somebody's records has three columns for it: `county` (six digits, the distribution key),
// `division` (the full code) and `organization` (whose it is, may be NULL).
#pragma once

#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "platform/sql/value.hpp"

namespace tongzhou {

struct Organization;  // modules/organizations

/// The columns of a query that say where and whose a row is, such as {"p.county", "p.division", "p.organization"}.
/// An empty county means that the table has none; an empty organisation, that rows belong to places only.
struct ScopeColumns {
    std::string county, division, organization;
};

/// A piece of SQL and its arguments, in the order of its parameters.
struct Condition {
    std::string text;
    std::vector<sql::Argument> arguments;
};

class Scope {
  public:
    /// Sees nothing.
    Scope() = default;
    /// Sees every record in that division and below: a command, a department, a town. Unset: the whole country.
    static Scope of_division(DivisionCode division);
    /// Sees the records of that organisation only: an enterprise, a social organisation.
    static Scope of_organization(Id<Organization> organization, DivisionCode division);
    /// Sees everything: the system itself and the administrator of the whole installation.
    static Scope everything();

    bool covers(const DivisionCode& division, const std::optional<Id<Organization>>& organization) const;
    /// True when the whole division is covered: rules and accounts for a place are made by those who cover it.
    bool covers_division(const DivisionCode& division) const;
    /// Throws the same not_found as for a record that does not exist.
    void require(const DivisionCode& division, const std::optional<Id<Organization>>& organization) const;

    /// "TRUE"-like or a condition on the columns; `prefix` keeps its parameter names apart from others in one query.
    Condition where(const ScopeColumns& columns, std::string_view prefix = "scope") const;

    bool is_everything() const { return reach_ == Reach::everything; }
    bool is_organization() const { return reach_ == Reach::organization; }
    const DivisionCode& division() const { return division_; }
    const Id<Organization>& organization() const { return organization_; }

  private:
    enum class Reach { nothing, everything, division, organization };
    Reach reach_ = Reach::nothing;
    DivisionCode division_;
    Id<Organization> organization_;
};

/// What a record outside the scope and one that does not exist have in common.
Problem no_such_record();

}  // namespace tongzhou
