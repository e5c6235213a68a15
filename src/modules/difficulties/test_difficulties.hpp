// Enterprises with difficulties, and the departments that solve them, for the tests of this folder. Other modules are
// spoken to through their endpoints, as the console does.
#pragma once

#include <gmock/gmock.h>

#include "modules/difficulties/chain.hpp"
#include "modules/difficulties/departments.hpp"
#include "modules/difficulties/lists.hpp"
#include "modules/difficulties/similar.hpp"
#include "modules/messages/messages.hpp"
#include "modules/policies/policies.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::difficulties::testing {

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

class DifficultyTest : public ::testing::Test {
  protected:
    DifficultyTest() {
        accounts = std::make_unique<auth::Accounts>(auth::Settings{}, ring, db.clock());
        db->services().provide(ring);
        db->services().provide(*accounts);
        api = std::make_unique<Api>(*db, *accounts, api::Options{});
        for (const auto* module : {&events_module, &jobs_module, &organizations_module, &rules_module, &messages_module,
                                   &difficulties_module}) {
            if (module->provide) kept.push_back(module->provide(*db));
            module->add_routes(*api);
        }
        everything.permissions = Permissions::all();
        plant = enterprise("泗水造纸厂", sizhang);
        brewery = enterprise("泗水酒厂", sishui);
        mill = enterprise("金乡面粉厂", jinxiang);
        town = member_of(office("town_command", "泗张镇指挥部", sizhang), sizhang, "town");
        transport = member_of(office("department", "泗水县交通局", sishui), sishui, "transport");
        finance = member_of(office("department", "泗水县金融办", sishui), sishui, "finance");
        command = member_of(office("county_command", "泗水县指挥部", sishui), sishui, "county command");
        city_transport = member_of(office("department", "济宁市交通局", jining), jining, "city transport");
        other_county = member_of(office("department", "金乡县交通局", jinxiang), jinxiang, "sibling county");
    }
    ~DifficultyTest() override {
        api->stop();
        api.reset();
        kept.clear();
    }

    std::string call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json) {
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
            Upload upload;
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

    Id<Organization> made_by(const std::string& route, const std::string& json) {
        return Id<Organization>(
            from_json<ById>(call("POST", route, everything, json), {.unknown_fields = UnknownFields::ignore}).id);
    }
    Id<Organization> office(const std::string& kind, const std::string& name, const DivisionCode& division) {
        return made_by("/organizations",
                       fmt::format(R"({{"kind":"{}","name":"{}","division":"{}"}})", kind, name, division.text()));
    }
    Actor member_of(const Id<Organization>& organization, const DivisionCode& division, const std::string& name) {
        auto actor = Actor::system(name);
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        actor.organization = organization;
        actor.scope = Scope::of_division(division);
        actor.permissions = Permissions::all();
        return actor;
    }
    /// Somebody of a new enterprise, who sees it alone.
    Actor enterprise(const std::string& name, const DivisionCode& division) {
        const auto id =
            made_by("/enterprises", fmt::format(R"({{"name":"{}","division":"{}"}})", name, division.text()));
        auto actor = member_of(id, division, name);
        actor.scope = Scope::of_organization(id, division);
        return actor;
    }
    void set_rule(const std::string& kind, const std::string& value, const DivisionCode& division = sishui) {
        call("POST", "/rules", everything,
             fmt::format(R"({{"kind":"{}","division":"{}","value":"{}","source":"test"}})", kind, division.text(),
                         value));
    }

    Id<Difficulty> raised(const Actor& whose, const std::string& text = "外地员工回不来",
                          DifficultyKind kind = DifficultyKind::commuting) {
        NewDifficulty request;
        request.organization = whose.organization;
        request.kind = kind;
        request.text = text;
        return write(raise, whose, request).id;
    }
    Id<Difficulty> verified(const Actor& whose, const std::string& text = "外地员工回不来",
                            DifficultyKind kind = DifficultyKind::commuting) {
        const auto id = raised(whose, text, kind);
        write(verify_difficulty, command, NoteRequest{id, {}});
        return id;
    }
    Id<Difficulty> claimed(const Actor& whose, const Actor& department, const std::string& text = "外地员工回不来",
                           DifficultyKind kind = DifficultyKind::commuting) {
        const auto id = verified(whose, text, kind);
        write(claim_difficulty, department, DifficultyById{id});
        return id;
    }
    SolveAnswer solve(const Actor& department, std::vector<Id<Difficulty>> difficulties) {
        SolveRequest request;
        request.difficulties = std::move(difficulties);
        request.text = "开行定制返岗专车";
        request.link_kind = SolutionKind::policy;
        request.link_text = "济交发〔2020〕3号";
        return write(solve_difficulties, department, request);
    }
    DifficultyView show(const Id<Difficulty>& id) { return read(show_difficulty, everything, DifficultyById{id}); }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    tongzhou::testing::TestDatabase db{&audit_migrations,         &auth_migrations,  &jobs_migrations,
                                       &organizations_migrations, &rules_migrations, &messages_migrations,
                                       &policies_migrations,      &difficulties_migrations};
    std::unique_ptr<auth::Accounts> accounts;
    std::vector<std::shared_ptr<void>> kept;
    std::unique_ptr<Api> api;
    Actor everything = Actor::system("test");
    Actor plant, brewery, mill;  ///< of the enterprises
    Actor town, transport, finance, command, city_transport, other_county;
};

}  // namespace tongzhou::difficulties::testing
