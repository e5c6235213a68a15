// The register that everything else refers to: divisions, the tree of organisations, enterprises and their sites. This
// is the module's face: what other modules may include. The look-ups here ask no Scope; whoever shows what they return
// to somebody has checked the scope of the record that led here.
#pragma once

#include <optional>
#include <string>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "modules/organizations/divisions.hpp"
#include "platform/api/api.hpp"
#include "platform/sql/migrations.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {

struct Organization;
struct Site;

/// What an organisation is, from the top of the tree to its leaves.
BOOST_DEFINE_ENUM_CLASS(OrganizationKind, city_command, county_command, town_command, department, enterprise,
                        social_organization, community)

extern const sql::MigrationSet organizations_migrations;
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

/// From memory where it can be; a change is seen by every later call, on other nodes of a cluster within seconds.
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
