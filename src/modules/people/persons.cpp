#include "modules/people/persons.hpp"

#include "modules/organizations/organizations.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::people {
namespace {

const sql::Query people_by_mobile{R"(
    SELECT DISTINCT person FROM person_entries WHERE mobile_index = :mobile_index ORDER BY person LIMIT 100)"};

/// What the audit log says of a call beyond its name.
struct Detail {
    std::vector<std::string> fields = {};
    std::optional<std::string> reason = {};
};
BOOST_DESCRIBE_STRUCT(Detail, (), (fields, reason))

void note(Tx& tx, const Actor& actor, std::string_view action, const Id<Person>& person, const Entry& entry,
          const Detail& detail) {
    audit::record(tx, actor,
                  {.action = std::string(action),
                   .subject_kind = "people",
                   .subject = person.text(),
                   .detail = to_json(detail),
                   .division = entry.division,
                   .organization = entry.organization});
}

EntryView view_of(const Entry& e) {
    return {e.id,
            e.organization,
            e.division,
            e.document_kind,
            e.masked_document,
            e.masked_name,
            e.masked_mobile,
            e.address_sealed.has_value(),
            e.home_division,
            e.household_division,
            e.sex,
            e.birth_year,
            e.workshop,
            e.shuttle,
            e.from_at,
            e.until_at};
}

std::optional<Document> document_of(const FindRequest& request) {
    if (!request.document_number) return std::nullopt;
    return parse_document(request.document_kind.value_or(DocumentKind::resident_id), request.document_number->value);
}

/// The entry a change is about: that of the employer named, else the newest present one.
Entry& present_entry(Sight& sight, const std::optional<Id<Organization>>& employer) {
    const auto found = std::ranges::find_if(
        sight.entries, [&](const Entry& e) { return e.current() && (!employer || e.organization == employer); });
    if (found == sight.entries.end()) throw no_such_record();
    return *found;
}

UnmaskedEntry unmask(Snapshot& snapshot, const Entry& entry, const std::set<SealedField>& fields) {
    const auto vault = open_vault(snapshot, entry.file);
    UnmaskedEntry plain{.entry = entry.id, .employer = entry.organization};
    if (fields.contains(SealedField::name)) plain.name = vault.unseal(SealedField::name, entry.name_sealed);
    if (fields.contains(SealedField::document))
        plain.document = vault.unseal(SealedField::document, find_file(snapshot, entry.file)->document_sealed);
    if (fields.contains(SealedField::mobile) && entry.mobile_sealed)
        plain.mobile = vault.unseal(SealedField::mobile, *entry.mobile_sealed);
    if (fields.contains(SealedField::address) && entry.address_sealed)
        plain.address = vault.unseal(SealedField::address, *entry.address_sealed);
    return plain;
}

}  // namespace

void check(const FindRequest& request, std::vector<FieldFault>& faults) {
    if (request.document_number.has_value() == request.mobile.has_value())
        faults.push_back({"",
                          "document_or_mobile",
                          {"请填写证件号码或手机号，二者取一。", "Give a document number or a mobile, one of them."}});
    if (!request.document_number) return;
    const auto document =
        parse_document(request.document_kind.value_or(DocumentKind::resident_id), request.document_number->value);
    if (!document) faults.push_back(document.fault("/document_number"));
}

void check(const UnmaskRequest& request, std::vector<FieldFault>& faults) {
    const auto personal = [](SealedField f) { return f != SealedField::answers && f != SealedField::reasons; };
    if (request.fields.empty() || !std::ranges::all_of(request.fields, personal))
        faults.push_back(
            {"/fields",
             "not_one_of",
             {"请在 name、document、mobile、address 中选择。", "Choose of name, document, mobile, address."}});
}

PersonView view_of(const Sight& sight) {
    PersonView view{sight.person, sight.entries.front().masked_name, {}};
    for (const auto& entry : sight.entries) view.entries.push_back(view_of(entry));
    return view;
}

PersonView add_person(Tx& tx, const Actor& actor, const NewPerson& person) {
    return view_of(require_person(tx, actor, enrol(tx, actor, person).person));
}

PersonView show_person(Snapshot& snapshot, const Actor& actor, const PersonById& request) {
    return view_of(require_person(snapshot, actor, request.id));
}

FoundPeople find_people(Snapshot& snapshot, const Actor& actor, const FindRequest& request) {
    std::set<Id<Person>> people;
    std::vector<std::string> mobiles;
    std::optional<Id<Person>> file;
    if (const auto document = document_of(request)) file = file_of_document(snapshot, *document);
    if (file) people.insert(find_file(snapshot, *file)->kept());
    if (request.mobile)
        mobiles = snapshot.service<seal::KeyRing>().blind_indexes(request.mobile->text(), mobile_purpose);
    for (const auto& index : mobiles)
        for (const auto& person : snapshot.all<Id<Person>>(people_by_mobile, index)) people.insert(person);

    FoundPeople found;
    for (const auto& person : people) {
        Sight sight{person, entries_of(snapshot, person)};
        std::erase_if(sight.entries, [&](const Entry& entry) { return !sees(actor, entry); });
        // A number that only another employer wrote down finds nothing here, or the answer would confirm it.
        const bool matches = std::ranges::any_of(sight.entries, [&](const Entry& entry) {
            return file ? entry.file == *file
                        : entry.mobile_index && std::ranges::find(mobiles, *entry.mobile_index) != mobiles.end();
        });
        if (matches) found.items.push_back(view_of(sight));
    }
    return found;
}

PersonView change_person(Tx& tx, const Actor& actor, const PersonChange& change) {
    auto sight = require_person(tx, actor, change.id);
    hold_person(tx, sight.person);
    auto& entry = present_entry(sight, change.employer);
    const auto fields = change_entry(tx, entry,
                                     {.name = change.name,
                                      .mobile = change.mobile,
                                      .address = change.address,
                                      .home_division = change.home_division,
                                      .household_division = change.household_division,
                                      .sex = change.sex,
                                      .birth_year = change.birth_year,
                                      .workshop = change.workshop,
                                      .shuttle = change.shuttle});
    note(tx, actor, "person_change", sight.person, entry, {.fields = fields});
    return view_of(require_person(tx, actor, sight.person));
}

UnmaskedPerson unmask_person(Tx& tx, const Actor& actor, const UnmaskRequest& request) {
    const auto sight = require_person(tx, actor, request.id);
    const std::set<SealedField> fields(request.fields.begin(), request.fields.end());
    UnmaskedPerson person{sight.person, {}};
    for (const auto& entry : sight.entries) person.entries.push_back(unmask(tx, entry, fields));
    Detail detail{.reason = request.reason.value};
    for (const auto field : fields) detail.fields.emplace_back(name_of(field));
    note(tx, actor, "person_unmask", sight.person, sight.entries.front(), detail);
    return person;
}

PersonView leave_roster(Tx& tx, const Actor& actor, const LeaveRequest& request) {
    const auto place = organizations::find_organization(tx, request.id);
    if (!place) throw no_such_record();
    actor.scope.require(place->division, place->id);
    auto sight = require_person(tx, actor, request.person);
    hold_person(tx, sight.person);
    auto& entry = present_entry(sight, request.id);
    auto at = tx.now();
    if (request.on) at = std::min(at, start_of_day_in_shanghai(*request.on + std::chrono::days(1)));
    if (at < entry.from_at)
        throw Problem::invalid("/on", "before_entry", "离职日期早于入册日期，请核对。",
                               "That day lies before the person was put on the roster; check it.");
    close_entry(tx, entry, at);
    return view_of(Sight{sight.person, {entry}});
}

}  // namespace tongzhou::people
