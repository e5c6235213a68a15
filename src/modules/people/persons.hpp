// What the endpoints about people take and give. Private to this module.
#pragma once

#include "modules/people/enrol.hpp"

namespace tongzhou::people {

/// An entry as it is shown: masked.
struct EntryView {
    Id<PersonEntry> id;
    std::optional<Id<Organization>> employer;
    DivisionCode division;
    DocumentKind document_kind{};
    std::string masked_document, masked_name;
    std::optional<std::string> masked_mobile;
    bool has_address = false;
    std::optional<DivisionCode> home_division, household_division;
    std::optional<Sex> sex;
    std::optional<std::int32_t> birth_year;
    std::optional<std::string> workshop, shuttle;
    Instant from_at;
    std::optional<Instant> until_at;
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (id, employer, division, document_kind, masked_document, masked_name, masked_mobile, has_address,
                       home_division, household_division, sex, birth_year, workshop, shuttle, from_at, until_at))

struct PersonView {
    Id<Person> id;  ///< of the kept file
    std::string masked_name;
    std::vector<EntryView> entries;  ///< those the actor may see, the newest first
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (id, masked_name, entries))
PersonView view_of(const Sight& sight);

struct PersonById {
    Id<Person> id;
};
BOOST_DESCRIBE_STRUCT(PersonById, (), (id))

/// By document (kind and number) or by mobile; in a body, for addresses of requests are logged.
struct FindRequest {
    std::optional<DocumentKind> document_kind = {};
    std::optional<Text<60>> document_number = {};
    std::optional<Mobile> mobile = {};
};
BOOST_DESCRIBE_STRUCT(FindRequest, (), (document_kind, document_number, mobile))
void check(const FindRequest& request, std::vector<FieldFault>& faults);

struct FoundPeople {
    std::vector<PersonView> items;
};
BOOST_DESCRIBE_STRUCT(FoundPeople, (), (items))

struct PersonChange {
    Id<Person> id;
    std::optional<Id<Organization>> employer = {};  ///< whose entry; the newest one the actor sees, unless said
    std::optional<Text<100, 1>> name = {};
    std::optional<Mobile> mobile = {};
    std::optional<Text<300>> address = {};
    std::optional<DivisionCode> home_division = {}, household_division = {};
    std::optional<Sex> sex = {};
    std::optional<Bounded<1900, 2100>> birth_year = {};
    std::optional<Text<60>> workshop = {}, shuttle = {};
};
BOOST_DESCRIBE_STRUCT(PersonChange, (),
                      (id, employer, name, mobile, address, home_division, household_division, sex, birth_year,
                       workshop, shuttle))

struct UnmaskRequest {
    Id<Person> id;
    std::vector<SealedField> fields;  ///< of name, document, mobile, address
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskRequest, (), (id, fields, reason))
void check(const UnmaskRequest& request, std::vector<FieldFault>& faults);

struct UnmaskedEntry {
    Id<PersonEntry> entry;
    std::optional<Id<Organization>> employer = {};
    std::optional<std::string> name = {}, document = {}, mobile = {}, address = {};
};
BOOST_DESCRIBE_STRUCT(UnmaskedEntry, (), (entry, employer, name, document, mobile, address))

struct UnmaskedPerson {
    Id<Person> id;
    std::vector<UnmaskedEntry> entries;
};
BOOST_DESCRIBE_STRUCT(UnmaskedPerson, (), (id, entries))

struct LeaveRequest {
    Id<Organization> id;
    Id<Person> person;
    std::optional<Date> on = {};  ///< the last day; today, at this moment, unless said
};
BOOST_DESCRIBE_STRUCT(LeaveRequest, (), (id, person, on))

PersonView add_person(Tx& tx, const Actor& actor, const NewPerson& person);
PersonView show_person(Snapshot& snapshot, const Actor& actor, const PersonById& request);
FoundPeople find_people(Snapshot& snapshot, const Actor& actor, const FindRequest& request);
PersonView change_person(Tx& tx, const Actor& actor, const PersonChange& change);
/// What was sealed, in the clear; who asked for what and why goes into the audit log with it.
UnmaskedPerson unmask_person(Tx& tx, const Actor& actor, const UnmaskRequest& request);
PersonView leave_roster(Tx& tx, const Actor& actor, const LeaveRequest& request);

}  // namespace tongzhou::people
