// Two counties, three employers and their people, for the tests of this module.
#pragma once

#include <gmock/gmock.h>

#include "modules/organizations/organizations.hpp"
#include "modules/people/declarations.hpp"
#include "modules/people/merges.hpp"
#include "modules/people/persons.hpp"
#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/accounts.hpp"
#include "platform/imports/imports.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::people {

inline const auto jining = DivisionCode::of("3708");
inline const auto sishui = DivisionCode::of("370831");
inline const auto zoucheng = DivisionCode::of("370883");

// Synthetic numbers of domain.md §1.
inline constexpr const char* man_id = "370811199001010014";
inline constexpr const char* woman_id = "370811199001010006";
inline constexpr const char* third_id = "37088119850615021X";
inline constexpr const char* man_mobile = "13800138000";

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

// Before the first question to the rules: the module itself is not asked to make it.
inline const sql::Query insert_test_rule{R"(
    INSERT INTO rules (id, kind, division, value, effective_from, source, author_name, note, created_at)
    VALUES (:id, :kind, :division, :value, 0, 'test', 'test', '', 0))"};

class PeopleTest : public ::testing::Test {
  protected:
    PeopleTest() {
        services_.push_back(organizations_module.provide(*db));
        services_.push_back(rules_module.provide(*db));
        db->services().provide(ring);
        paper_mill = enterprise("泗水造纸厂", sishui);
        brewery = enterprise("泗水啤酒厂", sishui);
        coal_mine = enterprise("邹城煤矿", zoucheng);
    }

    Actor officer_of(const DivisionCode& division) const {
        auto actor = Actor::system("officer of " + division.text());
        actor.kind = ActorKind::account;
        actor.id = new_uuid_v7(now());
        actor.scope = Scope::of_division(division);
        return actor;
    }
    Actor clerk_of(const Id<Organization>& organization, const DivisionCode& division = sishui) const {
        auto actor = officer_of(division);
        actor.name = "clerk";
        actor.organization = organization;
        actor.scope = Scope::of_organization(organization, division);
        return actor;
    }

    static NewPerson man() {
        return {.document_number = man_id, .name = "张三", .mobile = Mobile::of(man_mobile), .workshop = "一车间"};
    }
    static NewPerson woman() { return {.document_number = woman_id, .name = "欧阳修文"}; }
    static HealthAnswers healthy() { return {.temperature = DeciCelsius::of("36.5")}; }
    static HealthAnswers feverish() { return {.temperature = DeciCelsius::of("37.3")}; }

    Enrolment add(const Actor& actor, const NewPerson& person) {
        return db->write_value([&](Tx& tx) { return enrol(tx, actor, person); });
    }
    PersonView show(const Actor& actor, const Id<Person>& id) {
        return db->read_value([&](Snapshot& s) { return show_person(s, actor, {id}); });
    }
    std::vector<PersonView> find(const Actor& actor, const FindRequest& request) {
        return db->read_value([&](Snapshot& s) { return find_people(s, actor, request); }).items;
    }
    DeclarationResult declare(const Actor& actor, const Id<Person>& person, const HealthAnswers& answers) {
        return db->write_value([&](Tx& tx) { return declare_health(tx, actor, {.id = person, .answers = answers}); });
    }
    PersonView merge(const Actor& actor, const Id<Person>& kept, const Id<Person>& other) {
        return db->write_value([&](Tx& tx) { return merge_people(tx, actor, {kept, other, "同一人"}); });
    }
    std::optional<Passenger> passenger(const Id<Person>& id) {
        return db->read_value([&](Snapshot& s) { return find_person(s, id); });
    }
    std::optional<Passenger> passenger(const char* number, DocumentKind kind = DocumentKind::resident_id) {
        return db->read_value([&](Snapshot& s) { return find_person_by_document(s, kind, number); });
    }
    bool on_roster(const Id<Person>& person, const Id<Organization>& organization, Instant at) {
        return db->read_value([&](Snapshot& s) { return is_on_roster(s, person, organization, at); });
    }
    PassReading reading(const std::string& token, Instant at) {
        return db->read_value([&](Snapshot& s) { return read_pass(s, token, at); });
    }
    PassReading reading(const Id<Person>& person, Instant at) {
        return db->read_value([&](Snapshot& s) { return pass_of(s, person, at); });
    }
    void rule(rules::RuleKind kind, const DivisionCode& division, const char* is) {
        db->write([&](Tx& tx) { tx.run(insert_test_rule, new_uuid_v7(now()), kind, division, is); });
    }
    /// The first column of the first row.
    template <class T>
    T value(const std::string& text) {
        return db->read_value([&](Snapshot& s) { return s.all_of<T>(text, {}).at(0); });
    }
    Instant now() const { return db.clock().now(); }

  private:
    Id<Organization> enterprise(const char* name, const DivisionCode& division) {
        return db->write_value([&](Tx& tx) {
            organizations::NewOrganization organization;
            organization.kind = OrganizationKind::social_organization;
            organization.name = name;
            organization.division = division;
            return organizations::create_organization(tx, Actor::system("test"), organization).id;
        });
    }
    std::vector<std::shared_ptr<void>> services_;  // outlive the database, whose last commit may still tell them

  protected:
    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-24T08:00:00+08:00"));
    mutable testing::TestDatabase db{&audit_migrations, &auth_migrations,         &organizations_migrations,
                                     &rules_migrations, people_module.migrations, &imports_migrations};
    Id<Organization> paper_mill, brewery, coal_mine;
};

}  // namespace tongzhou::people
