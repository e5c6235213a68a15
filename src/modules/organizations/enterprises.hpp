// Enterprises: the file of each, its size by the rules of statistics, and where its county comes from.
#pragma once

#include "modules/organizations/size_class.hpp"
#include "modules/organizations/tree.hpp"

namespace tongzhou::organizations {

/// How the county of an enterprise was settled. `entered` by a person, which no import changes; `unsettled`: only the
/// city is known. See docs/decisions/0011-county-settlement.md.
BOOST_DEFINE_ENUM_CLASS(CountySource, code, column, address, entered, unsettled)
BOOST_DEFINE_ENUM_CLASS(EnterpriseSource, entered, imported)

struct Enterprise {
    Id<Organization> id;
    std::string name;
    std::optional<Uscc> uscc;
    std::string county;
    DivisionCode division;
    std::optional<std::string> address;
    std::optional<std::string> legal_type;
    std::optional<Date> registered;
    std::optional<Money> capital;
    std::optional<std::string> business_scope;
    std::optional<IndustrySection> section;
    std::optional<SizeIndustry> size_industry;
    std::optional<std::int64_t> staff;
    std::optional<Money> revenue;  ///< of a year
    std::optional<Money> assets;
    std::optional<bool> qualified_contractor;
    std::optional<SizeClass> size_class;        ///< computed
    std::optional<bool> above_designated_size;  ///< computed
    CountySource county_source = CountySource::entered;
    EnterpriseSource source = EnterpriseSource::entered;
    Instant created_at;
    Instant updated_at;

    bool operator==(const Enterprise&) const = default;
};
BOOST_DESCRIBE_STRUCT(Enterprise, (),
                      (id, name, uscc, county, division, address, legal_type, registered, capital, business_scope,
                       section, size_industry, staff, revenue, assets, qualified_contractor, size_class,
                       above_designated_size, county_source, source, created_at, updated_at))

using Amount = Bounded<0, 1'000'000'000'000'000>;  ///< fen: up to ten trillion yuan

struct EnterpriseFields {
    Title name;
    std::optional<Uscc> uscc;
    DivisionCode division;
    std::optional<Text<200>> address;
    std::optional<Text<100>> legal_type;
    std::optional<Date> registered;
    std::optional<Amount> capital;
    std::optional<Text<4000>> business_scope;
    std::optional<IndustrySection> section;
    std::optional<SizeIndustry> size_industry;
    std::optional<Bounded<0, 10'000'000>> staff;
    std::optional<Amount> revenue;
    std::optional<Amount> assets;
    std::optional<bool> qualified_contractor;
};
BOOST_DESCRIBE_STRUCT(EnterpriseFields, (),
                      (name, uscc, division, address, legal_type, registered, capital, business_scope, section,
                       size_industry, staff, revenue, assets, qualified_contractor))

struct NewEnterprise : EnterpriseFields {
    std::optional<Id<Organization>> id;  ///< made by the client: sending it twice makes one
};
BOOST_DESCRIBE_STRUCT(NewEnterprise, (EnterpriseFields), (id))

/// The whole record anew: what is absent is emptied.
struct ChangedEnterprise : EnterpriseFields {
    Id<Organization> id;
};
BOOST_DESCRIBE_STRUCT(ChangedEnterprise, (EnterpriseFields), (id))

struct EnterpriseFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::vector<IndustrySection> section;
    std::vector<SizeClass> size_class;
    std::optional<bool> above_designated_size;
    std::optional<Text<100>> name;  ///< a part of it
    std::optional<Uscc> uscc;
    std::optional<EnterpriseSource> source;
    std::optional<CountySource> county_source;
};
BOOST_DESCRIBE_STRUCT(EnterpriseFilter, (ListRequest),
                      (division, section, size_class, above_designated_size, name, uscc, source, county_source))

struct EnterpriseExport : EnterpriseFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(EnterpriseExport, (EnterpriseFilter), (format))

/// Problems: no_such_division, uscc_taken, industry_outside_section; not_found for a place outside the actor's scope.
Enterprise create_enterprise(Tx& tx, const Actor& actor, const NewEnterprise& request);
/// As above, and not_yours_to_change: an enterprise changes its own file, but neither its division nor its code.
Enterprise change_enterprise(Tx& tx, const Actor& actor, const ChangedEnterprise& request);
Enterprise get_enterprise(Snapshot& snapshot, const Actor& actor, const OrganizationById& request);
Page<Enterprise> list_enterprises(Snapshot& snapshot, const Actor& actor, const EnterpriseFilter& filter);
Download export_enterprises(Database& database, const Actor& actor, const EnterpriseExport& filter);

}  // namespace tongzhou::organizations
