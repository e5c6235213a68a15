#include "main/demo_load.hpp"

#include "main/installation.hpp"

namespace tongzhou {

namespace {

constexpr std::size_t events_per_commit = 4'000;
constexpr std::int64_t people_per_commit = 1'000;
// A token is 150 bytes: whoever has shown a pass once does so every day, and there are enough of them in any city.
constexpr std::int64_t pass_showers = 100'000;

// The requests as the API takes them, as far as the demo fills them.
struct PersonRequest {
    DocumentKind document_kind = DocumentKind::resident_id;
    std::string document_number, name;
    Mobile mobile;
    std::string address;
    DivisionCode home_division, household_division;
    Id<Organization> employer;
    std::string workshop;
    std::optional<std::string> shuttle;
};
BOOST_DESCRIBE_STRUCT(PersonRequest, (),
                      (document_kind, document_number, name, mobile, address, home_division, household_division,
                       employer, workshop, shuttle))
struct MadePerson {
    Id<Person> id;
};
BOOST_DESCRIBE_STRUCT(MadePerson, (), (id))

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())
struct MadeCode {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(MadeCode, (), (code))
struct DeviceRequest {
    std::string code, name;
};
BOOST_DESCRIBE_STRUCT(DeviceRequest, (), (code, name))
struct MadeDevice {
    Id<Device> id;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(MadeDevice, (), (id, token))

struct SymptomAnswer {
    std::string symptom;
};
BOOST_DESCRIBE_STRUCT(SymptomAnswer, (), (symptom))
struct StayAnswer {
    std::string place;
    DivisionCode division;
    Date from;
};
BOOST_DESCRIBE_STRUCT(StayAnswer, (), (place, division, from))
struct HealthAnswers {
    std::vector<SymptomAnswer> symptoms;
    DeciCelsius temperature;
    std::string case_status = "none";
    bool under_observation = false;
    std::vector<StayAnswer> stays;
    std::optional<Date> returned_on;
};
BOOST_DESCRIBE_STRUCT(HealthAnswers, (), (symptoms, temperature, case_status, under_observation, stays, returned_on))
struct DeclarationRequest {
    Id<Organization> employer;
    HealthAnswers answers;
};
BOOST_DESCRIBE_STRUCT(DeclarationRequest, (), (employer, answers))
struct MadePass {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(MadePass, (), (token))
struct MadeDeclaration {
    std::optional<MadePass> pass;
};
BOOST_DESCRIBE_STRUCT(MadeDeclaration, (), (pass))

struct SecondReading {
    DeciCelsius temperature;
};
BOOST_DESCRIBE_STRUCT(SecondReading, (), (temperature))
struct Outcome {
    std::string outcome;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (outcome))

// The same transaction at another time: what is done in it happens then.
template <class Deed>
void as_of(Tx& tx, const sql::Services& services, Instant at, Deed deed) {
    Tx then(tx.connection(), services, at);
    then.gathered().swap(tx.gathered());
    deed(then);
    then.gathered().swap(tx.gathered());
    auto& actions = tx.after_commit_actions();
    std::move(then.after_commit_actions().begin(), then.after_commit_actions().end(), std::back_inserter(actions));
}

std::string gate_name(int number, int gates) {
    constexpr std::string_view names[] = {"东门", "西门", "南门", "北门"};
    return gates == 1 ? "大门" : std::string(names[number % 4]);
}

// How somebody is known at the gate: most lay the card on the reader, some are picked from the roster, some show a
// pass.
Means means_of(std::int64_t person) {
    const auto kind = person % 10;
    return kind < 5                ? Means::document
           : kind < 8              ? Means::manual
           : person < pass_showers ? Means::pass
                                   : Means::document;
}

}  // namespace

gates::VisitorAnswers demo_answers(const DemoVisitor& visitor, DemoDeed deed) {
    gates::VisitorAnswers answers;
    answers.mobile = visitor.mobile;
    if (deed == DemoDeed::visit_ends) return answers;
    answers.name = Text<50>(visitor.name);
    answers.origin = Text<100>(visitor.origin);
    answers.employer = Text<100>(visitor.employer);
    answers.visiting = Text<100>(visitor.purpose);
    answers.outbreak_contact = deed == DemoDeed::visit_in_contact;
    return answers;
}

std::string demo_forged_pass() { return std::string(146, 'A'); }

DemoLoader::DemoLoader(Program& program, const DemoCity& city, const DemoDays& days, Progress progress)
    : program_(program), api_(program), city_(city), days_(days), progress_(std::move(progress)) {}

void DemoLoader::load(int until_day, std::optional<Instant> until) {
    until_day_ = until_day;
    // Entering somebody costs about as much as four passages.
    all_steps_ = city_.people() * 4 + days_.estimate(until ? until_day + 1 : until_day);
    load_register();
    load_people();
    for (int day = DemoDays::first_day; day < until_day; ++day) load_day(day);
    if (until) load_day(until_day, until);
}

void DemoLoader::report(const std::string& at) {
    if (progress_) progress_(static_cast<double>(steps_) / static_cast<double>(all_steps_), at);
}

void DemoLoader::load_register() {
    const auto at = days_.instant(DemoDays::first_day - 1, 8 * 3600);
    auto& database = program_.database();
    const auto& enterprises = city_.enterprises();
    for (std::size_t next = 0; next < enterprises.size();) {
        database.write([&](Tx& tx) {
            as_of(tx, database.services(), at, [&](Tx& then) {
                places_.resize(next);  // a transaction that is tried again begins again
                if (next == 0) make_commands(then, DivisionCode::of("3708"));
                const auto end = std::min(enterprises.size(), next + 500);
                for (auto i = next; i < end; ++i) places_.push_back(add_enterprise(then, enterprises[i]));
            });
        });
        next = places_.size();
        report("企业 enterprises");
    }
    counts_.enterprises = std::ssize(enterprises);
}

DemoPlace DemoLoader::add_enterprise(Tx& tx, const DemoEnterprise& e) {
    organizations::NewEnterprise request;
    request.name = e.name;
    request.uscc = e.uscc;
    request.division = e.division;
    request.address = Text<200>(e.address);
    request.legal_type = Text<100>("有限责任公司");
    request.registered = e.registered;
    request.section = e.industry->section;
    request.size_industry = enum_from<organizations::SizeIndustry>(e.industry->size_industry);
    request.staff = e.staff;
    request.revenue = e.revenue.fen();
    request.assets = e.assets.fen();
    DemoPlace place;
    place.organization = organizations::create_enterprise(tx, author_, request).id;

    organizations::NewSite site;
    site.organization = place.organization;
    site.name = e.name + "厂区";
    site.address = request.address;
    site.longitude = e.longitude;
    site.latitude = e.latitude;
    site.lanes = e.lanes;
    site.yard_length_dm = e.yard_length_dm;
    site.deciseconds_per_person = e.deciseconds_per_person;
    if (!days_.opening_day(e.number)) site.status = organizations::SiteStatus::closed;
    const auto made = organizations::create_site(tx, author_, site);
    for (int gate = 0; gate < e.gates; ++gate) place.gates.push_back(add_gate(tx, e, made.id, gate));
    return place;
}

DemoGate DemoLoader::add_gate(Tx& tx, const DemoEnterprise& e, const Id<Site>& site, int number) {
    gates::NewGate request;
    request.site = site;
    request.name = gate_name(number, e.gates);
    const auto gate = gates::add_gate(tx, author_, request).id;
    const auto code = api_.post<MadeCode>(tx, author_, fmt::format("/gates/{}/enrolment", gate.text()), Nothing{}).code;
    const auto device =
        api_.post<MadeDevice>(tx, author_, "/devices/enrol", DeviceRequest{code, request.name.value + "手机"});
    return {e.number, gate, device.id, device.token};
}

void DemoLoader::load_people() {
    const auto at = days_.instant(DemoDays::first_day - 1, 10 * 3600);
    auto& database = program_.database();
    people_.reserve(static_cast<std::size_t>(city_.people()));
    passes_.resize(static_cast<std::size_t>(std::min(city_.people(), pass_showers)));
    for (std::int64_t next = 0; next < city_.people();) {
        database.write([&](Tx& tx) {
            as_of(tx, database.services(), at, [&](Tx& then) {
                people_.resize(static_cast<std::size_t>(next));
                const auto end = std::min(city_.people(), next + people_per_commit);
                for (auto number = next; number < end; ++number) add_person(then, city_.person(number));
            });
        });
        steps_ += (std::ssize(people_) - next) * 4;
        next = std::ssize(people_);
        report("人员 people");
    }
    counts_.people = city_.people();
}

void DemoLoader::add_person(Tx& tx, const DemoPerson& p) {
    const auto& place = places_[static_cast<std::size_t>(p.enterprise)];
    const PersonRequest request{.document_number = p.document.text(),
                                .name = p.name,
                                .mobile = p.mobile,
                                .address = p.address,
                                .home_division = p.home,
                                .household_division = p.household,
                                .employer = place.organization,
                                .workshop = p.workshop,
                                .shuttle = p.shuttle};
    people_.push_back(api_.post<MadePerson>(tx, author_, "/people", request).id);
}

void DemoLoader::load_day(int day, std::optional<Instant> until) {
    auto& database = program_.database();
    auto events = days_.events(day);
    if (until) std::erase_if(events, [&](const DemoEvent& e) { return days_.instant(day, e.second) >= *until; });
    const auto name = days_.date(day).iso();
    for (std::size_t next = 0; next < events.size();) {
        const auto end = std::min(events.size(), next + events_per_commit);
        const auto counts = counts_;
        const auto fevers = fevers_;
        database.write([&](Tx& tx) {
            counts_ = counts;
            fevers_ = fevers;
            for (auto i = next; i < end; ++i)
                as_of(tx, database.services(), days_.instant(day, events[i].second),
                      [&](Tx& then) { play(then, day, events[i]); });
        });
        steps_ += static_cast<std::int64_t>(end - next);
        next = end;
        report(name);
    }
}

void DemoLoader::play(Tx& tx, int day, const DemoEvent& event) {
    switch (event.deed) {
        case DemoDeed::declare:
        case DemoDeed::declare_unfit:
            if (const auto fever = fevers_.find(event.who); fever != fevers_.end()) {
                treat_fever(tx, day, event.who, fever->second);
                fevers_.erase(fever);
            }
            return declare(tx, day, event.who, event.deed);
        case DemoDeed::enter:
        case DemoDeed::enter_feverish:
        case DemoDeed::enter_forged:
        case DemoDeed::enter_elsewhere:
        case DemoDeed::leave: return pass(tx, day, event);
        case DemoDeed::visit:
        case DemoDeed::visit_in_contact:
        case DemoDeed::visit_ends: return visit(tx, day, event);
    }
}

void DemoLoader::declare(Tx& tx, int day, std::int64_t number, DemoDeed deed) {
    const auto person = city_.person(number);
    const auto today = days_.date(day);
    DeclarationRequest request;
    request.employer = places_[static_cast<std::size_t>(person.enterprise)].organization;
    auto& answers = request.answers;
    answers.temperature = days_.reading(number, day, 7);
    if (person.returned) {
        // Back for three weeks and more: long enough for a pass.
        answers.returned_on = today - std::chrono::days(21 + number % 9);
        answers.stays.push_back({organizations::divisions().full_name(person.home), person.home, *answers.returned_on});
    }
    if (deed == DemoDeed::declare_unfit) {
        switch (number % 3) {
            case 0: answers.symptoms.push_back({"cough"}); break;
            case 1: answers.symptoms.push_back({"fever"}); break;
            default: answers.returned_on = today - std::chrono::days(4 + number % 7);
        }
    }
    const auto path = fmt::format("/people/{}/declarations", people_[static_cast<std::size_t>(number)].text());
    auto made = api_.post<MadeDeclaration>(tx, author_, path, request);
    if (made.pass && means_of(number) == Means::pass)
        passes_[static_cast<std::size_t>(number)] = std::move(made.pass->token);
}

void DemoLoader::pass(Tx& tx, int day, const DemoEvent& event) {
    const auto number = static_cast<std::size_t>(event.who);
    const auto& employer = city_.employer_of(event.who);
    const auto at =
        event.deed == DemoDeed::enter_elsewhere ? days_.enterprise_beside(employer.number) : employer.number;
    const auto& place = places_[static_cast<std::size_t>(at)];
    const auto own_gate = static_cast<std::size_t>(city_.gate_of(event.who, employer));
    const auto& gate = place.gates[own_gate % place.gates.size()];
    gates::NewPassage passage;
    passage.direction = event.deed == DemoDeed::leave ? Direction::exit : Direction::entry;
    passage.means = event.deed == DemoDeed::enter_elsewhere ? Means::document : means_of(event.who);
    // Who has never had a pass yet cannot show one.
    if (passage.means == Means::pass && passes_[number].empty()) passage.means = Means::document;
    if (passage.means == Means::pass) passage.pass = Text<1000>(passes_[number]);
    if (passage.means == Means::document) passage.document = Text<40>(city_.document_of(event.who).text());
    if (passage.means == Means::manual) passage.person = people_[number];
    if (event.deed == DemoDeed::enter_forged) {
        passage.means = Means::pass;
        passage.pass = Text<1000>(demo_forged_pass());
    }
    if (event.deed == DemoDeed::enter_feverish)
        passage.temperature = days_.feverish_reading(event.who, day);
    else if (passage.direction == Direction::entry)
        passage.temperature = days_.reading(event.who, day, 0);
    const auto answer = record(tx, place, gate, std::move(passage));
    if (answer.fever) fevers_[event.who] = answer.id;
}

// At the hospital or under observation at home; nobody is let go with a fever that the second reading confirms. Those
// of the last day wait for whoever looks at the city first.
void DemoLoader::treat_fever(Tx& tx, int day, std::int64_t person, const Id<Passage>& incident) {
    const auto step = [&](std::string_view what, std::chrono::minutes ago, const auto& request) {
        as_of(tx, program_.database().services(), tx.now() - ago, [&](Tx& then) {
            api_.post(then, author_, fmt::format("/fever-incidents/{}/{}", incident.text(), what), to_json(request));
        });
    };
    using std::chrono::minutes;
    step("isolate", minutes(35), Nothing{});
    if (day == until_day_ - 1) return;
    step("second-reading", minutes(15), SecondReading{days_.feverish_reading(person, day + 1)});
    step("close", minutes(5), Outcome{person % 3 == 0 ? "transferred" : "home"});
}

void DemoLoader::visit(Tx& tx, int day, const DemoEvent& event) {
    const auto visitor = days_.visitor(event.who, day);
    const auto& place = places_[static_cast<std::size_t>(visitor.enterprise)];
    gates::NewPassage passage;
    passage.means = Means::visitor;
    passage.visitor = demo_answers(visitor, event.deed);
    passage.direction = event.deed == DemoDeed::visit_ends ? Direction::exit : Direction::entry;
    if (passage.direction == Direction::entry) passage.temperature = days_.reading(event.who, day, 1);
    record(tx, place, place.gates.front(), std::move(passage));
}

gates::PassageAnswer DemoLoader::record(Tx& tx, const DemoPlace& place, const DemoGate& gate,
                                        gates::NewPassage passage) {
    passage.id = Id<Passage>::make(tx.now());
    passage.gate = gate.id;
    Actor device;
    device.kind = ActorKind::device;
    device.id = gate.device.uuid();
    device.organization = place.organization;
    device.scope = Scope::of_organization(place.organization, {});
    const auto answer = gates::record_passage(tx, device, passage);
    ++counts_.passages;
    counts_.held += answer.verdict == Verdict::held;
    counts_.refused += answer.verdict == Verdict::refused;
    return answer;
}

}  // namespace tongzhou
