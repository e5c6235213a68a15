#include "modules/people/enrol.hpp"

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"

namespace tongzhou::people {
namespace {

const sql::Query claim_document{R"(
    INSERT INTO person_documents (document_index, file, person) VALUES (:document_index, :file, :person)
    ON CONFLICT (document_index) DO NOTHING)"};
const sql::Query insert_person{R"(
    INSERT INTO persons (county, id, division, masked_name, document_kind, document_sealed, masked_document, created_at)
    VALUES (:county, :id, :division, :masked_name, :document_kind, :document_sealed, :masked_document, :created_at))"};

/// Where an entry belongs and whose it is.
struct Place {
    DivisionCode division;
    std::optional<Id<Organization>> organization;
};

/// Not of version 7: an id that tells its age would tell a second employer that the person is on file elsewhere.
Id<Person> new_person_id() {
    const auto random = seal::Key::random();
    Uuid id;
    std::copy_n(random.data(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = (id.bytes[6] & 0x0F) | 0x40;  // version 4, RFC 9562
    id.bytes[8] = (id.bytes[8] & 0x3F) | 0x80;
    return Id<Person>(id);
}

Place place_of(Tx& tx, const Actor& actor, const NewPerson& person, std::vector<FieldFault>& faults) {
    auto employer = person.employer;
    if (!employer && actor.scope.is_organization()) employer = actor.scope.organization();
    if (employer) {
        const auto place = organizations::find_organization(tx, *employer);
        if (!place) throw no_such_record();
        actor.scope.require(place->division, place->id);
        return {place->division, place->id};
    }
    if (!person.home_division) {
        faults.push_back({"/home_division",
                          "missing",
                          {"没有工作单位的人员须填写居住地。", "Somebody without employer needs a home division."}});
        return {};
    }
    if (!actor.scope.covers_division(*person.home_division)) throw no_such_record();
    return {*person.home_division, std::nullopt};
}

void check_divisions(const NewPerson& person, std::vector<FieldFault>& faults) {
    const auto check = [&](const char* path, const std::optional<DivisionCode>& division) {
        if (!division || organizations::divisions().has(organizations::divisions().in_force(*division))) return;
        faults.push_back({path,
                          "no_such_division",
                          {"没有这个行政区划，请核对代码。", "There is no such division; check the code."}});
    };
    check("/home_division", person.home_division);
    check("/household_division", person.household_division);
}

/// Sex and year of birth stand in a resident ID; what is said beside it must agree.
void take_from_document(const Document& document, EntryChange& facts, std::vector<FieldFault>& faults) {
    if (document.kind != DocumentKind::resident_id) return;
    const auto id = ResidentId::of(document.number);
    if (facts.sex && *facts.sex != id.sex())
        faults.push_back({"/sex",
                          "contradicts_document",
                          {"性别与身份证号码不符，请核对。", "The sex contradicts the resident ID; check both."}});
    if (facts.birth_year && *facts.birth_year != id.birth_date().year())
        faults.push_back(
            {"/birth_year",
             "contradicts_document",
             {"出生年份与身份证号码不符，请核对。", "The year of birth contradicts the resident ID; check both."}});
    facts.sex = id.sex();
    facts.birth_year = id.birth_date().year();
}

void check_since(const NewPerson& person, Instant now, std::vector<FieldFault>& faults) {
    if (person.since && *person.since > date_in_shanghai(now))
        faults.push_back(
            {"/since", "in_the_future", {"入册日期不能晚于今天。", "The day on the roster cannot lie in the future."}});
}

/// The file that document leads to; a new one where there was none.
FileRow file_for(Tx& tx, const Document& document, const Place& place) {
    auto file = file_of_document(tx, document);
    if (!file) {
        const auto id = new_person_id();
        const auto index = tx.service<seal::KeyRing>().blind_index(document.indexed(), document_purpose);
        if (tx.run(claim_document, index, id, id) == 1) {
            const auto vault = Vault::make(tx, place.division.county(), id);
            tx.run(insert_person, place.division.county(), id, place.division, "*", document.kind,
                   vault.seal(SealedField::document, document.number), document.masked(), tx.now());
            file = id;
        } else {
            file = file_of_document(tx, document);  // another writer opened it at this moment
        }
    }
    auto row = find_file(tx, *file);
    if (!row) throw std::logic_error("a document leads to no file");
    return std::move(*row);
}

Entry new_entry(Tx& tx, const FileRow& file, const Place& place, const NewPerson& person,
                const std::vector<Entry>& earlier) {
    Entry entry;
    entry.county = place.division.county();
    entry.id = Id<PersonEntry>::make(tx.now());
    entry.division = place.division;
    entry.organization = place.organization;
    entry.file = file.id;
    entry.person = file.kept();
    entry.document_kind = file.document_kind;
    entry.masked_document = file.masked_document;
    // Gates that were offline this morning send their passages later: who is entered today belongs from this morning.
    entry.from_at = start_of_day_in_shanghai(person.since.value_or(date_in_shanghai(tx.now())));
    for (const auto& e : earlier)
        if (e.organization == place.organization && e.until_at) entry.from_at = std::max(entry.from_at, *e.until_at);
    return entry;
}

/// Writes the facts that differ into `entry` and returns their names.
std::vector<std::string> apply(Snapshot& snapshot, const Vault& vault, Entry& entry, const EntryChange& change) {
    std::vector<std::string> changed;
    const auto differs = [&](SealedField field, const std::optional<std::string>& sealed, const std::string& plain) {
        if (sealed && !sealed->empty() && vault.unseal(field, *sealed) == plain) return false;
        changed.emplace_back(name_of(field));
        return true;
    };
    if (change.name && differs(SealedField::name, entry.name_sealed, change.name->value)) {
        entry.name_sealed = vault.seal(SealedField::name, change.name->value);
        entry.masked_name = masked_name(change.name->value);
    }
    if (change.mobile && differs(SealedField::mobile, entry.mobile_sealed, change.mobile->text())) {
        entry.mobile_sealed = vault.seal(SealedField::mobile, change.mobile->text());
        entry.masked_mobile = change.mobile->masked();
        entry.mobile_index = snapshot.service<seal::KeyRing>().blind_index(change.mobile->text(), mobile_purpose);
    }
    if (change.address && (entry.address_sealed || !change.address->empty()) &&
        differs(SealedField::address, entry.address_sealed, change.address->value)) {
        entry.address_sealed.reset();
        if (!change.address->empty()) entry.address_sealed = vault.seal(SealedField::address, change.address->value);
    }
    const auto set = [&](const char* name, auto& field, const auto& value) {
        if (!value || field == *value) return;
        field = *value;
        changed.emplace_back(name);
    };
    set("home_division", entry.home_division, change.home_division);
    set("household_division", entry.household_division, change.household_division);
    set("sex", entry.sex, change.sex);
    set("birth_year", entry.birth_year, change.birth_year);
    const auto set_text = [&](const char* name, std::optional<std::string>& field, const auto& value) {
        if (!value || field.value_or("") == value->value) return;
        field.reset();
        if (!value->empty()) field = value->value;
        changed.emplace_back(name);
    };
    set_text("workshop", entry.workshop, change.workshop);
    set_text("shuttle", entry.shuttle, change.shuttle);
    return changed;
}

bool moves(const std::vector<std::string>& changed) {
    return std::ranges::any_of(changed, [](const auto& field) { return field == "workshop" || field == "shuttle"; });
}

}  // namespace

Enrolment enrol(Tx& tx, const Actor& actor, const NewPerson& person) {
    std::vector<FieldFault> faults;
    const auto document = parse_document(person.document_kind, person.document_number.value);
    if (!document) faults.push_back(document.fault("/document_number"));
    EntryChange facts{.name = person.name,
                      .mobile = person.mobile,
                      .address = person.address,
                      .home_division = person.home_division,
                      .household_division = person.household_division,
                      .sex = person.sex,
                      .birth_year = person.birth_year,
                      .workshop = person.workshop,
                      .shuttle = person.shuttle};
    if (document) take_from_document(*document, facts, faults);
    check_divisions(person, faults);
    check_since(person, tx.now(), faults);
    const auto place = place_of(tx, actor, person, faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));

    const auto file = file_for(tx, *document, place);
    hold_person(tx, file.kept());
    const auto entries = entries_of(tx, file.kept());
    const auto present = std::ranges::find_if(
        entries, [&](const Entry& e) { return e.current() && e.organization == place.organization; });
    Enrolment enrolment{file.kept(), {}, EnrolOutcome::created};
    if (present == entries.end()) {
        enrolment.entry = new_entry(tx, file, place, person, entries);
        apply(tx, open_vault(tx, file.id), enrolment.entry, facts);
        insert_entry(tx, enrolment.entry);
        refresh_person(tx, file.kept());
    } else {
        enrolment.entry = *present;
        const auto changed = change_entry(tx, enrolment.entry, facts);
        enrolment.outcome = changed.empty() ? EnrolOutcome::unchanged : EnrolOutcome::updated;
    }
    return enrolment;
}

std::vector<std::string> change_entry(Tx& tx, Entry& entry, const EntryChange& change) {
    const auto before = entry;
    const auto changed = apply(tx, open_vault(tx, entry.file), entry, change);
    if (changed.empty()) return changed;
    if (moves(changed) && before.from_at < tx.now()) {
        auto past = before;
        past.until_at = tx.now();
        update_entry(tx, past);
        entry.id = Id<PersonEntry>::make(tx.now());
        entry.from_at = tx.now();
        insert_entry(tx, entry);
    } else {
        update_entry(tx, entry);
    }
    refresh_person(tx, entry.person);
    return changed;
}

void close_entry(Tx& tx, Entry& entry, Instant at) {
    entry.until_at = std::max(at, entry.from_at);
    update_entry(tx, entry);
    refresh_person(tx, entry.person);
}

}  // namespace tongzhou::people
