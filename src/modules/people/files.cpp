#include "modules/people/files.hpp"

namespace tongzhou::people {
namespace {

const sql::Query file_by_id{R"(
    SELECT county, id, document_kind, document_sealed, masked_document, merged_into, erased_at
    FROM persons WHERE id = :id)"};
const sql::Query files_merged_into{R"(
    SELECT county, id, document_kind, document_sealed, masked_document, merged_into, erased_at
    FROM persons WHERE merged_into = :id ORDER BY id)"};
const sql::Query file_by_document{"SELECT file FROM person_documents WHERE document_index = :document_index"};
const sql::Query lock_person{"SELECT id FROM persons WHERE id = :id{postgres:  FOR UPDATE}"};

const sql::Query entries_by_person{R"(
    SELECT county, id, division, organization, file, person, document_kind, masked_document, name_sealed,
           masked_name, mobile_sealed, masked_mobile, mobile_index, address_sealed, home_division,
           household_division, sex, birth_year, workshop, shuttle, from_at, until_at
    FROM person_entries WHERE person = :person)"};
const sql::Query insert_entry_row{R"(
    INSERT INTO person_entries
           (county, id, division, organization, file, person, document_kind, masked_document, name_sealed,
            masked_name, mobile_sealed, masked_mobile, mobile_index, address_sealed, home_division,
            household_division, sex, birth_year, workshop, shuttle, from_at, until_at)
    VALUES (:county, :id, :division, :organization, :file, :person, :document_kind, :masked_document, :name_sealed,
            :masked_name, :mobile_sealed, :masked_mobile, :mobile_index, :address_sealed, :home_division,
            :household_division, :sex, :birth_year, :workshop, :shuttle, :from_at, :until_at))"};
const sql::Query update_entry_row{R"(
    UPDATE person_entries
    SET name_sealed = :name_sealed, masked_name = :masked_name, mobile_sealed = :mobile_sealed,
        masked_mobile = :masked_mobile, mobile_index = :mobile_index, address_sealed = :address_sealed,
        home_division = :home_division, household_division = :household_division, sex = :sex,
        birth_year = :birth_year, workshop = :workshop, shuttle = :shuttle, until_at = :until_at
    WHERE county = :county AND id = :id)"};
const sql::Query update_person{R"(
    UPDATE persons
    SET division = :division, organization = :organization, workshop = :workshop, shuttle = :shuttle,
        masked_name = :masked_name
    WHERE id = :id)"};

bool newer(const Entry& a, const Entry& b) {
    return std::tuple(a.current(), a.from_at, a.id) > std::tuple(b.current(), b.from_at, b.id);
}

}  // namespace

std::optional<FileRow> find_file(Snapshot& snapshot, const Id<Person>& id) {
    return snapshot.find<FileRow>(file_by_id, id);
}

std::vector<FileRow> files_with(Snapshot& snapshot, const Id<Person>& id) {
    auto file = find_file(snapshot, id);
    if (file && file->merged_into) file = find_file(snapshot, *file->merged_into);
    if (!file) return {};
    auto files = snapshot.all<FileRow>(files_merged_into, file->id);
    files.insert(files.begin(), std::move(*file));
    return files;
}

std::optional<Id<Person>> file_of_document(Snapshot& snapshot, const Document& document) {
    for (const auto& index : snapshot.service<seal::KeyRing>().blind_indexes(document.indexed(), document_purpose))
        if (auto file = snapshot.value<Id<Person>>(file_by_document, index)) return file;
    return std::nullopt;
}

void hold_person(Tx& tx, const Id<Person>& kept) { tx.value<Id<Person>>(lock_person, kept); }

std::vector<Entry> entries_of(Snapshot& snapshot, const Id<Person>& kept) {
    auto entries = snapshot.all<Entry>(entries_by_person, kept);
    std::ranges::sort(entries, newer);
    return entries;
}

void insert_entry(Tx& tx, const Entry& entry) { tx.run(insert_entry_row, entry); }
void update_entry(Tx& tx, const Entry& entry) { tx.run(update_entry_row, entry); }

void refresh_person(Tx& tx, const Id<Person>& kept) {
    const auto entries = entries_of(tx, kept);
    if (entries.empty()) return;
    const auto& newest = entries.front();
    const bool employed = newest.current();
    tx.run(update_person, newest.division, employed ? newest.organization : std::nullopt,
           employed ? newest.workshop : std::nullopt, employed ? newest.shuttle : std::nullopt, newest.masked_name,
           kept);
}

bool sees(const Actor& actor, const Entry& entry) {
    return actor.scope.covers(entry.division, entry.organization) &&
           (entry.current() || !actor.scope.is_organization());
}

Sight require_person(Snapshot& snapshot, const Actor& actor, const Id<Person>& id) {
    const auto file = find_file(snapshot, id);
    if (!file) throw no_such_record();
    Sight sight{file->kept(), entries_of(snapshot, file->kept())};
    std::erase_if(sight.entries, [&](const Entry& entry) { return !sees(actor, entry); });
    if (sight.entries.empty()) throw no_such_record();
    return sight;
}

}  // namespace tongzhou::people
