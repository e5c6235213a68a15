// A city with two counties, its desks and departments, for the tests of this folder.
#pragma once

#include <gmock/gmock.h>

#include "modules/hotline/answer_index.hpp"
#include "modules/hotline/articles.hpp"
#include "modules/hotline/departments.hpp"
#include "modules/hotline/gaps.hpp"
#include "modules/hotline/handling.hpp"
#include "modules/hotline/public_page.hpp"
#include "modules/hotline/referral.hpp"
#include "modules/hotline/ticket_list.hpp"
#include "modules/policies/policies.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/config/settings.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::hotline {

inline const auto jining = DivisionCode::of("3708");
inline const auto sishui = DivisionCode::of("370831");
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

class HotlineTest : public ::testing::Test {
  protected:
    HotlineTest() {
        db->services().provide(ring);
        db->services().provide(accounts);
        settings_.data_folder = db.folder().string();
        db->services().provide(settings_);
        for (const auto* module : {&events_module, &jobs_module, &organizations_module, &rules_module, &policies_module,
                                   &hotline_module})
            if (module->provide) kept_.push_back(module->provide(*db));
        policies::bring_index_up(*db);
        labour = department("泗水县人社局", sishui);
        health = department("泗水县卫健局", sishui);
        city_labour = department("济宁市人社局", jining);
        other_labour = department("金乡县人社局", jinxiang);
        mill = enterprise("泗水造纸厂", sishui);
        far_mill = enterprise("金乡蒜业", jinxiang);
        city_desk = somebody("市热线", jining, {Permission::call_answer, Permission::ticket_read});
        desk = somebody("泗水热线", sishui, {Permission::call_answer, Permission::ticket_read});
        other_desk = somebody("金乡热线", jinxiang, {Permission::call_answer, Permission::ticket_read});
        command = somebody("泗水指挥部", sishui,
                           {Permission::call_answer, Permission::ticket_read, Permission::ticket_supervise,
                            Permission::ticket_handle, Permission::knowledge_write, Permission::rule_write,
                            Permission::person_unmask});
        labour_officer = officer_of(labour, "人社干部");
        health_officer = officer_of(health, "卫健干部");
        mill_officer = somebody("造纸厂", sishui, {Permission::ticket_read});
        mill_officer.scope = Scope::of_organization(mill, sishui);
        mill_officer.organization = mill;
    }

    Id<Organization> department(const char* name, const DivisionCode& division) {
        return db->write_value([&](Tx& tx) {
                     return organizations::create_organization(
                         tx, Actor::system("test"), {{}, OrganizationKind::department, {}, name, {}, division, {}});
                 })
            .id;
    }
    Id<Organization> enterprise(const char* name, const DivisionCode& division) {
        return db->write_value([&](Tx& tx) {
                     organizations::NewEnterprise made;
                     made.name = name;
                     made.division = division;
                     return organizations::create_enterprise(tx, Actor::system("test"), made);
                 })
            .id;
    }
    Actor somebody(const char* name, const DivisionCode& division, const Permissions& permissions) {
        auto actor = Actor::system(name);
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(SystemClock().now());
        actor.scope = Scope::of_division(division);
        actor.permissions = permissions;
        return actor;
    }
    Actor officer_of(const Id<Organization>& department, const char* name, const DivisionCode& division = sishui) {
        auto actor = somebody(name, division, {Permission::ticket_read, Permission::ticket_handle});
        actor.organization = department;
        return actor;
    }

    template <class Out, class In>
    Out call(Out (*f)(Tx&, const Actor&, const In&), const Actor& actor, const std::type_identity_t<In>& in) {
        return db->write_value([&](Tx& tx) { return f(tx, actor, in); });
    }
    template <class Out, class In>
    Out ask(Out (*f)(Snapshot&, const Actor&, const In&), const Actor& actor, const std::type_identity_t<In>& in) {
        return db->read_value([&](Snapshot& s) { return f(s, actor, in); });
    }

    static NewCall question(const char* text, const DivisionCode& division = sishui) {
        NewCall call;
        call.division = division;
        call.question = text;
        call.caller.name = "王建国";
        call.caller.number = "138 0013 8000";
        return call;
    }
    OpenedCall opened(const char* text = "员工隔离期间工资怎么发？") { return call(open_call, desk, question(text)); }
    Id<Ticket> dispatched(const char* text = "员工隔离期间工资怎么发？") {
        const auto id = opened(text).id;
        call(dispatch_ticket, desk, {id, labour, {}, {}, {}});
        return id;
    }
    Id<Ticket> replied(const char* text = "员工隔离期间工资怎么发？") {
        const auto id = dispatched(text);
        call(reply_ticket, labour_officer, {id, "按正常出勤发放。"});
        return id;
    }
    Id<Ticket> followed_up(Rating rating) {
        const auto id = replied();
        call(follow_up_ticket, desk, {id, true, rating, {}});
        return id;
    }
    TicketView shown(const Id<Ticket>& id, const Actor& actor) { return ask(show_ticket, actor, {id}); }
    TicketView shown(const Id<Ticket>& id) { return shown(id, desk); }
    void advance(std::chrono::hours by) { db.clock().advance(by); }
    std::int64_t number(const std::string& sql) {
        return db->read_value([&](Snapshot& s) { return s.all_of<std::int64_t>(sql, {}).front(); });
    }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    tongzhou::testing::TestDatabase db{&audit_migrations,         &auth_migrations,  &jobs_migrations,
                                       &organizations_migrations, &rules_migrations, &policies_migrations,
                                       &hotline_migrations};
    auth::Accounts accounts{auth::Settings{}, ring, db.clock()};
    config::Settings settings_;
    std::vector<std::shared_ptr<void>> kept_;
    Id<Organization> labour, health, city_labour, other_labour, mill, far_mill;
    Actor city_desk, desk, other_desk, command, labour_officer, health_officer, mill_officer;
};

}  // namespace tongzhou::hotline
