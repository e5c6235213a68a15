#include "modules/gates/test_city.hpp"

#include "platform/seal/seal.hpp"

namespace tongzhou::gates::testing {
namespace {

struct ById {
    Uuid id;
};
BOOST_DESCRIBE_STRUCT(ById, (), (id))
struct Token {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(Token, (), (token))
struct Declared {
    std::optional<Token> pass;
};
BOOST_DESCRIBE_STRUCT(Declared, (), (pass))

Actor with_everything(Actor actor) {
    actor.permissions = Permissions::all();
    return actor;
}

}  // namespace

struct GateTest::Keys {
    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    SystemClock clock;
    std::unique_ptr<auth::Accounts> accounts;
};

GateTest::GateTest()
    : keys_(std::make_unique<Keys>()), db{&audit_migrations,    &auth_migrations,          &jobs_migrations,
                                          &files_migrations,    &organizations_migrations, &rules_migrations,
                                          &messages_migrations, &people_migrations,        &resumption_migrations,
                                          &gates_migrations} {
    keys_->accounts = std::make_unique<auth::Accounts>(auth::Settings{}, keys_->ring, db.clock());
    db->services().provide(keys_->ring);
    db->services().provide(*keys_->accounts);
    api_ = std::make_unique<Api>(*db, *keys_->accounts, api::Options{});
    for (const auto* module : {&events_module, &jobs_module, &organizations_module, &rules_module, &messages_module,
                               &people_module, &resumption_module, &gates_module}) {
        if (module->provide) kept_.push_back(module->provide(*db));
        module->add_routes(*api_);
    }
    everything = with_everything(everything);
    city = officer_of(jining);
    sishui_officer = officer_of(sishui);
    jinxiang_officer = officer_of(jinxiang);
    factory = add_plant("泗水一厂", sizhang, 6);
    workshop_next_door = add_plant("泗水二厂", sishui, 2);
    mill = add_plant("金乡一厂", jinxiang, 2);
}

GateTest::~GateTest() {
    api_->stop();
    api_.reset();
    kept_.clear();
}

std::string GateTest::call(std::string_view method, std::string_view route, const Actor& actor,
                           const std::string& json) {
    for (const auto& endpoint : api_->endpoints()) {
        if (endpoint->path != route || http::name(endpoint->method) != method) continue;
        std::shared_ptr<void> input;
        if (endpoint->input) {
            input = endpoint->make_input();
            std::vector<FieldFault> faults;
            read_json(*endpoint->input, input.get(), json, faults);
            if (!faults.empty()) throw Problem::invalid(std::move(faults));
        }
        if (endpoint->access == api::Endpoint::Access::permission) actor.require(endpoint->permission);
        api::Answer answer;
        api::Upload upload;
        auto run = [&](void* context) {
            answer = {};
            endpoint->invoke(endpoint->function, context, actor, input.get(), &upload, answer);
        };
        switch (endpoint->context) {
            case api::Context::tx: db->write([&](Tx& tx) { run(&tx); }); break;
            case api::Context::snapshot: db->read([&](Snapshot& snapshot) { run(&snapshot); }); break;
            case api::Context::database: run(&*db); break;
            case api::Context::stream: throw std::logic_error("a stream has no answer");
        }
        std::string body = answer.response.body;
        if (answer.response.source)
            while (auto piece = answer.response.source()) body += *piece;
        return body;
    }
    throw std::logic_error(fmt::format("no endpoint {} {}", method, route));
}

Actor GateTest::officer_of(const DivisionCode& division, const char* name) {
    auto actor = with_everything(Actor::system(name));
    actor.kind = ActorKind::account;
    actor.id = new_uuid_v7(SystemClock().now());
    actor.scope = Scope::of_division(division);
    return actor;
}

Plant GateTest::add_plant(const char* name, const DivisionCode& division, int workers, const char* workshop) {
    Plant plant;
    plant.division = division;
    plant.organization =
        Id<Organization>(call<ById>("POST", "/enterprises", everything,
                                    fmt::format(R"({{"name":"{}","division":"{}"}})", name, division.text()))
                             .id);
    plant.site = Id<Site>(
        call<ById>("POST", "/sites", everything,
                   fmt::format(R"({{"name":"{}厂区","organization":"{}","lanes":2}})", name, plant.organization.text()))
            .id);
    for (const char* gate : {"东门", "西门"})
        plant.gates.push_back(db->write_value([&](Tx& tx) {
                                    return add_gate(tx, everything, {{}, plant.site, gate, {}});
                                }).id);
    plant.officer = officer_of(division, name);
    plant.officer.organization = plant.organization;
    plant.officer.scope = Scope::of_organization(plant.organization, division);
    for (int i = 0; i < workers; ++i) hire(plant, workshop);
    return plant;
}

Id<Person> GateTest::hire(Plant& plant, const std::string& workshop, const std::string& shuttle) {
    const auto document = fmt::format("E{:08}", ++documents_);
    const auto person = Id<Person>(
        call<ById>("POST", "/people", everything,
                   fmt::format(R"({{"document_kind":"passport","document_number":"{}","name":"王建国","employer":"{}",)"
                               R"("workshop":"{}","shuttle":"{}","since":"2020-02-01"}})",
                               document, plant.organization.text(), workshop, shuttle))
            .id);
    plant.workers.push_back(person);
    plant.documents.push_back(document);
    return person;
}

std::string GateTest::declare_healthy(const Id<Person>& person) {
    const auto declared = call<Declared>(
        "POST", "/people/{id}/declarations", everything,
        fmt::format(R"({{"id":"{}","answers":{{"symptoms":[],"case_status":"none","under_observation":false,)"
                    R"("stays":[{{"place":"泗水县","division":"370831","from":"2020-01-01"}}]}}}})",
                    person.text()));
    if (!declared.pass) throw std::logic_error("a healthy person got no pass");
    return declared.pass->token;
}

Actor GateTest::device_of(const Plant& plant, std::size_t gate) {
    const auto device = new_uuid_v7(SystemClock().now());
    db->write([&](Tx& tx) {
        tx.connection().execute(fmt::format(
            "INSERT INTO devices VALUES ('{}', '{}', '{}', '{}', '{}', '{}', '手机', 'salt', 0, 'test', NULL, 0, 0, "
            "NULL, 0, '1.0')",
            device.text(), plant.division.county(), plant.division.text(), plant.organization.text(), plant.site.text(),
            plant.gates[gate].text()));
    });
    auto actor = plant.officer;
    actor.kind = ActorKind::device;
    actor.id = device;
    actor.name = "手机";
    actor.permissions = {Permission::passage_record, Permission::gate_sync};
    return actor;
}

void GateTest::set_rule(const std::string& kind, const std::string& value, const DivisionCode& division) {
    call("POST", "/rules", everything,
         fmt::format(R"({{"kind":"{}","division":"{}","value":"{}","source":"test"}})", kind, division.text(), value));
}

NewPassage GateTest::passage(const Plant& plant, std::size_t worker, Direction direction) {
    NewPassage made;
    made.id = Id<Passage>::make(SystemClock().now());
    made.gate = plant.gates.front();
    made.direction = direction;
    made.means = Means::document;
    made.document_kind = DocumentKind::passport;
    made.document = Text<40>(plant.documents.at(worker));
    if (direction == Direction::entry) made.temperature = DeciCelsius::of("36.5");
    return made;
}

}  // namespace tongzhou::gates::testing
