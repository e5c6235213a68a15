// Lists of people: everybody in scope, the roster of one organisation, their exports. Private to this module.
#pragma once

#include "modules/people/files.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::people {

/// One entry; somebody with two employers stands in two rows.
struct PersonRow {
    Id<Person> id;  ///< of the kept file
    Id<PersonEntry> entry;
    std::string masked_name;
    DocumentKind document_kind{};
    std::string masked_document;
    std::optional<std::string> masked_mobile;
    std::optional<Id<Organization>> employer;
    DivisionCode division;
    std::optional<std::string> workshop, shuttle;
    std::optional<DivisionCode> home_division, household_division;
    std::optional<Sex> sex;
    std::optional<std::int32_t> birth_year;
    Instant from_at;
    std::optional<Instant> until_at;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (id, entry, masked_name, document_kind, masked_document, masked_mobile, employer, division,
                       workshop, shuttle, home_division, household_division, sex, birth_year, from_at, until_at))

struct PersonFilter : ListRequest {
    std::optional<Id<Organization>> employer = {};
    std::optional<DivisionCode> division = {}, home_division = {}, household_division = {};
    std::optional<Text<60>> workshop = {}, shuttle = {};
    std::optional<bool> left = {};  ///< those who have left; without it those present
};
BOOST_DESCRIBE_STRUCT(PersonFilter, (ListRequest),
                      (employer, division, home_division, household_division, workshop, shuttle, left))

struct PersonExport : PersonFilter {
    std::optional<ExportFormat> format = {};
};
BOOST_DESCRIBE_STRUCT(PersonExport, (PersonFilter), (format))

struct RosterFilter : ListRequest {
    Id<Organization> id;
    std::optional<Text<60>> workshop = {}, shuttle = {};
    std::optional<bool> left = {};
};
BOOST_DESCRIBE_STRUCT(RosterFilter, (ListRequest), (id, workshop, shuttle, left))

struct RosterExport : RosterFilter {
    std::optional<ExportFormat> format = {};
};
BOOST_DESCRIBE_STRUCT(RosterExport, (RosterFilter), (format))

Page<PersonRow> list_people(Snapshot& snapshot, const Actor& actor, const PersonFilter& filter);
/// Masked, as the list is.
Download export_people(Database& database, const Actor& actor, const PersonExport& filter);
/// Throws not_found for an organisation outside the scope.
Page<PersonRow> list_roster(Snapshot& snapshot, const Actor& actor, const RosterFilter& filter);
Download export_roster(Database& database, const Actor& actor, const RosterExport& filter);

}  // namespace tongzhou::people
