// The register that everything else refers to: divisions, the tree of organisations, enterprises and their sites. This
// is the module's face: what other modules may include.
//
// The functions that take an Actor hold to its scope. The look-ups below do not: whoever shows what they return to
// somebody has checked the scope of the record that led here.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "modules/organizations/divisions.hpp"
#include "modules/organizations/enterprises.hpp"
#include "modules/organizations/sites.hpp"
#include "modules/organizations/tree.hpp"
#include "platform/api/api.hpp"
#include "platform/sql/migrations.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {

extern const sql::MigrationSet organizations_migrations;
/// Its `provide` makes the memory that the look-ups below need.
extern const Module organizations_module;

namespace organizations {

/// Where a site is and whose.
struct SitePlace {
    Id<Site> id;
    Id<Organization> organization;
    DivisionCode division;
    std::string county;
    std::string name;
    int lanes = 1;                    ///< gates that let people in side by side
    int yard_length_dm = 0;           ///< decimetres of queue that fit before the gate; 0: not known
    int deciseconds_per_person = 30;  ///< tenths of a second one person takes at one lane
    bool operating = true;
};
BOOST_DESCRIBE_STRUCT(SitePlace, (),
                      (id, organization, division, county, name, lanes, yard_length_dm, deciseconds_per_person,
                       operating))

/// From memory where it can be. A change made here is seen by every call after its commit, one made by another node of
/// a cluster within two seconds.
std::optional<SitePlace> find_site(Snapshot& snapshot, const Id<Site>& id);

/// Where an organisation is and what.
struct Place {
    Id<Organization> id;
    DivisionCode division;
    std::string name;
    OrganizationKind kind = OrganizationKind::enterprise;
};
BOOST_DESCRIBE_STRUCT(Place, (), (id, division, name, kind))

/// From memory, as find_site().
std::optional<Place> find_organization(Snapshot& snapshot, const Id<Organization>& id);

/// The organisation registered under that code.
std::optional<Id<Organization>> find_by_uscc(Snapshot& snapshot, const Uscc& uscc);

}  // namespace organizations
}  // namespace tongzhou
