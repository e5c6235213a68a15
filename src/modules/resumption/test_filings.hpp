// A county with two towns' worth of enterprises and everybody who files and reviews, for the tests of this folder.
// Other modules are spoken to through their endpoints, as the console does.
#pragma once

#include <gmock/gmock.h>

#include "modules/messages/messages.hpp"
#include "modules/people/people.hpp"
#include "modules/resumption/attachments.hpp"
#include "modules/resumption/drafts.hpp"
#include "modules/resumption/lists.hpp"
#include "modules/resumption/offices.hpp"
#include "modules/resumption/rates.hpp"
#include "modules/resumption/reviews.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::resumption::testing {

inline const auto jining = DivisionCode::of("3708");
inline const auto sishui = DivisionCode::of("370831");
inline const auto sizhang = DivisionCode::of("370831102");
inline const auto jinxiang = DivisionCode::of("370828");

/// The code of the Problem, followed by those of its fields; empty when there was none.
template <class F>
std::string fault_of(F f) {
    try {
        f();
    } catch (const Problem& problem) {
        auto text = problem.code();
        for (const auto& fault : problem.faults()) text += " " + fault.path + ":" + fault.code;
        return text;
    }
    return {};
}

struct ById {
    Uuid id;
};
BOOST_DESCRIBE_STRUCT(ById, (), (id))

struct Plant {
    Id<Organization> id;
    DivisionCode division;
    Actor officer;  ///< sees this enterprise only
};

class ResumptionTest : public ::testing::Test {
  protected:
    ResumptionTest() {
        accounts = std::make_unique<auth::Accounts>(auth::Settings{}, ring, db.clock());
        db->services().provide(ring);
        db->services().provide(*accounts);
        api = std::make_unique<Api>(*db, *accounts, api::Options{});
        for (const auto* module : {&events_module, &jobs_module, &organizations_module, &rules_module, &messages_module,
                                   &people_module, &resumption_module}) {
            if (module->provide) kept.push_back(module->provide(*db));
            module->add_routes(*api);
        }
        everything.permissions = Permissions::all();
        plant = enterprise("泗水造纸厂", sizhang);
        mill = enterprise("金乡面粉厂", jinxiang);
        town = officer_of(sizhang, "town officer");
        county = officer_of(sishui, "county officer");
        other_county = officer_of(jinxiang, "officer of the sibling county");
        city = officer_of(jining, "city officer");
    }
    ~ResumptionTest() override {
        api->stop();
        api.reset();
        kept.clear();
    }

    /// Sends JSON to an endpoint, named as in its route, and returns its JSON. The members of the path stand in the
    /// body with the others.
    std::string call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json,
                     const std::string& upload_body = {}) {
        for (const auto& endpoint : api->endpoints()) {
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
            Upload upload{"", upload_body};
            const auto run = [&](void* context) {
                answer = {};
                endpoint->invoke(endpoint->function, context, actor, input.get(), &upload, answer);
            };
            switch (endpoint->context) {
                case api::Context::tx: db->write([&](Tx& tx) { run(&tx); }); break;
                case api::Context::snapshot: db->read([&](Snapshot& snapshot) { run(&snapshot); }); break;
                case api::Context::database: run(&*db); break;
                case api::Context::stream: throw std::logic_error("a stream has no answer");
            }
            auto body = answer.response.body;
            if (answer.response.source)
                while (auto piece = answer.response.source()) body += *piece;
            return body;
        }
        throw std::logic_error(fmt::format("no endpoint {} {}", method, route));
    }
    template <class Out, class In>
    Out write(Out (*f)(Tx&, const Actor&, const In&), const Actor& actor, const In& request) {
        return db->write_value([&](Tx& tx) { return f(tx, actor, request); });
    }
    template <class Out, class In>
    Out read(Out (*f)(Snapshot&, const Actor&, const In&), const Actor& actor, const In& request) {
        return db->read_value([&](Snapshot& s) { return f(s, actor, request); });
    }
    std::int64_t number(const std::string& sql) {
        return db->read_value([&](Snapshot& s) { return s.all_of<std::int64_t>(sql, {}).front(); });
    }

    Actor officer_of(const DivisionCode& division, const std::string& name) {
        auto actor = Actor::system(name);
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        actor.scope = Scope::of_division(division);
        actor.permissions = Permissions::all();
        return actor;
    }
    Plant enterprise(const std::string& name, const DivisionCode& division, const std::string& more = {}) {
        Plant made;
        made.division = division;
        made.id = Id<Organization>(
            from_json<ById>(call("POST", "/enterprises", everything,
                                 fmt::format(R"({{"name":"{}","division":"{}"{}}})", name, division.text(), more)),
                            {.unknown_fields = UnknownFields::ignore})
                .id);
        made.officer = officer_of(division, name);
        made.officer.organization = made.id;
        made.officer.scope = Scope::of_organization(made.id, division);
        return made;
    }
    Id<Site> site_of(const Plant& owner, const std::string& name) {
        return Id<Site>(
            from_json<ById>(call("POST", "/sites", everything,
                                 fmt::format(R"({{"name":"{}","organization":"{}"}})", name, owner.id.text())),
                            {.unknown_fields = UnknownFields::ignore})
                .id);
    }
    Id<Organization> office(const std::string& name, const DivisionCode& division) {
        return Id<Organization>(
            from_json<ById>(
                call("POST", "/organizations", everything,
                     fmt::format(R"({{"kind":"department","name":"{}","division":"{}"}})", name, division.text())),
                {.unknown_fields = UnknownFields::ignore})
                .id);
    }
    Id<Person> hire(const Plant& employer, const std::string& home) {
        return Id<Person>(
            from_json<ById>(
                call("POST", "/people", everything,
                     fmt::format(R"({{"document_kind":"passport","document_number":"E{:08}","name":"王建国",)"
                                 R"("employer":"{}","home_division":"{}","since":"2020-02-01"}})",
                                 ++documents, employer.id.text(), home)),
                {.unknown_fields = UnknownFields::ignore})
                .id);
    }
    void declare_healthy(const Id<Person>& person) {
        call("POST", "/people/{id}/declarations", everything,
             fmt::format(R"({{"id":"{}","answers":{{"symptoms":[],"case_status":"none","under_observation":false,)"
                         R"("stays":[{{"place":"泗水县","division":"370831","from":"2020-01-01"}}]}}}})",
                         person.text()));
    }
    void set_rule(const std::string& kind, const std::string& value, const DivisionCode& division = sishui) {
        call("POST", "/rules", everything,
             fmt::format(R"({{"kind":"{}","division":"{}","value":"{}","source":"test"}})", kind, division.text(),
                         value));
    }

    /// Everything that is asked for, by files where the program knows nothing.
    static ChangedFiling whole_form(const Id<Filing>& id) {
        ChangedFiling form;
        form.id = id;
        form.principal_name = "李保国";
        form.principal_mobile = Mobile::of("13800138000");
        form.resume_on = Date::of("2020-02-26");
        form.staff_total = 120;
        form.staff_returning = 40;
        form.work = "生产医用纸张";
        form.committed = true;
        form.control_plan = "分区作业，错峰就餐。";
        form.emergency_plan = "发热即隔离、上报、送诊。";
        form.origins = {{sishui, 30}, {DivisionCode::of("3713"), 10}};
        form.supplies = {
            {SupplyItem::masks, 1'000, 80}, {SupplyItem::disinfectant, 60, 5}, {SupplyItem::thermometers, 4, 0}};
        form.isolation_rooms = 2;
        form.isolation_place = "厂区东北角平房";
        return form;
    }
    Id<Filing> begin(const Plant& whose, const std::optional<Id<Site>>& site = {}) {
        return write(create_filing, whose.officer, NewFiling{{}, whose.id, site}).id;
    }
    void attach(const Plant& whose, const Id<Filing>& id, Paper paper) {
        attach_paper(*db, whose.officer, {id, {}, paper, "附件.pdf"}, {"", "%PDF-1.4 " + std::string(name_of(paper))});
    }
    /// A draft that lacks nothing.
    Id<Filing> draft(const Plant& whose, const std::optional<Id<Site>>& site = {}) {
        const auto id = begin(whose, site);
        write(change_filing, whose.officer, whole_form(id));
        attach(whose, id, Paper::roster);
        attach(whose, id, Paper::health_proof);
        return id;
    }
    FilingView submit(const Plant& whose, const Id<Filing>& id) {
        return write(submit_filing, whose.officer, FilingById{id});
    }
    Id<Filing> submitted(const Plant& whose, const std::optional<Id<Site>>& site = {}) {
        const auto id = draft(whose, site);
        submit(whose, id);
        return id;
    }
    static DecideRequest decision(const Id<Filing>& id, const std::string& stage, ReviewDecision what,
                                  std::vector<LackingPaper> lacking = {}) {
        DecideRequest request;
        request.id = id;
        if (!stage.empty()) request.stage = Text<60>(stage);
        request.decision = what;
        request.lacking = std::move(lacking);
        if (what == ReviewDecision::refuse) {
            request.opinion = "宿舍拥挤";
            request.clause = "国发明电〔2020〕4号";
        }
        return request;
    }
    FilingView decide(const Actor& actor, const Id<Filing>& id, const std::string& stage,
                      ReviewDecision what = ReviewDecision::pass, std::vector<LackingPaper> lacking = {}) {
        return write(decide_filing, actor, decision(id, stage, what, std::move(lacking)));
    }
    static CheckRequest check_of(const Id<Filing>& id, CheckOutcome outcome = CheckOutcome::passed) {
        CheckRequest request;
        request.id = id;
        request.kind = CheckKind::site;
        request.outcome = outcome;
        for (const auto item : values_of<CheckItem>()) request.items.push_back({item, CheckResult::ok, {}});
        if (outcome != CheckOutcome::passed) request.items.front().result = CheckResult::not_ok;
        if (outcome == CheckOutcome::rectify) request.rectify_by = Date::of("2020-03-10");
        return request;
    }
    FilingView check_on_site(const Id<Filing>& id, CheckOutcome outcome = CheckOutcome::passed) {
        db.clock().advance(std::chrono::minutes(1));
        return write(record_check, county, check_of(id, outcome));
    }
    FilingView revoke(const Id<Filing>& id) {
        db.clock().advance(std::chrono::minutes(1));
        return write(revoke_filing, county, PermitRevocation{id, "消毒不落实", "国发明电〔2020〕4号"});
    }
    FilingView show(const Id<Filing>& id) { return read(show_filing, everything, FilingById{id}); }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    tongzhou::testing::TestDatabase db{&audit_migrations,    &auth_migrations,          &jobs_migrations,
                                       &files_migrations,    &organizations_migrations, &rules_migrations,
                                       &messages_migrations, &people_migrations,        &resumption_migrations};
    std::unique_ptr<auth::Accounts> accounts;
    std::vector<std::shared_ptr<void>> kept;
    std::unique_ptr<Api> api;
    Actor everything = Actor::system("test");
    int documents = 0;

    Plant plant, mill;
    Actor town, county, other_county, city;
};

}  // namespace tongzhou::resumption::testing
