// Putting people on file and on rosters. Private to this module.
#pragma once

#include "modules/people/files.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::people {

/// Somebody as an employer, or a place, reports them. Sending it again changes what differs and nothing else; what is
/// left out stays as it is.
struct NewPerson {
    DocumentKind document_kind = DocumentKind::resident_id;
    Text<60, 1> document_number = {};
    Text<100, 1> name = {};
    std::optional<Mobile> mobile = {};
    std::optional<Text<300>> address = {};
    std::optional<DivisionCode> home_division = {};       ///< where they live
    std::optional<DivisionCode> household_division = {};  ///< 户籍
    std::optional<Sex> sex = {};                          ///< of a resident ID it follows from the number
    std::optional<Bounded<1900, 2100>> birth_year = {};   ///< likewise
    std::optional<Id<Organization>> employer = {};        ///< the actor's own organisation, where it is one; else none
    std::optional<Text<60>> workshop = {}, shuttle = {};
    std::optional<Date> since = {};  ///< on the roster since that morning; today's, unless said
};
BOOST_DESCRIBE_STRUCT(NewPerson, (),
                      (document_kind, document_number, name, mobile, address, home_division, household_division, sex,
                       birth_year, employer, workshop, shuttle, since))

BOOST_DEFINE_ENUM_CLASS(EnrolOutcome, created, updated, unchanged)

struct Enrolment {
    Id<Person> person;  ///< the kept file
    Entry entry;
    EnrolOutcome outcome = EnrolOutcome::unchanged;  ///< of the entry: says nothing about other employers'
};

/// Opens the file of that document or takes the one there is, and enters the person where the actor says. Whether the
/// file was there already shows in nothing that is returned. Throws Problem 422 with every faulty field, not_found for
/// an employer outside the scope.
Enrolment enrol(Tx& tx, const Actor& actor, const NewPerson& person);

/// What may be changed of an entry; what is left out stays, an empty text clears.
struct EntryChange {
    std::optional<Text<100, 1>> name = {};
    std::optional<Mobile> mobile = {};
    std::optional<Text<300>> address = {};
    std::optional<DivisionCode> home_division = {}, household_division = {};
    std::optional<Sex> sex = {};
    std::optional<Bounded<1900, 2100>> birth_year = {};
    std::optional<Text<60>> workshop = {}, shuttle = {};
};

/// Carries out the change and returns the names of the fields that differ. A new workshop or shuttle closes the entry
/// and opens the next one, which `entry` is then.
std::vector<std::string> change_entry(Tx& tx, Entry& entry, const EntryChange& change);

/// Ends an entry: the person has left.
void close_entry(Tx& tx, Entry& entry, Instant at);

}  // namespace tongzhou::people
