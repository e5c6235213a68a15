#include "modules/resumption/known.hpp"

#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::resumption {
namespace {

const sql::Query find_earlier{R"(
    SELECT id, county, division, organization, site, place, state, procedure, stages, step, round, priority, queue,
           content, data_key, principal_sealed, principal_name, principal_mobile, lacking, lacking_at, moves,
           checked_at, check_outcome, author, created_at, submitted_at, decided_at, updated_at
    FROM filings
    WHERE organization = :organization AND id <> :except AND submitted_at IS NOT NULL
    ORDER BY created_at DESC, id DESC LIMIT 1)"};

// What a paper form would ask for and the register answers.
constexpr std::string_view registered_fields[] = {
    "enterprise_name", "uscc", "division", "address", "section", "size_class", "above_designated_size"};
constexpr std::string_view principal_fields[] = {"principal_name", "principal_mobile"};

std::string context_of(const Id<Filing>& id) { return "filing.principal:" + id.text(); }

std::string json_of(const Member& member, const FilingContent& content) {
    std::string json;
    write_json(member.shape(), member.in_const(&content), json);
    return json;
}

bool is_empty(const std::string& json) { return json == "null" || json == "[]" || json == "\"\""; }

void know_the_register(Known& known) {
    const auto& e = known.enterprise;
    const bool there[] = {true,
                          e.uscc.has_value(),
                          true,
                          e.address.has_value(),
                          e.section.has_value(),
                          e.size_class.has_value(),
                          e.above_designated_size.has_value()};
    for (std::size_t i = 0; i < std::size(registered_fields); ++i)
        if (there[i]) known.fields.push_back({std::string(registered_fields[i]), KnownSource::registered});
    if (e.staff && *e.staff > 0) known.content.staff_total = *e.staff;
    if (e.business_scope) known.content.work = std::string(utf8_prefix(*e.business_scope, 1000));
}

void know_the_roster(Known& known) {
    if (known.roster.people > 0) known.content.staff_returning = known.roster.people;
    for (const auto& origin : known.roster.origins)
        if (origin.prefecture) known.content.origins.push_back({*origin.prefecture, origin.people});
}

// The register and the roster are newer than what was filed; the day and the commitment are made anew each time.
void know_the_earlier(Known& known, const FilingContent& earlier) {
    auto& now = known.content;
    if (!now.staff_total) now.staff_total = earlier.staff_total;
    if (earlier.work) now.work = earlier.work;
    now.necessity = earlier.necessity;
    now.control_plan = earlier.control_plan;
    now.emergency_plan = earlier.emergency_plan;
    now.supplies = earlier.supplies;
    now.isolation_rooms = earlier.isolation_rooms;
    now.isolation_place = earlier.isolation_place;
}

KnownSource source_of(std::string_view field, const Known& known, bool from_earlier) {
    if (field == "staff_total" && known.enterprise.staff) return KnownSource::registered;
    if (field == "staff_returning" || field == "origins") return KnownSource::roster;
    return from_earlier ? KnownSource::earlier_filing : KnownSource::registered;
}

}  // namespace

void seal_principal(Snapshot& snapshot, FilingRow& filing, const Principal& principal) {
    const auto& ring = snapshot.service<seal::KeyRing>();
    if (!filing.data_key) filing.data_key = ring.new_data_key().text;
    filing.principal_sealed =
        seal::seal_with(ring.unwrap({*filing.data_key}), to_json(principal), context_of(filing.id)).text;
    filing.principal_name = masked_name(principal.name.value);
    filing.principal_mobile = principal.mobile.masked();
}

std::optional<Principal> open_principal(Snapshot& snapshot, const FilingRow& filing) {
    if (!filing.principal_sealed || !filing.data_key) return std::nullopt;
    const auto key = snapshot.service<seal::KeyRing>().unwrap({*filing.data_key});
    return from_json<Principal>(seal::unseal_with(key, *filing.principal_sealed, context_of(filing.id)));
}

organizations::Enterprise enterprise_of(Snapshot& snapshot, const Id<Organization>& organization) {
    return organizations::get_enterprise(snapshot, Actor::system("resumption"), {organization});
}

Known what_is_known(Snapshot& snapshot, const Id<Organization>& organization, const Id<Filing>& except) {
    Known known;
    known.enterprise = enterprise_of(snapshot, organization);
    known.roster = people::roster_figures(snapshot, organization);
    know_the_register(known);
    know_the_roster(known);
    const auto earlier = snapshot.find<FilingRow>(find_earlier, organization, except);
    if (earlier) {
        know_the_earlier(known, earlier->read_content());
        known.principal = open_principal(snapshot, *earlier);
    }
    for (const auto& member : shape_of<FilingContent>().members)
        if (!is_empty(json_of(member, known.content)))
            known.fields.push_back({std::string(member.name), source_of(member.name, known, earlier.has_value())});
    if (known.principal)
        for (const auto field : principal_fields)
            known.fields.push_back({std::string(field), KnownSource::earlier_filing});
    return known;
}

std::vector<KnownField> untyped_fields(Snapshot& snapshot, const FilingRow& filing, const Known& known) {
    const auto content = filing.read_content();
    const auto principal = open_principal(snapshot, filing);
    std::vector<KnownField> untyped;
    for (const auto& field : known.fields) {
        const auto* member = shape_of<FilingContent>().find(field.field);
        bool same = true;
        if (member)
            same = json_of(*member, content) == json_of(*member, known.content);
        else if (field.field == "principal_name")
            same = principal && principal->name == known.principal->name;
        else if (field.field == "principal_mobile")
            same = principal && principal->mobile == known.principal->mobile;
        if (same) untyped.push_back(field);
    }
    return untyped;
}

int fields_of_form() {
    return static_cast<int>(shape_of<FilingContent>().members.size() + std::size(registered_fields) +
                            std::size(principal_fields));
}

}  // namespace tongzhou::resumption
