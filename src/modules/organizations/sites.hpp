// Sites: where an organisation's people go in and out, with what a queue at the gate needs to know.
#pragma once

#include "modules/organizations/tree.hpp"

namespace tongzhou {

namespace organizations {
BOOST_DEFINE_ENUM_CLASS(SiteStatus, operating, closed)
}

struct Site {
    Id<Site> id;
    Id<Organization> organization;
    std::string county;
    DivisionCode division;
    std::string name;
    std::optional<std::string> address;
    std::optional<double> longitude, latitude;  ///< of the gate, degrees, WGS 84
    int lanes = 1;
    int yard_length_dm = 0;
    int deciseconds_per_person = 30;
    organizations::SiteStatus status = organizations::SiteStatus::operating;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Site, (),
                      (id, organization, county, division, name, address, longitude, latitude, lanes, yard_length_dm,
                       deciseconds_per_person, status, created_at, updated_at))

namespace organizations {

struct SiteFields {
    Title name;
    std::optional<DivisionCode> division;  ///< absent: that of the organisation
    std::optional<Text<200>> address;
    std::optional<double> longitude, latitude;
    std::optional<Bounded<1, 200>> lanes;                     ///< gates side by side, 1 unless said
    std::optional<Bounded<0, 100'000>> yard_length_dm;        ///< decimetres of queue before the gate; 0: not known
    std::optional<Bounded<1, 6'000>> deciseconds_per_person;  ///< at one lane, 3 s unless said
    std::optional<SiteStatus> status;
};
BOOST_DESCRIBE_STRUCT(SiteFields, (),
                      (name, division, address, longitude, latitude, lanes, yard_length_dm, deciseconds_per_person,
                       status))
void check(const SiteFields& site, std::vector<FieldFault>& faults);

struct NewSite : SiteFields {
    std::optional<Id<Site>> id;  ///< made by the client: sending it twice makes one
    Id<Organization> organization;
};
BOOST_DESCRIBE_STRUCT(NewSite, (SiteFields), (id, organization))

/// The whole record anew: what is absent is emptied or as it is for a new one. The organisation stays.
struct ChangedSite : SiteFields {
    Id<Site> id;
};
BOOST_DESCRIBE_STRUCT(ChangedSite, (SiteFields), (id))

struct SiteById {
    Id<Site> id;
};
BOOST_DESCRIBE_STRUCT(SiteById, (), (id))

struct SiteFilter : ListRequest {
    std::optional<Id<Organization>> organization;
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<Text<100>> name;         ///< a part of it
    std::optional<SiteStatus> status;
};
BOOST_DESCRIBE_STRUCT(SiteFilter, (ListRequest), (organization, division, name, status))

struct SiteExport : SiteFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(SiteExport, (SiteFilter), (format))

/// Problems: no_such_division; not_found for an organisation or a place outside the actor's scope.
Site create_site(Tx& tx, const Actor& actor, const NewSite& request);
Site change_site(Tx& tx, const Actor& actor, const ChangedSite& request);
Site get_site(Snapshot& snapshot, const Actor& actor, const SiteById& request);
Page<Site> list_sites(Snapshot& snapshot, const Actor& actor, const SiteFilter& filter);
Download export_sites(Database& database, const Actor& actor, const SiteExport& filter);

}  // namespace organizations
}  // namespace tongzhou
