// A county with members, squads and enterprises that have places, for the tests of this folder. Other modules are
// spoken to through their endpoints, as the console does.
#pragma once

#include <gmock/gmock.h>

#include "modules/difficulties/difficulties.hpp"
#include "modules/resumption/resumption.hpp"
#include "modules/rules/rules.hpp"
#include "modules/squads/day_routes.hpp"
#include "modules/squads/findings.hpp"
#include "modules/squads/forming.hpp"
#include "modules/squads/places.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::squads::testing {

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

class SquadTest : public ::testing::Test {
  protected:
    SquadTest() {
        accounts = std::make_unique<auth::Accounts>(auth::Settings{}, ring, db.clock());
        db->services().provide(ring);
        db->services().provide(*accounts);
        api = std::make_unique<Api>(*db, *accounts, api::Options{});
        for (const auto* module : {&events_module, &jobs_module, &organizations_module, &rules_module,
                                   &difficulties_module, &squads_module}) {
            if (module->provide) kept.push_back(module->provide(*db));
            module->add_routes(*api);
        }
        everything.permissions = Permissions::all();
        command = officer_of(sishui, "county command");
        sibling = officer_of(jinxiang, "sibling county");
        city = officer_of(jining, "city");
    }
    ~SquadTest() override {
        api->stop();
        api.reset();
        kept.clear();
    }

    /// Sends JSON to an endpoint, named as in its route; what is in the path stands in the body with the rest.
    std::string call(std::string_view method, std::string_view route, const Actor& actor, const std::string& json,
                     const std::string& body = {}) {
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
            Upload upload{.content_type = "image/png", .body = body};
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
            auto text = answer.response.body;
            if (answer.response.source)
                while (auto piece = answer.response.source()) text += *piece;
            return text;
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
        actor.id = new_uuid_v7(db.clock().now());
        actor.scope = Scope::of_division(division);
        actor.permissions = Permissions::all();
        return actor;
    }
    Actor of_enterprise(const Id<Organization>& id, const DivisionCode& division = sishui) {
        auto actor = officer_of(division, "enterprise");
        actor.organization = id;
        actor.scope = Scope::of_organization(id, division);
        return actor;
    }
    Id<Organization> enterprise(const std::string& name, double longitude, double latitude,
                                const DivisionCode& division = sishui) {
        const auto id = unplaced(name, division);
        call("POST", "/sites", everything,
             fmt::format(R"({{"name":"{}厂区","organization":"{}","longitude":{},"latitude":{}}})", name, id.text(),
                         longitude, latitude));
        return id;
    }
    Id<Organization> unplaced(const std::string& name, const DivisionCode& division = sishui) {
        return Id<Organization>(
            from_json<ById>(call("POST", "/enterprises", everything,
                                 fmt::format(R"({{"name":"{}","division":"{}"}})", name, division.text())),
                            {.unknown_fields = UnknownFields::ignore})
                .id);
    }
    MemberRow member(MemberRole role, double longitude, double latitude, const std::string& skill = {},
                     const DivisionCode& division = sishui) {
        NewMember request;
        request.division = division;
        request.role = role;
        request.name = "李建国";
        request.mobile = Mobile::of("13800138000");
        request.longitude = longitude;
        request.latitude = latitude;
        if (!skill.empty()) request.skills = {Skill(skill)};
        return write(create_member, everything, request);
    }
    SquadRow squad(const std::string& name, double longitude, double latitude, const std::string& skill = {},
                   const DivisionCode& division = sishui) {
        NewSquad request;
        request.name = name;
        request.division = division;
        request.longitude = longitude;
        request.latitude = latitude;
        request.instructor = member(MemberRole::party_building_instructor, longitude, latitude, skill, division).id;
        request.liaison = member(MemberRole::government_enterprise_liaison, longitude, latitude, {}, division).id;
        request.officer = member(MemberRole::epidemic_prevention_officer, longitude, latitude, {}, division).id;
        return write(create_squad, everything, request);
    }
    void set_rule(const std::string& kind, const std::string& value) {
        db.clock().advance(std::chrono::seconds(1));  // the later of two rules holds
        call("POST", "/rules", everything,
             fmt::format(R"({{"kind":"{}","division":"370831","value":"{}","source":"test"}})", kind, value));
    }
    PlanView propose(const Actor& actor) {
        NewPlan request;
        request.division = sishui;
        return propose_plan(*db, actor, request);
    }
    std::vector<PlaceRow> places(const Id<SquadPlan>& plan, bool changed = false) {
        PlaceFilter filter;
        filter.id = plan;
        filter.limit = 500;
        if (changed) filter.changed = true;
        return read(list_places, command, filter).items;
    }
    std::optional<Id<Squad>> squad_in(const Id<SquadPlan>& plan, const Id<Organization>& enterprise) {
        for (const auto& place : places(plan))
            if (place.organization == enterprise) return place.squad;
        return std::nullopt;
    }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    tongzhou::testing::TestDatabase db{&audit_migrations,         &auth_migrations,         &jobs_migrations,
                                       &organizations_migrations, &rules_migrations,        &files_migrations,
                                       &resumption_migrations,    &difficulties_migrations, &policies_migrations,
                                       &squads_migrations};
    std::unique_ptr<auth::Accounts> accounts;
    std::vector<std::shared_ptr<void>> kept;
    std::unique_ptr<Api> api;
    Actor everything = Actor::system("test");
    Actor command, sibling, city;
};

/// Two squads 9 km apart and six enterprises, three beside each; bounds 2 to 4.
class TownTest : public SquadTest {
  protected:
    TownTest() {
        set_rule("squad_enterprises_least", "2");
        set_rule("squad_enterprises_most", "4");
        east = squad("东队", 117.30, 35.66, "危化品");
        west = squad("西队", 117.20, 35.66);
        for (int i = 0; i < 3; ++i) {
            eastern.push_back(enterprise(fmt::format("东{}厂", i), 117.30 + 0.001 * i, 35.661));
            western.push_back(enterprise(fmt::format("西{}厂", i), 117.20 + 0.001 * i, 35.661));
        }
    }
    SquadRow east, west;
    std::vector<Id<Organization>> eastern, western;
};

}  // namespace tongzhou::squads::testing
