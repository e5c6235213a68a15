// Files and entries as they are stored, and who sees them. Private to this module.
#pragma once

#include "modules/people/document.hpp"
#include "modules/people/vault.hpp"

namespace tongzhou {
struct PersonEntry;
}

namespace tongzhou::people {

/// What one organisation, or one place, knows of a person, and since when until when.
struct Entry {
    std::string county;
    Id<PersonEntry> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Id<Person> file;    ///< whose key seals it
    Id<Person> person;  ///< the kept file
    DocumentKind document_kind{};
    std::string masked_document;
    std::string name_sealed, masked_name;
    std::optional<std::string> mobile_sealed, masked_mobile, mobile_index;
    std::optional<std::string> address_sealed;
    std::optional<DivisionCode> home_division, household_division;
    std::optional<Sex> sex;
    std::optional<std::int32_t> birth_year;
    std::optional<std::string> workshop, shuttle;
    Instant from_at;
    std::optional<Instant> until_at;

    bool current() const { return !until_at; }
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (county, id, division, organization, file, person, document_kind, masked_document, name_sealed,
                       masked_name, mobile_sealed, masked_mobile, mobile_index, address_sealed, home_division,
                       household_division, sex, birth_year, workshop, shuttle, from_at, until_at))

/// A file.
struct FileRow {
    std::string county;
    Id<Person> id;
    DocumentKind document_kind{};
    std::string document_sealed, masked_document;
    std::optional<Id<Person>> merged_into;
    std::optional<Instant> erased_at;

    const Id<Person>& kept() const { return merged_into ? *merged_into : id; }
};
BOOST_DESCRIBE_STRUCT(FileRow, (),
                      (county, id, document_kind, document_sealed, masked_document, merged_into, erased_at))

std::optional<FileRow> find_file(Snapshot& snapshot, const Id<Person>& id);
/// The file and those merged with it, the kept one first; empty when there is no such file.
std::vector<FileRow> files_with(Snapshot& snapshot, const Id<Person>& id);
/// The file a document was opened with.
std::optional<Id<Person>> file_of_document(Snapshot& snapshot, const Document& document);
/// Keeps other writers from the person until the commit, so that two of them do not enter it twice.
void hold_person(Tx& tx, const Id<Person>& kept);

/// All entries of a person, the newest first; those of merged files too.
std::vector<Entry> entries_of(Snapshot& snapshot, const Id<Person>& kept);
void insert_entry(Tx& tx, const Entry& entry);
void update_entry(Tx& tx, const Entry& entry);
/// Brings what a gate reads of the person (Passenger) in line with the newest entry.
void refresh_person(Tx& tx, const Id<Person>& kept);

/// An organisation sees its present entries; a command sees those of its area, past ones too, for whoever looks for
/// the contacts of last week asks about people who have left.
bool sees(const Actor& actor, const Entry& entry);
/// A person as the actor sees them: never without entries.
struct Sight {
    Id<Person> person;           ///< the kept file
    std::vector<Entry> entries;  ///< the newest first, present ones before past ones
};
/// Throws the same not_found for a person who does not exist as for one outside the scope.
Sight require_person(Snapshot& snapshot, const Actor& actor, const Id<Person>& id);

inline constexpr std::string_view mobile_purpose = "person.mobile";
inline constexpr std::string_view document_purpose = "person.document";

}  // namespace tongzhou::people
