#include "modules/gates/recording.hpp"

#include "modules/gates/incidents.hpp"
#include "modules/gates/visitors.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_passage{R"(
    INSERT INTO passages (county, id, division, organization, site, gate, device, actor, person, pass, direction, means,
                          temperature, verdict, reason, at, received_at, offline, skew_ms, review, review_reasons,
                          workshop, shuttle, masked_name, corrects, fingerprint)
    VALUES (:county, :id, :division, :organization, :site, :gate, :device, :actor, :person, :pass, :direction, :means,
            :temperature, :verdict, :reason, :at, :received_at, :offline, :skew_ms, :review, :review_reasons,
            :workshop, :shuttle, :masked_name, :corrects, :fingerprint)
    ON CONFLICT (county, id) DO NOTHING)"};
const sql::Query find_passage{R"(
    SELECT id, division, organization, site, gate, device, actor, person, pass, direction, means, temperature, verdict,
           reason, at, received_at, offline, skew_ms, review, review_reasons, workshop, shuttle, masked_name, corrects,
           fingerprint
    FROM passages WHERE county = :county AND id = :id)"};

// FNV-1a, with each part set apart from the next.
class Fingerprint {
  public:
    void add(std::string_view part) {
        for (unsigned char c : part) mix(c);
        mix(0x1f);
    }
    template <class T>
    void add(const std::optional<T>& part) {
        if (!part) return mix(0x1e);
        if constexpr (std::is_enum_v<T>)
            add(name_of(*part));
        else if constexpr (std::is_same_v<T, bool>)
            add(std::string_view(*part ? "1" : "0"));
        else
            add(std::string_view(part->text()));
    }
    std::int64_t value() const { return static_cast<std::int64_t>(hash_); }

  private:
    void mix(unsigned char c) { hash_ = (hash_ ^ c) * 0x100000001b3u; }
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

FieldFault missing(std::string path) {
    return {std::move(path), "missing", {"请填写此项。", "This field is missing."}};
}

std::optional<std::string> unless_empty(const std::optional<std::string>& text) {
    return text && !text->empty() ? text : std::nullopt;
}

}  // namespace

Identified identify(Snapshot& snapshot, const organizations::SitePlace& site, const NewPassage& passage,
                    const GateRules& rules, Instant at) {
    Identified found;
    if (passage.means == Means::visitor) {
        found.person = visitor_id(snapshot, passage.visitor);
    } else if (passage.means == Means::manual) {
        if (passage.person) found.passenger = people::find_person(snapshot, *passage.person);
    } else if (passage.means == Means::document) {
        if (passage.document)
            found.passenger = people::find_person_by_document(
                snapshot, passage.document_kind.value_or(DocumentKind::resident_id), passage.document->value);
    }
    if (passage.pass) {
        const auto reading = people::read_pass(snapshot, passage.pass->value, at);
        found.pass_state = reading.state;
        if (!reading.pass.is_nil()) found.pass = reading.pass;
        if (passage.means == Means::pass && !reading.person.is_nil())
            found.passenger = people::find_person(snapshot, reading.person);
    }
    if (!found.passenger) return found;
    found.person = found.passenger->id;
    // Whoever is on the roster by now gives no cause for doubt; only for the others is it asked how it was then.
    found.on_roster = found.passenger->employer == site.organization ||
                      people::is_on_roster(snapshot, found.passenger->id, site.organization, at);
    const bool asks_for_pass = passage.direction == Direction::entry && rules.pass_required && found.on_roster;
    if (!passage.pass && asks_for_pass) {
        const auto newest = people::pass_of(snapshot, found.passenger->id, at);
        found.pass_state = newest.state;
        if (!newest.pass.is_nil()) found.pass = newest.pass;
    }
    return found;
}

GateRules rules_at(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return {.fever_threshold = rules::fever_threshold(snapshot, division, at),
            .pass_required = rules::pass_required(snapshot, division, at),
            .permit_required = rules::permit_required(snapshot, division, at)};
}

Facts facts_of(Snapshot& snapshot, const Identified& identified, const organizations::SitePlace& site,
               const NewPassage& passage, const GateRules& rules, Instant at) {
    return {.known = identified.passenger.has_value(),
            .on_roster = identified.on_roster,
            .pass = identified.pass_state,
            .visitor_complete = missing_answers(passage).empty(),
            .outbreak_contact = passage.visitor && passage.visitor->outbreak_contact.value_or(false),
            .site_operating = site.operating,
            .site_permitted = !rules.permit_required || resumption::permitted(snapshot, site, at)};
}

std::vector<FieldFault> faults_of(const NewPassage& passage) {
    std::vector<FieldFault> faults;
    // 国发明电〔2020〕4号: temperature at every entry.
    if (passage.direction == Direction::entry && !passage.temperature) faults.push_back(missing("/temperature"));
    if (passage.means == Means::pass && !passage.pass) faults.push_back(missing("/pass"));
    if (passage.means == Means::document && !passage.document) faults.push_back(missing("/document"));
    if (passage.means == Means::visitor && !passage.visitor) faults.push_back(missing("/visitor"));
    if (passage.id.is_nil()) faults.push_back(missing("/id"));
    return faults;
}

std::vector<FieldFault> missing_answers(const NewPassage& passage) {
    std::vector<FieldFault> faults;
    if (passage.means != Means::visitor || passage.direction == Direction::exit || !passage.visitor) return faults;
    const auto& answers = *passage.visitor;
    const auto need = [&](const auto& answer, const char* path) {
        if (!answer || answer->text().empty()) faults.push_back(missing(path));
    };
    need(answers.name, "/visitor/name");
    need(answers.mobile, "/visitor/mobile");
    need(answers.origin, "/visitor/origin");
    need(answers.employer, "/visitor/employer");
    if (!answers.outbreak_contact) faults.push_back(missing("/visitor/outbreak_contact"));
    return faults;
}

std::int64_t fingerprint_of(const NewPassage& passage) {
    Fingerprint print;
    print.add(passage.gate.text());
    print.add(name_of(passage.direction));
    print.add(name_of(passage.means));
    print.add(passage.pass);
    print.add(passage.document_kind);
    print.add(passage.document);
    print.add(passage.person);
    print.add(passage.temperature);
    if (const auto& v = passage.visitor) {
        print.add(v->name);
        print.add(v->mobile);
        print.add(v->document_kind);
        print.add(v->document);
        print.add(v->origin);
        print.add(v->employer);
        print.add(v->outbreak_contact);
        print.add(v->visiting);
    }
    return print.value();
}

Record record_of(const NewPassage& passage, const GateFacts& gate, const Identified& identified, const Actor& actor,
                 Instant at, Instant received_at) {
    Record record;
    record.id = passage.id;
    record.division = gate.division;
    record.organization = gate.organization;
    record.site = gate.site;
    record.gate = gate.id;
    if (actor.kind == ActorKind::device)
        record.device = Id<Device>(actor.id);
    else if (!actor.id.is_nil())
        record.actor = actor.id;
    record.person = identified.person;
    record.pass = identified.pass;
    record.direction = passage.direction;
    record.means = passage.means;
    record.temperature = passage.temperature;
    record.at = at;
    record.received_at = received_at;
    record.fingerprint = fingerprint_of(passage);
    // A gate is told the names of its own people and visitors, not whom others have on file.
    if (identified.on_roster) {
        record.masked_name = identified.passenger->masked_name;
        record.workshop = unless_empty(identified.passenger->workshop);
        record.shuttle = unless_empty(identified.passenger->shuttle);
    } else if (passage.visitor && passage.visitor->name) {
        record.masked_name = masked_name(passage.visitor->name->value);
    }
    return record;
}

void doubt(Record& record, std::string_view reason) {
    record.review = Review::open;
    if (!record.review_reasons) return void(record.review_reasons = reason);
    *record.review_reasons += ' ';
    *record.review_reasons += reason;
}

bool store(Tx& tx, const Record& r, const NewPassage& passage, const GateRules& rules) {
    const auto county = r.division.county();
    if (tx.run(insert_passage, county, r.id, r.division, r.organization, r.site, r.gate, r.device, r.actor, r.person,
               r.pass, r.direction, r.means, r.temperature, r.verdict, r.reason, r.at, r.received_at, r.offline,
               r.skew_ms, r.review, r.review_reasons, r.workshop, r.shuttle, r.masked_name, r.corrects,
               r.fingerprint) == 0)
        return false;
    auto& tallies = tx.gather<Tallies>();
    tallies.count({r.division, r.organization, r.site, r.at, r.direction, r.verdict, r.reason});
    if (r.person)
        tallies.move({r.division, r.organization, r.site, *r.person, r.at, r.id, r.direction,
                      r.verdict == Verdict::admitted, r.corrects.has_value()});
    if (passage.visitor) keep_answers(tx, r, *passage.visitor);
    if (is_fever(r.temperature, rules)) open_incident(tx, r, rules);
    return true;
}

std::optional<Record> recorded(Snapshot& snapshot, const DivisionCode& division, const Id<Passage>& id) {
    return snapshot.find<Record>(find_passage, division.county(), id);
}

bool same_passage(const Record& recorded, const NewPassage& sent) {
    // Sent without a time first, it was given that of its arrival; the device's own is not a contradiction then.
    const bool same_time = !sent.at || *sent.at == recorded.at || !recorded.skew_ms;
    return recorded.fingerprint == fingerprint_of(sent) && same_time && !recorded.corrects;
}

PassageAnswer answer_of(const Record& record) {
    return {.id = record.id,
            .verdict = record.verdict,
            .reason = record.reason,
            .at = record.at,
            .masked_name = record.masked_name,
            .review = record.review_reasons.has_value(),
            .fever = record.reason == VerdictReason::fever};
}

void throw_id_reused(const Id<Passage>& id) {
    throw Problem::conflict(
        "id_reused", fmt::format("编号 {} 已用于另一次通行，请为这次通行换一个新编号后重发。", id.text()),
        fmt::format("The id {} is another passage's. Send this passage again under a new id.", id.text()));
}

}  // namespace tongzhou::gates
